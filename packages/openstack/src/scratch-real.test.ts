import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { openstackManifest } from './index.ts';
import { open } from './scratch-open.ts';

const F = { OS_CLIENT_CONFIG_FILE: '/var/tmp/openstack-dev/clouds.yaml' };
const cloud = await open(openstackManifest, { cloud: 'demo' }, F);
afterAll(() => cloud.close());
afterAll(async () => {
  for await (const s of cloud.compute.servers.list()) if (/^(drv|ren)-/.test(s.name)) await cloud.compute.servers.delete(s);
  for await (const s of cloud.compute.images.list()) if (/^img-/.test(s.name)) await cloud.compute.images.delete(s);
  for await (const s of cloud.compute.keyPairs.list()) if (/^kp2?-/.test(s.name)) await cloud.compute.keyPairs.delete(s);
  for await (const s of cloud.storage.buckets.list()) if (/^drv-/.test(s.name)) await cloud.storage.buckets.delete(s, { withContent: true });
});
const id = randomBytes(3).toString('hex');
const fails = async (p: Promise<unknown>): Promise<any> =>
  p.then(
    (v) => {
      throw new Error('resolved ' + JSON.stringify(v));
    },
    (e) => e,
  );

it('compute lists', async () => {
  console.log(await cloud.compute.locations.list().toArray());
  console.log((await cloud.compute.images.list().toArray()).map((i) => [i.id, i.name, i.state, i.minDiskMiB]));
  console.log((await cloud.compute.sizes.list({ pageSize: 1 }).toArray()).map((s) => [s.id, s.name, s.memoryMiB, s.cpus, s.diskMiB]));
});

