import { createHash, createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kit/clock.ts';
import { type OpenstackEmulator, startOpenstackEmulator } from '../index.ts';
import { login, type Reply, type SendOptions, send, session } from '../testing/session.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

let clock: AdjustableClock;
let cloud: OpenstackEmulator;
let call: (target: string, options?: SendOptions) => Promise<Reply>;
let root: string;

beforeEach(async () => {
  clock = new AdjustableClock();
  cloud = await startOpenstackEmulator({ clock, maxObjectBytes: 1000 });
  call = await session(cloud);
  root = `/v1/${cloud.storageAccount}`;
  await put('/c');
});
afterEach(() => cloud.close());

const put = (path: string, body: string | Buffer = '', headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  call(root + path, { method: 'PUT', body, headers });
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => call(root + path, { headers });
const head = (path: string): Promise<Reply> => call(root + path, { method: 'HEAD' });
const remove = (path: string): Promise<Reply> => call(root + path, { method: 'DELETE' });
const names = async (query: string): Promise<string[]> =>
  (await get(`/c?format=json&${query}`)).json.map((row: { name?: string; subdir?: string }) => row.name ?? `[${row.subdir}]`);

describe('containers', () => {
  it('are created once with 201 and again with 202', async () => {
    expect((await put('/new')).status).toBe(201);
    expect((await put('/new')).status).toBe(202);
    expect((await get('?format=json')).json.map((row: { name: string }) => row.name)).toEqual(['c', 'new']);
  });

  it('are deleted only when empty', async () => {
    await put('/c/o', 'x');
    expect((await remove('/c')).status).toBe(409);
    await remove('/c/o');
    expect((await remove('/c')).status).toBe(204);
    expect((await remove('/c')).status).toBe(404);
  });

  it('merge metadata on POST and drop what X-Remove names', async () => {
    await call(`${root}/c`, { method: 'POST', headers: { 'X-Container-Meta-A': '1', 'X-Container-Meta-B': '2' } });
    await call(`${root}/c`, { method: 'POST', headers: { 'X-Remove-Container-Meta-A': 'x', 'X-Container-Meta-C': '3' } });
    const { headers } = await head('/c');
    expect([headers['x-container-meta-a'], headers['x-container-meta-b'], headers['x-container-meta-c']]).toEqual([undefined, '2', '3']);
  });

  it('refuse names over 256 bytes', async () => {
    expect((await put(`/${'a'.repeat(257)}`)).text).toBe('Container name length of 257 longer than 256');
  });
});

describe('objects', () => {
  it('come back with their bytes, type, unquoted etag and title-cased metadata', async () => {
    const stored = await put('/c/a.txt', 'hello', { 'Content-Type': 'text/x-test', 'x-object-meta-foo_bar': 'Val' });
    expect(stored.status).toBe(201);
    expect(stored.headers.etag).toBe(md5('hello'));
    const read = await get('/c/a.txt');
    expect(read.text).toBe('hello');
    expect(read.headers).toMatchObject({ 'content-type': 'text/x-test', etag: md5('hello'), 'x-object-meta-foo-bar': 'Val', 'accept-ranges': 'bytes' });
  });

  it('are refused with a wrong digest, and nothing is stored', async () => {
    const answer = await put('/c/a', 'hello', { ETag: '0'.repeat(32) });
    expect(answer.status).toBe(422);
    expect(answer.text).toBe('<html><h1>Unprocessable Entity</h1><p>Unable to process the contained instructions</p></html>');
    expect((await get('/c/a')).status).toBe(404);
  });

  it('need a container, and a size below the maximum', async () => {
    expect((await put('/nope/a', 'x')).status).toBe(404);
    expect((await put('/c/big', 'x'.repeat(1001))).status).toBe(413);
    expect((await put('/c/fits', 'x'.repeat(1000))).status).toBe(201);
  });

  it('are created only once with If-None-Match: *', async () => {
    expect((await put('/c/a', '1', { 'If-None-Match': '*' })).status).toBe(201);
    expect((await put('/c/a', '2', { 'If-None-Match': '*' })).status).toBe(412);
    expect((await get('/c/a')).text).toBe('1');
    expect((await put('/c/a', '3', { 'If-None-Match': 'abc' })).text).toBe('If-None-Match only supports *');
  });

  it.each(['..', '../x', 'a//b', '/lead', 'a/./b/../c', '%2F', 'a+b', 'a b', '€😀', '?#&='])('keep the key %j byte for byte', async (key) => {
    const encoded = key.split('/').map(encodeURIComponent).join('/');
    expect((await put(`/c/${encoded}`, key)).status).toBe(201);
    expect((await get(`/c/${encoded}`)).text).toBe(key);
    expect(await names('')).toEqual([key]);
    expect((await remove(`/c/${encoded}`)).status).toBe(204);
  });

  it('store nothing when the upload is cut half-way, and leave what was there', async () => {
    await put('/c/a', 'before');
    const token = await login(cloud);
    const { port } = new URL(cloud.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`PUT ${root}/c/a HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${token}\r\nContent-Length: 100\r\n\r\nhalf of it`, () =>
          setTimeout(() => socket.destroy(), 20),
        );
      });
      socket.on('close', () => setTimeout(resolve, 20));
      socket.on('error', () => undefined);
    });
    expect((await get('/c/a')).text).toBe('before');
  });

  it('serve ranges, and 416 for one past the end', async () => {
    await put('/c/a', 'hello');
    const middle = await get('/c/a', { Range: 'bytes=1-2' });
    expect([middle.status, middle.text, middle.headers['content-range']]).toEqual([206, 'el', 'bytes 1-2/5']);
    expect((await get('/c/a', { Range: 'bytes=-2' })).text).toBe('lo');
    expect((await get('/c/a', { Range: 'bytes=3-' })).text).toBe('lo');
    const past = await get('/c/a', { Range: 'bytes=10-' });
    expect([past.status, past.headers['content-range']]).toEqual([416, 'bytes */5']);
    expect((await get('/c/a', { Range: 'junk' })).status).toBe(200);
    const parts = await get('/c/a', { Range: 'bytes=0-0,2-3' });
    expect(parts.headers['content-type']).toMatch(/^multipart\/byteranges;boundary=/);
    expect(parts.text).toContain('Content-Range: bytes 2-3/5\r\n\r\nll\r\n');
  });

  it('honour conditions', async () => {
    await put('/c/a', 'hello');
    const etag = `"${md5('hello')}"`;
    expect((await get('/c/a', { 'If-None-Match': etag })).status).toBe(304);
    expect((await get('/c/a', { 'If-Match': '"x"' })).status).toBe(412);
    expect((await get('/c/a', { 'If-Match': etag })).status).toBe(200);
    expect((await get('/c/a', { 'If-Modified-Since': new Date(clock.now() + 60_000).toUTCString() })).status).toBe(304);
    expect((await get('/c/a', { 'If-Unmodified-Since': new Date(0).toUTCString() })).status).toBe(412);
  });

  it('lose all metadata that a POST does not resend', async () => {
    await put('/c/a', 'x', { 'X-Object-Meta-A': '1', 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' });
    expect((await call(`${root}/c/a`, { method: 'POST', headers: { 'X-Object-Meta-B': '2' } })).status).toBe(202);
    const { headers } = await head('/c/a');
    expect([headers['x-object-meta-a'], headers['x-object-meta-b'], headers['content-encoding'], headers['content-type']]).toEqual([
      undefined,
      '2',
      undefined,
      'text/plain',
    ]);
  });

  it('vanish when their time has come', async () => {
    await put('/c/a', 'x', { 'X-Delete-After': '60' });
    expect((await head('/c/a')).headers['x-delete-at']).toBe(String(Math.floor(clock.now() / 1000) + 60));
    clock.advance(61_000);
    expect((await get('/c/a')).status).toBe(404);
    expect((await put('/c/b', 'x', { 'X-Delete-At': '1' })).text).toBe('X-Delete-At in past');
  });

  it('are copied with their metadata, by COPY and by PUT', async () => {
    await put('/c/src', 'hello', { 'X-Object-Meta-A': '1', 'Content-Type': 'text/plain' });
    const copied = await call(`${root}/c/src`, { method: 'COPY', headers: { Destination: '/c/one' } });
    expect(copied.status).toBe(201);
    expect(copied.headers['x-copied-from']).toBe('c/src');
    expect((await put('/c/two', '', { 'X-Copy-From': '/c/src', 'X-Object-Meta-B': '2' })).status).toBe(201);
    expect((await head('/c/two')).headers).toMatchObject({ 'x-object-meta-a': '1', 'x-object-meta-b': '2', 'content-type': 'text/plain', etag: md5('hello') });
    expect((await put('/c/x', '', { 'X-Copy-From': '/c/nope' })).status).toBe(404);
    expect((await put('/c/x', '', { 'X-Copy-From': 'bad' })).status).toBe(412);
  });
});

