import { createHash, randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { digestOf, RunningDigest, sharedBuffer } from './digest.ts';

const MIB = 1024 * 1024;
const inOneGo = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');

function shared(bytes: Buffer): Buffer {
  const buffer = sharedBuffer(bytes.byteLength);
  bytes.copy(buffer);
  return buffer;
}

describe('digestOf', () => {
  it.each(['md5', 'sha256'] as const)('is %s, of short and long bytes, shared and not', async (algorithm) => {
    for (const size of [0, 1, MIB - 1, MIB, 3 * MIB + 7]) {
      const bytes = randomBytes(size);
      const expected = inOneGo(algorithm, bytes);
      expect((await digestOf(algorithm, bytes)).toString('hex')).toBe(expected);
      expect((await digestOf(algorithm, shared(bytes))).toString('hex')).toBe(expected);
    }
  });

  it('tells its thread all in one message: a second one would stand in line behind what others gave', async () => {
    const bytes = shared(randomBytes(2 * MIB));
    const posted = vi.spyOn(Worker.prototype, 'postMessage');
    try {
      expect((await digestOf('sha256', bytes)).toString('hex')).toBe(inOneGo('sha256', bytes));
      expect(posted).toHaveBeenCalledTimes(1);
    } finally {
      posted.mockRestore();
    }
  });

  it('takes a view for what it shows', async () => {
    const whole = shared(randomBytes(4 * MIB));
    const view = whole.subarray(MIB + 3, 3 * MIB + 11);
    expect((await digestOf('md5', view)).toString('hex')).toBe(inOneGo('md5', view));
  });

  it('digests many at once', async () => {
    const parts = Array.from({ length: 12 }, () => shared(randomBytes(2 * MIB)));
    const found = await Promise.all(parts.map((part) => digestOf('md5', part)));
    expect(found.map((digest) => digest.toString('hex'))).toEqual(parts.map((part) => inOneGo('md5', part)));
  });
});

describe('RunningDigest', () => {
  it('is that of all pieces, however they are cut, each changed as soon as it may be', async () => {
    const sizes = fc.array(fc.oneof(fc.nat(100), fc.integer({ min: 60_000, max: 70_000 }), fc.integer({ min: 0, max: 2 * MIB })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.boolean(), async (lengths, share) => {
        const digest = new RunningDigest('md5');
        const expected = createHash('md5');
        for (const length of lengths) {
          const bytes = share ? shared(randomBytes(length)) : randomBytes(length);
          expected.update(bytes);
          const later = digest.update(bytes);
          if (later !== undefined) await later;
          bytes.fill(0);
        }
        expect((await digest.digest()).toString('hex')).toBe(expected.digest('hex'));
      }),
      { numRuns: 40 },
    );
  });

  it('may be forgotten at any time, also when it has ended, without harm to others', async () => {
    const bytes = randomBytes(3 * MIB);
    const others = Array.from({ length: 6 }, () => digestOf('md5', shared(bytes)));
    for (const when of ['never', 'short', 'long', 'ended']) {
      const digest = new RunningDigest('md5');
      if (when === 'short') await digest.update(bytes.subarray(0, 100));
      if (when === 'long' || when === 'ended') await digest.update(bytes);
      if (when === 'ended') expect((await digest.digest()).toString('hex')).toBe(inOneGo('md5', bytes));
      digest.forget();
      digest.forget();
    }
    const after = new RunningDigest('md5');
    for (let at = 0; at < bytes.byteLength; at += 64 * 1024) await after.update(bytes.subarray(at, at + 64 * 1024));
    for (const found of [...(await Promise.all(others)), await after.digest()]) expect(found.toString('hex')).toBe(inOneGo('md5', bytes));
  });

  it('holds the stream back when it is behind', async () => {
    const digest = new RunningDigest('md5');
    const piece = Buffer.alloc(64 * 1024, 7);
    let waits = 0;
    for (let count = 0; count < 1024; count += 1) {
      const later = digest.update(piece);
      if (later === undefined) continue;
      waits += 1;
      await later;
    }
    // 64 MiB without a pause of the event loop, and 2 MiB of room.
    expect(waits).toBeGreaterThan(10);
    expect((await digest.digest()).toString('hex')).toBe(inOneGo('md5', Buffer.alloc(64 * MIB, 7)));
  });
});