it('servers', async () => {
  const image = await cloud.compute.images.find({ name: 'tiny' });
  const size = await cloud.compute.sizes.smallest({ memoryMiB: 512 });
  const bigger = await cloud.compute.sizes.smallest({ memoryMiB: size.memoryMiB + 1 });
  const kp = await cloud.compute.keyPairs.create(`kp-${id}`);
  expect(kp.privateKey.reveal()).toContain('PRIVATE KEY');
  const again = await cloud.compute.keyPairs.import({ name: `kp-${id}`, publicKey: kp.keyPair.publicKey ?? '' });
  expect(again.fingerprint).toBe(kp.keyPair.fingerprint);
  const other = await cloud.compute.keyPairs.create(`kp2-${id}`);
  expect((await fails(cloud.compute.keyPairs.import({ name: `kp-${id}`, publicKey: other.keyPair.publicKey ?? '' }))).code).toBe('already-exists');
  const spec = {
    name: `drv-${id}`,
    image,
    size,
    bootScript: '#!/bin/sh\necho hi\n',
    tags: { role: 'web', 'a/b:c é': 'x y' },
    metadata: { plain: '1' },
    keyPair: kp.keyPair,
  };
  const server = await cloud.compute.servers.create(spec, { idempotencyKey: `k-${id}` });
  console.log(server);
  const same = await cloud.compute.servers.create(spec, { idempotencyKey: `k-${id}` });
  expect(same.id).toBe(server.id);
  const ready = await cloud.compute.servers.waitUntil(server, 'running', { timeoutMs: 60_000, intervalMs: 300 });
  console.log(ready);
  expect(ready.tags).toEqual(spec.tags);
  expect(ready.metadata).toEqual(spec.metadata);
  expect(ready.sizeId).toBe(size.id);
  expect((await cloud.compute.servers.list({ tags: { role: 'web' }, name: spec.name }).toArray()).map((s) => s.id)).toEqual([server.id]);
  await cloud.compute.servers.setTags(server, { role: 'db', n: '' });
  await cloud.compute.servers.setMetadata(server, { b: '2' });
  expect(await cloud.compute.servers.getTags(server)).toEqual({ role: 'db', n: '' });
  expect(await cloud.compute.servers.getMetadata(server)).toEqual({ b: '2' });
  console.log((await cloud.compute.servers.consoleOutput(server)).slice(0, 100));
  for (let i = 0; i < 60; i++) { try { await cloud.compute.servers.start(server); break; } catch { await new Promise((r) => setTimeout(r, 300)); } }
  await cloud.compute.servers.rename(server, `ren-${id}`);
  await cloud.compute.servers.reboot(server);
  await cloud.compute.servers.waitUntil(server, 'running', { timeoutMs: 60_000, intervalMs: 300 });
  await cloud.compute.servers.resize(server, bigger);
  const resized = await cloud.compute.servers.waitUntil(server, 'running', { timeoutMs: 60_000, intervalMs: 300 });
  expect(resized.sizeId).toBe(bigger.id);
  expect(resized.name).toBe(`ren-${id}`);
  await cloud.compute.servers.stop(server);
  await cloud.compute.servers.waitUntil(server, 'stopped', { timeoutMs: 60_000, intervalMs: 300 });
  await cloud.compute.servers.stop(server);
  await cloud.compute.servers.resize(server, size);
  await cloud.compute.servers.waitUntil(server, 'stopped', { timeoutMs: 60_000, intervalMs: 300 });
  const img = await cloud.compute.images.createFromServer(server, { name: `img-${id}` });
  console.log(img, await cloud.compute.images.get(img));
  for (let i = 0; i < 60 && (await cloud.compute.images.get(img)).state !== 'available'; i++) await new Promise((r) => setTimeout(r, 300));
  for (let i = 0; i < 60; i++) { try { await cloud.compute.servers.start(server); break; } catch { await new Promise((r) => setTimeout(r, 300)); } }
  await cloud.compute.servers.waitUntil(server, 'running', { timeoutMs: 60_000, intervalMs: 300 });
  await cloud.compute.servers.delete(server);
  await cloud.compute.servers.waitUntil(server, 'terminated', { timeoutMs: 60_000, intervalMs: 300 });
  await cloud.compute.servers.delete(server);
  await cloud.compute.images.delete(img);
  await cloud.compute.images.delete(img);
  for (const k of [kp, other]) {
    await cloud.compute.keyPairs.delete(k.keyPair);
    await cloud.compute.keyPairs.delete(k.keyPair);
  }
  const e1 = await fails(cloud.compute.servers.get('nope'));
  console.log(String(e1));
  expect(e1.code).toBe('not-found');
  const e2 = await fails(cloud.compute.servers.create({ ...spec, image: '00000000-0000-0000-0000-000000000000' }));
  console.log(String(e2));
  expect(e2.code).toBe('not-found');
  const e3 = await fails(cloud.compute.servers.create({ ...spec, name: 'x', keyPair: 'nope' }));
  console.log(String(e3));
  expect(e3.code).toBe('not-found');
  const e4 = await fails(cloud.compute.servers.create({ ...spec, keyPair: undefined, location: 'nozone' }));
  console.log(String(e4));
  const e5 = await fails(cloud.compute.servers.create({ ...spec, keyPair: undefined, location: 'RegionTwo' }));
  console.log(String(e5));
}, 300_000);

it('bad auth', async () => {
  const bad = await open(openstackManifest, { authUrl: 'http://127.0.0.1:5000', username: 'demo', password: 'wrong', projectName: 'demo' });
  const e = await fails(bad.compute.servers.list().toArray());
  console.log(String(e));
  expect(e.code).toBe('unauthenticated');
  const reg = await open(openstackManifest, { authUrl: 'http://127.0.0.1:5000', username: 'demo', password: 'demopw', projectName: 'demo' });
  console.log(String(await fails(reg.compute.servers.list().toArray())));
  const reg2 = await open(openstackManifest, {
    authUrl: 'http://127.0.0.1:5000',
    username: 'demo',
    password: 'demopw',
    projectName: 'demo',
    region: 'regionone',
  });
  console.log(String(await fails(reg2.compute.servers.list().toArray())));
  const two = await open(openstackManifest, { cloud: 'demo-appcred', region: 'RegionTwo' }, F);
  expect(Array.isArray(await two.compute.servers.list().toArray())).toBe(true);
  const un = await open(openstackManifest, { authUrl: 'http://127.0.0.1:5000', username: 'demo', password: 'demopw', region: 'RegionOne' });
  console.log(
    String(
      await un.compute.servers
        .list()
        .toArray()
        .catch((x) => x),
    ),
  );
  await two.close();
});

