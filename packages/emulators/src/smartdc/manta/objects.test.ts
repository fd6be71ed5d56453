import { createHash, sign } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exchange, type Reply, type SendOptions } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

let bed: TestBed;
let round = 0;
let root = '';
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.emulator.close());
beforeEach(async () => {
  round += 1;
  root = `/demo/stor/t${round}`;
  await mkdir(root);
});

const DIRECTORY = 'application/json; type=directory';
const mkdir = (path: string): Promise<Reply> => bed.manta.send('PUT', path, { headers: { 'content-type': DIRECTORY, 'content-length': '0' } });
const put = (path: string, body: string | Buffer, options: SendOptions = {}): Promise<Reply> => bed.manta.send('PUT', path, { body, ...options });
const get = (path: string, headers: Record<string, string> = {}): Promise<Reply> => bed.manta.send('GET', path, { headers });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code];
const md5 = (text: string): string => createHash('md5').update(text).digest('base64');

/** A PUT with just these framing headers. With a body, the connection is reset after it; answers what came back. */
async function rawPut(path: string, framing: string, body?: string): Promise<string> {
  const { privateKey, keyId, mantaUrl } = bed.emulator.profile;
  const date = new Date(bed.clock.now()).toUTCString();
  const signature = sign('sha256', Buffer.from(`date: ${date}`), privateKey).toString('base64');
  const authorization = `Signature keyId="/demo/keys/${keyId}",algorithm="rsa-sha256",signature="${signature}"`;
  const socket = connect(Number(new URL(mantaUrl).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
    socket.destroy();
  });
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(`PUT ${path} HTTP/1.1\r\nHost: x\r\nDate: ${date}\r\nAuthorization: ${authorization}\r\n${framing}\r\n${body ?? ''}`);
  if (body !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
  }
  await closed;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return answer;
}

