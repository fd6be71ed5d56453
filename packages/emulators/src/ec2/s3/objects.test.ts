import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { s3, send } from '../testing/client.ts';
import { signV4 } from '../testing/sign.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
let emulator: Ec2Emulator;
let euca: Ec2Emulator;

const md5 = (data: string | Buffer, encoding: 'hex' | 'base64' = 'hex'): string => createHash('md5').update(data).digest(encoding);
const encodeKey = (key: string): string =>
  key
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');

beforeAll(async () => {
  emulator = await startEc2Emulator({ clock, credentials: [{ accessKeyId: 'OTHER', secretAccessKey: 'other', accountId: '999999999999' }] });
  euca = await startEc2Emulator({ clock, flavour: 'eucalyptus' });
  for (const each of [emulator, euca]) await s3(each, 'PUT', '/bkt');
});

afterAll(async () => {
  await Promise.all([emulator.close(), euca.close()]);
});

const OTHER = { accessKeyId: 'OTHER', secretAccessKey: 'other' };

describe('buckets', () => {
  it('can be made again by their owner, and not by another', async () => {
    expect((await s3(emulator, 'PUT', '/bkt')).status).toBe(200);
    const taken = await s3(emulator, 'PUT', '/bkt', { key: OTHER });
    expect([taken.status, taken.element('Code')]).toEqual([409, 'BucketAlreadyExists']);
    expect((await s3(euca, 'PUT', '/bkt')).element('Code')).toBe('BucketAlreadyOwnedByYou');
  });

  it('want a proper name and location', async () => {
    for (const name of ['ab', 'Upper', 'a_b', '10.0.0.1', 'a..b']) expect((await s3(emulator, 'PUT', `/${name}`)).element('Code')).toBe('InvalidBucketName');
    const body = '<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint></CreateBucketConfiguration>';
    expect((await s3(emulator, 'PUT', '/located', { body })).element('Code')).toBe('InvalidLocationConstraint');
  });

  it('are deleted only when empty, and another account sees nothing of them', async () => {
    await s3(emulator, 'PUT', '/short-lived');
    await s3(emulator, 'PUT', '/short-lived/k', { body: 'x' });
    expect((await s3(emulator, 'DELETE', '/short-lived')).element('Code')).toBe('BucketNotEmpty');
    expect((await s3(emulator, 'GET', '/short-lived', { key: OTHER })).status).toBe(403);
    expect((await s3(emulator, 'GET', '/', { key: OTHER })).elements('Name')).toEqual([]);
    expect((await s3(emulator, 'GET', '/')).elements('Name')).toContain('short-lived');
    await s3(emulator, 'DELETE', '/short-lived/k');
    expect((await s3(emulator, 'DELETE', '/short-lived')).status).toBe(204);
    expect((await s3(emulator, 'HEAD', '/short-lived')).status).toBe(404);
    expect((await s3(emulator, 'GET', '/short-lived')).element('Code')).toBe('NoSuchBucket');
  });
});

