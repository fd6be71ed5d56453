import { addAbortSignal, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ObjectCapabilities } from '../capabilities.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { everything } from '../testing/everything.ts';
import { bytesOf, FakeObjects, md5Of } from '../testing/fake-objects.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { type BodySource, bodyOf } from '../transport/body.ts';
import { type PutHow, putObject } from './put-object.ts';
import type { PutObjectRequest } from './storage-driver.ts';
import type { PutResult } from './storage-types.ts';

const MIB = 1024 * 1024;
const request = { bucket: 'b', key: 'k', contentType: 'text/plain', metadata: {} };

function put(driver: FakeObjects, source: BodySource, how: PutHow = {}, declared: Partial<ObjectCapabilities> = {}): Promise<PutResult> {
  return putObject(driver, { ...everything.storage.objects, ...declared }, request, source, how);
}

/** A driver that keeps what it is asked to put, and not the bytes. */
class Counting extends FakeObjects {
  last: PutObjectRequest | undefined;

  override async put(given: PutObjectRequest): Promise<PutResult> {
    this.calls.push(`put ${given.body.length}`);
    this.last = given;
    return { key: given.key, sizeBytes: given.body.length ?? 0 };
  }
}

const raise = (error: Error): never => {
  throw error;
};

/** Announced, never read. */
const stream = (): Readable => Readable.from([Buffer.from('x')], { objectMode: false });

describe('putObject: one request or parts', () => {
  it.each([0, 1, 64 * MIB])('puts a known length of %d bytes in one request', async (contentLength) => {
    const driver = new Counting();
    await put(driver, stream(), { contentLength });
    expect(driver.calls).toEqual([`put ${contentLength}`]);
  });

  it('puts more than 64 MiB in parts', async () => {
    const driver = new Counting();
    const error = await cloudError(put(driver, stream(), { contentLength: 64 * MIB + 1, partSizeBytes: 1024 }));
    // 64 MiB + 1 are too many parts of 1 KiB for this driver: that it counted parts is what matters.
    expect(error.message).toContain('more than 100 parts of 1024');
    expect(driver.calls).toEqual([]);
  });

  it('puts in parts what is more than one request may carry', async () => {
    const driver = new FakeObjects();
    await put(driver, 'x'.repeat(2500), {}, { maxPutBytes: 2000 });
    expect(driver.calls).toEqual(['begin b/k', 'part 1', 'part 2', 'part 3', 'complete 1,2,3']);
    expect(driver.textOf('b/k')).toBe('x'.repeat(2500));
    const whole = new FakeObjects();
    await put(whole, 'x'.repeat(2000), {}, { maxPutBytes: 2000 });
    expect(whole.calls).toEqual(['put b/k']);
  });

  it('puts any length in one request where there are no parts, up to its limit', async () => {
    const driver = new Counting();
    await put(driver, stream(), { contentLength: 200 * MIB }, { multipart: false });
    expect(driver.calls).toEqual([`put ${200 * MIB}`]);
    const error = await cloudError(put(driver, stream(), { contentLength: 201 * MIB }, { multipart: false, maxPutBytes: 200 * MIB }));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(driver.calls.length).toBe(1);
  });

  it('puts a short stream of unknown length in one request, its length and digest known by then', async () => {
    const driver = new Counting();
    driver.multipart.maxPartBytes = 64 * MIB;
    await put(driver, Readable.from(['hel', 'lo']));
    expect(driver.calls).toEqual(['put 5']);
    expect(driver.last?.body.replayable).toBe(true);
    expect(Buffer.from(driver.last?.md5 ?? []).toString('hex')).toBe(md5Of('hello'));
    const empty = new FakeObjects();
    await put(empty, Readable.from([]));
    expect([empty.calls, empty.textOf('b/k')]).toEqual([['put b/k'], '']);
  });

  it('puts an exact part of unknown length in one request: a last part is known to be the last', async () => {
    const driver = new FakeObjects();
    await put(driver, Readable.from(['x'.repeat(1024)]), { partSizeBytes: 1024 });
    expect(driver.calls).toEqual(['put b/k']);
  });

  it('puts a longer stream of unknown length in parts', async () => {
    const driver = new FakeObjects();
    await put(driver, Readable.from(['x'.repeat(700), 'y'.repeat(700)]), { partSizeBytes: 1000 });
    expect(driver.calls).toEqual(['begin b/k', 'part 1', 'part 2', 'complete 1,2']);
    expect(driver.textOf('b/k')).toBe('x'.repeat(700) + 'y'.repeat(700));
  });

  it('puts what is in hand in parts too when even that is too much for one request', async () => {
    const driver = new FakeObjects();
    await put(driver, Readable.from(['x'.repeat(900)]), { partSizeBytes: 1000 }, { maxPutBytes: 500 });
    expect(driver.calls).toEqual(['begin b/k', 'part 1', 'complete 1']);
  });

  it('puts unknown lengths in one request where the cloud takes them so and knows no parts', async () => {
    const driver = new FakeObjects();
    await put(driver, Readable.from(['hello']), {}, { multipart: false, unknownLength: true });
    expect(driver.textOf('b/k')).toBe('hello');
  });

  it('refuses unknown lengths where the cloud takes none, with a remedy', async () => {
    const driver = new FakeObjects();
    const error = await cloudError(put(driver, Readable.from(['hello']), {}, { multipart: false }));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', remedy: 'give contentLength, a file stream, or bytes' });
    expect(driver.calls).toEqual([]);
  });

  it('trusts a declaration over a driver: undeclared parts are not used', async () => {
    const driver = new FakeObjects();
    await put(driver, 'x'.repeat(3000), {}, { multipart: false });
    expect(driver.calls).toEqual(['put b/k']);
  });
});