describe('listings', () => {
  it('sort by bytes, roll up at the delimiter, and go on after a subdir', async () => {
    for (const key of ['b', 'a/1', 'a/2', 'a0', '￿', '😀', 'Z']) await put(`/c/${encodeURIComponent(key).replaceAll('%2F', '/')}`, 'x');
    expect(await names('')).toEqual(['Z', 'a/1', 'a/2', 'a0', 'b', '￿', '😀']);
    expect(await names('delimiter=/')).toEqual(['Z', '[a/]', 'a0', 'b', '￿', '😀']);
    expect(await names('delimiter=/&limit=2')).toEqual(['Z', '[a/]']);
    expect(await names('delimiter=/&limit=2&marker=a/')).toEqual(['a0', 'b']);
    expect(await names('prefix=a/')).toEqual(['a/1', 'a/2']);
    expect(await names('marker=a0&end_marker=%EF%BF%BF')).toEqual(['b']);
    expect(await names('reverse=on&limit=2')).toEqual(['😀', '￿']);
    expect(await names('marker=zzz&prefix=a')).toEqual([]);
  });

  it('refuse a limit over 10000, and answer 204 for an empty text page', async () => {
    expect((await get('/c?limit=10001')).text).toBe('Maximum limit is 10000');
    expect((await get('/c')).status).toBe(204);
    expect((await get('/c?format=json')).text).toBe('[]');
    await put('/c/o', 'x');
    expect((await get('/c')).text).toBe('o\n');
  });
});

