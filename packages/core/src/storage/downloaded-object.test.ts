import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { md5Of } from '../testing/fake-objects.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { DownloadedObject } from './downloaded-object.ts';

const context = { provider: 'fake', operation: 'objects.get', target: 'b/k' };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Given {
  readonly length?: number;
  readonly md5?: string | undefined;
  readonly verify?: boolean;
  readonly signal?: AbortSignal;
}

function downloaded(source: Readable | string, given: Given = {}): { object: DownloadedObject; body: Readable } {
  const body = typeof source === 'string' ? Readable.from(source === '' ? [] : [Buffer.from(source)], { objectMode: false }) : source;
  const length = given.length ?? (typeof source === 'string' ? Buffer.byteLength(source) : 5);
  const info = { kind: 'object', bucket: 'b', key: 'k', sizeBytes: length, md5: given.md5, metadata: {}, raw: undefined } as const;
  return { body, object: new DownloadedObject({ info, length, body }, { verify: given.verify ?? true, context, signal: given.signal }) };
}

describe('DownloadedObject', () => {
  it('gives the bytes as a stream, at once, or as text', async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of downloaded('hello').object.body) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('hello');
    expect(await downloaded('hello').object.bytes()).toEqual(Buffer.from('hello'));
    expect(await downloaded('Größe 🚢').object.text()).toBe('Größe 🚢');
    expect(await downloaded('').object.text()).toBe('');
  });

  it('writes the bytes to where they are to be, from any stream', async () => {
    const target = Buffer.alloc(7, '-');
    const told: number[] = [];
    await downloaded('hello').object.into(target, (byteCount) => told.push(byteCount));
    expect([target.toString(), told]).toEqual(['hello--', [5]]);
    expect(await cloudError(downloaded('hello').object.into(Buffer.alloc(4)))).toMatchObject({ code: 'invalid-argument', ...context });
    expect(await cloudError(downloaded('jello', { md5: md5Of('hello') }).object.into(target))).toMatchObject({ code: 'protocol', ...context });
  });

  it('accepts what has the digest of the cloud', async () => {
    expect(await downloaded('hello', { md5: md5Of('hello') }).object.text()).toBe('hello');
    expect(await downloaded('', { md5: md5Of('') }).object.text()).toBe('');
  });

  it('takes another content than was stored for a failure, unless told not to look', async () => {
    const error = await cloudError(downloaded('jello', { md5: md5Of('hello') }).object.bytes());
    expect(error).toMatchObject({ code: 'protocol', retry: 'maybe', ...context });
    expect(error.message).toContain(md5Of('jello'));
    expect(await downloaded('jello', { md5: md5Of('hello'), verify: false }).object.text()).toBe('jello');
  });

  it('takes a short body for a failure, never for the end', async () => {
    const { object } = downloaded('hell', { length: 5, verify: false });
    const error = await cloudError(async () => {
      for await (const chunk of object.body) expect(String(chunk)).toBe('hell');
    });
    expect(error).toMatchObject({ code: 'unavailable', retry: 'maybe', ...context });
    expect(error.message).toContain('4 of 5 bytes');
  });

  it('takes more bytes than were announced for a broken answer', async () => {
    const error = await cloudError(downloaded('hello!', { length: 5 }).object.bytes());
    expect(error).toMatchObject({ code: 'protocol', ...context });
    expect(error.message).toContain('6 instead of 5');
  });

  it('fails when the body is closed in the middle without a word, instead of waiting for ever', async () => {
    const body = new Readable({ read: () => undefined });
    body.push('hel');
    const { object } = downloaded(body);
    const reading = cloudError(object.bytes());
    await turn();
    body.destroy();
    expect(await reading).toMatchObject({ code: 'unavailable', ...context });
  });

  it('puts a failure of the body in context, and leaves a signal’s reason as it is', async () => {
    const broken = downloaded(
      new Readable({
        read() {
          this.destroy(new CloudError('unavailable', 'connection reset'));
        },
      }),
    );
    expect((await cloudError(broken.object.bytes())).message).toBe('fake objects.get "b/k": connection reset');
    const foreign = downloaded(
      new Readable({
        read() {
          this.destroy(new TypeError('zlib'));
        },
      }),
    );
    expect(await cloudError(foreign.object.bytes())).toMatchObject({ code: 'unknown', ...context });

    const controller = new AbortController();
    const reason = new Error('left');
    const body = new Readable({ read: () => undefined });
    body.push('hel');
    const { object } = downloaded(body, { signal: controller.signal });
    const reading = rejection(object.bytes());
    controller.abort(reason);
    body.destroy(reason);
    expect(await reading).toBe(reason);
  });

  it.each(['cancel', 'dispose', 'destroy'])('gives the connection up on %s', async (how) => {
    const body = new Readable({ read: () => undefined });
    body.push('hel');
    const { object } = downloaded(body);
    if (how === 'cancel') object.cancel();
    else if (how === 'dispose') await object[Symbol.asyncDispose]();
    else object.body.destroy();
    await turn();
    expect(body.destroyed).toBe(true);
  });

  it('gives the connection up when the reader stops in the middle', async () => {
    const body = new Readable({ read: () => undefined });
    body.push('hel');
    const { object } = downloaded(body);
    for await (const _ of object.body) break;
    await turn();
    expect(body.destroyed).toBe(true);
  });

  it('is cancelled without harm after it was read, and after it failed', async () => {
    const read = downloaded('hello').object;
    await read.bytes();
    await read[Symbol.asyncDispose]();
    read.cancel();
    const failed = downloaded('hell', { length: 5 }).object;
    await cloudError(failed.bytes());
    failed.cancel();
  });

  it('holds back the source while nobody reads', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        read += 1;
        yield Buffer.alloc(64 * 1024);
      }
    }
    const { object } = downloaded(Readable.from(endless(), { objectMode: false }), { length: 1e9 });
    for (let left = 20; left > 0; left -= 1) await turn();
    expect(read).toBeLessThan(8);
    object.cancel();
  });

  it('keeps what is too large out of memory', async () => {
    const body = new Readable({ read: () => undefined });
    const { object } = downloaded(body, { length: 1024 ** 3 + 1 });
    expect(await cloudError(object.bytes())).toMatchObject({ code: 'invalid-argument', remedy: 'read body as a stream' });
    await turn();
    expect(body.destroyed).toBe(true);
  });
});
