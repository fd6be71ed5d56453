import { Readable } from 'node:stream';
import { bodyOf, bytesBody, type PutObjectRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeManta } from '../../testing/fake-manta.ts';
import { MantaObjects } from './objects.ts';

let manta: FakeManta;
let objects: MantaObjects;
const signed: string[] = [];
beforeEach(() => {
  manta = new FakeManta();
  manta.addDirectory('b1');
  signed.length = 0;
  objects = new MantaObjects(manta.client, async (method, path, seconds) => {
    signed.push(`${method} ${path} ${seconds}`);
    return { url: `https://manta.test${path}`, expiresAt: new Date(0) };
  });
});
const put = (key: string, more: Partial<PutObjectRequest> = {}): ReturnType<MantaObjects['put']> =>
  objects.put({ bucket: 'b1', key, body: bytesBody(Buffer.from('hello')), contentType: 'text/plain', metadata: {}, ...more }, {});

describe('put', () => {
  it('is one request when the folders are there', async () => {
    manta.addDirectory('b1/a');
    expect(await put('a/x')).toEqual({ key: 'a/x', sizeBytes: 5, etag: 'etag-1', md5: '5d41402abc4b2a76b9719d911017c592' });
    expect(manta.asked).toEqual(['PUT /stor/b1/a/x']);
  });

  it('makes missing folders from the deepest upwards, and then the object', async () => {
    await put('a/b/c/x');
    expect(manta.asked).toEqual([
      'PUT /stor/b1/a/b/c/x',
      'PUT /stor/b1/a/b/c',
      'PUT /stor/b1/a/b',
      'PUT /stor/b1/a',
      'PUT /stor/b1/a/b',
      'PUT /stor/b1/a/b/c',
      'PUT /stor/b1/a/b/c/x',
    ]);
    expect(manta.paths).toEqual(['b1/', 'b1/a/', 'b1/a/b/', 'b1/a/b/c/', 'b1/a/b/c/x']);
  });

  it('never puts a folder in the place of an object', async () => {
    manta.addObject('b1/a');
    await expect(put('a/b/c')).rejects.toMatchObject({ code: 'conflict', providerCode: 'ParentNotDirectory' });
    await expect(put('a/b')).rejects.toMatchObject({ code: 'conflict' });
    expect(manta.paths).toEqual(['b1/', 'b1/a']);
  });

  it('a bucket that is missing is never made', async () => {
    manta.entries.delete('/demo/stor/b1');
    for (const key of ['x', 'a/b/x']) await expect(put(key)).rejects.toMatchObject({ code: 'not-found', outcome: 'not-done' });
    expect(manta.paths).toEqual([]);
  });

  it('folders swept away in between are made again', async () => {
    let races = 2;
    manta.before = (request, path) => {
      if (request.method === 'PUT' && path.endsWith('/x') && races > 0 && manta.entries.has('/demo/stor/b1/a')) {
        races -= 1;
        manta.entries.delete('/demo/stor/b1/a');
      }
      return undefined;
    };
    await put('a/x');
    expect(manta.paths).toContain('b1/a/x');
  });

  it('that fails leaves no folders behind', async () => {
    manta.before = (request, path) => (request.method === 'PUT' && path.endsWith('/x') && manta.entries.has('/demo/stor/b1/a') ? { status: 507 } : undefined);
    await expect(put('a/x')).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect(manta.paths).toEqual(['b1/']);
  });

  it('a stream that can be read once survives the missing folder: the server is asked before', async () => {
    const body = bodyOf(Readable.from([Buffer.from('once')]), { length: 4 });
    manta.before = (request) => {
      if (request.method === 'PUT' && request.body?.replayable === false) expect(request.expectContinue).toBe(true);
      return undefined;
    };
    expect((await put('a/x', { body })).sizeBytes).toBe(4);
    expect(manta.entries.get('/demo/stor/b1/a/x')?.bytes.toString()).toBe('once');
  });

  it('a stream that is not wanted is destroyed', async () => {
    manta.entries.delete('/demo/stor/b1');
    const stream = Readable.from([Buffer.from('x')]);
    await expect(put('a/x', { body: bodyOf(stream, { length: 1 }) })).rejects.toMatchObject({ code: 'not-found' });
    expect(stream.destroyed).toBe(true);
  });

  it('a stream of unknown length is counted', async () => {
    expect(await put('x', { body: bodyOf(Readable.from([Buffer.from('abc'), Buffer.from('de')])) })).toMatchObject({ sizeBytes: 5 });
  });

  it('sends headers, metadata and conditions', async () => {
    await put('x', {
      cacheControl: 'no-store',
      contentDisposition: 'inline',
      metadata: { color: 'grün' },
      ifNoneMatch: '*',
      md5: Buffer.alloc(16, 1),
      native: { durabilityLevel: 3 },
    });
    expect(manta.connection.sent[0]?.headers).toMatchObject({
      'Content-Type': 'text/plain',
      'Cache-Control': 'no-store',
      'Content-Disposition': 'inline',
      'm-color': Buffer.from('grün').toString('latin1'),
      'If-Match': '""',
      'Content-MD5': Buffer.alloc(16, 1).toString('base64'),
      'Durability-Level': '3',
      'Accept-Encoding': 'identity',
    });
    await expect(put('x', { ifNoneMatch: '*' })).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('under a condition: an etag is sent bare, and two that contradict each other are not sent', async () => {
    await put('x');
    await put('x', { ifMatch: 'etag-1' });
    await expect(put('x', { ifMatch: 'etag-1' })).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(manta.connection.sent.map((request) => request.headers['If-Match'])).toEqual([undefined, 'etag-1', 'etag-1']);
    await expect(put('x', { ifMatch: 'etag-2', ifNoneMatch: '*' })).rejects.toMatchObject({ code: 'precondition-failed', outcome: 'not-done' });
    expect(manta.asked).toHaveLength(3);
  });

  it.each(['application/json; type=directory', 'application/json;type="directory"', 'application/json; type=link'])(
    'the type %s would make no object, and is refused',
    async (contentType) => {
      await expect(put('x', { contentType })).rejects.toMatchObject({ code: 'invalid-argument' });
      expect(manta.asked).toEqual([]);
    },
  );

  it('metadata that Manta would drop without a word are refused', async () => {
    await expect(put('x', { metadata: { a: 'x'.repeat(4_000), b: 'x'.repeat(96) } })).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(put('x', { native: { durability: 2 } })).rejects.toMatchObject({ code: 'invalid-argument' });
    await put('x', { metadata: { a: 'x'.repeat(4_000), b: 'x'.repeat(95) } });
  });
});

describe('keys on the wire', () => {
  it.each([
    ['a b/c%2Fd', 'a%20b/c%252Fd'],
    ["it's(1)!*", 'it%27s%281%29%21%2A'],
    ['ü/\u{1F600}', '%C3%BC/%F0%9F%98%80'],
    ['?#&+', '%3F%23%26%2B'],
  ])('%j', async (key, encoded) => {
    await objects.delete('b1', key, {});
    expect(manta.asked[0]).toBe(`DELETE /stor/b1/${encoded}`);
  });

  it.each(['a/b', '.', '..'])('%j is no bucket', async (bucket) => {
    await expect(objects.head(bucket, 'x', {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(manta.asked).toEqual([]);
  });
});

describe('delete', () => {
  it('sweeps the folders it leaves empty, and no others', async () => {
    manta.addObject('b1/a/b/c/x');
    manta.addObject('b1/a/y');
    await objects.delete('b1', 'a/b/c/x', {});
    expect(manta.paths).toEqual(['b1/', 'b1/a/', 'b1/a/y']);
    await objects.delete('b1', 'a/y', {});
    expect(manta.paths).toEqual(['b1/']);
  });

  it('of what is absent resolves, in a bucket that is absent too', async () => {
    await objects.delete('b1', 'a/b', {});
    await objects.delete('nowhere', 'a/b', {});
  });

  it('of a key that is a folder leaves the folder and what is in it', async () => {
    manta.addObject('b1/a/x');
    await objects.delete('b1', 'a', {});
    expect(manta.paths).toEqual(['b1/', 'b1/a/', 'b1/a/x']);
  });

  it('succeeded when the object is gone, though its folder may not be removed', async () => {
    manta.addObject('b1/a/x');
    manta.before = (request, path) =>
      request.method === 'DELETE' && path.endsWith('/a') ? { status: 403, body: '{"code":"AuthorizationFailed","message":"no"}' } : undefined;
    await objects.delete('b1', 'a/x', {});
    expect(manta.paths).toEqual(['b1/', 'b1/a/']);
    expect(await objects.deleteMany('b1', ['a/x'], {})).toEqual([]);
  });

  it('of many sweeps a folder once, from the deepest', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `a/b/${index}`);
    for (const key of keys) manta.addObject(`b1/${key}`);
    manta.addObject('b1/c/d');
    expect(await objects.deleteMany('b1', [...keys, 'absent'], {})).toEqual([]);
    expect(manta.paths).toEqual(['b1/', 'b1/c/', 'b1/c/d']);
    expect(manta.asked.filter((line) => line === 'DELETE /stor/b1/a/b')).toHaveLength(1);
  });

  it('of many goes on past one that fails', async () => {
    for (const key of ['a/1', 'a/2', 'a/3']) manta.addObject(`b1/${key}`);
    manta.before = (_, path) => (path.endsWith('/2') ? { status: 403, body: '{"code":"AuthorizationFailed","message":"no"}' } : undefined);
    const failures = await objects.deleteMany('b1', ['a/1', 'a/2', 'a/3'], {});
    expect(failures.map(({ key, error }) => [key, error.code])).toEqual([['a/2', 'permission-denied']]);
    expect(manta.paths).toEqual(['b1/', 'b1/a/', 'b1/a/2']);
  });
});

describe('head and get', () => {
  it('a folder is no object', async () => {
    manta.addObject('b1/a/x');
    await expect(objects.head('b1', 'a', {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(objects.get('b1', 'a', {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tell size, digest, etag and metadata', async () => {
    await put('x', { metadata: { color: 'grün' } });
    expect(await objects.head('b1', 'x', {})).toMatchObject({
      key: 'x',
      sizeBytes: 5,
      md5: '5d41402abc4b2a76b9719d911017c592',
      etag: 'etag-1',
      metadata: { color: 'grün' },
    });
    const content = await objects.get('b1', 'x', {});
    expect(content.length).toBe(5);
    content.body.destroy();
  });

  it('a range is asked for, and an answer that ignores it is not taken for it', async () => {
    manta.addObject('b1/x', 'hello');
    await expect(objects.get('b1', 'x', { range: { start: 1, end: 3 } })).rejects.toMatchObject({ code: 'protocol' });
    manta.before = () => ({ status: 206, headers: { 'content-range': 'bytes 1-3/5', 'content-type': 'text/plain' }, body: 'ell' });
    const content = await objects.get('b1', 'x', { range: { start: 1 } });
    expect(content).toMatchObject({ length: 3, info: { sizeBytes: 5 } });
    expect(manta.connection.sent.map((request) => request.headers['Range'])).toEqual(['bytes=1-3', 'bytes=1-']);
    content.body.destroy();
  });

  it('conditions are bare etags and dates', async () => {
    manta.addObject('b1/x');
    await objects.head('b1', 'x', { ifMatch: 'e', ifNoneMatch: 'f', ifModifiedSince: new Date(0), ifUnmodifiedSince: new Date(1_000) });
    expect(manta.connection.sent[0]?.headers).toMatchObject({
      'If-Match': 'e',
      'If-None-Match': 'f',
      'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT',
      'If-Unmodified-Since': 'Thu, 01 Jan 1970 00:00:01 GMT',
    });
  });
});

describe('updateMetadata', () => {
  it('sends an empty chunked body, keeps what is not changed, and holds on to the content it read', async () => {
    await put('x', { cacheControl: 'no-store', metadata: { a: '1' } });
    const stored = manta.entries.get('/demo/stor/b1/x');
    if (stored !== undefined) manta.entries.set('/demo/stor/b1/x', { ...stored, headers: { ...stored.headers, 'access-control-allow-origin': '*' } });
    await objects.updateMetadata({ bucket: 'b1', key: 'x', metadata: { b: '2' } }, {});
    expect(manta.connection.sent.at(-1)).toMatchObject({ target: '/demo/stor/b1/x?metadata=true', headers: { 'If-Match': 'etag-1' } });
    expect(manta.entries.get('/demo/stor/b1/x')?.headers).toEqual({
      'content-type': 'text/plain',
      'cache-control': 'no-store',
      'm-b': '2',
      'access-control-allow-origin': '*',
    });
    await objects.updateMetadata({ bucket: 'b1', key: 'x', headers: { contentType: 'text/html' } }, {});
    expect(manta.entries.get('/demo/stor/b1/x')?.headers).toMatchObject({ 'content-type': 'text/html', 'm-b': '2' });
  });

  it('content written meanwhile keeps its own: read again', async () => {
    await put('x', { metadata: { a: '1' } });
    let raced = false;
    manta.before = (request) => {
      if (request.target.endsWith('metadata=true') && !raced) {
        raced = true;
        manta.addObject('b1/x', 'newer');
      }
      return undefined;
    };
    await objects.updateMetadata({ bucket: 'b1', key: 'x', headers: { cacheControl: 'no-cache' } }, {});
    expect(manta.entries.get('/demo/stor/b1/x')?.headers).toEqual({ 'content-type': 'text/plain', 'cache-control': 'no-cache' });
  });

  it('of what is absent is not-found', async () => {
    await expect(objects.updateMetadata({ bucket: 'b1', key: 'x', metadata: {} }, {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('presign', () => {
  const presign = (key: string, method: 'GET' | 'PUT', contentType?: string): ReturnType<MantaObjects['presign']> =>
    objects.presign({ bucket: 'b1', key, method, expiresInSeconds: 60, contentType }, {});

  it('of a download asks nothing', async () => {
    await presign('a b', 'GET');
    expect(signed).toEqual(['GET /demo/stor/b1/a%20b 60']);
    expect(manta.asked).toEqual([]);
  });

  it('of an upload readies the folders, which the address alone cannot', async () => {
    expect((await presign('a/b/x', 'PUT', 'text/plain')).headers).toEqual({ 'Content-Type': 'text/plain' });
    expect(manta.paths).toEqual(['b1/', 'b1/a/', 'b1/a/b/']);
  });

  it('of an upload below an object, or into no bucket, is refused', async () => {
    manta.addObject('b1/a');
    await expect(presign('a/x', 'PUT')).rejects.toMatchObject({ code: 'conflict' });
    manta.entries.clear();
    await expect(presign('x', 'PUT')).rejects.toMatchObject({ code: 'not-found' });
    expect(signed).toEqual([]);
  });
});
