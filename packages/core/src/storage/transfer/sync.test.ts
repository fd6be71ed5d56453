import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { context, objectsContext } from '../../testing/everything.ts';
import { FakeObjects } from '../../testing/fake-objects.ts';
import { cloudError, rejection } from '../../testing/rejection.ts';
import { Storage } from '../storage.ts';
import type { Difference } from './compare.ts';
import type { SyncPlace } from './sync.ts';

let root = '';
let driver: FakeObjects;
let storage: Storage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-sync-'));
  driver = new FakeObjects();
  driver.pageSize = 3;
  storage = new Storage(objectsContext({ copy: 'stream' }), { objects: driver });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const FROM = { bucket: 'b', key: 'from/' };
const TO = { bucket: 'b', key: 'to/' };
const under = (prefix: string): string[] =>
  [...driver.stored.keys()]
    .filter((key) => key.startsWith(`b/${prefix}`))
    .map((key) => key.slice(prefix.length + 2))
    .sort();

async function file(path: string, text: string, at?: Date): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  if (at !== undefined) await utimes(join(root, path), at, at);
}

async function compared(from: SyncPlace, to: SyncPlace, by: 'size' | 'time' | 'digest' = 'size'): Promise<string[]> {
  const found: string[] = [];
  for await (const { kind, name } of storage.compare(from, to, { compare: by })) found.push(`${kind} ${name}`);
  return found;
}

