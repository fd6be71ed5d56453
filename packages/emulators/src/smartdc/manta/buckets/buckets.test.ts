import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply, SendOptions } from '../../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../../testing/start.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.emulator.close());

const send = (method: string, path: string, options?: SendOptions): Promise<Reply> => bed.manta.send(method, `/demo/buckets${path}`, options);
const put = (name: string, body: string | Buffer = 'x', headers: Record<string, string> = {}): Promise<Reply> =>
  send('PUT', `/data/objects/${encodeURIComponent(name)}`, { body, headers });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];
const lines = (reply: Reply): (Record<string, unknown> & { readonly name: string })[] =>
  reply.text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown> & { readonly name: string });

/** Every page of a listing, as `name` or `name*` for a group. */
async function pages(path: string, query: string): Promise<string[][]> {
  const all: string[][] = [];
  for (let marker: string | undefined = ''; marker !== undefined; ) {
    const reply: Reply = await send('GET', `${path}?${query}${marker === '' ? '' : `&marker=${encodeURIComponent(marker)}`}`);
    all.push(lines(reply).map((entry) => `${entry.name}${entry['type'] === 'group' ? '*' : ''}`));
    const next = reply.headers['next-marker'];
    marker = typeof next === 'string' ? Buffer.from(next, 'latin1').toString('utf8') : undefined;
  }
  return all;
}

describe('the buckets service', () => {
  it('tells that it is there, and is not when it is turned off', async () => {
    const reply = await send('OPTIONS', '');
    expect([reply.status, reply.headers['allow']]).toEqual([204, 'OPTIONS, GET']);
    await bed.emulator.close();
    bed = await startTestBed({ mantaBuckets: false });
    expect((await send('OPTIONS', '')).status).toBe(404);
  });

  it('wants a signature', async () => {
    expect(fails(await send('GET', '', { anonymous: true }))).toEqual([403, 'AuthorizationFailed', expect.any(String)]);
    expect((await send('GET', '', { sentPath: '/demo/buckets?limit=3' })).json().code).toBe('InvalidSignature');
  });

  it('refuses other methods with 405 and nothing else', async () => {
    const reply = await send('POST', '');
    expect([reply.status, reply.text]).toEqual([405, '']);
  });
});

describe('buckets', () => {
  it('are made once, listed, and deleted when empty', async () => {
    expect((await send('PUT', '/data')).status).toBe(204);
    expect(fails(await send('PUT', '/data'))).toEqual([409, 'BucketAlreadyExists', 'data already exists']);
    expect((await send('HEAD', '/data')).status).toBe(200);
    expect((await send('HEAD', '/none')).status).toBe(404);
    expect(lines(await send('GET', ''))).toEqual([{ name: 'data', type: 'bucket', mtime: '2026-11-01T00:00:00.000Z' }]);
    await put('o');
    expect(fails(await send('DELETE', '/data'))).toEqual([409, 'BucketNotEmpty', expect.stringContaining('data')]);
    await send('DELETE', '/data/objects/o');
    expect((await send('DELETE', '/data')).status).toBe(204);
    expect(fails(await send('DELETE', '/data'))).toEqual([404, 'BucketNotFound', 'data was not found']);
  });

  it.each(['ab', 'Data', 'a_b', '-ab', '10.0.0.1', 'a..b', 'a'.repeat(64)])('cannot be called %s', async (name) => {
    expect(fails(await send('PUT', `/${name}`))).toEqual([422, 'InvalidBucketName', `"${name}" is not a valid bucket name`]);
  });
});

