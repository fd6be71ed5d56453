import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Cloud, connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvFile } from '../harness/env-file.ts';

type Swift = Awaited<Cloud<'openstack'>['native']['objectStorage']>;

const env = readEnvFile(readFileSync(`${process.env['OPENSTACK_STATE_DIR'] ?? '/var/tmp/openstack-dev'}/env`, 'utf8'));
const run = `portolan-access-${randomUUID().slice(0, 8)}`;
const failure = (code: string): object => expect.objectContaining({ code }) as object;

/** Swift with its own users: `test` has an administrator and a user who may do nothing by himself, `test2` is somebody else. */
const openAs = (username: string, password: string): Promise<Cloud<'openstack'>> =>
  connect({ provider: 'openstack', authUrl: env['ST_AUTH'] ?? '', username, password }, { env: {} });

describe('who may do what in Swift', () => {
  let clouds: readonly Cloud<'openstack'>[];
  let own: Swift;
  let colleague: Swift;
  let stranger: Swift;
  let storageUrl: string;
  const made: string[] = [];
  beforeAll(async () => {
    const cloud = await openAs('test:tester', 'testing');
    storageUrl = await cloud.native.endpoint('object-store');
    // The same account with the rights of another user: `projectName` is the account to work in.
    const account = storageUrl.split('/').at(-1) as string;
    const inOurs = (username: string, password: string): Promise<Cloud<'openstack'>> =>
      connect({ provider: 'openstack', authUrl: env['ST_AUTH'] ?? '', username, password, projectName: account }, { env: {} });
    clouds = [cloud, await openAs('test:tester3', 'testing3'), await inOurs('test2:tester2', 'testing2')];
    [own, colleague, stranger] = (await Promise.all(clouds.map((one) => one.native.objectStorage))) as [Swift, Swift, Swift];
  });
  afterAll(async () => {
    for (const name of made) await own.containers.delete(name, { objects: true });
    for (const cloud of clouds) await cloud.close();
  });

  const container = async (suffix: string, ...rest: Parameters<Swift['containers']['create']> extends [string, ...infer R] ? R : never): Promise<string> => {
    const name = `${run}-${suffix}`;
    made.push(name);
    await own.containers.create(name, ...rest);
    return name;
  };

  it('is what the lists of a container say: users, accounts, everybody', async () => {
    const one = await container('acl');
    await own.objects.put(one, 'a', 'content');
    for (const swift of [colleague, stranger]) await expect(swift.objects.read(one, 'a')).rejects.toEqual(failure('permission-denied'));
    await own.containers.update(one, { settings: { readAcl: 'test2:tester2', writeAcl: 'test:tester3' } });
    await expect.poll(async () => stranger.objects.exists(one, 'a').catch(() => false), { timeout: 70_000, interval: 1_000 }).toBe(true);
    expect((await stranger.objects.read(one, 'a')).toString()).toBe('content');
    await expect(stranger.objects.put(one, 'b', 'x')).rejects.toEqual(failure('permission-denied'));
    await colleague.objects.put(one, 'b', 'from a colleague');
    await expect(colleague.objects.read(one, 'b')).rejects.toEqual(failure('permission-denied'));
    expect((await own.objects.read(one, 'b')).toString()).toBe('from a colleague');
  });

  it('is everybody where it says so, and a web site of pages, listings and errors', async () => {
    const one = await container('web', {
      settings: { readAcl: own.containers.publicRead({ listings: true }), webIndex: 'index.html', webError: 'error.html', webListings: true },
    });
    await own.objects.put(one, 'index.html', '<h1>home</h1>', { contentType: 'text/html' });
    await own.objects.put(one, '404error.html', 'nothing here', { contentType: 'text/html' });
    await own.objects.put(one, 'docs/a.txt', 'a');
    const site = `${storageUrl}/${one}`;
    const home = await fetch(`${site}/`);
    expect([home.status, await home.text()]).toEqual([200, '<h1>home</h1>']);
    const missing = await fetch(`${site}/nowhere`);
    expect([missing.status, await missing.text()]).toEqual([404, 'nothing here']);
    const listing = await fetch(`${site}/docs/`);
    expect([listing.status, (await listing.text()).includes('a.txt')]).toEqual([200, true]);
    await own.containers.update(one, { settings: { webListings: null, webIndex: null, webError: null, readAcl: null } });
    expect((await own.containers.get(one)).settings).toEqual({});
  });

  it('lets the key of an account, once made, sign for all of its containers', async () => {
    // In an account of its own: its key is nobody else's business.
    const cloud = await openAs('test2:tester2', 'testing2');
    const theirs = await cloud.native.objectStorage;
    const one = `${run}-signed`;
    try {
      const key = await theirs.account.setTempUrlKey();
      expect((await theirs.account.tempUrlKeys())[1]?.reveal()).toBe(key.reveal());
      await theirs.containers.create(one);
      await theirs.objects.put(one, 'ü 1', 'signed for');
      const { url } = await theirs.signedUrls.tempUrl(one, 'ü 1', { key });
      await expect.poll(async () => (await fetch(url)).status, { timeout: 70_000, interval: 1_000 }).toBe(200);
      expect(await (await fetch(url)).text()).toBe('signed for');
    } finally {
      await theirs.containers.delete(one, { objects: true });
      await cloud.close();
    }
  });
});