describe('storage.compare', () => {
  it('sees every name of both sides once, in order, however the pages are cut', async () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', '/', '-', 'é', '\u{1f600}') }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(names, names, async (left, right) => {
        driver.stored.clear();
        // The fake sorts by UTF-16 units: which is the order of bytes without astral characters against U+E000 and above.
        for (const name of left) driver.seed('b', `from/${name}`, 'x');
        for (const name of right) driver.seed('b', `to/${name}`, 'x');
        const bytes = (text: string): Buffer => Buffer.from(text);
        const expected = [...new Set([...left, ...right])]
          .sort((a, b) => Buffer.compare(bytes(a), bytes(b)))
          .map((name) => `${left.includes(name) ? (right.includes(name) ? 'same' : 'new') : 'extra'} ${name}`);
        expect(await compared(FROM, TO)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('ends the lists when nobody looks any more', async () => {
    for (let index = 0; index < 20; index += 1) driver.seed('b', `from/${index}`, 'x');
    for await (const _ of storage.compare(FROM, TO)) break;
    expect(driver.calls.filter((call) => call.startsWith('list b/from/')).length).toBeLessThanOrEqual(2);
  });

  it('refuses lists that are not in order, which it would read wrongly', async () => {
    driver.seed('b', 'from/a', 'x');
    const list = driver.listPage.bind(driver);
    driver.listPage = async (...given) => ({ items: [...(await list(...given)).items, ...(await list(...given)).items] });
    expect(await cloudError(compared(FROM, TO))).toMatchObject({ code: 'protocol', operation: 'storage.compare' });
  });

  it('takes what is as long for the same, or what is no newer, or what has the same digest', async () => {
    const [old, now] = [new Date('2026-01-01'), new Date('2026-01-02')];
    await file('a/same', 'xx', old);
    await file('b/same', 'xx', now);
    await file('a/newer', 'xx', now);
    await file('b/newer', 'xx', old);
    await file('a/other', 'xy', old);
    await file('b/other', 'xx', now);
    await file('a/longer', 'xxx', old);
    await file('b/longer', 'xx', now);
    const [a, b] = [{ folder: join(root, 'a') }, { folder: join(root, 'b') }];
    expect(await compared(a, b, 'size')).toEqual(['changed longer', 'same newer', 'same other', 'same same']);
    expect(await compared(a, b, 'time')).toEqual(['changed longer', 'changed newer', 'same other', 'same same']);
    expect(await compared(a, b, 'digest')).toEqual(['changed longer', 'same newer', 'changed other', 'same same']);
  });

  it('knows a file again by the etag that an upload in parts was given', async () => {
    const text = Buffer.alloc(9 * 1024 * 1024, 'ab');
    await mkdir(join(root, 'd'));
    await writeFile(join(root, 'd/k'), text);
    const parts = [text.subarray(0, 8 * 1024 * 1024), text.subarray(8 * 1024 * 1024)].map((part) => createHash('md5').update(part).digest());
    const says = (etag: string): void => {
      const row = { kind: 'object' as const, key: 'to/k', sizeBytes: text.length, etag, raw: undefined };
      driver.listPage = async () => ({ items: [row] });
      driver.head = async () => ({ ...row, bucket: 'b', metadata: {} });
    };
    says(`${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-2`);
    expect(await compared({ folder: join(root, 'd') }, TO, 'digest')).toEqual(['same k']);
    says(`${'f'.repeat(32)}-2`);
    expect(await compared({ folder: join(root, 'd') }, TO, 'digest')).toEqual(['changed k']);
  });

  it('refuses a way to compare that it does not know', async () => {
    expect(await cloudError(compared(FROM, TO, 'hash' as 'size'))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
  });
});

describe('storage.sync', () => {
  it('moves what is new or changed, and deletes nothing unless asked', async () => {
    for (const [key, text] of [
      ['a', '1'],
      ['b/c', '22'],
      ['d', '333'],
    ])
      driver.seed('b', `from/${key}`, text ?? '', { metadata: { a: 'b' } });
    driver.seed('b', 'to/b/c', '2');
    driver.seed('b', 'to/extra', '2');
    const seen: Difference['kind'][] = [];
    const result = await storage.sync(FROM, TO, { compare: 'size', onDifference: ({ kind }) => void seen.push(kind) });
    expect(result).toMatchObject({ objects: 3, bytes: 6, new: 2, changed: 1, same: 0, extra: 1, deleted: 0 });
    expect(seen).toEqual(['new', 'changed', 'new', 'extra']);
    expect(under('to/')).toEqual(['a', 'b/c', 'd', 'extra']);
    expect(driver.stored.get('b/to/d')?.request.metadata).toEqual({ a: 'b' });
    expect(await storage.sync(FROM, TO, { compare: 'digest', deleteExtra: true })).toMatchObject({ objects: 0, same: 3, extra: 1, deleted: 1 });
    expect(under('to/')).toEqual(['a', 'b/c', 'd']);
  });

  it('only looks when it is told so', async () => {
    driver.seed('b', 'from/a', '1');
    driver.seed('b', 'to/extra', '2');
    const result = await storage.sync(FROM, TO, { dryRun: true, deleteExtra: true });
    expect(result).toMatchObject({ objects: 0, new: 1, extra: 1, deleted: 0 });
    expect(under('to/')).toEqual(['extra']);
    expect(driver.calls.every((call) => call.startsWith('list'))).toBe(true);
  });

  it('goes from a folder to a prefix and back, and is done the second time', async () => {
    await file('d/a', '1');
    await file('d/b/c', '22');
    await file('d/b/c.0123456789abcdef.part', 'a download under way');
    const folder = { folder: join(root, 'd') };
    expect(await storage.sync(folder, TO, { compare: 'digest' })).toMatchObject({ objects: 2, new: 2 });
    expect(await storage.sync(folder, TO, { compare: 'digest' })).toMatchObject({ objects: 0, same: 2 });
    driver.seed('b', 'to/b/c', '23');
    driver.seed('b', 'to/e', '4');
    driver.seed('b', 'to/empty/', '');
    await file('d/gone', 'x');
    const back = await storage.sync(TO, folder, { compare: 'digest', deleteExtra: true });
    expect(back).toMatchObject({ objects: 2, new: 1, changed: 1, same: 1, extra: 1, deleted: 1, skipped: 1 });
    expect(await readFile(join(root, 'd/b/c'), 'utf8')).toBe('23');
    expect(await readFile(join(root, 'd/e'), 'utf8')).toBe('4');
    expect(await rejection(readFile(join(root, 'd/gone')))).toHaveProperty('code', 'ENOENT');
    // Rows that only stand for folders are no extra for a folder.
    expect(await storage.sync(folder, TO, { compare: 'digest', deleteExtra: true })).toMatchObject({ extra: 0, deleted: 0 });
    expect(driver.stored.has('b/to/empty/')).toBe(true);
  });

  it('takes a file away that stands where a folder must be', async () => {
    await file('d/a', 'a file');
    driver.seed('b', 'to/a/b', 'x');
    await storage.sync(TO, { folder: join(root, 'd') }, { deleteExtra: true });
    expect(await readFile(join(root, 'd/a/b'), 'utf8')).toBe('x');
  });

  it('deletes in the fewest requests', async () => {
    const many = new FakeObjects();
    many.pageSize = 1_000;
    const batches: number[] = [];
    Object.assign(many, {
      maxDeleteKeys: 1_000,
      deleteMany: async (_: string, keys: readonly string[]) => {
        batches.push(keys.length);
        return [];
      },
    });
    for (let index = 0; index < 2_500; index += 1) many.seed('b', `to/${index}`, 'x');
    const one = new Storage(context(), { objects: many });
    expect(await one.sync(FROM, TO, { deleteExtra: true })).toMatchObject({ extra: 2_500, deleted: 2_500 });
    expect(batches).toEqual([1_000, 1_000, 500]);
  });

  it('refuses to delete its own source, and to copy a folder into itself', async () => {
    driver.seed('b', 'to/from/a', 'x');
    const inner = { bucket: 'b', key: 'to/from/' };
    expect(await cloudError(storage.sync(inner, TO, { deleteExtra: true }))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(under('to/')).toEqual(['from/a']);
    expect(await storage.sync(inner, TO)).toMatchObject({ new: 1 });
    expect(under('to/')).toEqual(['a', 'from/a']);
    await file('d/a', 'x');
    const here = { folder: join(root, 'd') };
    expect(await cloudError(storage.sync(here, { folder: join(root, 'd/e') }))).toMatchObject({ code: 'invalid-argument' });
    expect(await storage.sync(here, { folder: join(root, 'd2') })).toMatchObject({ new: 1 });
    for (const none of ['none', 'd/a']) {
      expect(await cloudError(storage.sync({ folder: join(root, none) }, TO))).toMatchObject({ code: 'invalid-argument', operation: 'storage.sync' });
    }
  });

  it('refuses to make a place like one inside of itself', async () => {
    expect(await cloudError(storage.sync({ bucket: 'b' }, TO))).toMatchObject({ code: 'invalid-argument', operation: 'storage.sync' });
  });
});
