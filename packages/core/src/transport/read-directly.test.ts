import { randomBytes } from 'node:crypto';
import { IncomingMessage, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { copyInto, sharedBuffer } from '../digest/digest.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { ResponseBody } from './response-body.ts';
import { hasOpenssl, makeCertificates } from './testing/certificates.ts';
import { bytesOf, httpServer, httpsServer, type LocalServer, onEnd, request, tcpServer, transportOf } from './testing/local-server.ts';
import type { Transport } from './transport.ts';

const BYTES = randomBytes(5_000_003);
const ALL = BYTES.byteLength;

async function bodyOf(transport: Transport, origin: string, path = '/'): Promise<ResponseBody> {
  const { body } = await transport.send(request(origin, path), {});
  expect(body).toBeInstanceOf(ResponseBody);
  return body as ResponseBody;
}

/** The first answers come through the message: by then it is not known whether they need to. */
async function warm(transport: Transport, origin: string, path = '/'): Promise<void> {
  for (let round = 0; round < 2; round += 1) await filled(await bodyOf(transport, origin, path), sharedBuffer(ALL));
  await sleep(10);
}

/** Resolves with how many bytes it was told of. */
async function filled(body: ResponseBody, target: Buffer, onBytes: (byteCount: number) => void = () => {}): Promise<number> {
  let told = 0;
  const filling = body.fill(target, (byteCount) => {
    told += byteCount;
    onBytes(byteCount);
  });
  expect(filling).toBe(true);
  await finished(body);
  return told;
}

/** Bytes that came through node's messages. */
function throughMessages(): () => number {
  let byteCount = 0;
  const push = vi.spyOn(IncomingMessage.prototype, 'push').mockImplementation(function (this: IncomingMessage, chunk: unknown, encoding) {
    byteCount += (chunk as Buffer | null)?.byteLength ?? 0;
    return Object.getPrototypeOf(IncomingMessage.prototype).push.call(this, chunk, encoding);
  });
  onEnd(() => push.mockRestore());
  return () => byteCount;
}

describe.each(hasOpenssl ? (['http', 'https'] as const) : (['http'] as const))('a body over %s that is read to where it is to be', (scheme) => {
  const served = async (listener: (response: ServerResponse, path: string) => unknown): Promise<{ server: LocalServer; transport: Transport }> => {
    const answer = (message: IncomingMessage, response: ServerResponse): unknown => listener(response, message.url ?? '');
    if (scheme === 'http') return { server: await httpServer(answer), transport: transportOf({}) };
    const certificates = makeCertificates();
    return { server: await httpsServer(certificates.server, answer), transport: transportOf({ ca: certificates.ca.cert }) };
  };

  it('comes past its message, and its connection is used again', async () => {
    const { server, transport } = await served((response) => response.end(BYTES));
    await warm(transport, server.origin);
    const connections = server.connections();
    const passed = throughMessages();
    for (let round = 0; round < 3; round += 1) {
      const target = sharedBuffer(ALL);
      expect(await filled(await bodyOf(transport, server.origin), target)).toBe(ALL);
      expect(target.equals(BYTES)).toBe(true);
    }
    // What comes with the head, and with what was read at once.
    expect(passed()).toBeLessThan(3 * 200_000);
    // As a stream, over the same connection, after it.
    expect((await bytesOf(await bodyOf(transport, server.origin))).equals(BYTES)).toBe(true);
    expect(server.connections()).toBe(connections);
  });

  it('is whole among many at once, of any size', async () => {
    const { server, transport } = await served((response, path) => response.end(BYTES.subarray(0, Number(path.slice(1)))));
    await warm(transport, server.origin, `/${ALL}`);
    const sizes = [1, 65_536, 131_072, 200_000, 1_000_001, ALL];
    const one = async (size: number): Promise<boolean> => {
      const target = Buffer.alloc(size + 7);
      await filled(await bodyOf(transport, server.origin, `/${size}`), target);
      return target.subarray(0, size).equals(BYTES.subarray(0, size)) && target.subarray(size).equals(Buffer.alloc(7));
    };
    for (let round = 0; round < 3; round += 1) {
      expect(await Promise.all([...sizes, ...sizes].map(one))).toEqual([...sizes, ...sizes].map(() => true));
    }
  });

  it('comes past its message as a stream too, whoever is slow, and is not written to again', async () => {
    const { server, transport } = await served((response) => response.end(BYTES));
    await warm(transport, server.origin);
    const passed = throughMessages();
    for (const every of [1, 5, 1_000]) {
      const pieces: Buffer[] = [];
      for await (const piece of await bodyOf(transport, server.origin)) {
        pieces.push(piece as Buffer);
        if (pieces.length % every === 0) await sleep(1);
      }
      expect(Buffer.concat(pieces).equals(BYTES)).toBe(true);
    }
    expect(passed()).toBeLessThan(3 * 200_000);
  });

  it('is looked at piece by piece, in order, however long that takes', async () => {
    const { server, transport } = await served((response) => response.end(BYTES));
    await warm(transport, server.origin);
    for (const fills of [false, true]) {
      const body = await bodyOf(transport, server.origin);
      const seen: Buffer[] = [];
      let looking = 0;
      let ended = false;
      const look = async (): Promise<void> => {
        looking += 1;
        expect(looking).toBe(1);
        await sleep(seen.length % 4 === 0 ? 2 : 0);
        looking -= 1;
      };
      body.watch({
        pass: (piece) => {
          expect(ended).toBe(false);
          seen.push(Buffer.from(piece));
          return look();
        },
        end: () => {
          ended = true;
          return look();
        },
        explain: (error) => error,
        closed: () => {},
      });
      const target = sharedBuffer(ALL);
      if (fills) await filled(body, target);
      else copyInto(target, 0, await bytesOf(body));
      expect(target.equals(BYTES)).toBe(true);
      expect(Buffer.concat(seen).equals(BYTES)).toBe(true);
      expect(ended).toBe(true);
    }
  });

  it('is copied there when it comes in chunks', async () => {
    const { server, transport } = await served((response) => {
      response.write(BYTES.subarray(0, 2_000_000));
      response.end(BYTES.subarray(2_000_000));
    });
    const target = sharedBuffer(ALL);
    expect(await filled(await bodyOf(transport, server.origin), target)).toBe(ALL);
    expect(target.equals(BYTES)).toBe(true);
  });

  it.each([70_000, 1_000_000, ALL - 1])('fails where it is cut off, after %d bytes, and harms nobody', async (cutAfter) => {
    const { server, transport } = await served((response, path) => {
      response.setHeader('Content-Length', ALL);
      if (path === '/cut') response.write(BYTES.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 20));
      else response.end(BYTES);
    });
    await warm(transport, server.origin);
    const target = sharedBuffer(ALL);
    let told = 0;
    const cut = await bodyOf(transport, server.origin, '/cut');
    const error = await cloudError(
      filled(cut, target, (byteCount) => {
        told += byteCount;
      }),
    );
    expect(error).toMatchObject({ code: 'protocol', retry: 'maybe' });
    expect(error.message).toContain(`after ${cutAfter} of ${ALL} bytes`);
    expect(told).toBe(cutAfter);
    expect(target.subarray(0, cutAfter).equals(BYTES.subarray(0, cutAfter))).toBe(true);
    expect(target.subarray(cutAfter).equals(Buffer.alloc(ALL - cutAfter))).toBe(true);
    expect((await bytesOf(await bodyOf(transport, server.origin))).equals(BYTES)).toBe(true);
  });

  it('writes nothing any more once it is given up', async () => {
    const { server, transport } = await served((response) => {
      response.setHeader('Content-Length', ALL);
      const send = (at: number): void => {
        if (at < ALL) response.write(BYTES.subarray(at, at + 100_000), () => setTimeout(send, 1, at + 100_000));
        else response.end();
      };
      send(0);
    });
    await warm(transport, server.origin);
    const target = sharedBuffer(ALL);
    const body = await bodyOf(transport, server.origin);
    let after = 0;
    let told = 0;
    const filling = filled(body, target, (byteCount) => {
      told += byteCount;
      if (body.destroyed) after += byteCount;
      if (told > 1_000_000) {
        body.destroy();
        target.fill(0);
      }
    });
    await rejection(filling);
    await sleep(60);
    expect(after).toBe(0);
    expect(target.equals(Buffer.alloc(ALL))).toBe(true);
  });

  it('is refused when there is more of it than room, before it is written elsewhere', async () => {
    const { server, transport } = await served((response) => response.end(BYTES));
    await warm(transport, server.origin);
    const memory = Buffer.alloc(ALL);
    const body = await bodyOf(transport, server.origin);
    expect(await cloudError(filled(body, memory.subarray(0, 1_000_000)))).toMatchObject({ code: 'protocol' });
    expect(memory.subarray(1_000_000).equals(Buffer.alloc(ALL - 1_000_000))).toBe(true);
  });

  it('is somebody else’s once it was begun', async () => {
    const { server, transport } = await served((response) => response.end(BYTES));
    const body = await bodyOf(transport, server.origin);
    body.once('data', () => {});
    await new Promise((resolve) => body.once('data', resolve));
    expect(body.fill(sharedBuffer(ALL), () => {})).toBe(false);
    body.destroy();
  });

  it('fails with what the caller’s own code throws', async () => {
    const { server, transport } = await served((response) => response.end(BYTES));
    await warm(transport, server.origin);
    const thrown = new Error('enough');
    const body = await bodyOf(transport, server.origin);
    const failing = filled(body, sharedBuffer(ALL), () => {
      throw thrown;
    });
    expect(await rejection(failing)).toBe(thrown);
    expect((await bytesOf(await bodyOf(transport, server.origin))).equals(BYTES)).toBe(true);
  });
});

it('does not take what follows a body for a part of it', async () => {
  const server = await tcpServer((socket) => {
    socket.on('data', (head) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${ALL}\r\n\r\n`);
      socket.write(BYTES);
      // Not sooner: what is written after one answer is the next, for whoever asks before it has come.
      if (head.includes('GET /last ')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfalse');
    });
  });
  const transport = transportOf({});
  await warm(transport, server.origin);
  const target = Buffer.alloc(ALL + 1000);
  expect(await filled(await bodyOf(transport, server.origin, '/last'), target)).toBe(ALL);
  expect(target.subarray(0, ALL).equals(BYTES)).toBe(true);
  expect(target.subarray(ALL).equals(Buffer.alloc(1000))).toBe(true);
});
