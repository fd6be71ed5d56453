import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { everything } from '../testing/everything.ts';
import { FakeObjects } from '../testing/fake-objects.ts';
import { cloudError, rejection, unhandledDuring } from '../testing/rejection.ts';
import type { BodySource } from '../transport/body.ts';
import { type PutHow, putObject } from './put-object.ts';
import type { PutResult } from './storage-types.ts';

const PART = 1000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function put(driver: FakeObjects, source: BodySource, how: PutHow = {}): Promise<PutResult> {
  const request = { bucket: 'b', key: 'k', contentType: 'text/plain', metadata: {} };
  return putObject(driver, { ...everything.storage.objects, maxPutBytes: 1 }, request, source, { partSizeBytes: PART, ...how });
}

/** So many parts, counted as they are read. */
function counted(parts: number): { source: () => Readable; read: () => number } {
  let read = 0;
  async function* generate(): AsyncGenerator<Buffer> {
    for (let index = 0; index < parts; index += 1) {
      read += 1;
      yield Buffer.alloc(PART, index);
    }
  }
  return { source: () => Readable.from(generate(), { objectMode: false, highWaterMark: 1 }), read: () => read };
}

describe('an upload in parts', () => {
  it('stores every byte in order, in whatever order parts arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { minLength: 2, maxLength: 9 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(PART - 1),
        async (delays, concurrency, more) => {
          const driver = new FakeObjects();
          driver.multipart.onPart = async (number) => {
            for (let left = delays[number - 1] ?? 0; left > 0; left -= 1) await turn();
          };
          const bytes = Buffer.from(Array.from({ length: delays.length * PART + more }, (_, index) => (index * 7 + (index >> 8)) & 255));
          const result = await put(driver, bytes, { concurrency });
          expect(driver.stored.get('b/k')?.bytes.equals(bytes)).toBe(true);
          expect(result.sizeBytes).toBe(bytes.length);
          expect(driver.calls.at(-1)).toBe(`complete ${Array.from({ length: delays.length + (more === 0 ? 0 : 1) }, (_, index) => index + 1).join(',')}`);
          expect(driver.multipart.mostUnderway).toBeLessThanOrEqual(concurrency);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([1, 2, 4])('reads no more than %d parts and the one being read ahead of what is stored', async (concurrency) => {
    const driver = new FakeObjects();
    const { source, read } = counted(20);
    let most = 0;
    let stored = 0;
    driver.multipart.onPart = async () => {
      for (let left = 3; left > 0; left -= 1) await turn();
      most = Math.max(most, read() - stored);
      stored += 1;
    };
    await put(driver, source, { concurrency });
    expect(stored).toBe(20);
    // In whole chunks of the source: those in parts, the one looked at beyond the last part, and those in the stream's own buffer.
    expect(most).toBeLessThanOrEqual(concurrency + 1 + 2);
    expect(driver.multipart.mostUnderway).toBe(concurrency);
  });

  it('waits for the source while all places are taken', async () => {
    const driver = new FakeObjects();
    const { source, read } = counted(20);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    driver.multipart.onPart = () => gate;
    const putting = put(driver, source, { concurrency: 3 });
    for (let left = 20; left > 0; left -= 1) await turn();
    expect(driver.multipart.underway).toBe(3);
    expect(read()).toBeLessThanOrEqual(3 + 1 + 2);
    release();
    await putting;
  });

  it('gives every part its digest, and takes another one told back for a failure', async () => {
    const driver = new FakeObjects();
    const { multipart } = driver;
    const digests: number[] = [];
    const putPart = multipart.putPart.bind(multipart);
    multipart.putPart = async (upload, number, body, md5, options) => {
      digests.push(md5?.byteLength ?? 0);
      const part = await putPart(upload, number, body, md5, options);
      return { ...part, md5: number === 2 ? 'f'.repeat(32) : part.etag };
    };
    const error = await cloudError(put(driver, Buffer.alloc(2500), { concurrency: 1 }));
    expect(error).toMatchObject({ code: 'protocol', retry: 'maybe', outcome: 'not-done' });
    expect(error.message).toContain('part 2');
    expect(digests).toEqual([16, 16]);
    expect(driver.calls.at(-1)).toBe('abort upload-1');
    expect(driver.stored.size).toBe(0);
  });
});

describe('an upload in parts that fails', () => {
  const untouched = (driver: FakeObjects): void => {
    expect(driver.textOf('b/k')).toBe('before');
    expect(driver.multipart.uploads.size).toBe(0);
    expect(driver.multipart.underway).toBe(0);
    expect(driver.calls.at(-1)).toBe('abort upload-1');
  };
  const seeded = (): FakeObjects => {
    const driver = new FakeObjects();
    driver.seed('b', 'k', 'before');
    return driver;
  };

  it('aborts when a part fails, ends the other parts, and sends no more', async () => {
    const driver = seeded();
    const reasons: unknown[] = [];
    const failure = new CloudError('unavailable', 'cut', { outcome: 'unknown' });
    driver.multipart.onPart = async (number, _, { signal }) => {
      if (number === 2) throw failure;
      await new Promise<void>((_resolve, reject) => {
        const stop = (): void => {
          reasons.push(signal?.reason);
          reject(signal?.reason);
        };
        if (signal?.aborted === true) stop();
        else signal?.addEventListener('abort', stop);
      });
    };
    const unhandled = await unhandledDuring(async () => {
      expect(await rejection(put(driver, Buffer.alloc(20 * PART), { concurrency: 3 }))).toBe(failure);
    });
    expect(unhandled).toEqual([]);
    expect(reasons).toEqual([failure, failure]);
    untouched(driver);
  });

  it('does not wait for a silent source when a part has failed', async () => {
    const driver = seeded();
    driver.multipart.onPart = async () => {
      throw new CloudError('quota-exceeded', 'full', { outcome: 'not-done' });
    };
    const silent = new Readable({ read: () => undefined });
    // Two parts and a bit, and then nothing for ever.
    silent.push(Buffer.alloc(2 * PART + 10));
    expect((await cloudError(put(driver, silent, { concurrency: 4 }))).code).toBe('quota-exceeded');
    expect(silent.destroyed).toBe(true);
    untouched(driver);
  });

  it('aborts when the source fails, with the source’s own error as its cause', async () => {
    const driver = seeded();
    const failure = new Error('disk gone');
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(2 * PART);
      throw failure;
    }
    expect(await cloudError(put(driver, failing()))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', cause: failure });
    untouched(driver);
  });

  it('aborts when the completion fails', async () => {
    const driver = seeded();
    const failure = new CloudError('precondition-failed', 'exists', { status: 412 });
    driver.multipart.complete = async () => {
      throw failure;
    };
    expect(await rejection(put(driver, Buffer.alloc(2 * PART)))).toBe(failure);
    untouched(driver);
  });

  it.each([
    ['shorter', 2 * PART + 1, '2000 bytes instead of 2001'],
    ['longer', 2 * PART - 1, 'more than 1999 bytes instead of 1999'],
  ])('aborts when the stream is %s than was announced', async (_, contentLength, said) => {
    const driver = seeded();
    const error = await cloudError(put(driver, Readable.from([Buffer.alloc(2 * PART)], { objectMode: false }), { contentLength }));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(error.message).toContain(said);
    untouched(driver);
  });

  it('stops reading a stream that goes on beyond its announced length', async () => {
    const driver = seeded();
    const { source, read } = counted(50);
    expect((await cloudError(put(driver, source(), { contentLength: 3 * PART }))).code).toBe('invalid-argument');
    expect(read()).toBeLessThan(10);
    untouched(driver);
  });

  it('aborts a stream of unknown length that is longer than all parts', async () => {
    const driver = seeded();
    driver.multipart.maxParts = 3;
    const error = await cloudError(put(driver, counted(5).source()));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', remedy: 'give contentLength or a larger partSizeBytes' });
    untouched(driver);
  });

  it.each(['in a part', 'in a read', 'in the completion'])('rejects with the signal’s reason and aborts: %s', async (where) => {
    const driver = seeded();
    const controller = new AbortController();
    const reason = { why: 'left' };
    let source: BodySource = Buffer.alloc(4 * PART);
    if (where === 'in a part') {
      driver.multipart.onPart = async (number, _, { signal }) => {
        if (number === 2) controller.abort(reason);
        signal?.throwIfAborted();
      };
    } else if (where === 'in a read') {
      const silent = new Readable({ read: () => undefined });
      silent.push(Buffer.alloc(2 * PART + 1));
      source = silent;
      driver.multipart.onPart = () => void setImmediate(() => controller.abort(reason));
    } else {
      driver.multipart.complete = async () => {
        controller.abort(reason);
        throw new DOMException('aborted', 'AbortError');
      };
    }
    let signalOfAbort: AbortSignal | undefined;
    const abort = driver.multipart.abort.bind(driver.multipart);
    driver.multipart.abort = async (upload, ...more: unknown[]) => {
      signalOfAbort = (more[0] as { signal: AbortSignal }).signal;
      await abort(upload);
    };
    expect(await rejection(put(driver, source, { signal: controller.signal, concurrency: 1 }))).toBe(reason);
    // On its own time: with the caller's signal it would be dead on arrival.
    expect(signalOfAbort?.aborted).toBe(false);
    untouched(driver);
  });

  it('names what is left over when not even the abort succeeds', async () => {
    for (const failure of [new CloudError('unavailable', 'cut', { outcome: 'unknown' }), new TypeError('a bug')]) {
      const driver = seeded();
      driver.multipart.onPart = async () => {
        throw failure;
      };
      driver.multipart.abort = async () => {
        throw new Error('still cut');
      };
      const error = await cloudError(put(driver, Buffer.alloc(2 * PART)));
      expect(error.leftover).toEqual({ kind: 'multipart-upload', id: 'upload-1' });
      expect(error.message).not.toContain('still cut');
    }
  });

  it('keeps the leftover that the driver told', async () => {
    const driver = seeded();
    driver.multipart.complete = async () => {
      throw new CloudError('conflict', 'half', { leftover: { kind: 'object', id: 'b/k' } });
    };
    driver.multipart.abort = async () => {
      throw new Error('no');
    };
    expect((await cloudError(put(driver, Buffer.alloc(2 * PART)))).leftover).toEqual({ kind: 'object', id: 'b/k' });
  });

  it('has nothing to abort when it never began', async () => {
    const driver = seeded();
    driver.multipart.begin = async () => {
      throw new CloudError('permission-denied', 'no');
    };
    const source = counted(5);
    const stream = source.source();
    expect((await cloudError(put(driver, stream))).code).toBe('permission-denied');
    expect(driver.calls).toEqual([]);
    expect(stream.destroyed).toBe(true);
  });
});
