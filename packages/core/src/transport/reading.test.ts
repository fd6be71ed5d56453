import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { Trial } from './http-parser.ts';
import { readBlocks } from './reading.ts';
import { hasOpenssl, makeCertificates } from './testing/certificates.ts';
import { bytesOf, httpServer, httpsServer, type LocalServer, onEnd, request, tcpServer, textOf, transportOf } from './testing/local-server.ts';

describe('what a socket reads into', () => {
  it('is one block of its own when the parser copies, and new ones until that is known', async () => {
    const again = new Trial(() => Promise.resolve(true));
    const [one, other] = [readBlocks(again), readBlocks(again)];
    const first = one();
    expect(one()).not.toBe(first);
    await sleep(0);
    const own = one();
    expect(own).not.toBe(first);
    expect(one()).toBe(own);
    expect(other()).not.toBe(own);
  });

  it.each([
    ['hands out what was read', () => Promise.resolve(false)],
    ['cannot be tried', () => Promise.reject(new Error('no'))],
  ])('is a new block each time when the parser %s', async (_, copies) => {
    const next = readBlocks(new Trial(copies));
    next();
    await sleep(0);
    expect(next()).not.toBe(next());
  });
});

it('is one block for all that a connection brings', async () => {
  const server = await httpServer((_, response) => response.end(Buffer.alloc(5_000_000, 1)));
  const download = async (): Promise<number> => (await bytesOf((await transportOf({}).send(request(server.origin), {})).body)).byteLength;
  // By then it is known that the parser copies.
  await download();
  const made = vi.spyOn(Buffer, 'allocUnsafeSlow');
  onEnd(() => made.mockRestore());
  expect(await download()).toBe(5_000_000);
  expect(made.mock.calls.filter(([byteCount]) => byteCount === 65_536)).toHaveLength(1);
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe.each(hasOpenssl ? (['http', 'https'] as const) : (['http'] as const))('answers over %s that are read at once', (scheme) => {
  it('are whole, whoever keeps pieces and whoever is slow', async () => {
    const contents = [1, 70_000, 3_000_000, 5_000_001].map((size) => randomBytes(size));
    const listener = (message: { url?: string | undefined }, response: { end(bytes: Buffer | undefined): unknown }): unknown =>
      response.end(contents[Number(message.url?.slice(1))]);
    const certificates = scheme === 'https' ? makeCertificates() : undefined;
    const server: LocalServer = certificates === undefined ? await httpServer(listener) : await httpsServer(certificates.server, listener);
    const transport = transportOf(certificates === undefined ? {} : { ca: certificates.ca.cert });
    const got = async (index: number, slow: boolean): Promise<string> => {
      const { body } = await transport.send(request(server.origin, `/${index}`), {});
      const pieces: Buffer[] = [];
      for await (const piece of body) {
        // Kept as they are: a block that is read into again would show.
        pieces.push(piece as Buffer);
        if (slow && pieces.length % 8 === 0) await sleep(1);
      }
      return sha256(Buffer.concat(pieces));
    };
    for (let round = 0; round < 3; round += 1) {
      const found = await Promise.all(contents.flatMap((_, index) => [got(index, false), got(index, true)]));
      expect(found).toEqual(contents.flatMap((content) => [sha256(content), sha256(content)]));
    }
  });
});

describe('a connection that brings something while nobody asks', () => {
  const FALSE = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfalse';

  it.each([
    ['a whole answer', FALSE, ''],
    ['the first half of one', FALSE.slice(0, 20), FALSE.slice(20)],
  ])('is given up, so that %s is nobody’s', async (_, idle, then) => {
    const server = await tcpServer((socket) => {
      let asked = 0;
      socket.on('data', () => {
        asked += 1;
        if (asked > 1) socket.write(then);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue');
        setTimeout(() => socket.write(idle), 20);
      });
    });
    const transport = transportOf({});
    const asked = async (): Promise<string> => textOf(await transport.send(request(server.origin), {}));
    expect(await asked()).toBe('true');
    await expect.poll(() => server.open.size).toBe(0);
    expect(await asked()).toBe('true');
    expect(server.connections()).toBe(2);
  });
});