describe('what Swift keeps of objects that were', () => {
  let cloud: Cloud<'openstack'>;
  let swift: Swift;
  const made: string[] = [];
  beforeAll(async () => {
    cloud = await openAs('test:tester', 'testing');
    swift = await cloud.native.objectStorage;
  });
  afterAll(async () => {
    for (const name of made) await swift.containers.delete(name, { objects: true });
    await cloud.close();
  });
  const pair = async (kind: 'versionsLocation' | 'historyLocation'): Promise<readonly [string, string]> => {
    const [one, archive] = [`${run}-${kind}`.toLowerCase(), `${run}-${kind}-archive`.toLowerCase()];
    await swift.containers.create(archive);
    await swift.containers.create(one, { settings: { [kind]: archive } });
    // The container goes before its archive: deleting from it would bring versions back.
    made.push(one, archive);
    return [one, archive];
  };

  it('is a stack by X-Versions-Location: a delete brings the one before back', async () => {
    const [one, archive] = await pair('versionsLocation');
    expect((await swift.containers.get(one)).settings.versionsLocation).toBe(archive);
    for (const text of ['one', 'two', 'three']) await swift.objects.put(one, 'doc', text);
    expect((await swift.objects.list(archive).toArray()).map(({ name }) => name)).toEqual([
      expect.stringMatching(/^003doc\//) as string,
      expect.stringMatching(/^003doc\//) as string,
    ]);
    await swift.objects.delete(one, 'doc');
    expect((await swift.objects.read(one, 'doc')).toString()).toBe('two');
    await swift.containers.update(one, { settings: { versionsLocation: null } });
    expect((await swift.containers.get(one)).settings.versionsLocation).toBeUndefined();
  });

  it('is a history by X-History-Location: a delete is remembered', async () => {
    const [one, archive] = await pair('historyLocation');
    await swift.objects.put(one, 'doc', 'one');
    await swift.objects.delete(one, 'doc');
    expect(await swift.objects.exists(one, 'doc')).toBe(false);
    const kept = await swift.objects.list(archive).toArray();
    expect(kept.map(({ content_type: type }) => /deleted/.test(type ?? ''))).toEqual([false, true]);
    await swift.containers.update(one, { settings: { historyLocation: null } });
  });

  it('is nothing when its time has come', async () => {
    const one = `${run}-expiring`;
    made.push(one);
    await swift.containers.create(one);
    await swift.objects.put(one, 'gone', 'x', { deleteAfterSeconds: 1 });
    await expect.poll(() => swift.objects.exists(one, 'gone'), { timeout: 20_000, interval: 300 }).toBe(false);
    await expect(swift.objects.put(one, 'late', 'x', { deleteAt: new Date(Date.now() - 60_000) })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('is a part of segments, where a manifest says which, and bytes of its own', async () => {
    const one = `${run}-ranges`;
    made.push(one);
    await swift.containers.create(one);
    await swift.objects.put(one, 'seg', 'hello world');
    await swift.largeObjects.putStatic(one, 'some', [
      { path: `/${one}/seg`, range: '0-4' },
      { data: Buffer.from(', ').toString('base64') },
      { path: `/${one}/seg`, range: '-5' },
    ]);
    expect((await swift.objects.read(one, 'some')).toString()).toBe('hello, world');
    expect(await swift.objects.head(one, 'some')).toMatchObject({ kind: 'static-large', bytes: 12 });
    await swift.objects.copy({ container: one, name: 'some' }, { container: one, name: 'plain' });
    expect(await swift.objects.head(one, 'plain')).toMatchObject({ kind: 'plain', bytes: 12 });
  });

  it('comes in archives, and says what is none', async () => {
    const one = `${run}-tar`;
    made.push(one);
    await swift.containers.create(one);
    // An empty archive: two blocks of zeros.
    await expect(swift.bulk.extract(Buffer.alloc(1024), 'tar', { container: one })).rejects.toMatchObject({
      code: 'invalid-argument',
      operation: 'object-store ExtractArchive',
      message: expect.stringContaining('No Valid Files') as string,
    });
    for (const format of ['tar.gz', 'tar.bz2'] as const) {
      await expect(swift.bulk.extract('no archive', format, { container: one })).rejects.toMatchObject({ code: 'invalid-argument' });
    }
  });

  it('answers conditions as HTTP says', async () => {
    const one = `${run}-conditions`;
    made.push(one);
    await swift.containers.create(one);
    const { etag } = await swift.objects.put(one, 'a', 'x');
    const { lastModified } = await swift.objects.head(one, 'a');
    for (const condition of [{ ifNoneMatch: etag }, { ifModifiedSince: lastModified }]) {
      await expect(swift.objects.get(one, 'a', condition)).rejects.toMatchObject({ code: 'precondition-failed', status: 304 });
    }
    for (const condition of [{ ifMatch: 'another' }, { ifUnmodifiedSince: new Date(0) }]) {
      await expect(swift.objects.get(one, 'a', condition)).rejects.toMatchObject({ code: 'precondition-failed', status: 412 });
    }
  });
});
