import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, s3 } from '../testing/client.ts';

let emulator: Ec2Emulator;
const PART = 1024;

beforeAll(async () => {
  emulator = await startEc2Emulator({ minPartBytes: PART });
  await s3(emulator, 'PUT', '/bkt');
});

afterAll(() => emulator.close());

const hash = (data: string | Buffer): Buffer => createHash('md5').update(data).digest();
const begin = async (key: string, headers: Record<string, string> = {}): Promise<string> =>
  (await s3(emulator, 'POST', `/bkt/${key}?uploads=`, { headers })).element('UploadId') ?? '';
const part = (key: string, id: string, number: number, body: string): Promise<Answer> =>
  s3(emulator, 'PUT', `/bkt/${key}?partNumber=${number}&uploadId=${id}`, { body });
const complete = (key: string, id: string, parts: readonly (readonly [number, string])[], headers: Record<string, string> = {}): Promise<Answer> =>
  s3(emulator, 'POST', `/bkt/${key}?uploadId=${id}`, {
    headers,
    body: `<CompleteMultipartUpload>${parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
  });
const big = (fill: string): string => fill.repeat(PART);
const etag = (data: string): string => hash(data).toString('hex');

describe('multipart uploads', () => {
  it('put parts together in order, with the attributes given at the start', async () => {
    const id = await begin('whole', { 'content-type': 'x/y', 'x-amz-meta-a': '1' });
    await part('whole', id, 2, 'tail');
    await part('whole', id, 1, 'replaced');
    expect((await part('whole', id, 1, big('a'))).headers['etag']).toBe(`"${etag(big('a'))}"`);
    expect((await s3(emulator, 'GET', `/bkt/whole?uploadId=${id}`)).elements('PartNumber')).toEqual(['1', '2']);
    expect((await s3(emulator, 'HEAD', '/bkt/whole')).status).toBe(404);
    const answer = await complete('whole', id, [
      [1, etag(big('a'))],
      [2, etag('tail')],
    ]);
    const expected = `"${createHash('md5')
      .update(Buffer.concat([hash(big('a')), hash('tail')]))
      .digest('hex')}-2"`;
    expect([answer.status, answer.element('ETag')]).toEqual([200, expected]);
    const got = await s3(emulator, 'GET', '/bkt/whole');
    expect([got.text, got.headers['etag'], got.headers['content-type'], got.headers['x-amz-meta-a']]).toEqual([`${big('a')}tail`, expected, 'x/y', '1']);
    const second = await s3(emulator, 'GET', '/bkt/whole?partNumber=2');
    expect([second.status, second.text, second.headers['x-amz-mp-parts-count']]).toEqual([206, 'tail', '2']);
    expect(
      (
        await complete('whole', id, [
          [1, etag(big('a'))],
          [2, etag('tail')],
        ])
      ).element('ETag'),
    ).toBe(expected);
  });

  it('refuse parts that are small, unknown, out of order or none, and stay open', async () => {
    const id = await begin('bad');
    await part('bad', id, 1, 'small');
    await part('bad', id, 2, big('b'));
    const code = async (parts: readonly (readonly [number, string])[]): Promise<string | undefined> => (await complete('bad', id, parts)).element('Code');
    expect(
      await code([
        [1, etag('small')],
        [2, etag(big('b'))],
      ]),
    ).toBe('EntityTooSmall');
    expect(await code([[1, etag('other')]])).toBe('InvalidPart');
    expect(await code([[3, etag('small')]])).toBe('InvalidPart');
    expect(
      await code([
        [2, etag(big('b'))],
        [1, etag('small')],
      ]),
    ).toBe('InvalidPartOrder');
    expect(await code([])).toBe('MalformedXML');
    expect((await part('bad', id, 0, 'x')).element('Code')).toBe('InvalidArgument');
    expect((await part('bad', id, 10_001, 'x')).element('Code')).toBe('InvalidArgument');
    expect(emulator.openUploads('bkt')).toBe(1);
    expect((await s3(emulator, 'GET', '/bkt?uploads')).elements('UploadId')).toEqual([id]);
    expect((await s3(emulator, 'DELETE', `/bkt/bad?uploadId=${id}`)).status).toBe(204);
    expect((await s3(emulator, 'DELETE', `/bkt/bad?uploadId=${id}`)).element('Code')).toBe('NoSuchUpload');
    expect((await part('bad', id, 1, 'x')).element('Code')).toBe('NoSuchUpload');
    expect(emulator.openUploads('bkt')).toBe(0);
  });

  it('copy ranges of other objects as parts', async () => {
    await s3(emulator, 'PUT', '/bkt/source', { body: `${big('a')}${big('b')}` });
    const id = await begin('copied');
    const copy = (range: string): Promise<Answer> =>
      s3(emulator, 'PUT', `/bkt/copied?partNumber=1&uploadId=${id}`, { headers: { 'x-amz-copy-source': '/bkt/source', 'x-amz-copy-source-range': range } });
    expect((await copy(`bytes=${PART}-${2 * PART - 1}`)).element('ETag')).toBe(`"${etag(big('b'))}"`);
    expect((await copy(`bytes=0-${2 * PART}`)).element('Code')).toBe('InvalidArgument');
    expect((await copy('bytes=5-')).element('Code')).toBe('InvalidArgument');
    await complete('copied', id, [[1, etag(big('b'))]]);
    expect((await s3(emulator, 'GET', '/bkt/copied')).text).toBe(big('b'));
  });

  it('answer 200 with an error inside: the upload is still there, or the object already is', async () => {
    const id = await begin('inside');
    await part('inside', id, 1, 'x');
    emulator.embedError({ operation: 'CompleteMultipartUpload' });
    const failed = await complete('inside', id, [[1, etag('x')]]);
    expect([failed.status, failed.element('Code')]).toEqual([200, 'InternalError']);
    expect((await s3(emulator, 'HEAD', '/bkt/inside')).status).toBe(404);
    emulator.embedError({ operation: 'CompleteMultipartUpload', applied: true });
    await complete('inside', id, [[1, etag('x')]]);
    expect((await s3(emulator, 'HEAD', '/bkt/inside')).status).toBe(200);
  });

  it('obey If-None-Match at completion', async () => {
    const id = await begin('source');
    await part('source', id, 1, 'x');
    expect((await complete('source', id, [[1, etag('x')]], { 'if-none-match': '*' })).status).toBe(412);
    await s3(emulator, 'DELETE', `/bkt/source?uploadId=${id}`);
  });

  it('give a composite checksum of their parts', async () => {
    const id = await begin('summed', { 'x-amz-checksum-algorithm': 'SHA256' });
    const sha = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
    const put = await s3(emulator, 'PUT', `/bkt/summed?partNumber=1&uploadId=${id}`, {
      body: 'x',
      headers: { 'x-amz-checksum-sha256': sha('x').toString('base64') },
    });
    expect(put.status).toBe(200);
    expect((await complete('summed', id, [[1, etag('x')]])).element('ChecksumSHA256')).toBe(`${sha(sha('x')).toString('base64')}-1`);
  });
});