describe('objects', () => {
  it('keep their bytes, type, headers and metadata', async () => {
    const headers = { 'content-type': 'text/x', 'cache-control': 'no-cache', 'content-encoding': 'gzip', 'x-amz-meta-one': 'a, b', 'x-amz-meta-UPPER': '2' };
    const put = await s3(emulator, 'PUT', '/bkt/full', { body: 'data', headers });
    expect(put.headers['etag']).toBe(`"${md5('data')}"`);
    const got = await s3(emulator, 'GET', '/bkt/full');
    expect([got.text, got.headers['content-type'], got.headers['cache-control'], got.headers['content-encoding']]).toEqual([
      'data',
      'text/x',
      'no-cache',
      'gzip',
    ]);
    expect([got.headers['x-amz-meta-one'], got.headers['x-amz-meta-upper'], got.headers['last-modified']]).toEqual([
      'a, b',
      '2',
      'Thu, 15 Jan 2026 12:00:00 GMT',
    ]);
    const head = await s3(emulator, 'HEAD', '/bkt/full');
    expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, '4', 0]);
    await s3(emulator, 'PUT', '/bkt/plain', { body: '' });
    expect((await s3(emulator, 'HEAD', '/bkt/plain')).headers['content-type']).toBe('binary/octet-stream');
  });

  for (const key of ['..', '.', 'a//b', '/lead', 'a/../b', 'a+b c', '%2F', '😀/é', 'x/', "q?a&b#c'()*!~", '\u0001', ' ']) {
    it(`keep the key ${JSON.stringify(key)} byte for byte`, async () => {
      expect((await s3(emulator, 'PUT', `/bkt/${encodeKey(key)}`, { body: key })).status).toBe(200);
      expect((await s3(emulator, 'GET', `/bkt/${encodeKey(key)}`)).text).toBe(key);
      const listed = await s3(emulator, 'GET', `/bkt?encoding-type=url&list-type=2&prefix=${encodeKey(key).replaceAll('/', '%2F')}`);
      expect(listed.elements('Key').map((text) => decodeURIComponent(text.replaceAll('+', ' ')))).toContain(key);
      expect((await s3(emulator, 'DELETE', `/bkt/${encodeKey(key)}`)).status).toBe(204);
      expect((await s3(emulator, 'GET', `/bkt/${encodeKey(key)}`)).element('Code')).toBe('NoSuchKey');
    });
  }

  it('are deleted even when not there', async () => {
    expect((await s3(emulator, 'DELETE', '/bkt/never-was')).status).toBe(204);
  });

  it('refuse a body that is not what Content-MD5 or a checksum says', async () => {
    const code = async (headers: Record<string, string>): Promise<string | undefined> =>
      (await s3(emulator, 'PUT', '/bkt/digest', { body: 'x', headers })).element('Code');
    expect(await code({ 'content-md5': md5('y', 'base64') })).toBe('BadDigest');
    expect(await code({ 'content-md5': 'short' })).toBe('InvalidDigest');
    expect(await code({ 'x-amz-checksum-sha256': createHash('sha256').update('y').digest('base64') })).toBe('BadDigest');
    expect((await s3(emulator, 'HEAD', '/bkt/digest')).status).toBe(404);
    const sum = createHash('sha256').update('x').digest('base64');
    expect(await code({ 'content-md5': md5('x', 'base64'), 'x-amz-checksum-sha256': sum })).toBeUndefined();
    expect((await s3(emulator, 'GET', '/bkt/digest')).headers['x-amz-checksum-sha256']).toBeUndefined();
    expect((await s3(emulator, 'GET', '/bkt/digest', { headers: { 'x-amz-checksum-mode': 'ENABLED' } })).headers['x-amz-checksum-sha256']).toBe(sum);
  });

  it('refuse a body of unknown length, too much metadata and too long a key', async () => {
    const url = new URL(emulator.s3Url);
    const { headers } = signV4({ method: 'PUT', host: url.host, target: '/bkt/k', service: 's3', region: 'us-east-1', timeMs: clock.now(), body: 'x' });
    const lines = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const answer = await raw(emulator, `PUT /bkt/k HTTP/1.1\r\n${lines}transfer-encoding: chunked\r\nconnection: close\r\n\r\n1\r\nx\r\n0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 411 [\s\S]*MissingContentLength/);
    expect((await s3(emulator, 'PUT', '/bkt/k', { headers: { 'x-amz-meta-a': 'x'.repeat(2049) } })).element('Code')).toBe('MetadataTooLarge');
    expect((await s3(emulator, 'PUT', `/bkt/${'k'.repeat(1025)}`)).element('Code')).toBe('KeyTooLongError');
  });

  it('store nothing of an upload cut half-way, and keep what was there', async () => {
    await s3(emulator, 'PUT', '/bkt/cut', { body: 'before' });
    const { headers } = signV4({
      method: 'PUT',
      host: new URL(emulator.s3Url).host,
      target: '/bkt/cut',
      service: 's3',
      region: 'us-east-1',
      timeMs: clock.now(),
      body: 'x'.repeat(1000),
    });
    const lines = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    await raw(emulator, `PUT /bkt/cut HTTP/1.1\r\n${lines}content-length: 1000\r\n\r\n${'x'.repeat(500)}`, true);
    expect((await s3(emulator, 'GET', '/bkt/cut')).text).toBe('before');
  });
});

/** Writes text to the port; `cut`: and hangs up. */
function raw(target: Ec2Emulator, text: string, cut = false): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(target.s3Url).port), '127.0.0.1', () => {
      socket.write(text, () => {
        if (cut) setTimeout(() => socket.destroy(), 20);
      });
    });
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => setTimeout(() => resolve(answer), 10));
    socket.on('error', reject);
  });
}

describe('reads', () => {
  it('serve ranges as AWS does', async () => {
    await s3(emulator, 'PUT', '/bkt/range', { body: '0123456789' });
    const read = async (range: string): Promise<unknown[]> => {
      const answer = await s3(emulator, 'GET', '/bkt/range', { headers: { range } });
      return [answer.status, answer.headers['content-range'], answer.status === 416 ? answer.element('Code') : answer.text];
    };
    expect(await read('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await read('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await read('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await read('bytes=8-99')).toEqual([206, 'bytes 8-9/10', '89']);
    expect(await read('bytes=10-')).toEqual([416, undefined, 'InvalidRange']);
    expect(await read('bytes=4-2')).toEqual([200, undefined, '0123456789']);
    expect(await read('bytes=0-1,3-4')).toEqual([200, undefined, '0123456789']);
  });

  it('obey conditions', async () => {
    await s3(emulator, 'PUT', '/bkt/cond', { body: 'c' });
    const etag = `"${md5('c')}"`;
    const status = async (headers: Record<string, string>): Promise<number> => (await s3(emulator, 'GET', '/bkt/cond', { headers })).status;
    const past = new Date(clock.now() - 60_000).toUTCString();
    const future = new Date(clock.now() + 60_000).toUTCString();
    expect(await status({ 'if-match': etag })).toBe(200);
    expect(await status({ 'if-match': '"x"' })).toBe(412);
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': '"x"' })).toBe(200);
    expect(await status({ 'if-modified-since': future })).toBe(304);
    expect(await status({ 'if-unmodified-since': past })).toBe(412);
    expect(await status({ 'if-match': etag, 'if-unmodified-since': past })).toBe(200);
    expect(await status({ 'if-none-match': '"x"', 'if-modified-since': future })).toBe(200);
  });
});

describe('conditional writes', () => {
  it('hold on aws and count for nothing on Eucalyptus', async () => {
    for (const each of [emulator, euca]) await s3(each, 'PUT', '/bkt/once', { body: '1' });
    const put = (each: Ec2Emulator, key: string, headers: Record<string, string>) => s3(each, 'PUT', `/bkt/${key}`, { body: '2', headers });
    expect((await put(emulator, 'once', { 'if-none-match': '*' })).element('Condition')).toBe('If-None-Match');
    expect((await put(emulator, 'once', { 'if-match': '"x"' })).status).toBe(412);
    expect((await put(emulator, 'absent', { 'if-match': '"x"' })).element('Code')).toBe('NoSuchKey');
    expect((await put(emulator, 'once', { 'if-none-match': '"x"' })).status).toBe(501);
    expect((await put(emulator, 'once', { 'if-match': `"${md5('1')}"` })).status).toBe(200);
    expect((await put(euca, 'once', { 'if-none-match': '*' })).status).toBe(200);
  });
});

describe('copies', () => {
  it('take metadata along, or what is said with REPLACE', async () => {
    await s3(emulator, 'PUT', '/bkt/source%20%C3%A9%3F', { body: 'data', headers: { 'x-amz-meta-a': '1', 'content-type': 'a/b' } });
    const copy = (key: string, headers: Record<string, string>) =>
      s3(emulator, 'PUT', `/bkt/${key}`, { headers: { 'x-amz-copy-source': '/bkt/source%20%C3%A9%3F', ...headers } });
    expect((await copy('c1', { 'x-amz-meta-b': '2' })).element('ETag')).toBe(`"${md5('data')}"`);
    const kept = await s3(emulator, 'HEAD', '/bkt/c1');
    expect([kept.headers['x-amz-meta-a'], kept.headers['x-amz-meta-b'], kept.headers['content-type']]).toEqual(['1', undefined, 'a/b']);
    await copy('c2', { 'x-amz-meta-b': '2', 'x-amz-metadata-directive': 'REPLACE' });
    const replaced = await s3(emulator, 'HEAD', '/bkt/c2');
    expect([replaced.headers['x-amz-meta-a'], replaced.headers['x-amz-meta-b'], replaced.headers['content-type']]).toEqual([
      undefined,
      '2',
      'binary/octet-stream',
    ]);
    expect((await copy('source%20%C3%A9%3F', {})).element('Code')).toBe('InvalidRequest');
    expect((await copy('c3', { 'x-amz-copy-source-if-match': '"x"' })).status).toBe(412);
    expect((await s3(emulator, 'PUT', '/bkt/c3', { headers: { 'x-amz-copy-source': '/bkt/absent' } })).element('Code')).toBe('NoSuchKey');
  });

  it('answer 200 with an error inside when told to, and have not happened', async () => {
    await s3(emulator, 'PUT', '/bkt/from', { body: 'x' });
    emulator.embedError({ operation: 'CopyObject', code: 'SlowDown' });
    const headers = { 'x-amz-copy-source': '/bkt/from' };
    const failed = await s3(emulator, 'PUT', '/bkt/embedded', { headers });
    expect([failed.status, failed.element('Code')]).toEqual([200, 'SlowDown']);
    expect((await s3(emulator, 'HEAD', '/bkt/embedded')).status).toBe(404);
    expect((await s3(emulator, 'PUT', '/bkt/embedded', { headers })).element('CopyObjectResult')).toBeUndefined();
    expect((await s3(emulator, 'HEAD', '/bkt/embedded')).status).toBe(200);
  });
});

describe('bulk delete', () => {
  it('tells of each key, missing ones as deleted, and wants Content-MD5', async () => {
    await s3(emulator, 'PUT', '/bkt/a%26b', { body: 'x' });
    await s3(emulator, 'PUT', '/bkt/locked', { body: 'x' });
    emulator.refuseDelete('bkt', 'locked');
    const body =
      '<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a&amp;b</Key></Object><Object><Key>gone</Key></Object><Object><Key>locked</Key></Object></Delete>';
    expect((await s3(emulator, 'POST', '/bkt?delete', { body })).element('Code')).toBe('InvalidRequest');
    const answer = await s3(emulator, 'POST', '/bkt?delete', { body, headers: { 'content-md5': md5(body, 'base64') } });
    expect(answer.elements('Key')).toEqual(['a&b', 'gone', 'locked']);
    expect([answer.status, answer.elements('Code')]).toEqual([200, ['AccessDenied']]);
    expect((await s3(emulator, 'HEAD', '/bkt/a%26b')).status).toBe(404);
    const many = `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`;
    expect((await s3(emulator, 'POST', '/bkt?delete', { body: many, headers: { 'content-md5': md5(many, 'base64') } })).element('Code')).toBe('MalformedXML');
  });
});

describe('Eucalyptus', () => {
  it('sees Range only as Range, and reads a plus sign in a path as a blank', async () => {
    await s3(euca, 'PUT', '/bkt/r', { body: '0123' });
    expect((await s3(euca, 'GET', '/bkt/r', { headers: { range: 'bytes=0-0' } })).text).toBe('0123');
    expect((await s3(euca, 'GET', '/bkt/r', { headers: { Range: 'bytes=0-0' } })).text).toBe('0');
    await s3(euca, 'PUT', '/bkt/a%2Bb', { body: 'plus', headers: { 'content-type': 'lost/lower' } });
    expect((await s3(euca, 'HEAD', '/bkt/a%2Bb')).headers['content-type']).toBe('binary/octet-stream');
    expect((await s3(euca, 'GET', '/bkt/a%20b')).status).toBe(404);
  });

  it('has no part copy and no version 2 listing', async () => {
    const listed = await s3(euca, 'GET', '/bkt?list-type=2&max-keys=1');
    expect([listed.element('KeyCount'), listed.element('IsTruncated'), listed.element('NextMarker')]).toEqual([undefined, 'true', 'a+b']);
    const id = (await s3(euca, 'POST', '/bkt/mp?uploads=')).element('UploadId') ?? '';
    expect((await s3(euca, 'PUT', `/bkt/mp?partNumber=1&uploadId=${id}`, { headers: { 'x-amz-copy-source': '/bkt/r' } })).status).toBe(501);
  });

  it('takes any region in the scope', async () => {
    expect((await s3(euca, 'GET', '/bkt', { region: 'anything' })).status).toBe(200);
    expect((await send(euca.s3Url, 'GET', '/services/objectstorage/bkt')).status).toBe(403);
  });
});