describe('put and get', () => {
  it('keeps bytes, type, disposition, custom headers and digest', async () => {
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'Attachment; filename=a.txt',
      'cache-control': 'max-age=1',
      'm-color': 'red',
      'content-md5': md5('hello'),
      'content-language': 'nl',
    };
    const made = await put(`${root}/o`, 'hello', { headers });
    expect([made.status, made.headers['computed-md5'], made.text]).toEqual([204, md5('hello'), '']);
    const got = await get(`${root}/o`);
    expect(got.text).toBe('hello');
    expect(got.headers).toMatchObject({
      etag: made.headers.etag,
      'last-modified': made.headers['last-modified'],
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="a.txt"',
      'cache-control': 'max-age=1',
      'content-md5': md5('hello'),
      'content-length': '5',
      'accept-ranges': 'bytes',
      'durability-level': '2',
      'm-color': 'red',
    });
    expect(got.headers['content-language']).toBeUndefined();
    const head = await bed.manta.send('HEAD', `${root}/o`);
    expect([head.status, head.headers['content-length'], head.headers['m-color'], head.text]).toEqual([200, '5', 'red', '']);
  });

  it('replaces all metadata when overwritten, with a new etag', async () => {
    const first = await put(`${root}/o`, 'a', { headers: { 'm-color': 'red' } });
    const second = await put(`${root}/o`, 'b', { headers: { 'm-size': 'big' } });
    const { headers } = await get(`${root}/o`);
    expect(first.headers.etag).not.toBe(second.headers.etag);
    expect([headers['m-color'], headers['m-size']]).toEqual([undefined, 'big']);
  });

  it('takes chunked bodies up to Max-Content-Length, and empty ones', async () => {
    expect((await put(`${root}/c`, 'hello', { chunked: true })).status).toBe(204);
    expect((await get(`${root}/c`)).text).toBe('hello');
    const large = Buffer.alloc(3_000_000);
    expect(fails(await put(`${root}/d`, large, { chunked: true, headers: { 'max-content-length': '4' } }))).toEqual([413, 'MaxContentLengthExceeded']);
    expect((await get(`${root}/d`)).status).toBe(404);
    expect((await put(`${root}/e`, '')).headers['computed-md5']).toBe('1B2M2Y8AsgTpgAmY7PhCfg==');
    expect((await get(`${root}/e`)).headers).toMatchObject({ 'content-length': '0', 'durability-level': '0' });
  });

  it('refuses a wrong digest, a wrong durability and no length', async () => {
    expect(fails(await put(`${root}/o`, 'hello', { headers: { 'content-md5': md5('other') } }))).toEqual([400, 'ContentMD5Mismatch']);
    expect(fails(await put(`${root}/o`, 'hello', { headers: { 'durability-level': '10' } }))).toEqual([400, 'InvalidDurabilityLevel']);
    expect(await rawPut(`${root}/o`, '')).toContain('HTTP/1.1 411 Length Required');
    expect((await get(`${root}/o`)).status).toBe(404);
  });

  it('drops custom headers past 4 KB in silence', async () => {
    await put(`${root}/o`, 'x', { headers: { 'm-a': 'a'.repeat(3000), 'm-b': 'b'.repeat(2000), 'm-c': 'c' } });
    const { headers } = await get(`${root}/o`);
    expect([headers['m-a']?.length, headers['m-b'], headers['m-c']]).toEqual([3000, undefined, undefined]);
  });

  it('keeps names byte for byte', async () => {
    for (const name of ['a b', 'plus+', 'per%cent', 'ué', '🦊', 'q?#&=', "it's", '%2525']) {
      const path = `${root}/${encodeURIComponent(name)}`;
      expect((await put(path, name)).status).toBe(204);
      expect((await get(path)).text).toBe(name);
    }
    const names = (await get(root)).text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name);
    expect(names).toEqual(['%2525', 'a b', "it's", 'per%cent', 'plus+', 'q?#&=', 'ué', '🦊']);
    expect(bed.emulator.storedObject(`${root}/a b`)?.toString()).toBe('a b');
  });

  it('reads %2F as a separator and refuses . and ..', async () => {
    await mkdir(`${root}/d`);
    await put(`${root}/d%2Fo`, 'x');
    expect((await get(`${root}/d/o`)).text).toBe('x');
    for (const path of [`${root}/..`, `${root}/%2E%2E`, `${root}/./x`, `${root}/%`, `${root}/a%2F%2Fb`])
      expect(fails(await put(path, 'x'))).toEqual([400, 'InvalidResource']);
  });

  it('stores nothing of an upload that is cut', async () => {
    await put(`${root}/o`, 'before');
    await rawPut(`${root}/o`, 'Content-Length: 100\r\n', 'half');
    expect((await get(`${root}/o`)).text).toBe('before');
  });
});

describe('parents', () => {
  it('must exist and be directories', async () => {
    expect(fails(await put(`${root}/no/o`, 'x'))).toEqual([404, 'DirectoryDoesNotExist']);
    await put(`${root}/file`, 'x');
    expect(fails(await put(`${root}/file/o`, 'x'))).toEqual([400, 'ParentNotDirectory']);
    expect(fails(await put(`${root}`, 'x'))).toEqual([400, 'InvalidUpdate']);
    expect(fails(await put(`${root}`, 'x', { chunked: true }))).toEqual([400, 'OperationNotAllowedOnDirectory']);
  });

  it('a directory put over an object takes its place without a word', async () => {
    await put(`${root}/x`, 'x');
    expect((await mkdir(`${root}/x`)).status).toBe(204);
    expect((await get(`${root}/x`)).headers['result-set-size']).toBe('0');
  });
});

describe('refusal before 100 Continue', () => {
  const expecting = async (path: string): Promise<{ status: number; continued: boolean }> => {
    const { request } = await import('node:http');
    const { privateKey, keyId, mantaUrl } = bed.emulator.profile;
    const date = new Date(bed.clock.now()).toUTCString();
    const signature = sign('sha256', Buffer.from(`date: ${date}`), privateKey).toString('base64');
    const url = new URL(mantaUrl);
    return new Promise((resolve, reject) => {
      let continued = false;
      const headers = {
        date,
        authorization: `Signature keyId="/demo/keys/${keyId}",algorithm="rsa-sha256",signature="${signature}"`,
        expect: '100-continue',
        'content-length': 5,
      };
      const outgoing = request({ host: url.hostname, port: url.port, method: 'PUT', path, headers, agent: false }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, continued });
        outgoing.destroy();
      });
      outgoing.on('continue', () => {
        continued = true;
        outgoing.end('hello');
      });
      outgoing.on('error', reject);
      outgoing.flushHeaders();
    });
  };

  it('a missing parent answers 404 at once, a good path 100 and then 204', async () => {
    expect(await expecting(`${root}/no/o`)).toEqual({ status: 404, continued: false });
    expect(await expecting(`${root}/o`)).toEqual({ status: 204, continued: true });
  });
});

