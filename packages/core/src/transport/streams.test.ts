import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { bodyOf, bytesBody } from './body.ts';
import { bytesOf, httpServer, recordingServer, rejectionOf, request, tcpServer, textOf, transportOf, until } from './testing/local-server.ts';

/** A stream that never ends by itself. */
function endless(chunk = Buffer.alloc(16_384)): Readable {
  return new Readable({
    read() {
      setImmediate(() => this.push(chunk));
    },
  });
}

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

describe('an upload', () => {
  it('arrives whole, with back-pressure on its source', async () => {
    const sizes: number[] = [];
    let made = 0;
    let taken = 0;
    let ahead = 0;
    const total = 400;
    const chunk = Buffer.alloc(65_536, 7);
    const source = new Readable({
      highWaterMark: 65_536,
      read() {
        made += chunk.byteLength;
        ahead = Math.max(ahead, made - taken);
        this.push(made > total * chunk.byteLength ? null : chunk);
      },
    });
    const server = await httpServer(async (message, response) => {
      const hash = createHash('sha256');
      for await (const piece of message) {
        taken += (piece as Buffer).byteLength;
        hash.update(piece as Buffer);
        if (sizes.push(taken) % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      response.end(hash.digest('hex'));
    });
    const expected = createHash('sha256');
    for (let index = 0; index < total; index += 1) expected.update(chunk);
    const response = await transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {});
    expect(await textOf(response)).toBe(expected.digest('hex'));
    expect(ahead).toBeLessThan((total * chunk.byteLength) / 2);
  });

  it('is stopped by an early refusal, its source destroyed, the answer intact', async () => {
    const server = await httpServer((message, response) => {
      message.once('data', () => response.writeHead(403).end('no'));
    });
    const source = endless();
    const response = await transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {});
    expect(response.status).toBe(403);
    await until(() => source.destroyed);
    expect(await textOf(response)).toBe('no');
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('goes on after an early answer that agrees', async () => {
    const server = await httpServer((message, response) => {
      response.writeHead(200).flushHeaders();
      message.pipe(response);
    });
    const response = await transportOf().send(request(server.origin, '/', { method: 'POST', body: bodyOf(Readable.from(['to and ', 'fro'])) }), {});
    expect(await textOf(response)).toBe('to and fro');
  });

  it('to nobody leaves the source destroyed or unopened, and is not done', async () => {
    const gone = await recordingServer();
    const { origin } = gone;
    const transport = transportOf();
    const free = await tcpServer(() => {});
    let opened = 0;
    const source = (): Readable => {
      opened += 1;
      return Readable.from(['x']);
    };
    for (const socket of free.open) socket.destroy();
    const error = await rejectionOf(transport.send(request(origin.replace(String(gone.port), '1'), '/', { method: 'PUT', body: bodyOf(source) }), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'not-done', retry: 'maybe' });
    expect(opened).toBe(0);
  });

  it('fails with what its source failed with', async () => {
    const server = await recordingServer();
    const source = new Readable({
      read() {
        this.push('some');
        setTimeout(() => this.destroy(new Error('disk on fire')), 20);
      },
    });
    const error = await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {}));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', cause: expect.objectContaining({ message: 'disk on fire' }) });
    await expect.poll(() => server.open.size).toBe(0);
  });

  it("passes on another cloud's error of its source as it is", async () => {
    const server = await recordingServer();
    const theirs = new CloudError('protocol', 'cut off', { provider: 'other' });
    const source = new Readable({ read: () => {} });
    setTimeout(() => source.destroy(theirs), 20);
    expect(await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {}))).toBe(theirs);
  });

  it('fails when its source was read, closed or destroyed before', async () => {
    const server = await recordingServer();
    const read = Readable.from(['x']);
    await bytesOf(read);
    const destroyed = new Readable({ read() {} }).destroy();
    for (const source of [read, destroyed]) {
      const error = await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), {}));
      expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    }
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['fewer', 5],
    ['more', 2],
  ])('fails when the source holds %s bytes than announced, and is not taken for complete', async (_, length) => {
    const server = await recordingServer();
    const source = Readable.from(['a', 'bc']);
    const error = await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source, { length }) }), {}));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    await expect.poll(() => server.open.size).toBe(0);
    expect(server.seen).toEqual([]);
  });

  it('fails on a source that yields objects', async () => {
    const server = await recordingServer();
    const error = await rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(Readable.from([{ a: 1 }])) }), {}));
    expect(error).toMatchObject({ code: 'invalid-argument' });
  });
});