describe('large objects', () => {
  it('SLO: checks every segment, joins them, and quotes an etag of etags', async () => {
    await put('/c/0', 'hello ');
    await put('/c/1', 'world');
    const rows = (etag: string): string =>
      JSON.stringify([
        { path: '/c/0', etag: 'f814893777bcc2295fff05f00e508da6', size_bytes: 6 },
        { path: '/c/1', etag, size_bytes: 5 },
      ]);
    const wrong = await put('/c/big?multipart-manifest=put', rows('0'.repeat(32)));
    expect([wrong.status, wrong.text]).toEqual([400, 'Errors:\n/c/1, Etag Mismatch\n']);
    const made = await put('/c/big?multipart-manifest=put', rows('7d793037a0760186574b0282f2f435e7'));
    expect([made.status, made.headers.etag]).toEqual([201, '"a9241ba5acd28b215123d94a556f0dcc"']);
    const read = await get('/c/big');
    expect([read.text, read.headers['content-length'], read.headers['x-static-large-object']]).toEqual(['hello world', '11', 'True']);
    expect((await get('/c/big', { Range: 'bytes=4-7' })).text).toBe('o wo');
    expect((await get('/c/big?multipart-manifest=get')).json).toHaveLength(2);
    expect((await get('/c?format=json&prefix=big')).json[0]).toMatchObject({ bytes: 11, slo_etag: '"a9241ba5acd28b215123d94a556f0dcc"' });
    await call(`${root}/c/big?multipart-manifest=get`, { method: 'COPY', headers: { Destination: 'c/again' } });
    expect((await head('/c/again')).headers['x-static-large-object']).toBe('True');
    const deleted = await call(`${root}/c/big?multipart-manifest=delete`, { method: 'DELETE', headers: { Accept: 'application/json' } });
    expect(deleted.json['Number Deleted']).toBe(3);
    expect((await get('/c/0')).status).toBe(404);
  });

  it.each([
    [['0-2', '1-3'], '2a4501f304947d81949933f7e16a0155', 'helorl'],
    [[undefined, '1-3'], 'bd3939c0b4ac8daebb668c8d51fd4cbf', 'hello orl'],
    [['0-5', undefined], 'a9241ba5acd28b215123d94a556f0dcc', 'hello world'],
  ])('SLO with ranges %j has the etag %s', async (ranges, etag, text) => {
    await put('/c/0', 'hello ');
    await put('/c/1', 'world');
    const rows = ranges.map((range, index) => ({ path: `/c/${index}`, ...(range === undefined ? {} : { range }) }));
    const made = await put('/c/big?multipart-manifest=put', JSON.stringify(rows));
    expect(made.headers.etag).toBe(`"${etag}"`);
    expect((await get('/c/big')).text).toBe(text);
  });

  it('DLO: concatenates the prefix as it is when read', async () => {
    await put('/c/seg/0', 'hello ');
    await put('/c/dlo', '', { 'X-Object-Manifest': 'c/seg/' });
    await put('/c/seg/1', 'world');
    const read = await get('/c/dlo');
    expect([read.text, read.headers.etag]).toEqual(['hello world', '"a9241ba5acd28b215123d94a556f0dcc"']);
  });
});

