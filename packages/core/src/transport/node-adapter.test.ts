import { once } from 'node:events';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { bodyOf, bytesBody } from './body.ts';
import { encodePath } from './encode.ts';
import { bytesOf, httpServer, onEnd, recordingServer, rejectionOf, request, tcpServer, textOf, transportOf } from './testing/local-server.ts';

const KEYS = [
  '.',
  '..',
  '...',
  './a',
  '../a',
  'a/.',
  'a/..',
  'a/../b',
  'a/./b',
  '../../etc/passwd',
  'a//b',
  '/a',
  'a/',
  '//',
  '%2e%2e',
  '%2E',
  '%',
  '%zz',
  '%00',
  '%25',
  'a b',
  'a+b',
  'a&b=c',
  'a?b',
  'a#b',
  'a;b',
  'a:b',
  'a@b',
  "it's",
  '(a)*!',
  '~a-_.',
  'a\\b',
  '"<>^`{|}',
  'ümläut',
  '日本/語',
  '😀',
  '\u0001\t\n',
  'e\u0301',
  '[1]',
  '$,',
]; // prettier-ignore

describe('the request on the wire', () => {
  it.each(KEYS)('sends the key %j at exactly its own target', async (key) => {
    const server = await recordingServer();
    const target = `/bucket/${encodePath(key)}`;
    await textOf(await transportOf().send(request(server.origin, target, { method: 'DELETE' }), {}));
    expect(server.seen[0]?.target).toBe(target);
    expect(decodeURIComponent(target.slice('/bucket/'.length))).toBe(key);
  });

  it('sends targets that are encoded twice, or lower-case, or with raw dots, as they stand', async () => {
    const server = await recordingServer();
    const transport = transportOf();
    const targets = ['/%252e%252e/x', '/a%2fb', '/%2e%2e/x', '/../x', '/x?a=%2b&a=+&b', '/x?', '//double', "/x?p='()*!"];
    for (const target of targets) await textOf(await transport.send(request(server.origin, target), {}));
    expect(server.seen.map((one) => one.target)).toEqual(targets);
  });

  it('adds nothing but Host and Connection to a request without a body, and keeps the case of names', async () => {
    const server = await recordingServer();
    await textOf(await transportOf().send(request(server.origin, '/', { headers: { 'x-Custom-NAME': 'Straße', Authorization: 'Basic eDp5' } }), {}));
    expect(server.seen[0]?.rawHeaders).toEqual([
      'Host',
      server.origin.slice('http://'.length),
      'x-Custom-NAME',
      'Straße',
      'Authorization',
      'Basic eDp5',
      'Connection',
      'keep-alive',
    ]); // prettier-ignore
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('sends a %s body without a Content-Type of its own', async (method) => {
    const server = await recordingServer();
    await textOf(await transportOf().send(request(server.origin, '/', { method, body: bytesBody(Buffer.from('a=b')) }), {}));
    expect(server.seen[0]?.rawHeaders.filter((_, index) => index % 2 === 0)).toEqual(['Host', 'Content-Length', 'Connection']);
    expect(server.seen[0]?.body.toString()).toBe('a=b');
  });

  it('says Content-Length: 0 for a POST of nothing', async () => {
    const server = await recordingServer();
    await textOf(await transportOf().send(request(server.origin, '/', { method: 'POST' }), {}));
    expect(server.seen[0]?.headers['content-length']).toBe('0');
  });

  it('keeps a Host header that was signed', async () => {
    const server = await recordingServer();
    await textOf(await transportOf().send(request(server.origin, '/', { headers: { host: 'bucket.s3.example.com' } }), {}));
    expect(server.seen[0]?.rawHeaders.filter((name) => name.toLowerCase() === 'host')).toEqual(['host']);
    expect(server.seen[0]?.headers.host).toBe('bucket.s3.example.com');
  });

  it('keeps a Content-Length that was signed, once', async () => {
    const server = await recordingServer();
    await textOf(
      await transportOf().send(request(server.origin, '/', { method: 'PUT', headers: { 'content-length': '3' }, body: bytesBody(Buffer.from('abc')) }), {}),
    );
    expect(server.seen[0]?.rawHeaders.filter((name) => name.toLowerCase() === 'content-length')).toEqual(['content-length']);
  });

  it('sends headers that axios keeps for itself', async () => {
    const server = await recordingServer();
    await textOf(await transportOf().send(request(server.origin, '/', { headers: { common: '1', get: '2', delete: '3' } }), {}));
    expect(server.seen[0]?.headers).toMatchObject({ common: '1', get: '2', delete: '3' });
  });

  it.each([
    ['a line feed in a value', { 'X-A': 'a\nB: c' }],
    ['a carriage return in a value', { 'X-A': 'a\rb' }],
    ['a NUL in a value', { 'X-A': 'a\0b' }],
    ['a character beyond ISO 8859-1', { 'X-A': '日本' }],
    ['a blank around a value', { 'X-A': ' a' }],
    ['a blank in a name', { 'X A': 'a' }],
    ['an empty name', { '': 'a' }],
    ['a transfer coding of its own', { 'Transfer-Encoding': 'chunked' }],
    ['a wrong Content-Length', { 'Content-Length': '7' }],
  ])('refuses %s before anything is sent', async (_, headers: Record<string, string>) => {
    const server = await recordingServer();
    const error = await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', headers, body: bytesBody(Buffer.from('abc')) }), {}));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(server.connections()).toBe(0);
  });

  it.each(['relative', '', '/a b', '/ü', '/a#b', '/a\nb', 'http://elsewhere/'])('refuses the target %j', async (target) => {
    const server = await recordingServer();
    expect(await rejectionOf(transportOf().send(request(server.origin, target), {}))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(server.connections()).toBe(0);
  });

  it.each(['http://user:pw@127.0.0.1', 'http://127.0.0.1/path', 'ftp://127.0.0.1', 'nonsense', 'http://127.0.0.1/?a', 'http://127.0.0.1/'])(
    'refuses the origin %j and does not repeat a password in it',
    async (origin) => {
      const error = await rejectionOf(transportOf().send(request(origin, '/'), {}));
      expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
      expect(String(error)).not.toContain('pw');
    },
  );

  it('sends of a view what it shows, not the buffer under it', async () => {
    const server = await recordingServer();
    const whole = new TextEncoder().encode('secret-before|shown|secret-after');
    const view = whole.subarray(14, 19);
    await textOf(await transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(view) }), {}));
    await textOf(await transportOf().send(request(server.origin, '/', { method: 'PUT', body: { length: 5, replayable: true, open: () => view } }), {}));
    expect(server.seen.map((one) => one.body.toString())).toEqual(['shown', 'shown']);
  });

  it('sends a stream of unknown length chunked, and one of known length with its length', async () => {
    const server = await recordingServer();
    const transport = transportOf();
    await textOf(await transport.send(request(server.origin, '/', { method: 'PUT', body: bodyOf(Readable.from(['ab', 'c'])) }), {}));
    await textOf(await transport.send(request(server.origin, '/', { method: 'PUT', body: bodyOf(Readable.from(['ab', 'c']), { length: 3 }) }), {}));
    expect(server.seen.map((one) => [one.headers['transfer-encoding'], one.headers['content-length'], one.body.toString()])).toEqual([
      ['chunked', undefined, 'abc'],
      [undefined, '3', 'abc'],
    ]);
  });

  it('sends a body with a GET or a DELETE too', async () => {
    const server = await recordingServer();
    const transport = transportOf();
    for (const method of ['GET', 'DELETE']) {
      await textOf(await transport.send(request(server.origin, '/', { method, body: bodyOf(Readable.from(['xyz'])) }), {}));
    }
    expect(server.seen.map((one) => one.body.toString())).toEqual(['xyz', 'xyz']);
  });
});