it('storage', async () => {
  const b = `drv-${id}`;
  const { buckets, objects } = cloud.storage;
  await buckets.create(b);
  await buckets.create(b);
  const keys = ['a', 'a//b', '..', '../x', './y', '%2F', 'a+b c', '😀/é', '/lead', 'x/', "q?'()*!#&=", 'nl\nx'];
  for (const k of keys) {
    const r = await objects.put(b, k, `content of ${k}`);
    expect(r.md5).toBe(createHash('md5').update(`content of ${k}`).digest('hex'));
  }
  expect((await objects.list(b, { pageSize: 3 }).toArray()).map((o) => o.key).sort()).toEqual([...keys].sort());
  for (const k of keys) expect(await (await objects.get(b, k)).text()).toBe(`content of ${k}`);
  console.log(
    await objects
      .list(b, { delimiter: '/', pageSize: 2 })
      .toArray()
      .then((r) => r.map((x) => (x.kind === 'object' ? x.key : `[${x.prefix}]`))),
  );
  expect((await fails(objects.put(b, 'a', 'z', { ifNoneMatch: '*' }))).code).toBe('precondition-failed');
  const put = await objects.put(b, 'meta.txt', 'hello world', {
    metadata: { under_score: 'ü', 'x-y': '', pad: ' p ' },
    contentType: 'text/x-y',
    cacheControl: 'max-age=1',
    contentDisposition: 'attachment; filename="é"',
    contentLanguage: 'de',
  });
  const h = await objects.head(b, 'meta.txt');
  console.log(h);
  expect(h.metadata).toEqual({ under_score: 'ü', 'x-y': '', pad: ' p ' });
  await objects.updateMetadata(b, 'meta.txt', { metadata: { n: '1' } });
  const h2 = await objects.head(b, 'meta.txt');
  expect(h2.metadata).toEqual({ n: '1' });
  expect(h2.contentDisposition).toBe(h.contentDisposition);
  expect(h2.cacheControl).toBe('max-age=1');
  expect(h2.contentType).toBe('text/x-y');
  await objects.updateMetadata(b, 'meta.txt', { contentType: 'text/z' });
  const h3 = await objects.head(b, 'meta.txt');
  expect(h3.metadata).toEqual({ n: '1' });
  expect(h3.contentType).toBe('text/z');
  expect(await (await objects.get(b, 'meta.txt', { range: { start: 6 } })).text()).toBe('world');
  expect((await objects.get(b, 'meta.txt', { range: { start: 0, end: 4 } })).length).toBe(5);
  for (const c of [{ ifMatch: 'nope' }, { ifNoneMatch: put.etag! }, { ifModifiedSince: new Date(Date.now() + 1000) }]) {
    const e = await fails(objects.get(b, 'meta.txt', c));
    expect(e.code).toBe('precondition-failed');
  }
  console.log(String(await fails(objects.get(b, 'meta.txt', { range: { start: 100 } }))));
  console.log(await objects.copy({ bucket: b, key: 'meta.txt' }, { bucket: b, key: 'dir/copy é' }));
  expect((await objects.head(b, 'dir/copy é')).metadata).toEqual({ n: '1' });
  await objects.copy(
    { bucket: b, key: 'meta.txt' },
    { bucket: b, key: 'c2' },
    { metadata: { o: '2' }, headers: { contentType: 'a/b' }, ifSourceMatch: put.etag! },
  );
  const c2 = await objects.head(b, 'c2');
  expect(c2.metadata).toEqual({ o: '2' });
  expect(c2.contentType).toBe('a/b');
  expect(c2.contentLanguage).toBe('de');
  expect((await fails(objects.copy({ bucket: b, key: 'meta.txt' }, { bucket: b, key: 'c3' }, { ifSourceMatch: 'abc' }))).code).toBe('precondition-failed');
  expect((await fails(objects.copy({ bucket: b, key: 'meta.txt' }, { bucket: b, key: 'c2' }, { ifNoneMatch: '*' }))).code).toBe('precondition-failed');
  await objects.copy({ bucket: b, key: 'meta.txt' }, { bucket: b, key: 'c4' }, { ifNoneMatch: '*' });
  expect((await fails(objects.copy({ bucket: b, key: 'nope' }, { bucket: b, key: 'c4' }))).code).toBe('not-found');
  // multipart
  const big = randomBytes(5 * 1024 * 1024 + 17);
  const mp = await objects.put(
    b,
    'big/é',
    Readable.from(
      (function* () {
        for (let i = 0; i < big.length; i += 65536) yield big.subarray(i, i + 65536);
      })(),
    ),
    { partSizeBytes: 1024 * 1024, metadata: { m: '1' }, contentType: 'x/big' },
  );
  console.log(mp);
  const bh = await objects.head(b, 'big/é');
  expect(bh.sizeBytes).toBe(big.length);
  expect(bh.etag).toBe(mp.etag);
  expect(bh.md5).toBeUndefined();
  expect(bh.contentType).toBe('x/big');
  expect((await (await objects.get(b, 'big/é')).bytes()).equals(big)).toBe(true);
  expect((await (await objects.get(b, 'big/é', { range: { start: 1048570, end: 1048580 } })).bytes()).equals(big.subarray(1048570, 1048581))).toBe(true);
  expect((await objects.list(b, { prefix: 'big/' }).toArray())[0]).toMatchObject({ etag: mp.etag, sizeBytes: big.length });
  const segs = async () => (await objects.list(`${b}_segments`).toArray()).length;
  expect(await segs()).toBe(6);
  await objects.updateMetadata(b, 'big/é', { metadata: { m: '2' } });
  expect((await objects.head(b, 'big/é')).sizeBytes).toBe(big.length);
  await objects.copy({ bucket: b, key: 'big/é' }, { bucket: b, key: 'flat' });
  expect((await (await objects.get(b, 'flat')).bytes()).equals(big)).toBe(true);
  expect((await objects.head(b, 'flat')).md5).toBeDefined();
  expect((await fails(objects.put(b, 'big/é', Readable.from([big]), { partSizeBytes: 1024 * 1024, ifNoneMatch: '*' }))).code).toBe('precondition-failed');
  expect(await segs()).toBe(6);
  await objects.put(b, 'big/é', Readable.from([big.subarray(0, 3 * 1024 * 1024)]), { partSizeBytes: 1024 * 1024 });
  expect(await segs()).toBe(3);
  await objects.put(b, 'big/é', 'small');
  expect(await segs()).toBe(0);
  await objects.put(b, 'big/1', Readable.from([big]), { partSizeBytes: 1024 * 1024 });
  await objects.put(b, 'big/2', Readable.from([big]), { partSizeBytes: 1024 * 1024 });
  await objects.delete(b, 'big/1');
  await objects.delete(b, 'big/1');
  expect(await segs()).toBe(6);
  console.log(await objects.deleteMany(b, ['big/2', 'a', 'never', 'a//b']));
  expect(await segs()).toBe(0);
  const abort = new AbortController();
  const e = await fails(
    objects.put(
      b,
      'cut',
      Readable.from(
        (async function* () {
          yield big;
          abort.abort(new Error('stop'));
          yield big;
        })(),
      ),
      { partSizeBytes: 1024 * 1024, signal: abort.signal },
    ),
  );
  console.log(String(e));
  expect(await segs()).toBe(0);
  // presign
  const g = await objects.presign(b, 'a+b c');
  console.log(g.url.replace(/sig=[^&]*/, 'sig=…'));
  expect(await (await fetch(g.url)).text()).toBe('content of a+b c');
  const p = await objects.presign(b, 'new é', { method: 'put', contentType: 'text/q' });
  expect((await fetch(p.url, { method: 'PUT', body: 'up', headers: p.headers })).status).toBe(201);
  expect((await objects.head(b, 'new é')).contentType).toBe('text/q');
  const dd = await fails(buckets.delete(b));
  console.log(String(dd));
  expect(dd.code).toBe('conflict');
  expect((await buckets.list().toArray()).map((x) => x.name).filter((x) => x.includes(id))).toEqual([b]);
  await buckets.delete(b, { withContent: true });
  await buckets.delete(b);
  expect(await buckets.exists(b)).toBe(false);
  expect(await buckets.exists(`${b}_segments`)).toBe(false);
  console.log(String(await fails(objects.put(b, 'x', 'y'))), String(await fails(objects.list(b).toArray())), String(await fails(buckets.create('a/b'))));
}, 120_000);
