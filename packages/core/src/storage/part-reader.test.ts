import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rejection } from '../testing/rejection.ts';
import { type BodySource, bodyOf } from '../transport/body.ts';
import { PartReader } from './part-reader.ts';

const MIB = 1024 * 1024;

async function cut(source: BodySource, partBytes: number): Promise<{ parts: Buffer[]; ended: boolean[] }> {
  const reader = new PartReader(bodyOf(source), partBytes);
  const parts: Buffer[] = [];
  const ended: boolean[] = [];
  for (let part = await reader.next(); part !== undefined; part = await reader.next()) {
    parts.push(Buffer.from(part.bytes));
    part.release();
    ended.push(reader.ended);
  }
  expect(await reader.next()).toBeUndefined();
  return { parts, ended };
}

describe('PartReader', () => {
  it('cuts any chunks into parts of one size, but for the last, and loses no byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 12 }), fc.integer({ min: 1, max: 10 }), async (chunks, partBytes) => {
        const whole = Buffer.concat(chunks);
        const { parts, ended } = await cut(Readable.from(chunks, { objectMode: false }), partBytes);
        expect(Buffer.concat(parts).equals(whole)).toBe(true);
        expect(parts.map((part) => part.length)).toEqual([
          ...Array.from({ length: Math.floor(whole.length / partBytes) }, () => partBytes),
          ...(whole.length % partBytes === 0 ? [] : [whole.length % partBytes]),
        ]);
        // With the last part in hand it is known to be the last: also when it is full.
        expect(ended).toEqual(parts.map((_, index) => index === parts.length - 1));
      }),
    );
  });

  it('lets others have their turn, though its source has always more', async () => {
    const chunk = Buffer.alloc(MIB);
    const reader = new PartReader(
      bodyOf(
        Readable.from(
          Array.from({ length: 41 }, () => chunk),
          { objectMode: false, highWaterMark: 64 * MIB },
        ),
      ),
      3 * MIB,
    );
    let turns = 0;
    let over = false;
    const turn = (): void => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    for (let part = await reader.next(); part !== undefined; part = await reader.next()) part.release();
    over = true;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('takes bytes, text and any other source', async () => {
    for (const source of ['abcde', Buffer.from('abcde'), new Blob(['abcde']), () => Readable.from(['abc', 'de'])]) {
      expect((await cut(source, 2)).parts.map(String)).toEqual(['ab', 'cd', 'e']);
    }
  });

  it('gives buffers of their own: neither the source’s nor a longer one', async () => {
    const chunk = Buffer.from('abcdef');
    const { parts } = await cut(Readable.from([chunk], { objectMode: false }), 4);
    chunk.fill('x');
    expect(parts.map(String)).toEqual(['abcd', 'ef']);
    expect(parts[1]?.buffer.byteLength).toBeLessThanOrEqual(Math.max(Buffer.poolSize, 4096 * 2));
  });

  it('reads no further than the part asked for, and one chunk', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1000);
      }
    }
    const reader = new PartReader(bodyOf(Readable.from(endless(), { objectMode: false, highWaterMark: 1 })), 5_000);
    await reader.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).toBeLessThanOrEqual(8);
    reader.destroy();
  });

  it('has ended at once on an empty source, and not before it was asked', async () => {
    const reader = new PartReader(bodyOf(Readable.from([])), 4);
    expect(reader.ended).toBe(false);
    expect(await reader.next()).toBeUndefined();
    expect(reader.ended).toBe(true);
  });

  it('fails as its source fails', async () => {
    const failure = new Error('disk gone');
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from('abcdef');
      throw failure;
    }
    const reader = new PartReader(bodyOf(failing()), 4);
    expect(String((await reader.next())?.bytes)).toBe('abcd');
    expect(await rejection(reader.next())).toMatchObject({ code: 'invalid-argument', message: 'the stream to send failed: disk gone', cause: failure });
  });

  it('refuses a source that was read or closed before, or failed, or yields no bytes', async () => {
    const [closed, failed, read] = [new Readable(), new Readable(), Readable.from(['ab'], { objectMode: false })];
    closed.destroy();
    failed.on('error', () => undefined).destroy(new Error('disk gone'));
    await read.toArray();
    for (const [source, message] of [
      [closed, 'read or closed before'],
      [failed, 'disk gone'],
      [read, 'read or closed before'],
    ] as const) {
      expect(() => new PartReader(bodyOf(source), 4)).toThrow(expect.objectContaining({ code: 'invalid-argument', message: expect.stringContaining(message) }));
    }
    expect(await rejection(new PartReader(bodyOf(Readable.from([1])), 4).next())).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('is no bytes'),
    });
  });

  it('tells between two parts nothing of a failure, and then fails', async () => {
    const failure = new Error('disk gone');
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.from('abcdef'));
    const reader = new PartReader(bodyOf(source), 4);
    expect(String((await reader.next())?.bytes)).toBe('abcd');
    source.destroy(failure);
    await new Promise((resolve) => source.once('close', resolve));
    expect(await rejection(reader.next())).toMatchObject({ code: 'invalid-argument', message: 'the stream to send failed: disk gone', cause: failure });
    expect(await rejection(reader.next())).toMatchObject({ code: 'invalid-argument', message: 'the stream to send failed: disk gone', cause: failure });
  });

  it('does not wait for a silent source once it is aborted, and leaves no listener', async () => {
    const reason = { why: 'left' };
    const controller = new AbortController();
    const silent = new Readable({ read: () => undefined });
    const reader = new PartReader(bodyOf(silent), 4);
    const waiting = rejection(reader.next(controller.signal));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    reader.destroy();
    expect(silent.destroyed).toBe(true);
    expect(await rejection(reader.next(controller.signal))).toBe(reason);
  });
});
