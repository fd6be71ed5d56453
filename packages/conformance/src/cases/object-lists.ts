import assert from 'node:assert/strict';
import type { Cloud } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const PUT = ['storage.objects.put', 'storage.objects.get', 'storage.objects.delete'];

/** Keys that break clients that normalise, decode or encode once too often. */
const NASTY = {
  any: [
    '..',
    '.',
    'a//b',
    '/leading',
    'trailing/',
    'a/../b',
    'a/./b',
    '%2F',
    'a%20b',
    'a+b',
    'a b',
    ' ',
    'ünïcödé',
    'e\u0301 and \u00e9',
    '🚢/⚓',
    "it's (a) *key*!",
    'a?b=c&d#e',
    'a;b,c=d@e:f$g',
    'back\\slash',
    '"quoted"',
    '<tag>&amp;',
    '~tilde',
    '[x]{y}|z^`',
  ],
  path: [
    'a/b/c',
    '%2F',
    'a%20b',
    'a+b',
    'a b',
    'ünïcödé',
    'e\u0301 and \u00e9',
    '🚢/⚓',
    "it's (a) *key*!",
    'a?b=c&d#e',
    'x;b,c=d@e:f$g',
    'back\\slash',
    '"quoted"',
    '<tag>&amp;',
    '~tilde',
    '...',
    '[x]{y}|z^`',
  ],
  name: ['plain', 'with-dash_and.dot', 'two words', 'UPPER'],
} as const;

const sorted = (keys: readonly string[]): string[] => [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

const keysOf = async (cloud: Cloud, bucket: string, options: { prefix?: string; startAfter?: string; pageSize?: number } = {}): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of cloud.storage.objects.list(bucket, options)) keys.push(key);
  return keys;
};

export const objectListCases: readonly ConformanceCase[] = [
  {
    id: 'objects.keys',
    title: 'keys are themselves, whatever they look like: put, head, get, list and delete agree on them',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const kind = cloud.capabilities.storage?.objects?.keys ?? 'any';
      const prefix = kind === 'any' ? '' : `${name('k')}-`;
      const keys = NASTY[kind].map((key) => prefix + key);
      for (const [index, key] of keys.entries()) await objects.put(where, key, `content ${index}`);
      assert.deepEqual(sorted(await keysOf(cloud, where, { prefix })), sorted(keys));
      for (const [index, key] of keys.entries()) {
        assert.equal((await objects.head(where, key)).key, key);
        assert.equal(await (await objects.get(where, key)).text(), `content ${index}`, JSON.stringify(key));
      }
      for (const key of keys) await objects.delete(where, key);
      assert.deepEqual(await keysOf(cloud, where, { prefix }), []);
    },
  },
  {
    id: 'objects.list',
    title: 'a list shows every key once, in order, however small its pages are',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const prefix = `${name('p')}-`;
      const keys = ['1', '10', '2', 'B', 'a', 'b', 'é'].map((end) => prefix + end);
      for (const key of keys) await objects.put(where, key, key);
      await objects.put(where, `z${prefix}`, 'not under the prefix');
      for (const pageSize of [undefined, 2, 3, 7, 1_000]) {
        assert.deepEqual(await keysOf(cloud, where, { prefix, ...(pageSize === undefined ? {} : { pageSize }) }), sorted(keys), `pages of ${pageSize}`);
      }
      const first = await objects.list(where, { prefix }).first();
      assert.equal(first?.key, sorted(keys)[0]);
      assert.equal(first?.kind, 'object');
      assert.equal(first?.sizeBytes, Buffer.byteLength(first?.key ?? ''));
      assert.deepEqual(await keysOf(cloud, where, { prefix, startAfter: `${prefix}2` }), sorted(keys).slice(3));
      assert.deepEqual(await keysOf(cloud, where, { prefix: `${prefix}nothing` }), []);
    },
  },
  {
    id: 'objects.list-unknown-bucket',
    title: 'listing, reading and writing in a bucket that is not there are not-found; deleting there succeeds or says so',
    needs: PUT,
    run: async ({ cloud, name }) => {
      const { objects } = cloud.storage;
      const where = name('no-bucket');
      await expectError(() => objects.list(where).toArray(), 'not-found');
      await expectError(() => objects.get(where, 'k'), 'not-found');
      await expectError(() => objects.put(where, 'k', 'x'), 'not-found');
    },
  },
  {
    id: 'objects.list-folded',
    title: 'with a delimiter, what is deeper is one row, on any page',
    needs: [...PUT, 'storage.objects.delimiter'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const base = `${name('d')}/`;
      for (const key of ['top.txt', 'x/1', 'x/2', 'x/deep/3', 'y/1', 'z.txt']) await objects.put(where, base + key, 'x');
      for (const pageSize of [undefined, 2]) {
        const rows: string[] = [];
        for await (const item of objects.list(where, { prefix: base, delimiter: '/', ...(pageSize === undefined ? {} : { pageSize }) }))
          rows.push(item.kind === 'object' ? item.key : `${item.prefix}*`);
        assert.deepEqual(sorted(rows), sorted(['top.txt', 'x/*', 'y/*', 'z.txt'].map((row) => base + row)), `pages of ${pageSize}`);
      }
      const deeper = await objects.list(where, { prefix: `${base}x/`, delimiter: '/' }).toArray();
      assert.deepEqual(
        sorted(deeper.map((item) => (item.kind === 'object' ? item.key : `${item.prefix}*`))),
        sorted([`${base}x/1`, `${base}x/2`, `${base}x/deep/*`]),
      );
      assert.deepEqual(
        sorted(await keysOf(cloud, where, { prefix: base })),
        sorted(['top.txt', 'x/1', 'x/2', 'x/deep/3', 'y/1', 'z.txt'].map((key) => base + key)),
      );
    },
  },
];
