import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { bodyOf, bytesBody } from './body.ts';
import { bytesOf, endless, httpServer, recordingServer, rejectionOf, request, tcpServer, textOf, transportOf, until } from './testing/local-server.ts';

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
  it.each([false, true])('sends header values byte for byte, whether it waits for consent or not (%s)', async (expectContinue) => {
    const server = await httpServer((message, response) => {
      message.resume();
      message.once('end', () => response.end(Buffer.from(String(message.headers['x-meta']), 'latin1').toString('hex')));
    });
    const headers = { 'X-Meta': Buffer.from('ä\u{1f600}').toString('latin1') };
    for (const body of [bodyOf(Readable.from(['abc'])), bytesBody(Buffer.from('abc'))]) {
      const response = await transportOf().send(request(server.origin, '/', { method: 'PUT', headers, expectContinue, body }), {});
      expect(await textOf(response)).toBe('c3a4f09f9880');
    }
  });

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