describe('the answer', () => {
  it.each([200, 204, 301, 302, 307, 308, 404, 500])('resolves with status %i as it is, following no redirect', async (status) => {
    let asked = 0;
    const elsewhere = await recordingServer();
    const server = await httpServer((_, response) => {
      asked += 1;
      response.writeHead(status, { Location: `${elsewhere.origin}/stolen` }).end();
    });
    const response = await transportOf().send(
      request(server.origin, '/', { method: 'PUT', headers: { 'X-Auth-Token': 't' }, body: bytesBody(Buffer.from('x')) }),
      {},
    );
    expect(response.status).toBe(status);
    await textOf(response);
    expect([asked, elsewhere.connections()]).toEqual([1, 0]);
  });

  it('leaves a body of twenty digits alone', async () => {
    const server = await httpServer((_, response) => response.setHeader('Content-Type', 'application/json').end('12345678901234567890'));
    expect(await textOf(await transportOf().send(request(server.origin), {}))).toBe('12345678901234567890');
  });

  it('does not unpack gzip', async () => {
    const packed = gzipSync('an object stored packed');
    const server = await httpServer((_, response) => response.setHeader('Content-Encoding', 'gzip').end(packed));
    expect(await bytesOf((await transportOf().send(request(server.origin), {})).body)).toEqual(packed);
  });

  it('lower-cases names, joins repeated headers and keeps latin1', async () => {
    const server = await tcpServer((socket) => {
      socket.once('data', () =>
        socket.end(
          Buffer.from(
            'HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-L: gr\u00fcn\r\n__proto__: p\r\nContent-Length: 0\r\n\r\n',
            'latin1',
          ),
        ),
      );
    });
    const { headers } = await transportOf().send(request(server.origin), {});
    expect({ ...headers }).toMatchObject({ 'x-a': '1, 2', 'set-cookie': 'a=1, b=2', 'x-l': 'grün' });
    expect(Object.getOwnPropertyDescriptor(headers, '__proto__')?.value).toBe('p');
  });

  it('takes heads far beyond 16 KiB', async () => {
    const token = 't'.repeat(60_000);
    const server = await httpServer((_, response) => response.setHeader('X-Subject-Token', token).end());
    expect((await transportOf().send(request(server.origin), {})).headers['x-subject-token']).toBe(token);
  });

  it('passes over interim answers', async () => {
    const server = await httpServer((_, response) => {
      response.writeProcessing();
      response.end('real');
    });
    expect(await textOf(await transportOf().send(request(server.origin), {}))).toBe('real');
  });

  it('ignores HTTP_PROXY', async () => {
    const proxy = await recordingServer();
    const server = await recordingServer();
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) vi.stubEnv(name, proxy.origin);
    onEnd(() => void vi.unstubAllEnvs());
    await textOf(await transportOf().send(request(server.origin), {}));
    expect([proxy.connections(), server.seen.length]).toEqual([0, 1]);
  });
});

