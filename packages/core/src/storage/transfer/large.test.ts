import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { objectsContext } from '../../testing/everything.ts';
import type { RequestBody } from '../../transport/transport.ts';
import { Storage } from '../storage.ts';
import type { GetObjectDriverOptions, ListObjectsDriverOptions, MultipartDriver, ObjectDriver, PutObjectRequest, UploadedPart } from '../storage-driver.ts';
import type { ObjectContent, ObjectInfo, ObjectSummary, PutResult } from '../storage-types.ts';

// By the same path, at two sizes: PORTOLAN_LARGE=1 takes 10 GiB and 100 000 objects, which lasts minutes.
const FULL = process.env['PORTOLAN_LARGE'] === '1';
const LARGE_BYTES = FULL ? 10 * 1024 ** 3 : 192 * 1024 ** 2;
const MANY = FULL ? 100_000 : 6_000;
const TIMEOUT_MS = FULL ? 900_000 : 60_000;

const MIB = 1024 * 1024;
const CHUNK = 64 * 1024;
/** Chunks that came and went, and that the collector has not got to. */
const BASE_BYTES = 64 * MIB;
const PATTERN = Buffer.from(Array.from({ length: CHUNK }, (_, index) => (index * 7 + (index >> 8)) % 251));
const info = (key: string, sizeBytes: number): ObjectInfo => ({ kind: 'object', bucket: 'a', key, sizeBytes, etag: 'v1', metadata: {}, raw: undefined });

/** Bytes that are known from where they are: a chunk's first four tell its number. */
function* chunks(start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; ) {
    const number = Math.floor(at / CHUNK);
    const chunk = Buffer.from(PATTERN);
    chunk.writeUInt32BE(number, 0);
    const from = at - number * CHUNK;
    const to = Math.min(CHUNK, end - number * CHUNK);
    yield chunk.subarray(from, to);
    at = number * CHUNK + to;
  }
}

let look: () => void = () => undefined;

/** A cloud that makes objects up. */
class Synthetic implements ObjectDriver {
  async listPage(_: string, options: ListObjectsDriverOptions, cursor?: string): Promise<{ items: ObjectSummary[]; next?: string }> {
    look();
    const first = Number(cursor ?? 0);
    const last = Math.min(MANY, first + 1_000);
    const items = Array.from({ length: last - first }, (__, index) => info(`${options.prefix}${String(first + index).padStart(7, '0')}`, 100));
    return last < MANY ? { items, next: String(last) } : { items };
  }

  async head(_: string, key: string): Promise<ObjectInfo> {
    return info(key, LARGE_BYTES);
  }

  async get(_: string, key: string, { range }: GetObjectDriverOptions): Promise<ObjectContent> {
    const { start, end = LARGE_BYTES - 1 } = range ?? { start: 0, end: 99 };
    return {
      info: info(key, range === undefined ? 100 : LARGE_BYTES),
      length: end + 1 - start,
      body: Readable.from(chunks(start, end + 1), { objectMode: false }),
    };
  }
}

/** A cloud that keeps digests and forgets the bytes. */
class Sink implements ObjectDriver {
  readonly parts: UploadedPart[] = [];
  objects = 0;
  readonly multipart: MultipartDriver = {
    minPartBytes: 1,
    maxPartBytes: 1024 * MIB,
    maxParts: 10_000,
    begin: async ({ bucket, key }) => ({ bucket, key, id: 'one' }),
    putPart: async (_, number, body) => this.#part(number, body),
    complete: async (_, parts, { key }) => ({ key, sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0) }),
    abort: async () => undefined,
  };

  async #part(number: number, body: RequestBody): Promise<UploadedPart> {
    const bytes = body.open() as Buffer;
    look();
    // Somebody who takes a while, so that parts pile up if they can.
    await new Promise((resolve) => setTimeout(resolve, 1));
    const part = { number, etag: String(number), sizeBytes: bytes.length, md5: createHash('md5').update(bytes).digest('hex') };
    this.parts.push(part);
    return part;
  }

  async put({ key, body }: PutObjectRequest): Promise<PutResult> {
    const bytes = body.open() as Buffer;
    this.objects += 1;
    return { key, sizeBytes: bytes.length };
  }

  async listPage(): Promise<{ items: ObjectSummary[] }> {
    return { items: [] };
  }

  async head(): Promise<ObjectInfo> {
    throw new Error('nobody asks');
  }

  async get(): Promise<ObjectContent> {
    throw new Error('nobody asks');
  }
}

