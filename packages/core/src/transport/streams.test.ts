import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { bodyOf } from './body.ts';
import { bytesOf, endless, httpServer, recordingServer, rejectionOf, request, tcpServer, textOf, transportOf, until } from './testing/local-server.ts';

describe('a stalled stream', () => {
  it('times out while the answer stands still', async () => {
    const server = await httpServer((_, response) => void response.write('begun'));
    const { body } = await transportOf({ idleTimeoutMs: 80 }).send(request(server.origin), {});
    expect(await rejectionOf(bytesOf(body))).toMatchObject({ code: 'timeout', outcome: 'unknown', retry: 'maybe' });
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('times out while the server answers nothing', async () => {
    const server = await httpServer(() => {});
    const error = await rejectionOf(transportOf({ idleTimeoutMs: 80 }).send(request(server.origin), {}));
    expect(error).toMatchObject({ code: 'timeout', outcome: 'unknown' });
  });

  it('times out while the server takes nothing of an upload, and destroys the source', async () => {
    const server = await tcpServer((socket) => void socket.pause());
    const source = endless();
    const error = await rejectionOf(transportOf({ idleTimeoutMs: 120 }).send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {}));
    expect(error).toMatchObject({ code: 'timeout', outcome: 'unknown' });
    expect(source.destroyed).toBe(true);
  });

  it('times out while the source yields nothing', async () => {
    const server = await recordingServer();
    const source = new Readable({ read() {} });
    expect(await rejectionOf(transportOf({ idleTimeoutMs: 80 }).send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {}))).toMatchObject({
      code: 'timeout',
    });
    expect(source.destroyed).toBe(true);
  });

  it('does not time out as long as something moves, however long it takes', async () => {
    const server = await httpServer((_, response) => {
      let left = 6;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) response.write('x');
        else {
          clearInterval(timer);
          response.end('.');
        }
      }, 40);
    });
    expect(await textOf(await transportOf({ idleTimeoutMs: 150 }).send(request(server.origin), {}))).toBe('xxxxx.');
  });

  it('waits for a slow reader, who holds the server back', async () => {
    const size = 20_000_000;
    const server = await httpServer((_, response) => response.end(Buffer.alloc(size, 1)));
    const { body } = await transportOf({ idleTimeoutMs: 60 }).send(request(server.origin), {});
    let seen = 0;
    for await (const chunk of body) {
      if (seen === 0) await new Promise((resolve) => setTimeout(resolve, 250));
      seen += (chunk as Buffer).byteLength;
    }
    expect(seen).toBe(size);
  });

  it('times out when no connection comes to be', async () => {
    // TEST-NET-1 (RFC 5737) is routed nowhere; where the network says so at once, that is as good an end.
    const error = await rejectionOf(transportOf({ connectTimeoutMs: 60 }).send(request('http://192.0.2.1:81'), {}));
    expect(error).toBeInstanceOf(CloudError);
    expect(['timeout', 'unavailable']).toContain((error as CloudError).code);
    expect(error).toMatchObject({ outcome: 'not-done', retry: 'maybe' });
  });

  it('times out when TLS does not come to be on a connection that does', async () => {
    const server = await tcpServer(() => {});
    const error = await rejectionOf(transportOf({ connectTimeoutMs: 80 }).send(request(server.origin.replace('http:', 'https:')), {}));
    expect(error).toMatchObject({ code: 'timeout', outcome: 'not-done', retry: 'maybe' });
  });
});

describe('an answer that breaks off', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n'],
    ['inside a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this'],
  ];
  it.each(cases)('fails instead of ending: %s', async (_, raw) => {
    const server = await tcpServer((socket) => void socket.once('data', () => socket.end(raw)));
    const { body } = await transportOf().send(request(server.origin), {});
    const error = await rejectionOf(bytesOf(body));
    expect(error).toMatchObject({ code: 'protocol', retry: 'maybe', outcome: 'unknown' });
    expect(String(error)).toContain('after 9');
  });

  it.each(cases)('fails the same way when the connection is reset: %s', async (_, raw) => {
    const server = await tcpServer((socket) => {
      socket.once('data', () => {
        socket.write(raw);
        setTimeout(() => socket.resetAndDestroy(), 30);
      });
    });
    const { body } = await transportOf().send(request(server.origin), {});
    expect(await rejectionOf(bytesOf(body))).toMatchObject({ code: 'protocol', retry: 'maybe', outcome: 'unknown' });
  });

  it('does not bring the process down when nobody reads it', async () => {
    const server = await tcpServer((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n')));
    const { body } = await transportOf().send(request(server.origin), {});
    body.resume();
    await until(() => body.closed);
    expect(body.errored).toMatchObject({ code: 'protocol' });
  });

  it('is unknown when there was no answer at all', async () => {
    const server = await tcpServer((socket) => void socket.once('data', () => socket.destroy()));
    expect(await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'POST' }), {}))).toMatchObject({
      code: 'unavailable',
      outcome: 'unknown',
      retry: 'maybe',
    });
  });

  it('is unknown on a kept connection that the server closed while we wrote', async () => {
    let turn = 0;
    const server = await tcpServer((socket) => {
      socket.on('data', () => {
        turn += 1;
        if (turn === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
        else socket.destroy();
      });
    });
    const transport = transportOf();
    await textOf(await transport.send(request(server.origin), {}));
    const error = await rejectionOf(transport.send(request(server.origin, '/', { method: 'POST' }), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'unknown', retry: 'maybe' });
    expect(String(error)).toContain('kept connection');
    expect(server.connections()).toBe(1);
  });

  it.each(['SSH-2.0-OpenSSH_9.6\r\n', '220 mail ESMTP\r\n', '\x15\x03\x01\x00\x02\x02', '{"error":"no http"}\n\n'])(
    'is a protocol error when it is not HTTP: %j',
    async (raw) => {
      const server = await tcpServer((socket) => void socket.write(raw));
      expect(await rejectionOf(transportOf().send(request(server.origin), {}))).toMatchObject({ code: 'protocol', outcome: 'unknown', retry: 'never' });
    },
  );
});

describe('a connection cut at any byte', () => {
  const whole = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nall of this');
  const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nall of\r\n5\r\n this\r\n0\r\n\r\n');

  it.each([
    ['with a length', whole],
    ['chunked', chunked],
  ])('of the answer gives all of it or an error, never less: %s', async (_, raw) => {
    let cut = 0;
    const server = await tcpServer((socket) => void socket.once('data', () => socket.end(raw.subarray(0, cut))));
    const transport = transportOf();
    for (cut = 0; cut <= raw.byteLength; cut += 1) {
      const work = transport.send(request(server.origin, '/', { method: 'POST' }), {}).then(textOf);
      if (cut === raw.byteLength) expect(await work).toBe('all of this');
      else expect(await rejectionOf(work)).toMatchObject({ retry: 'maybe', outcome: 'unknown' });
    }
  });

  it('of the request is an error, and unknown, since the server may have seen enough', async () => {
    const content = 'name=web-1';
    let cut = 1;
    const server = await tcpServer((socket) => {
      let seen = 0;
      socket.on('data', (data) => {
        seen += data.byteLength;
        if (seen >= cut) socket.destroy();
      });
    });
    const transport = transportOf();
    for (cut = 1; cut < 100; cut += 7) {
      const error = await rejectionOf(transport.send(request(server.origin, '/', { method: 'POST', body: bodyOf(Readable.from([content])) }), {}));
      expect(error).toMatchObject({ code: 'unavailable', retry: 'maybe', outcome: 'unknown' });
    }
  });
});
