import { once } from 'node:events';
import { createReadStream, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { afterAll, describe, expect, it } from 'vitest';
import { type BodySource, bodyOf, bytesBody, formBody, jsonBody } from './body.ts';
import { bytesOf } from './testing/local-server.ts';
import type { RequestBody } from './transport.ts';

const folder = mkdtempSync(join(tmpdir(), 'portolan-body-'));
const file = join(folder, 'ten.txt');
writeFileSync(file, '0123456789');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function contentOf(body: RequestBody): Promise<string> {
  const source = body.open();
  return (source instanceof Uint8Array ? Buffer.from(source) : await bytesOf(source)).toString('utf8');
}

async function* generated(): AsyncGenerator<Uint8Array | string> {
  yield Buffer.from('ab');
  yield new Uint8Array();
  yield 'é';
  await Promise.resolve();
  yield new Uint8Array([99]);
}

describe('a body of', () => {
  const whole = new Uint8Array([120, 97, 98, 120]);
  const replayable: readonly (readonly [string, BodySource, string, number | undefined])[] = [
    ['text', 'añ', 'añ', 3],
    ['bytes', Buffer.from('ab'), 'ab', 2],
    ['a view', whole.subarray(1, 3), 'ab', 2],
    ['an ArrayBuffer', whole.buffer as ArrayBuffer, 'xabx', 4],
    ['nothing', '', '', 0],
    ['a Blob', new Blob(['a', 'b']), 'ab', 2],
    ['a function', () => Readable.from(['a', 'b']), 'ab', undefined],
    ['a function of an async iterable', () => generated(), 'abéc', undefined],
  ];
  it.each(replayable)('%s is read as often as wanted', async (_, source, content, length) => {
    const body = bodyOf(source);
    expect([body.length, body.replayable]).toEqual([length, true]);
    expect([await contentOf(body), await contentOf(body)]).toEqual([content, content]);
  });

  const oneShot: readonly (readonly [string, () => BodySource, string])[] = [
    ['a Readable', () => Readable.from([Buffer.from('ab')]), 'ab'],
    ['an async iterable', () => generated(), 'abéc'],
    ['a web stream', () => new ReadableStream({ start: (controller) => void [controller.enqueue(Buffer.from('ab')), controller.close()] }), 'ab'],
  ];
  it.each(oneShot)('%s is read once and never again', async (_, source, content) => {
    const body = bodyOf(source());
    expect([body.length, body.replayable]).toEqual([undefined, false]);
    expect(await contentOf(body)).toBe(content);
    expect(() => body.open()).toThrowError(expect.objectContaining({ code: 'invalid-argument', remedy: expect.stringContaining('function') }));
  });

  it.each([true, false])('a stream (of objects: %s) is given up with what was opened', (objectMode) => {
    const source = Readable.from([Buffer.from('ab')], { objectMode });
    (bodyOf(source).open() as Readable).destroy();
    expect(source.destroyed).toBe(true);
  });

  it('JSON and a form is their text', async () => {
    expect(await contentOf(jsonBody({ a: ['é'] }))).toBe('{"a":["é"]}');
    expect(await contentOf(formBody({ a: 'b c', n: 1 }))).toBe('a=b%20c&n=1');
    expect(bytesBody(new Uint8Array([1, 2, 3]).subarray(1)).length).toBe(2);
  });

  it.each([undefined, null, 7, {}, [], new Date()])('%j is refused', (source) => {
    expect(() => bodyOf(source as unknown as BodySource)).toThrowError(expect.objectContaining({ code: 'invalid-argument' }));
  });
});

describe('the length of a file stream', () => {
  it.each([
    [{}, 10],
    [{ start: 3 }, 7],
    [{ start: 3, end: 5 }, 3],
    [{ end: 99 }, 10],
    [{ start: 10 }, 0],
    [{ start: 20 }, 0],
  ])('with %j is %i', async (range, length) => {
    const stream = createReadStream(file, range);
    const body = bodyOf(stream);
    expect(body.length).toBe(length);
    expect((await contentOf(body)).length).toBe(length);
  });

  it('that is open already is still known', async () => {
    const stream = createReadStream(file);
    await once(stream, 'open');
    expect(bodyOf(stream).length).toBe(10);
    stream.destroy();
  });

  it('is unknown when some of it was read', async () => {
    const stream = createReadStream(file, { highWaterMark: 4 });
    await once(stream, 'readable');
    stream.read(2);
    expect(bodyOf(stream).length).toBeUndefined();
    stream.destroy();
  });

  it('is unknown when a descriptor stands who knows where', async () => {
    const fd = openSync(file, 'r');
    readSync(fd, Buffer.alloc(4));
    const stream = createReadStream('', { fd });
    const body = bodyOf(stream);
    expect(body.length).toBeUndefined();
    expect(await contentOf(body)).toBe('456789');
  });

  it('is unknown for what is no file', () => {
    const stream = createReadStream('/dev/null');
    expect(bodyOf(stream).length).toBeUndefined();
    stream.destroy();
  });

  it('is that which the caller gives', () => {
    expect(bodyOf(Readable.from(['abc']), { length: 3 }).length).toBe(3);
    expect(bodyOf(() => Readable.from(['abc']), { length: 3 }).length).toBe(3);
  });
});
