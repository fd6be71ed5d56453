import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Cloud, isCloudError } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNative } from './openstack-native.ts';

type Swift = Awaited<Cloud<'openstack'>['native']['objectStorage']>;

const run = `portolan-native-${randomUUID().slice(0, 8)}`;
const name = (suffix: string): string => `${run}-${suffix}`;
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

let cloud: Cloud<'openstack'>;
let swift: Swift;
const made = new Set<string>();
const container = async (suffix: string, ...rest: Parameters<Swift['containers']['create']> extends [string, ...infer R] ? R : never): Promise<string> => {
  made.add(name(suffix));
  await swift.containers.create(name(suffix), ...rest);
  return name(suffix);
};

beforeAll(async () => {
  ({ cloud } = openNative());
  swift = await cloud.native.objectStorage;
});

afterAll(async () => {
  for (const one of made) await swift.containers.delete(one, { objects: true });
  await cloud.close();
});

/** Rejects with what the promise rejects with; a promise that does not is a failure of the test. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error,
  );

describe('Swift itself', () => {
  it('tells what it can do, and what the account has', async () => {
    const can = await swift.account.capabilities();
    expect(can.swift?.max_file_size).toBeGreaterThan(5_000_000_000);
    expect(can.tempurl?.allowed_digests).toContain('sha256');
    const account = await swift.account.get();
    expect(account.containers).toBeGreaterThanOrEqual(0);
    expect(account.raw['x-account-container-count']).toBeDefined();
  });

  it('keeps metadata of the account beside what others keep there', async () => {
    const key = `native-${run.slice(-8)}`;
    await swift.account.updateMetadata({ [`${key}-a`]: 'eins', [`${key}_b`]: 'größer' });
    expect((await swift.account.get()).metadata).toMatchObject({ [`${key}-a`]: 'eins', [`${key}_b`]: 'größer' });
    await swift.account.deleteMetadata([`${key}-a`, `${key}_b`]);
    expect(Object.keys((await swift.account.get()).metadata).filter((one) => one.startsWith(key))).toEqual([]);
  });
});

describe('containers', () => {
  it('are made once, listed, set up, and set back', async () => {
    const one = await container('box', { metadata: { color: 'red' }, settings: { readAcl: '.r:*,.rlistings', quotaCount: 2 } });
    expect(await swift.containers.create(one)).toEqual({ created: false });
    expect(await swift.containers.exists(one)).toBe(true);
    expect(await swift.containers.exists(name('nowhere'))).toBe(false);
    expect((await swift.containers.list({ prefix: run }).toArray()).map((row) => row.name)).toContain(one);
    const info = await swift.containers.get(one);
    expect(info).toMatchObject({ metadata: { color: 'red' }, settings: { readAcl: '.r:*,.rlistings', quotaCount: 2 } });
    await swift.containers.update(one, { settings: { webIndex: 'index.html', webListings: true, corsAllowOrigin: 'https://a.test' }, metadata: { size: 'L' } });
    await swift.containers.setMetadata(one, { size: 'XL' });
    await swift.containers.update(one, { settings: { readAcl: null, quotaCount: null, webListings: null } });
    const after = await swift.containers.get(one);
    expect(after.metadata).toEqual({ size: 'XL' });
    expect(after.settings).toEqual({ webIndex: 'index.html', corsAllowOrigin: 'https://a.test' });
    await swift.containers.deleteMetadata(one);
    expect((await swift.containers.get(one)).metadata).toEqual({});
  });

  it('hold no more than their quota', async () => {
    const one = await container('quota', { settings: { quotaBytes: 4 } });
    const error = await failureOf(swift.objects.put(one, 'big', 'more than four'));
    expect(isCloudError(error, 'quota-exceeded')).toBe(true);
  });

  it('are deleted with what is in them, and again', async () => {
    const one = await container('full');
    for (const key of ['a', 'b/c', 'd e']) await swift.objects.put(one, key, 'x');
    expect(isCloudError(await failureOf(swift.containers.delete(one)), 'conflict')).toBe(true);
    await swift.containers.delete(one, { objects: true });
    await swift.containers.delete(one, { objects: true });
    expect(await swift.containers.exists(one)).toBe(false);
  });
});

describe('objects', () => {
  it('are put, read in part, copied, moved, changed and deleted', async () => {
    const one = await container('objects');
    const put = await swift.objects.put(one, 'dir/ü 1.txt', 'hello world', {
      contentType: 'text/plain',
      metadata: { a_b: '1', c: 'ä' },
      md5: md5('hello world'),
      createOnly: true,
    });
    expect(put.etag).toBe(md5('hello world'));
    expect(isCloudError(await failureOf(swift.objects.put(one, 'dir/ü 1.txt', 'x', { createOnly: true })), 'precondition-failed')).toBe(true);
    expect(isCloudError(await failureOf(swift.objects.put(one, 'other', 'x', { md5: md5('y') })), 'protocol')).toBe(true);
    expect(await swift.objects.head(one, 'dir/ü 1.txt')).toMatchObject({ bytes: 11, kind: 'plain', contentType: 'text/plain', metadata: { a_b: '1', c: 'ä' } });
    expect((await swift.objects.read(one, 'dir/ü 1.txt', { range: { start: 0, end: 4 } })).toString()).toBe('hello');
    expect((await swift.objects.read(one, 'dir/ü 1.txt', { range: { last: 5 } })).toString()).toBe('world');
    await swift.objects.copy({ container: one, name: 'dir/ü 1.txt' }, { container: one, name: 'copy é' }, { metadata: { d: '2' } });
    expect((await swift.objects.head(one, 'copy é')).metadata).toEqual({ a_b: '1', c: 'ä', d: '2' });
    await swift.objects.move({ container: one, name: 'copy é' }, { container: one, name: 'moved' }, { metadata: { e: '3' }, freshMetadata: true });
    expect(await swift.objects.exists(one, 'copy é')).toBe(false);
    expect((await swift.objects.head(one, 'moved')).metadata).toEqual({ e: '3' });
    await swift.objects.setContentType(one, 'moved', 'application/x-new');
    await swift.objects.updateMetadata(one, 'moved', { f: '4' }, { contentDisposition: 'attachment' });
    expect(await swift.objects.head(one, 'moved')).toMatchObject({
      contentType: 'application/x-new',
      contentDisposition: 'attachment',
      metadata: { e: '3', f: '4' },
    });
    await swift.objects.deleteMetadata(one, 'moved', ['e']);
    expect(await swift.objects.head(one, 'moved')).toMatchObject({ contentDisposition: 'attachment', metadata: { f: '4' } });
    await swift.objects.delete(one, 'moved');
    await swift.objects.delete(one, 'moved');
    expect(await swift.objects.folders(one).toArray()).toEqual(['dir/']);
  });

  it('go by themselves, or no more', async () => {
    const one = await container('expiry');
    await swift.objects.put(one, 'short', 'x', { deleteAfterSeconds: 3600 });
    const first = (await swift.objects.head(one, 'short')).deleteAt as Date;
    expect(first.getTime()).toBeGreaterThan(Date.now());
    await swift.objects.updateMetadata(one, 'short', { a: '1' });
    expect((await swift.objects.head(one, 'short')).deleteAt).toEqual(first);
    await swift.objects.expire(one, 'short', null);
    expect(await swift.objects.head(one, 'short')).toMatchObject({ deleteAt: undefined, metadata: { a: '1' } });
    const soon = new Date(Math.ceil(Date.now() / 1000 + 100) * 1000);
    await swift.objects.expire(one, 'short', { deleteAt: soon });
    expect((await swift.objects.head(one, 'short')).deleteAt).toEqual(soon);
  });

  it('are listed in pages, in part, and backwards', async () => {
    const one = await container('listing');
    for (const key of ['a', 'b/1', 'b/2', 'c', 'd']) await swift.objects.put(one, key, 'x');
    const names = async (options: Parameters<Swift['objects']['list']>[1]): Promise<unknown> =>
      (await swift.objects.list(one, options).toArray()).map((row) => row.name ?? row.subdir);
    expect(await names({ pageSize: 2 })).toEqual(['a', 'b/1', 'b/2', 'c', 'd']);
    expect(await names({ pageSize: 2, reverse: true })).toEqual(['d', 'c', 'b/2', 'b/1', 'a']);
    expect(await names({ delimiter: '/', pageSize: 1 })).toEqual(['a', 'b/', 'c', 'd']);
    expect(await names({ startAfter: 'a', endBefore: 'c' })).toEqual(['b/1', 'b/2']);
  });

  it('stand for others', async () => {
    const one = await container('links');
    await swift.objects.put(one, 'real', 'content');
    await swift.objects.link(one, 'link', { container: one, name: 'real' });
    expect((await swift.objects.read(one, 'link')).toString()).toBe('content');
    expect(await swift.objects.head(one, 'link', { symlink: true })).toMatchObject({ kind: 'symlink', symlinkTarget: `${one}/real` });
  });

  it('keep versions, and take them back', async ({ skip }) => {
    if ((await swift.account.capabilities()).object_versioning === undefined) skip();
    const one = await container('versions', { settings: { versionsEnabled: true } });
    const first = await swift.objects.put(one, 'doc', 'one');
    await swift.objects.put(one, 'doc', 'two');
    expect(await swift.objects.list(one, { versions: true, pageSize: 1 }).toArray()).toHaveLength(2);
    expect((await swift.objects.read(one, 'doc', { versionId: first.versionId })).toString()).toBe('one');
    await swift.objects.restore(one, 'doc', first.versionId as string);
    expect((await swift.objects.read(one, 'doc')).toString()).toBe('one');
    await swift.containers.update(one, { settings: { versionsEnabled: false } });
    for await (const row of swift.objects.list(one, { versions: true })) await swift.objects.delete(one, row.name as string, { versionId: row.version_id });
  });
});

describe('large objects', () => {
  it('are made of segments, shown, and deleted with them', async () => {
    const [one, segments] = [await container('large'), await container('parts')];
    await swift.objects.put(segments, 'x/1', 'hello ');
    await swift.objects.put(segments, 'x/2', 'world');
    const etag = await swift.largeObjects.putStatic(one, 'big', [
      { path: `/${segments}/x/1`, etag: md5('hello '), size_bytes: 6 },
      { path: `/${segments}/x/2`, etag: md5('world'), size_bytes: 5 },
    ]);
    expect(etag).toBe('a9241ba5acd28b215123d94a556f0dcc');
    expect((await swift.objects.read(one, 'big')).toString()).toBe('hello world');
    expect(await swift.largeObjects.manifest(one, 'big')).toHaveLength(2);
    expect(await swift.largeObjects.segments(one, 'big').toArray()).toMatchObject([{ container: segments, name: 'x/1', bytes: 6 }, { name: 'x/2' }]);
    const refused = await failureOf(swift.largeObjects.putStatic(one, 'bad', [{ path: `/${segments}/x/1`, etag: md5('other') }]));
    expect(isCloudError(refused, 'invalid-argument')).toBe(true);
    await swift.largeObjects.delete(one, 'big');
    await swift.largeObjects.delete(one, 'big');
    expect(await swift.objects.list(segments).toArray()).toEqual([]);
  });

  it('are whatever a prefix has, for the dynamic kind', async () => {
    const [one, segments] = [await container('dynamic'), await container('dynamic-parts')];
    await swift.objects.put(segments, 'é x/1', 'hello ');
    await swift.objects.put(segments, 'é x/2', 'world');
    await swift.largeObjects.putDynamic(one, 'big', { container: segments, prefix: 'é x/' });
    expect((await swift.objects.read(one, 'big')).toString()).toBe('hello world');
    await swift.objects.updateMetadata(one, 'big', { a: '1' });
    expect(await swift.objects.head(one, 'big')).toMatchObject({ kind: 'dynamic-large', bytes: 11, metadata: { a: '1' } });
    expect((await swift.largeObjects.segments(one, 'big').toArray()).map(({ name: key }) => key)).toEqual(['é x/1', 'é x/2']);
    await swift.largeObjects.delete(one, 'big');
    expect(await swift.objects.list(segments).toArray()).toEqual([]);
  });
});

describe('in bulk', () => {
  it('deletes names that need encoding, and counts those that were not there', async () => {
    const one = await container('bulk');
    const keys = ['a b', 'c%20d', 'é/ü', 'q?x=1#y'];
    for (const key of keys) await swift.objects.put(one, key, 'x');
    const result = await swift.bulk.delete([...keys, 'never'].map((key) => ({ container: one, name: key })));
    expect(result).toEqual({ deleted: 4, notFound: 1, failures: [] });
    await swift.objects.put(one, 'left', 'x');
    const refused = await swift.bulk.delete([{ container: one }]);
    expect(refused.failures).toMatchObject([{ path: `/${one}`, status: expect.stringContaining('409') as string }]);
  });

  it('unpacks an archive', async () => {
    const one = await container('unpacked');
    const archive = tar({ 'a.txt': 'eins', 'sub/b.txt': 'zwei' });
    expect(await swift.bulk.extract(gzipSync(archive), 'tar.gz', { container: one, prefix: 'in' })).toEqual({ created: 2, failures: [] });
    expect((await swift.objects.read(one, 'in/sub/b.txt')).toString()).toBe('zwei');
    expect(isCloudError(await failureOf(swift.bulk.extract('no archive', 'tar.gz', { container: one })), 'invalid-argument')).toBe(true);
  });
});

describe('addresses for others', () => {
  it('read, write and list nothing more than they are signed for', async () => {
    const one = await container('signed');
    await swift.containers.update(one, { metadata: { 'Temp-URL-Key': 'container key' } });
    await swift.objects.put(one, 'dir/ü 1.txt', 'hello');
    const key = 'container key';
    const get = await swift.signedUrls.tempUrl(one, 'dir/ü 1.txt', { key, filename: 'x.txt' });
    const answer = await fetch(get.url);
    expect([answer.status, await answer.text(), answer.headers.get('content-disposition')]).toEqual([200, 'hello', expect.stringContaining('x.txt')]);
    expect((await fetch(get.url, { method: 'PUT', body: 'no' })).status).toBe(401);
    const prefix = await swift.signedUrls.tempUrl(one, 'dir/', { key, prefix: true });
    expect((await fetch(prefix.url.replace('/dir/?', '/dir/%C3%BC%201.txt?'))).status).toBe(200);
    const put = await swift.signedUrls.tempUrl(one, 'new', { key, method: 'PUT', digest: 'sha512' });
    expect((await fetch(put.url, { method: 'PUT', body: 'put' })).status).toBe(201);
    const elsewhere = await swift.signedUrls.tempUrl(one, 'new', { key, ipRange: '192.0.2.0/24' });
    expect((await fetch(elsewhere.url)).status).toBe(401);
  });

  it('take uploads by a form', async ({ skip }) => {
    if ((await swift.account.capabilities()).formpost === undefined) skip();
    const one = await container('form');
    await swift.containers.update(one, { metadata: { 'Temp-URL-Key': 'k' } });
    const form = await swift.signedUrls.formPost(one, 'up/', { key: 'k', maxFileBytes: 1000, maxFiles: 1 });
    const body = new FormData();
    for (const [field, value] of Object.entries(form.fields)) body.append(field, value);
    body.append('file1', new Blob(['from a form']), 'f.txt');
    const answer = await fetch(form.url, { method: 'POST', body });
    expect(answer.status).toBe(201);
    expect((await swift.objects.read(one, 'up/f.txt')).toString()).toBe('from a form');
  });
});

it('brings a container to what a folder holds, and a file back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-real-'));
  try {
    const one = await container('folder');
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'a.txt'), 'eins');
    await writeFile(join(folder, 'sub', 'b ü.txt'), 'zwei');
    expect(await swift.uploadFolder(folder, one, { prefix: 'p/' })).toMatchObject({ objects: 2, bytes: 8 });
    expect(await swift.syncFolder(folder, one, { prefix: 'p/' })).toMatchObject({ unchanged: 2, uploaded: [] });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(join(folder, 'a.txt'), 'drei');
    await rm(join(folder, 'sub', 'b ü.txt'));
    expect(await swift.syncFolder(folder, one, { prefix: 'p/', delete: true })).toMatchObject({ uploaded: ['p/a.txt'], deleted: ['p/sub/b ü.txt'] });
    await swift.download(one, 'p/a.txt', join(folder, 'out'));
    expect(await readFile(join(folder, 'out', 'p', 'a.txt'), 'utf8')).toBe('drei');
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** A tar file, as POSIX.1-1988 has it. */
function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write('0000644\0' + '0000000\0' + '0000000\0', 100);
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        0', 148);
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    body.write(text);
    return [header, body];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
