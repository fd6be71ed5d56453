import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../../testing/start.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ minPartBytes: 4 });
});
afterAll(() => bed.emulator.close());

const post = (path: string, body: object = {}): Promise<Reply> => bed.manta.send('POST', path, { body });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];

async function begin(objectPath: string, headers: object = {}): Promise<{ id: string; parts: string }> {
  const reply = await post('/demo/uploads', { objectPath, headers });
  expect(reply.status).toBe(201);
  const { id, partsDirectory } = reply.json<{ id: string; partsDirectory: string }>();
  return { id, parts: partsDirectory };
}
const putPart = async (parts: string, number: number | string, body: string): Promise<string> =>
  String((await bed.manta.send('PUT', `${parts}/${number}`, { body })).headers.etag);

describe('a multipart upload', () => {
  it('is made, filled, committed, and becomes an object', async () => {
    const { id, parts } = await begin('/demo/stor/big', { 'content-type': 'text/plain', 'm-a': '1', 'durability-level': 3 });
    expect(parts).toBe(`/demo/uploads/${id.slice(0, Number.parseInt(id.at(-1) ?? '', 16))}/${id}`);
    const second = await putPart(parts, 1, 'de');
    await putPart(parts, 0, 'xxxxx');
    const first = await putPart(parts, 0, 'abcd');
    const listed = (await bed.manta.send('GET', parts)).text.trim().split('\n');
    expect(listed.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(['0', '1']);
    expect((await bed.manta.send('GET', `${parts}/state`)).json()).toMatchObject({ id, state: 'created', partsDirectory: parts, numCopies: 3 });
    const done = await post(`${parts}/commit`, { parts: [first, second] });
    const md5 = createHash('md5').update('abcdde').digest('base64');
    expect([done.status, done.headers.location, done.headers['computed-md5']]).toEqual([201, '/demo/stor/big', md5]);
    const object = await bed.manta.send('GET', '/demo/stor/big');
    expect([object.text, object.headers['content-type'], object.headers['m-a'], object.headers['durability-level']]).toEqual([
      'abcdde',
      'text/plain',
      '1',
      '3',
    ]);
    const summary = createHash('md5')
      .update(first + second)
      .digest('base64');
    const state = (await bed.manta.send('GET', `${parts}/state`)).json();
    expect(state).toMatchObject({ state: 'done', result: 'committed', partsMD5Summary: summary });
    expect(state['partsDirectory']).toBeUndefined();
    expect((await post(`${parts}/commit`, { parts: [first, second] })).status).toBe(201);
    expect(fails(await post(`${parts}/commit`, { parts: [first] }))).toEqual([
      409,
      'InvalidMultipartUploadState',
      `upload ${id}: already has a commit in progress`,
    ]);
  });

  it('answers short paths with 301', async () => {
    const { id, parts } = await begin('/demo/stor/r');
    const reply = await bed.manta.send('PUT', `/demo/uploads/${id}/4`, { body: 'x' });
    expect([reply.status, reply.headers.location]).toEqual([301, `${parts}/4`]);
    expect((await bed.manta.send('HEAD', `/demo/uploads/${id}`)).headers.location).toBe(parts);
  });

  it('is refused with parts that are missing, small, changed or out of range', async () => {
    const { id, parts } = await begin('/demo/stor/bad', { 'content-length': 8 });
    const [small, last] = [await putPart(parts, 0, 'abc'), await putPart(parts, 1, 'defg')];
    const commit = (...etags: string[]): Promise<Reply> => post(`${parts}/commit`, { parts: etags });
    const problem = (message: string): unknown => [409, 'MultipartUploadInvalidArgument', `upload ${id}: ${message}`];
    expect(fails(await commit(small, last))).toEqual(problem('[part 0] part is too small (size 3)'));
    expect(fails(await commit(last, last))).toEqual(problem(`[part 0] invalid etag "${last}"`));
    const whole = await putPart(parts, 0, 'abcd');
    expect(fails(await commit(whole, last, last))).toEqual(problem('[part 2] part does not exist'));
    expect(fails(await commit(whole))).toEqual(problem('expected content-length 8, but object was 4'));
    expect((await bed.manta.send('PUT', `${parts}/800`, { body: 'x' })).json().code).toBe('MultipartUploadInvalidArgument');
    expect((await bed.manta.send('GET', '/demo/stor/bad')).status).toBe(404);
    expect((await commit(whole, last)).status).toBe(201);
  });

  it('needs the target’s parent at commit, not before', async () => {
    const { parts } = await begin('/demo/stor/later/x');
    const etag = await putPart(parts, 0, 'abcd');
    expect((await post(`${parts}/commit`, { parts: [etag] })).json().code).toBe('DirectoryDoesNotExist');
    await bed.manta.send('PUT', '/demo/stor/later', { headers: { 'content-type': 'application/json; type=directory', 'content-length': '0' } });
    expect((await post(`${parts}/commit`, { parts: [etag] })).status).toBe(201);
  });

  it('can be aborted, also twice, and takes nothing afterwards', async () => {
    const { id, parts } = await begin('/demo/stor/never');
    const etag = await putPart(parts, 0, 'abcd');
    expect((await post(`${parts}/abort`)).status).toBe(204);
    expect((await post(`${parts}/abort`)).status).toBe(204);
    expect(fails(await post(`${parts}/commit`, { parts: [etag] }))).toEqual([409, 'InvalidMultipartUploadState', `upload ${id}: already aborted`]);
    expect(fails(await bed.manta.send('PUT', `${parts}/1`, { body: 'x' }))).toEqual([409, 'InvalidMultipartUploadState', `upload ${id}: already finalized`]);
    expect((await bed.manta.send('GET', `${parts}/state`)).json()).toMatchObject({ state: 'done', result: 'aborted' });
  });

  it('parts cannot be read back or deleted', async () => {
    const { parts } = await begin('/demo/stor/p');
    await putPart(parts, 0, 'abcd');
    expect((await bed.manta.send('GET', `${parts}/0`)).status).toBe(405);
    expect((await bed.manta.send('DELETE', `${parts}/0`)).status).toBe(405);
    expect((await bed.manta.send('HEAD', `${parts}/0`)).headers['content-length']).toBe('4');
  });

  it('is checked at creation', async () => {
    expect(fails(await post('/demo/uploads', {}))).toEqual([
      409,
      'MultipartUploadInvalidArgument',
      "cannot create upload: data should have required property 'objectPath'",
    ]);
    expect((await post('/demo/uploads', { objectPath: '/demo/stor/x', headers: { 'if-match': 'x' } })).json().code).toBe('MultipartUploadInvalidArgument');
    expect((await post('/demo/uploads', { objectPath: '/demo/stor/x', headers: { 'durability-level': '2' } })).json().code).toBe('InvalidDurabilityLevel');
    expect((await post('/demo/uploads', { objectPath: '/nobody/stor/x' })).json().code).toBe('AccountDoesNotExist');
  });
});