describe('putObject: the size of parts', () => {
  const sizes = async (length: number, how: PutHow, bounds: { min?: number; max?: number; parts?: number }): Promise<number[]> => {
    const driver = new FakeObjects();
    driver.multipart.minPartBytes = bounds.min ?? 1;
    driver.multipart.maxPartBytes = bounds.max ?? 1024;
    driver.multipart.maxParts = bounds.parts ?? 100;
    const seen: number[] = [];
    driver.multipart.onPart = (number, bytes) => {
      seen[number - 1] = bytes.length;
    };
    await put(driver, Buffer.alloc(length), how, { maxPutBytes: 1 });
    return seen;
  };

  it('is what was asked for', async () => {
    expect(await sizes(1000, { partSizeBytes: 400 }, {})).toEqual([400, 400, 200]);
  });

  it('is more where there would be too many parts', async () => {
    expect(await sizes(1000, { partSizeBytes: 10 }, { parts: 4 })).toEqual([250, 250, 250, 250]);
    expect(await sizes(1001, { partSizeBytes: 10 }, { parts: 4 })).toEqual([251, 251, 251, 248]);
  });

  it('is at most what the cloud takes, when nothing was asked for', async () => {
    expect(await sizes(300, {}, { max: 100 })).toEqual([100, 100, 100]);
  });

  it.each([
    [5, { min: 10 }],
    [2000, { max: 1024 }],
    [Number.NaN, {}],
    [1.5, {}],
  ])('refuses %d bytes where the bounds are %j', async (partSizeBytes, bounds) => {
    expect(await cloudError(sizes(3000, { partSizeBytes }, bounds))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
  });

  it('refuses an object of more than all parts hold, before anything is sent', async () => {
    const driver = new FakeObjects();
    driver.multipart.maxParts = 2;
    expect(await cloudError(put(driver, Buffer.alloc(3000), {}, { maxPutBytes: 1 }))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(driver.calls).toEqual([]);
  });
});

describe('putObject: what is refused before anything is sent', () => {
  it.each<[string, BodySource, PutHow, Partial<ObjectCapabilities>]>([
    ['a length that is none', 'x', { contentLength: -1 }, {}],
    ['a length that is no number', 'x', { contentLength: Number.NaN }, {}],
    ['a length that is not that of the bytes', 'hello', { contentLength: 4 }, {}],
    ['an object larger than the cloud takes', 'hello', {}, { maxObjectBytes: 4 }],
    ['a concurrency of nothing', 'x', { concurrency: 0 }, {}],
    ['a concurrency that is no number', 'x', { concurrency: Number.NaN }, {}],
    ['a content that is none', 7 as never, {}, {}],
  ])('%s', async (_, source, how, declared) => {
    const driver = new FakeObjects();
    expect(await cloudError(put(driver, source, how, declared))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(driver.calls).toEqual([]);
  });
});

describe('putObject: a source that fails', () => {
  const gone = new Error('disk gone');
  const failing = (): Readable => {
    const source = new Readable({ read: () => undefined });
    source.push('x');
    setImmediate(() => source.destroy(gone));
    return source;
  };
  const locked = new Blob(['x']).stream();
  locked.getReader();

  it.each<[string, () => BodySource, PutHow, string]>([
    ['in one request', failing, { contentLength: 5 }, 'disk gone'],
    ['in parts', failing, {}, 'disk gone'],
    ['when it is opened', () => () => raise(gone), {}, 'disk gone'],
    ['as what it yields is no bytes', () => Readable.from([7]), { contentLength: 1 }, 'yields a number, which is no bytes'],
    ['as somebody else reads it', () => locked, {}, 'locked'],
  ])('%s', async (_, source, how, said) => {
    const driver = new FakeObjects();
    const error = await cloudError(put(driver, source(), how));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', message: expect.stringContaining(said) });
    if (said === gone.message) expect(error.cause).toBe(gone);
    expect(driver.stored.size).toBe(0);
  });

  it('because the caller gave up is not at fault', async () => {
    const reason = new Error('never mind');
    const source = new Readable({ read: () => undefined });
    const controller = new AbortController();
    addAbortSignal(controller.signal, source);
    const under = put(new FakeObjects(), source, { contentLength: 5, signal: controller.signal });
    controller.abort(reason);
    expect(await rejection(under)).toMatchObject({ name: 'AbortError' });
  });
});

describe('putObject: digests', () => {
  it('gives the driver the digest of bytes beforehand, and returns it when the cloud tells none', async () => {
    const driver = new Counting();
    const result = await put(driver, 'hello');
    expect(Buffer.from(driver.last?.md5 ?? []).toString('hex')).toBe(md5Of('hello'));
    expect(result.md5).toBe(md5Of('hello'));
  });

  it('digests a stream as it goes', async () => {
    class Quiet extends FakeObjects {
      override async put(given: PutObjectRequest): Promise<PutResult> {
        expect(given.md5).toBeUndefined();
        return { key: given.key, sizeBytes: (await bytesOf(given.body)).length };
      }
    }
    expect(await put(new Quiet(), Readable.from(['hel', 'lo']), { contentLength: 5 })).toEqual({ key: 'k', sizeBytes: 5, md5: md5Of('hello') });
  });

  it.each(['bytes', 'stream'])('takes another digest than its own for a failure, and says what is stored now (%s)', async (kind) => {
    class Garbling extends FakeObjects {
      override async put(given: PutObjectRequest): Promise<PutResult> {
        await bytesOf(given.body);
        return { key: given.key, sizeBytes: 5, md5: md5Of('jello') };
      }
    }
    const error = await cloudError(put(new Garbling(), kind === 'bytes' ? 'hello' : Readable.from(['hello']), { contentLength: 5 }));
    expect(error).toMatchObject({ code: 'protocol', outcome: 'done', retry: 'maybe', leftover: { kind: 'object', id: 'b/k' } });
    expect(error.message).toContain(md5Of('hello'));
  });

  it('digests nothing for a driver that sends checksums of its own: bytes, streams, parts', async () => {
    const driver = Object.assign(new Counting(), { checksUploads: true });
    const sent: number[] = [];
    await put(driver, 'hello', { onProgress: ({ transferredBytes }) => void sent.push(transferredBytes) });
    expect([driver.last?.md5, driver.last?.body.open(), sent]).toEqual([undefined, Buffer.from('hello'), [5]]);
    await put(driver, Readable.from(['hel', 'lo'], { objectMode: false }), {
      contentLength: 5,
      onProgress: ({ transferredBytes }) => void sent.push(transferredBytes),
    });
    const streamed = driver.last?.body ?? bodyOf('');
    expect([driver.last?.md5, String(await bytesOf(streamed)), sent]).toEqual([undefined, 'hello', [5, 3, 5]]);
    const parts = Object.assign(new FakeObjects(), { checksUploads: true });
    const given: unknown[] = [];
    const putPart = parts.multipart.putPart.bind(parts.multipart);
    parts.multipart.putPart = (upload, number, body, md5, options) => {
      given.push(md5);
      return putPart(upload, number, body, md5, options);
    };
    await put(parts, 'x'.repeat(2500), {}, { maxPutBytes: 2000 });
    expect([given, parts.textOf('b/k')]).toEqual([[undefined, undefined, undefined], 'x'.repeat(2500)]);
  });

  it('asks nothing of a stream whose cloud says nothing', async () => {
    const driver = new Counting();
    expect(await put(driver, stream(), { contentLength: 1 })).toEqual({ key: 'k', sizeBytes: 1, md5: undefined });
  });
});

describe('putObject: progress', () => {
  it('tells bytes sent of bytes to send, for one request and for parts', async () => {
    const told: unknown[] = [];
    const onProgress = (progress: unknown): void => void told.push(progress);
    await put(new FakeObjects(), Readable.from(['hel', 'lo'], { objectMode: false }), { contentLength: 5, onProgress });
    expect(told.at(-1)).toEqual({ transferredBytes: 5, totalBytes: 5 });
    told.length = 0;
    await put(new FakeObjects(), 'hello', { onProgress });
    expect(told).toEqual([{ transferredBytes: 5, totalBytes: 5 }]);
    told.length = 0;
    await put(new FakeObjects(), Buffer.alloc(2500), { onProgress, partSizeBytes: 1000, concurrency: 1 }, { maxPutBytes: 1 });
    expect(told).toEqual([1000, 2000, 2500].map((transferredBytes) => ({ transferredBytes, totalBytes: 2500 })));
  });

  it('fails with what the callback throws, instead of ending the program', async () => {
    const onProgress = (): never => {
      throw new CloudError('conflict', 'enough');
    };
    for (const source of ['hello', Readable.from(['hello'], { objectMode: false })]) {
      const driver = new FakeObjects();
      expect(await cloudError(put(driver, source, { contentLength: 5, onProgress }))).toMatchObject({ code: 'conflict' });
      expect(driver.stored.size).toBe(0);
    }
  });
});