describe('ranges', () => {
  it('one is 206 without Content-MD5, several 501, one past the end 416', async () => {
    await put(`${root}/o`, '0123456789');
    const range = (value: string): Promise<Reply> => get(`${root}/o`, { range: value });
    const part = await range('bytes=2-4');
    expect([part.status, part.text, part.headers['content-range'], part.headers['content-md5']]).toEqual([206, '234', 'bytes 2-4/10', undefined]);
    expect((await range('bytes=7-')).text).toBe('789');
    expect((await range('bytes=-3')).text).toBe('789');
    expect((await range('bytes=5-99')).headers['content-range']).toBe('bytes 5-9/10');
    expect(fails(await range('bytes=0-1,3-4'))).toEqual([501, 'NotImplemented']);
    const past = await range('bytes=10-');
    expect([past.status, past.headers['content-range']]).toEqual([416, 'bytes */10']);
    expect((await range('lines=1-2')).status).toBe(200);
  });
});

describe('conditions', () => {
  it('compare bare etags; quotes round a uuid spoil it', async () => {
    const etag = String((await put(`${root}/o`, 'a')).headers.etag);
    expect((await get(`${root}/o`, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`${root}/o`, { 'if-none-match': `"${etag}"` })).status).toBe(200);
    expect(fails(await put(`${root}/o`, 'b', { headers: { 'if-match': `"${etag}"` } }))).toEqual([412, 'PreconditionFailed']);
    expect((await put(`${root}/o`, 'b', { headers: { 'if-match': etag } })).status).toBe(204);
    expect(fails(await put(`${root}/o`, 'c', { headers: { 'if-match': etag } }))).toEqual([412, 'PreconditionFailed']);
    expect(fails(await bed.manta.send('DELETE', `${root}/o`, { headers: { 'if-match': etag } }))).toEqual([412, 'PreconditionFailed']);
    expect((await get(`${root}/o`)).text).toBe('b');
  });

  it('If-None-Match: * refuses every write; an empty If-Match creates only', async () => {
    expect(fails(await put(`${root}/o`, 'a', { headers: { 'if-none-match': '*' } }))).toEqual([412, 'PreconditionFailed']);
    expect((await put(`${root}/o`, 'a', { headers: { 'if-match': '""' } })).status).toBe(204);
    expect(fails(await put(`${root}/o`, 'b', { headers: { 'if-match': '""' } }))).toEqual([412, 'PreconditionFailed']);
  });

  it('read dates', async () => {
    await put(`${root}/o`, 'a');
    const [now, earlier] = [new Date(bed.clock.now()).toUTCString(), new Date(bed.clock.now() - 10_000).toUTCString()];
    expect((await get(`${root}/o`, { 'if-modified-since': now })).status).toBe(304);
    expect((await get(`${root}/o`, { 'if-modified-since': earlier })).status).toBe(200);
    expect((await get(`${root}/o`, { 'if-unmodified-since': earlier })).status).toBe(412);
    expect((await get(`${root}/o`, { 'if-unmodified-since': now })).status).toBe(200);
  });

  it('Accept must let the stored type through', async () => {
    await put(`${root}/o`, 'a', { headers: { 'content-type': 'image/png' } });
    expect(fails(await get(`${root}/o`, { accept: 'application/json' }))).toEqual([406, 'NotAcceptable']);
    expect((await get(`${root}/o`, { accept: 'image/*' })).status).toBe(200);
  });
});