describe('objects', () => {
  beforeEach(() => send('PUT', '/data'));

  it('are stored under any name and read back, in whole and in part', async () => {
    const name = 'a/b//../é %2F+';
    const stored = await put(name, 'hello', { 'content-type': 'text/plain', 'm-color': 'red', 'durability-level': '3' });
    expect(stored.status).toBe(204);
    expect(stored.headers['computed-md5']).toBe('XUFAKrxLKna5cZ2REBfFkg==');
    const path = `/data/objects/${encodeURIComponent(name)}`;
    const read = await send('GET', path);
    expect([read.status, read.text]).toEqual([200, 'hello']);
    expect(read.headers).toMatchObject({ 'content-type': 'text/plain', 'm-color': 'red', etag: stored.headers.etag, 'durability-level': '3' });
    expect((await send('GET', path, { headers: { range: 'bytes=1-2' } })).text).toBe('el');
    const head = await send('HEAD', path);
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '5', '']);
    expect((await send('DELETE', path)).status).toBe(204);
    expect(fails(await send('GET', path))).toEqual([404, 'ObjectNotFound', `${name} was not found`]);
    expect(fails(await send('GET', '/none/objects/o'))).toEqual([404, 'BucketNotFound', 'none was not found']);
    expect((await put('n'.repeat(1025))).json().code).toBe('InvalidBucketObjectName');
  });

  it('are written on conditions that work as in HTTP', async () => {
    expect((await put('o', 'x', { 'if-match': '*' })).status).toBe(412);
    const { etag } = (await put('o', '1', { 'if-none-match': '*' })).headers;
    expect(fails(await put('o', '2', { 'if-none-match': '*' }))).toEqual([412, 'PreconditionFailed', expect.stringContaining('if-none-match')]);
    expect((await put('o', '2', { 'if-match': `"${etag}"` })).status).toBe(204);
    expect((await put('o', '3', { 'if-match': `"${etag}"` })).status).toBe(412);
    const now = (await send('HEAD', '/data/objects/o')).headers;
    expect((await send('GET', '/data/objects/o', { headers: { 'if-none-match': now.etag ?? '' } })).status).toBe(304);
    expect((await send('GET', '/data/objects/o', { headers: { 'if-modified-since': now['last-modified'] ?? '' } })).status).toBe(304);
    expect((await send('DELETE', '/data/objects/o', { headers: { 'if-match': String(etag) } })).status).toBe(412);
  });

  it('are checked against a digest, and want a length', async () => {
    expect((await put('o', 'x', { 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' })).json().code).toBe('ContentMD5Mismatch');
    expect((await send('GET', '/data/objects/o')).status).toBe(404);
    expect((await send('PUT', '/data/objects/o', { headers: { 'max-content-length': '2' }, body: 'xyz', chunked: true })).status).toBe(413);
  });

  it('get new headers in place of the old by a request without a length', async () => {
    const before = await put('o', 'hello', { 'm-color': 'red' });
    const path = '/data/objects/o/metadata';
    expect(fails(await send('PUT', path, { body: '', headers: { 'm-shape': 'round' } }))).toEqual([400, 'InvalidUpdate', expect.any(String)]);
    const changed = await send('PUT', path, { chunked: true, headers: { 'm-shape': 'round', 'content-type': 'text/css' } });
    expect([changed.status, changed.headers['m-shape']]).toEqual([204, 'round']);
    const { headers, text } = await send('GET', '/data/objects/o');
    expect([headers['m-shape'], headers['m-color'], headers['content-type'], text]).toEqual(['round', undefined, 'text/css', 'hello']);
    expect(headers.etag).not.toBe(before.headers.etag);
  });
});

describe('listings', () => {
  beforeEach(async () => {
    await send('PUT', '/data');
    for (const name of ['a', 'b/1', 'b/2', 'b/c/3', 'b0', 'd', 'é/1', '日本']) await put(name);
  });

  it('go through all in pages, by markers', async () => {
    expect(await pages('/data/objects', 'limit=3')).toEqual([
      ['a', 'b/1', 'b/2'],
      ['b/c/3', 'b0', 'd'],
      ['é/1', '日本'],
    ]);
    expect(await pages('/data/objects', 'limit=4')).toHaveLength(2);
  });

  it('gather what shares a prefix up to the delimiter, a group as one entry', async () => {
    expect(await pages('/data/objects', 'delimiter=%2F')).toEqual([['a', 'b/*', 'b0', 'd', 'é/*', '日本']]);
    expect(await pages('/data/objects', 'delimiter=%2F&prefix=b%2F')).toEqual([['b/1', 'b/2', 'b/c/*']]);
    expect(await pages('/data/objects', 'delimiter=%2F&prefix=b')).toEqual([['b/*', 'b0']]);
    expect(await pages('/data/objects', 'delimiter=%2F&limit=3')).toEqual([
      ['a', 'b/*', 'b0'],
      ['d', 'é/*', '日本'],
    ]);
  });

  it('pass over a name that equals the marker behind a group, as the database does', async () => {
    expect(await pages('/data/objects', 'delimiter=%2F&limit=2')).toEqual([['a', 'b/*'], ['d', 'é/*'], ['日本']]);
  });

  it('give the facts of each object', async () => {
    const [first] = lines(await send('GET', '/data/objects?limit=1'));
    expect(first).toMatchObject({ name: 'a', type: 'bucketobject', size: 1, contentType: 'application/octet-stream', contentMD5: 'ndTkYSaMgDT1yFZOFVxnpg==' });
  });

  it('refuse limits and delimiters that are none', async () => {
    for (const limit of ['0', '1025', 'x']) {
      expect(fails(await send('GET', `/data/objects?limit=${limit}`))).toEqual([
        400,
        'InvalidArgumentError',
        `limit=${limit} is invalid: must be between [1, 1024]`,
      ]);
    }
    expect(fails(await send('GET', '/data/objects?delimiter=ab'))).toEqual([400, 'InvalidParameter', '"ab" is invalid for "delimiter"']);
    expect((await send('GET', '/data/objects?prefix=..%2F')).status).toBe(400);
  });
});