describe('the pool', () => {
  it('uses a connection again once an answer is read', async () => {
    const server = await recordingServer();
    const transport = transportOf();
    for (let turn = 0; turn < 5; turn += 1) await textOf(await transport.send(request(server.origin), {}));
    expect(server.connections()).toBe(1);
  });

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('is not held by the answer to %s %i that nobody reads', async (method, status) => {
    const server = await httpServer((_, response) => response.writeHead(status, status === 200 ? { 'Content-Length': 5 } : {}).end());
    const transport = transportOf({ maxConnections: 1 });
    for (let turn = 0; turn < 3; turn += 1) expect((await transport.send(request(server.origin, '/', { method }), {})).status).toBe(status);
    expect(server.connections()).toBe(1);
  });

  it('gets the place of a destroyed body back', async () => {
    const server = await httpServer((_, response) => response.end(Buffer.alloc(5_000_000)));
    const transport = transportOf({ maxConnections: 1 });
    for (let turn = 0; turn < 3; turn += 1) {
      const { body } = await transport.send(request(server.origin), {});
      body.destroy();
      await once(body, 'close');
    }
    expect(server.connections()).toBe(3);
  });

  it('opens no more connections than it may', async () => {
    let busy = 0;
    let most = 0;
    const server = await httpServer((_, response) => {
      busy += 1;
      most = Math.max(most, busy);
      setTimeout(() => {
        busy -= 1;
        response.end('x');
      }, 10);
    });
    const transport = transportOf({ maxConnections: 3 });
    await Promise.all(Array.from({ length: 20 }, async () => textOf(await transport.send(request(server.origin), {}))));
    expect([most, server.connections()]).toEqual([3, 3]);
  });

  it('hands a connection on to uploads that wait for one', async () => {
    const server = await httpServer(async (message, response) => {
      let bytes = 0;
      for await (const piece of message) bytes += (piece as Buffer).byteLength;
      response.end(String(bytes));
    });
    const transport = transportOf({ maxConnections: 2, connectTimeoutMs: 500 });
    const bodies = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? bytesBody(Buffer.alloc(index)) : bodyOf(Readable.from([Buffer.alloc(index)]))));
    const answers = bodies.map(async (body, index) =>
      textOf(await transport.send(request(server.origin, '/', { method: 'PUT', body, expectContinue: index % 3 === 0 }), {})),
    );
    expect(await Promise.all(answers)).toEqual(bodies.map((_, index) => String(index)));
    expect(server.connections()).toBe(2);
  });

  it('refuses requests after close, and closes idle connections', async () => {
    const server = await recordingServer();
    const transport = transportOf();
    await textOf(await transport.send(request(server.origin), {}));
    await transport.close();
    expect(await rejectionOf(transport.send(request(server.origin), {}))).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('lets a request under way finish when it is closed', async () => {
    const server = await httpServer((_, response) => {
      response.write('first ');
      setTimeout(() => response.end('last'), 30);
    });
    const transport = transportOf();
    const response = await transport.send(request(server.origin), {});
    await transport.close();
    expect(await textOf(response)).toBe('first last');
    await expect.poll(() => server.open.size).toBe(0);
  });
});
