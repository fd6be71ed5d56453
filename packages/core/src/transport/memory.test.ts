import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bodyOf } from './body.ts';
import { httpServer, request, transportOf } from './testing/local-server.ts';

const MIB = 1024 * 1024;
const SIZE = 256 * MIB;
/** Half the size of what passes: client and server are one process here, and garbage is collected when Node sees fit. */
const MOST_GROWTH = SIZE / 2;

const CHUNK = Buffer.alloc(MIB / 4, 7);

function* chunks(): Generator<Buffer> {
  for (let sent = 0; sent < SIZE; sent += CHUNK.byteLength) yield CHUNK;
}

/** The most the process grew while `work` ran. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  await work();
  clearInterval(timer);
  return most - before;
}

// Slow: half a gibibyte over the loopback.
describe('a stream of 256 MiB', { timeout: 60_000 }, () => {
  it('goes up in flat memory', async () => {
    let arrived = 0;
    const server = await httpServer(async (message, response) => {
      for await (const chunk of message) arrived += (chunk as Buffer).byteLength;
      response.end();
    });
    const growth = await growthDuring(async () => {
      const response = await transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(Readable.from(chunks()), { length: SIZE }) }), {});
      response.body.resume();
    });
    expect(arrived).toBe(SIZE);
    expect(growth).toBeLessThan(MOST_GROWTH);
  });

  it('comes down in flat memory, at the pace of its reader', async () => {
    const server = await httpServer((_, response) => void Readable.from(chunks()).pipe(response));
    let arrived = 0;
    const growth = await growthDuring(async () => {
      const { body } = await transportOf().send(request(server.origin), {});
      for await (const chunk of body) {
        arrived += (chunk as Buffer).byteLength;
        if (arrived % (16 * MIB) < 65_536) await new Promise((resolve) => setTimeout(resolve, 2));
      }
    });
    expect(arrived).toBe(SIZE);
    expect(growth).toBeLessThan(MOST_GROWTH);
  });
});