describe('bulk delete', () => {
  it('answers 200 and tells the truth in the body', async () => {
    await put('/c/a%20b', 'x');
    await put('/c/keep', 'x');
    const options = { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'text/plain' } };
    const answer = await call(`${root}?bulk-delete`, { ...options, body: 'c/a%20b\nc/gone\nc\n' });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      'Response Status': '400 Bad Request',
      'Response Body': '',
      'Number Deleted': 1,
      'Number Not Found': 1,
      Errors: [['c', '409 Conflict']],
    });
  });
});

describe('access', () => {
  it('is refused without a token, with a bad one, and to another account', async () => {
    for (const headers of [{}, { 'X-Auth-Token': 'bad' }]) {
      const answer = await send(cloud.url, `${root}/c`, { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toContain(`Swift realm="${cloud.storageAccount}"`);
    }
    expect((await call('/v1/AUTH_other/c')).status).toBe(403);
  });

  it('is public for reading where the container says so, and listing needs .rlistings', async () => {
    await put('/c/a', 'x');
    expect((await send(cloud.url, `${root}/c/a`)).status).toBe(401);
    await call(`${root}/c`, { method: 'POST', headers: { 'X-Container-Read': '.r:*' } });
    expect((await send(cloud.url, `${root}/c/a`)).text).toBe('x');
    expect((await send(cloud.url, `${root}/c`)).status).toBe(401);
    expect((await send(cloud.url, `${root}/c/a`, { method: 'PUT', body: 'y' })).status).toBe(401);
    await call(`${root}/c`, { method: 'POST', headers: { 'X-Container-Read': '.r:*,.rlistings' } });
    expect((await send(cloud.url, `${root}/c`)).text).toBe('a\n');
  });

  it('is given by a temporary URL signed over the decoded path, for its method, until its time', async () => {
    await put('/c/caf%C3%A9%201%2B2', 'x');
    await call(root, { method: 'POST', headers: { 'X-Account-Meta-Temp-URL-Key': 'k1' } });
    const expires = Math.floor(clock.now() / 1000) + 60;
    const sign = (method: string, path: string, key: string): string => createHmac('sha256', key).update(`${method}\n${expires}\n${path}`).digest('hex');
    const open = (method: string, signature: string): Promise<Reply> =>
      send(cloud.url, `${root}/c/caf%C3%A9%201%2B2?temp_url_sig=${signature}&temp_url_expires=${expires}`, { method });
    const decoded = `${root}/c/café 1+2`;
    expect((await open('GET', sign('GET', decoded, 'k1'))).text).toBe('x');
    expect((await open('HEAD', sign('GET', decoded, 'k1'))).status).toBe(200);
    expect((await open('PUT', sign('GET', decoded, 'k1'))).status).toBe(401);
    expect((await open('GET', sign('GET', decoded, 'k2'))).text).toBe('401 Unauthorized: Temp URL invalid\n');
    expect((await open('GET', sign('GET', `${root}/c/caf%C3%A9%201%2B2`, 'k1'))).status).toBe(401);
    clock.advance(61_000);
    expect((await open('GET', sign('GET', decoded, 'k1'))).status).toBe(401);
  });

  it('hides the owner of an expired token', async () => {
    const token = await login(cloud);
    clock.advance(3_600_001);
    expect((await send(cloud.url, `${root}/c`, { headers: { 'X-Auth-Token': token } })).status).toBe(401);
  });
});
