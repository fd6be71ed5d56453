import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { bodyOf } from './body.ts';
import { parseProxy } from './proxy.ts';
import type { ResponseBody } from './response-body.ts';
import { type Certificates, hasOpenssl, makeCertificates } from './testing/certificates.ts';
import { bytesOf, httpsServer, type LocalServer, recordingServer, rejectionOf, request, tcpServer, textOf, transportOf } from './testing/local-server.ts';

const certificates = hasOpenssl ? makeCertificates() : (undefined as unknown as Certificates);

interface TunnelProxy extends LocalServer {
  readonly heads: string[];
}

/** A proxy that knows CONNECT alone. */
async function tunnelProxy(answer: string): Promise<TunnelProxy> {
  const heads: string[] = [];
  const server = await tcpServer((client) => {
    client.once('data', (data) => {
      const head = data.toString('latin1');
      heads.push(head);
      const target = /^CONNECT (\S+):(\d+) /.exec(head);
      if (!answer.includes(' 200 ') || target === null) return client.end(answer);
      const upstream = connect(Number(target[2]), target[1] as string, () => {
        client.write(answer);
        client.pipe(upstream).pipe(client);
      });
      upstream.on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
      return undefined;
    });
  });
  return { ...server, heads };
}

const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';

describe('a proxy for http', () => {
  it('is given the whole URL, unfolded, and its own credentials', async () => {
    const proxy = await recordingServer();
    const transport = transportOf({ proxy: proxy.origin.replace('//', '//user%40corp:p%3Aw@') });
    const response = await transport.send(
      request('http://nowhere.invalid:8080', '/a/../b%2F?x=1', { method: 'PUT', headers: { 'X-A': 'b' }, body: bodyOf('body') }),
      {},
    );
    await textOf(response);
    expect(proxy.seen[0]).toMatchObject({
      target: 'http://nowhere.invalid:8080/a/../b%2F?x=1',
      headers: { host: 'nowhere.invalid:8080', 'x-a': 'b', 'proxy-authorization': `Basic ${Buffer.from('user@corp:p:w').toString('base64')}` },
    });
    expect(proxy.seen[0]?.body.toString()).toBe('body');
  });

  it('that is down is not done', async () => {
    const error = await rejectionOf(transportOf({ proxy: 'http://127.0.0.1:1' }).send(request('http://nowhere.invalid'), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
  });
});

describe.skipIf(!hasOpenssl)('a proxy for https', () => {
  it('sees the host and ciphertext, and the tunnel is kept', async () => {
    const server = await httpsServer(certificates.server, async (message, response) => response.end(`${message.url} ${(await bytesOf(message)).toString()}`));
    const proxy = await tunnelProxy(ESTABLISHED);
    const transport = transportOf({ proxy: proxy.origin.replace('//', '//me:pw@'), ca: certificates.ca.cert });
    for (const target of ['/a/../1', '/2']) {
      const response = await transport.send(request(server.origin, target, { method: 'PUT', headers: { Authorization: 'secret' }, body: bodyOf('body') }), {});
      expect(await textOf(response)).toBe(`${target} body`);
    }
    expect(proxy.heads.length).toBe(1);
    expect(proxy.heads[0]).toMatch(new RegExp(`^CONNECT 127\\.0\\.0\\.1:${server.port} HTTP/1\\.1\r\n`));
    expect(proxy.heads[0]).toContain(`Proxy-Authorization: Basic ${Buffer.from('me:pw').toString('base64')}`);
    expect(proxy.heads[0]).not.toContain('secret');
  });

  it('brings large answers whole, as a stream and to where they are to be', async () => {
    const bytes = randomBytes(3_000_001);
    const server = await httpsServer(certificates.server, (_, response) => response.end(bytes));
    const proxy = await tunnelProxy(ESTABLISHED);
    const transport = transportOf({ proxy: proxy.origin, ca: certificates.ca.cert });
    for (let round = 0; round < 3; round += 1) {
      expect((await bytesOf((await transport.send(request(server.origin), {})).body)).equals(bytes)).toBe(true);
      const target = Buffer.alloc(bytes.byteLength);
      const body = (await transport.send(request(server.origin), {})).body as ResponseBody;
      expect(body.fill(target, () => {})).toBe(true);
      await finished(body);
      expect(target.equals(bytes)).toBe(true);
    }
    expect(proxy.heads).toHaveLength(1);
  });

  it('is asked for a new tunnel once the old one brought something while nobody asked', async () => {
    const server = await httpsServer(certificates.server, (message, response) => {
      response.end('true');
      setTimeout(() => message.socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfalse'), 20);
    });
    const proxy = await tunnelProxy(ESTABLISHED);
    const transport = transportOf({ proxy: proxy.origin, ca: certificates.ca.cert });
    expect(await textOf(await transport.send(request(server.origin), {}))).toBe('true');
    await expect.poll(() => proxy.open.size).toBe(0);
    expect(await textOf(await transport.send(request(server.origin), {}))).toBe('true');
    expect(proxy.heads).toHaveLength(2);
  });

  it('does not weaken the check of certificates', async () => {
    const server = await httpsServer(certificates.otherName, (_, response) => response.end());
    const proxy = await tunnelProxy(ESTABLISHED);
    const error = await rejectionOf(transportOf({ proxy: proxy.origin, ca: certificates.ca.cert }).send(request(server.origin), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'not-done', retry: 'never', remedy: expect.stringContaining('caFile') });
  });

  it.each([
    ['HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n', 'never', "check the proxy's user and password"],
    ['HTTP/1.1 502 Bad Gateway\r\n\r\n', 'maybe', undefined],
  ])('that refuses is not done: %j', async (answer, retry, remedy) => {
    const proxy = await tunnelProxy(answer);
    const error = await rejectionOf(transportOf({ proxy: proxy.origin.replace('//', '//me:pw@') }).send(request('https://127.0.0.1:9'), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'not-done', retry, remedy });
    expect(String(error)).not.toContain('pw');
  });

  it('that says nothing times out, not done', async () => {
    const proxy = await tcpServer(() => {});
    const error = await rejectionOf(transportOf({ proxy: proxy.origin, connectTimeoutMs: 80 }).send(request('https://127.0.0.1:9'), {}));
    expect(error).toMatchObject({ code: 'timeout', outcome: 'not-done' });
  });

  it('can be given up while it makes the tunnel', async () => {
    const proxy = await tcpServer(() => {});
    const controller = new AbortController();
    const sending = rejectionOf(transportOf({ proxy: proxy.origin }).send(request('https://127.0.0.1:9'), { signal: controller.signal }));
    await expect.poll(() => proxy.open.size).toBe(1);
    const why = new Error('left');
    controller.abort(why);
    expect(await sending).toBe(why);
  });
});

describe('the address of a proxy', () => {
  it('may be a name, an IPv6 address, with or without port', () => {
    expect(parseProxy('http://proxy')).toMatchObject({ host: 'proxy', port: 80, tls: false, authorization: undefined });
    expect(parseProxy('http://[::1]:3128')).toMatchObject({ host: '::1', port: 3128 });
    expect(parseProxy('https://proxy')).toMatchObject({ port: 443, tls: true });
  });

  it.each(['socks5://u:pw@proxy', 'proxy:3128', ''])('is refused when it is none: %j, without repeating it', (text) => {
    expect(() => parseProxy(text)).toThrowError(expect.objectContaining({ code: 'invalid-argument', message: expect.not.stringContaining('pw') }));
  });

  it('is refused when the transport is made, not when it is used', () => {
    expect(() => transportOf({ proxy: 'nonsense' })).toThrowError(expect.objectContaining({ code: 'invalid-argument' }));
  });
});