describe('Expect: 100-continue', () => {
  it('sends the body when the server agrees', async () => {
    const order: string[] = [];
    const server = await tcpServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
        if (text.endsWith('\r\n\r\n') && order.length === 0) {
          order.push('head');
          setTimeout(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 40);
        } else if (text.endsWith('body')) {
          order.push('body');
          socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
        }
      });
    });
    const body = bodyOf(Readable.from(['body']), { length: 4 });
    const response = await transportOf().send(request(server.origin, '/', { method: 'PUT', expectContinue: true, body }), {});
    expect([response.status, order]).toEqual([200, ['head', 'body']]);
  });

  it('never opens the body of an upload that is refused, and does not use that connection again', async () => {
    const server = await tcpServer((socket) => void socket.once('data', () => socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno')));
    let opened = 0;
    const body = bodyOf(() => {
      opened += 1;
      return Readable.from(['x']);
    });
    const transport = transportOf();
    const response = await transport.send(request(server.origin, '/', { method: 'PUT', expectContinue: true, body }), {});
    expect([response.status, await textOf(response), opened]).toEqual([403, 'no', 0]);
    await textOf(await transport.send(request(server.origin), {}));
    expect(server.connections()).toBe(2);
  });

  it('sends the body after a second to a server that does not know it', async () => {
    const server = await tcpServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
        if (text.endsWith('body')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
    });
    const began = Date.now();
    const response = await transportOf().send(request(server.origin, '/', { method: 'PUT', expectContinue: true, body: bytesBody(Buffer.from('body')) }), {});
    expect(response.status).toBe(200);
    expect(Date.now() - began).toBeGreaterThan(900);
  });
});

describe('an abort', () => {
  const why = new Error('the user left');

  it('before the request sends nothing and rejects with the reason', async () => {
    const server = await recordingServer();
    const reason = await rejectionOf(transportOf().send(request(server.origin), { signal: AbortSignal.abort(why) }));
    expect(reason).toBe(why);
    expect(server.connections()).toBe(0);
  });

  it('before the answer rejects with the reason, closes the connection and destroys the source', async () => {
    const server = await httpServer((message) => void message.resume());
    const controller = new AbortController();
    const source = endless();
    const sending = rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), { signal: controller.signal }));
    await until(() => server.open.size > 0);
    controller.abort(why);
    expect(await sending).toBe(why);
    expect(source.destroyed).toBe(true);
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('while connecting rejects with the reason', async () => {
    const server = await tcpServer(() => {});
    const controller = new AbortController();
    const sending = rejectionOf(transportOf().send(request(server.origin.replace('http:', 'https:')), { signal: controller.signal }));
    await until(() => server.open.size > 0);
    controller.abort(why);
    expect(await sending).toBe(why);
  });

  it('while waiting for a free connection rejects with the reason and sends nothing', async () => {
    let asked = 0;
    const server = await httpServer((_, response) => {
      asked += 1;
      setTimeout(() => response.end('x'), 60);
    });
    const transport = transportOf({ maxConnections: 1 });
    const first = transport.send(request(server.origin), {});
    const controller = new AbortController();
    const second = rejectionOf(transport.send(request(server.origin), { signal: controller.signal }));
    setTimeout(() => controller.abort(why), 20);
    expect(await second).toBe(why);
    await textOf(await first);
    await textOf(await transport.send(request(server.origin), {}));
    expect(asked).toBe(2);
  });

  it('in the middle of the answer fails the body with the reason', async () => {
    const server = await httpServer((_, response) => void response.write('begun'));
    const controller = new AbortController();
    const { body } = await transportOf().send(request(server.origin), { signal: controller.signal });
    const reading = rejectionOf(bytesOf(body));
    controller.abort(why);
    expect(await reading).toBe(why);
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('keeps a reason that is no Error', async () => {
    const server = await httpServer(() => {});
    const controller = new AbortController();
    const sending = rejectionOf(transportOf().send(request(server.origin), { signal: controller.signal }));
    await until(() => server.open.size > 0);
    controller.abort('enough');
    expect(await sending).toBe('enough');
  });

  it('leaves no listener on a signal that lives on', async () => {
    const server = await recordingServer();
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = ((...args: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(signal, args);
    }) as typeof addEventListener;
    signal.removeEventListener = ((...args: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(signal, args);
    }) as typeof removeEventListener;
    const transport = transportOf();
    for (let turn = 0; turn < 5; turn += 1) await textOf(await transport.send(request(server.origin), { signal }));
    await expect.poll(() => listeners).toBe(0);
  });
});
