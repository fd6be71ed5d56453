import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { AuthStrategy } from '../auth/auth-strategy.ts';
import { assertSameOrigin } from '../auth/same-origin.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { exchangeOf, responseError } from '../errors/response-error.ts';
import { bodyOf } from './body.ts';
import { HttpClient } from './http-client.ts';
import { hasOpenssl, makeCertificates } from './testing/certificates.ts';
import { bench } from './testing/fake-connection.ts';
import { httpServer, httpsServer, recordingServer, rejectionOf, request, tcpServer, transportOf, until } from './testing/local-server.ts';
import type { HttpRequest } from './transport.ts';

const SECRETS = ['hush-header', 'hush-query', 'hush-body', 'hush-proxy'];

/** Everything a careless logger could print of an error. */
function printed(error: unknown): string {
  const own = error as Record<PropertyKey, unknown>;
  const hidden = Reflect.ownKeys(own).map((key) => inspect(own[key], { depth: 20, showHidden: true }));
  return [
    inspect(error, { depth: 20, showHidden: true, getters: true }),
    inspect({ nested: [error] }, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify({ ...own }),
    String(error),
    String(own['stack']),
    inspect(own['cause'], { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(own['cause']) ?? '',
    ...hidden,
  ].join('\n');
}

const secretive = (origin: string): HttpRequest =>
  request(origin, '/things?X-Amz-Signature=hush-query&password=hush-query', {
    method: 'PUT',
    headers: { Authorization: 'hush-header', 'X-Auth-Token': 'hush-header', 'X-New-Secret-Nobody-Knows': 'hush-header' },
    body: bodyOf('hush-body'),
  });

const certificates = hasOpenssl ? makeCertificates() : undefined;

describe('no secret is in any error of', () => {
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    'a refused connection': async () => rejectionOf(transportOf().send(secretive('http://127.0.0.1:1'), {})),
    'a lost connection': async () => {
      const { origin } = await tcpServer((socket) => void socket.once('data', () => socket.destroy()));
      return rejectionOf(transportOf().send(secretive(origin), {}));
    },
    'an answer that is no HTTP': async () => {
      const { origin } = await tcpServer((socket) => void socket.once('data', (data) => socket.end(data)));
      return rejectionOf(transportOf().send(secretive(origin), {}));
    },
    'a silent server': async () => {
      const { origin } = await httpServer((message) => void message.resume());
      return rejectionOf(transportOf({ idleTimeoutMs: 60 }).send(secretive(origin), {}));
    },
    'an abort': async () => {
      const server = await httpServer((message) => void message.resume());
      const controller = new AbortController();
      const sending = rejectionOf(transportOf().send(secretive(server.origin), { signal: controller.signal }));
      await until(() => server.open.size > 0);
      controller.abort();
      return sending;
    },
    'a bad certificate': async () => {
      if (certificates === undefined) return new Error('no openssl here');
      const { origin } = await httpsServer(certificates.selfSigned, () => {});
      return rejectionOf(transportOf().send(secretive(origin), {}));
    },
    'a bad header': async () => {
      const { origin } = await recordingServer();
      return rejectionOf(transportOf().send({ ...secretive(origin), headers: { Authorization: 'hush-header\n' } }, {}));
    },
    'a proxy that refuses': async () => {
      const { origin } = await tcpServer((socket) => void socket.once('data', () => socket.end('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n')));
      return rejectionOf(transportOf({ proxy: origin.replace('//', '//me:hush-proxy@') }).send(secretive('https://127.0.0.1:9'), {}));
    },
    'a server that says no': async () => {
      const { origin } = await httpServer((_, response) => response.writeHead(403, { 'Set-Cookie': 'hush-header', 'X-Subject-Token': 'hush-header' }).end());
      const client = new HttpClient({ ...bench([]).connection, transport: transportOf() }, { toError: (failure) => responseError(failure) });
      return rejectionOf(client.json(secretive(origin)));
    },
    'an answer that breaks off': async () => {
      const { origin } = await tcpServer((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n')));
      const client = new HttpClient({ ...bench([]).connection, transport: transportOf() }, { toError: (failure) => responseError(failure) });
      return rejectionOf(client.json(secretive(origin)));
    },
  };

  it.each(Object.keys(ways))('%s', async (name) => {
    const error = await ways[name]?.();
    expect(error).toBeInstanceOf(Error);
    const text = printed(error);
    expect(text.length).toBeGreaterThan(50);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).not.toContain('AxiosError');
    for (const inner of ['ClientRequest {', 'Parcel {', '_header:']) expect(text).not.toContain(inner);
  });
});

describe('request and response of an error', () => {
  it('hang on it, redacted, and are seen by no printer', async () => {
    const { client } = bench([{ status: 404, headers: { 'x-request-id': 'r1', 'set-cookie': 'hush-header' } }]);
    const error = (await rejectionOf(client.json({ ...secretive('https://h'), method: 'GET', body: undefined }))) as CloudError;
    expect(exchangeOf(error)).toEqual({
      request: {
        method: 'GET',
        url: 'https://h/things?X-Amz-Signature=***&password=***',
        headers: { Authorization: '***', 'X-Auth-Token': '***', 'X-New-Secret-Nobody-Knows': '***' },
      },
      response: { status: 404, headers: { 'x-request-id': 'r1', 'set-cookie': '***' } },
    });
    expect(Object.keys(error)).not.toContain('request');
    expect(inspect(error)).not.toContain('things');
    expect(JSON.stringify(error)).not.toContain('things');
  });
});

describe('credentials', () => {
  it('go to no other origin: a strategy refuses', async () => {
    const auth: AuthStrategy = {
      scheme: 'token',
      authorize: async (asked) => {
        assertSameOrigin(asked, 'https://cloud.example.com');
        return { ...asked, headers: { ...asked.headers, Authorization: 'hush-header' } };
      },
    };
    const { client, transport } = bench([200], { auth });
    await client.empty(request('https://cloud.example.com:443'));
    await client.empty(request('https://CLOUD.example.com'));
    for (const origin of [
      'https://evil.example.com',
      'http://cloud.example.com',
      'https://cloud.example.com:8443',
      'https://cloud.example.com.evil.com',
      'nonsense',
    ]) {
      expect(await rejectionOf(client.empty(request(origin)))).toMatchObject({ code: 'protocol', outcome: 'not-done' });
    }
    expect(transport.sent.length).toBe(2);
  });

  it('may go to each of several origins', () => {
    expect(() => assertSameOrigin(request('https://b'), ['https://a', 'https://b'])).not.toThrow();
    expect(() => assertSameOrigin(request('https://c'), new Set(['https://a', 'https://b']))).toThrow(CloudError);
  });
});