function setting(): { sink: Sink; source: Storage; target: Storage } {
  const sink = new Sink();
  return { sink, source: new Storage(objectsContext({}), { objects: new Synthetic() }), target: new Storage(objectsContext({}), { objects: sink }) };
}

/** The most there was of something while the work ran. Looked at on every page and part: a program that only makes things up leaves timers no time. */
async function most(measure: () => number, work: () => Promise<unknown>): Promise<{ before: number; peak: number; looks: number }> {
  const before = measure();
  let peak = before;
  let looks = 0;
  look = () => {
    looks += 1;
    peak = Math.max(peak, measure());
  };
  try {
    await work();
  } finally {
    look = () => undefined;
  }
  return { before, peak, looks };
}

describe('a transfer', () => {
  it(
    `of one object of ${LARGE_BYTES / 1024 ** 3} GiB holds part size × (concurrency + 1) and no more`,
    async () => {
      const { sink, source, target } = setting();
      const [partSizeBytes, concurrency] = [8 * MIB, 4];
      const began = Date.now();
      const buffers = await most(
        () => process.memoryUsage().arrayBuffers,
        () => source.transfer({ bucket: 'a', key: 'k' }, { cloud: { storage: target }, bucket: 'b', key: 'k' }, { partSizeBytes, concurrency }),
      );
      const grown = buffers.peak - buffers.before;
      if (FULL)
        console.info(
          `${LARGE_BYTES} bytes in ${(Date.now() - began) / 1000} s, buffers grew by ${(grown / MIB).toFixed(1)} MiB, RSS is ${(process.memoryUsage.rss() / MIB).toFixed(0)} MiB`,
        );
      expect(grown).toBeLessThanOrEqual(partSizeBytes * (concurrency + 1) + BASE_BYTES);
      expect(sink.parts.reduce((sum, part) => sum + part.sizeBytes, 0)).toBe(LARGE_BYTES);
      expect(sink.parts.length).toBe(LARGE_BYTES / partSizeBytes);
      // Each part is what is there in the source.
      for (const number of [1, 2, sink.parts.length]) {
        const hash = createHash('md5');
        for (const chunk of chunks((number - 1) * partSizeBytes, number * partSizeBytes)) hash.update(chunk);
        expect(sink.parts.find((part) => part.number === number)?.md5).toBe(hash.digest('hex'));
      }
    },
    TIMEOUT_MS,
  );

  it(
    `of ${MANY} small objects uses flat memory`,
    async () => {
      const { sink, source, target } = setting();
      const began = Date.now();
      const { before, peak, looks } = await most(
        () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers,
        () => source.transfer({ bucket: 'a', key: 'in/' }, { cloud: { storage: target }, bucket: 'b', key: 'out/' }, { onToken: () => undefined }),
      );
      if (FULL) console.info(`${MANY} objects in ${(Date.now() - began) / 1000} s, heap and buffers grew by ${((peak - before) / MIB).toFixed(1)} MiB at most`);
      expect(sink.objects).toBe(MANY);
      expect(looks).toBeGreaterThanOrEqual(MANY / 1_000);
      expect(peak - before).toBeLessThan(96 * MIB);
    },
    TIMEOUT_MS,
  );

  it(
    `of ${MANY} small objects compares their lists in flat memory`,
    async () => {
      const { source } = setting();
      let same = 0;
      const { before, peak, looks } = await most(
        () => process.memoryUsage().heapUsed,
        async () => {
          for await (const { kind } of source.compare({ bucket: 'a', key: 'in/' }, { bucket: 'a', key: 'in/' }, { compare: 'size' }))
            if (kind === 'same') same += 1;
        },
      );
      if (FULL) console.info(`${MANY} rows twice, the heap grew by ${((peak - before) / MIB).toFixed(1)} MiB at most`);
      expect(same).toBe(MANY);
      expect(looks).toBeGreaterThanOrEqual(MANY / 1_000);
      expect(peak - before).toBeLessThan(96 * MIB);
    },
    TIMEOUT_MS,
  );
});