describe('metadata alone', () => {
  const update = (headers: Record<string, string>, chunked = true): Promise<Reply> =>
    bed.manta.send('PUT', `${root}/o?metadata=true`, { headers, chunked, ...(chunked ? {} : { body: '' }) });

  it('replaces headers and keeps bytes and etag, when sent chunked', async () => {
    const before = await put(`${root}/o`, 'a', { headers: { 'm-color': 'red' } });
    expect((await update({ 'm-size': 'big', 'content-type': 'text/x' })).status).toBe(204);
    const { text, headers } = await get(`${root}/o`);
    expect([text, headers['m-color'], headers['m-size'], headers['content-type'], headers.etag]).toEqual([
      'a',
      undefined,
      'big',
      'text/x',
      before.headers.etag,
    ]);
  });

  it('refuses a Content-Length, even 0, and an object that is not there', async () => {
    await put(`${root}/o`, 'a');
    expect(fails(await update({}, false))).toEqual([400, 'InvalidUpdate']);
    expect(fails(await update({ 'durability-level': '3' }))).toEqual([400, 'InvalidUpdate']);
    await bed.manta.send('DELETE', `${root}/o`);
    expect(fails(await update({}))).toEqual([404, 'ResourceNotFound']);
  });
});

describe('delete', () => {
  it('is 204, then 404; directories must be empty, roots stay', async () => {
    const remove = (path: string): Promise<Reply> => bed.manta.send('DELETE', path);
    await put(`${root}/o`, 'a');
    expect(fails(await remove(root))).toEqual([400, 'DirectoryNotEmpty']);
    expect((await remove(`${root}/o`)).status).toBe(204);
    expect(fails(await remove(`${root}/o`))).toEqual([404, 'ResourceNotFound']);
    expect((await remove(root)).status).toBe(204);
    expect(fails(await remove('/demo/stor'))).toEqual([400, 'OperationNotAllowedOnRootDirectory']);
  });
});

describe('what there is no more', () => {
  it('snaplinks are 403', async () => {
    const reply = await bed.manta.send('PUT', `${root}/l`, {
      headers: { 'content-type': 'application/json; type=link', location: `${root}/o`, 'content-length': '0' },
    });
    expect(fails(reply)).toEqual([403, 'SnaplinksDisabledError']);
  });
});

describe('pre-signed URLs', () => {
  const presign = (path: string, methods: string, expires: number): string => {
    const { keyId, privateKey, mantaUrl } = bed.emulator.profile;
    const pairs = [
      `algorithm=RSA-SHA256`,
      `expires=${expires}`,
      `keyId=${encodeURIComponent(`/demo/keys/${keyId}`)}`,
      ...(methods.includes(',') ? [`method=${encodeURIComponent(methods)}`] : []),
    ];
    const query = pairs.join('&');
    const signature = sign('sha256', Buffer.from(`${methods}\n${new URL(mantaUrl).host}\n${path}\n${query}`), privateKey).toString('base64');
    return `${path}?${query}&signature=${encodeURIComponent(signature)}`;
  };
  const fetchPresigned = (method: string, path: string, body?: string): Promise<Reply> => {
    const url = new URL(bed.emulator.mantaUrl);
    return exchange(url, method, path, { host: url.host, ...(body === undefined ? {} : { 'content-length': String(body.length) }) }, body);
  };

  it('stand for credentials until they expire', async () => {
    const expires = Math.floor(bed.clock.now() / 1000) + 60;
    const both = presign(`${root}/a%20b`, 'GET,PUT', expires);
    expect((await fetchPresigned('PUT', both, 'hello')).status).toBe(204);
    expect((await fetchPresigned('GET', both)).text).toBe('hello');
    expect(fails(await fetchPresigned('DELETE', both))).toEqual([403, 'InvalidQueryStringAuthentication']);
    expect(fails(await fetchPresigned('GET', both.replace('a%20b', 'a%20c')))).toEqual([403, 'InvalidSignature']);
    const old = presign(`${root}/a%20b`, 'GET', expires - 61);
    const reply = await fetchPresigned('GET', old);
    expect([reply.status, reply.json().message]).toEqual([403, 'request expired']);
  });
});
