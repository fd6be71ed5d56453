import type { OpenstackNative } from '@portolan/openstack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NativeRun, openRackspace } from './rackspace-native.ts';

const wait = { intervalMs: 10 } as const;

it('the record of what was called knows what was not', async () => {
  await using run = await openRackspace();
  const client = await run.native.queues;
  await run.watch(client).create('one');
  const left = run.uncalled(client);
  expect(left).toEqual(expect.arrayContaining(['messages.getMany', 'claims.update', 'stats']));
  expect(left).not.toContain('create');
});

describe('CDN', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['cdn']>;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.cdn);
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('publishes containers of Cloud Files', async () => {
    const storage = await run.native.objectStorage;
    await expect(client.containers.publish('pics')).rejects.toMatchObject({ code: 'not-found' });
    await storage.containers.create('pics');
    await storage.containers.create('more');
    await expect(client.containers.get('pics')).rejects.toMatchObject({ code: 'not-found' });
    const published = await client.containers.publish('pics', { ttlSeconds: 900 });
    expect(published).toMatchObject({
      name: 'pics',
      enabled: true,
      ttlSeconds: 900,
      logRetention: false,
      url: expect.stringMatching(/^http:/),
      sslUrl: expect.stringMatching(/^https:/),
    });
    await client.containers.publish('more');
    await client.containers.update('pics', { logRetention: true, ttlSeconds: 1000 });
    await client.containers.unpublish('more');
    expect(await client.containers.get('pics')).toMatchObject({ logRetention: true, ttlSeconds: 1000, url: published.url });
    expect((await client.containers.list({ pageSize: 1 }).toArray()).map(({ name, enabled }) => [name, enabled])).toEqual([
      ['more', false],
      ['pics', true],
    ]);
    expect((await client.containers.list({ enabled: true }).toArray()).map(({ name }) => name)).toEqual(['pics']);
    await expect(client.containers.update('pics', { ttlSeconds: 5 })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('purges 25 objects a day and no more', async () => {
    const purge = (): Promise<void> => client.containers.purge('pics', 'a/b c.png', { emails: ['ops@example.com'] });
    for (let n = 0; n < 25; n += 1) await purge();
    const cloud = await run.native.request('rax:object-cdn', '/pics/x', { method: 'DELETE' }, { timeoutMs: 1000 }).catch((error: unknown) => error);
    expect(cloud).toMatchObject({ code: 'rate-limited', status: 498 });
    (run.emulator.clock as { advance?: (ms: number) => void }).advance?.(86_400_000);
    await purge();
  });

  it('serves sites of one’s own', async () => {
    const { services } = client;
    await services.ping();
    expect(await services.flavors()).toMatchObject([{ id: 'cdn', providers: [{ provider: 'akamai' }] }]);
    expect(await services.flavor('cdn')).toMatchObject({ id: 'cdn' });
    const id = await services.create({ name: 'site', flavor_id: 'cdn', domains: [{ domain: 'www.example.com' }], origins: [{ origin: 'origin.example.com' }] });
    expect(await services.waitDeployed(id, wait)).toMatchObject({
      status: 'deployed',
      domains: [{ protocol: 'http' }],
      origins: [{ port: 80, ssl: false }],
      caching: [{ ttl: 86_400 }],
    });
    await services.patch(id, [
      { op: 'add', path: '/domains/-', value: { domain: 'img.example.com' } },
      { op: 'replace', path: '/name', value: 'site-2' },
    ]);
    await services.waitDeployed(id, wait);
    expect(await services.get(id)).toMatchObject({ name: 'site-2', domains: [{ domain: 'www.example.com' }, { domain: 'img.example.com' }] });
    await services.purge(id, { all: true });
    await services.purge(id, { url: '/a.png' });
    await expect(
      services.create({ name: 'thief', flavor_id: 'cdn', domains: [{ domain: 'img.example.com' }], origins: [{ origin: 'o.example.com' }] }),
    ).rejects.toMatchObject({ code: 'invalid-argument' });
    expect((await services.list({ pageSize: 1 }).toArray()).map((one) => one.id)).toEqual([id]);
    await services.delete(id);
    await expect(services.get(id)).rejects.toMatchObject({ code: 'not-found' });
    await services.delete(id);
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.cdn)).toEqual([]);
  });
});

describe('queues', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['queues']>;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.queues);
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('are made, described and deleted', async () => {
    expect(await client.create('jobs')).toEqual({ created: true });
    expect(await client.create('jobs')).toEqual({ created: false });
    for (let n = 0; n < 12; n += 1) await client.create(`q-${String(n).padStart(2, '0')}`);
    expect(await client.list({ pageSize: 5, detailed: true }).toArray()).toHaveLength(13);
    await client.setMetadata('jobs', { a: 1 });
    await client.updateMetadata('jobs', { b: [2] });
    expect(await client.getMetadata('jobs')).toEqual({ a: 1, b: [2] });
    expect([await client.exists('jobs'), await client.exists('none')]).toEqual([true, false]);
    await client.delete('q-00');
    await client.delete('q-00');
    expect(await client.stats('jobs')).toEqual({ messages: { free: 0, claimed: 0, total: 0 } });
  });

  it('hand messages over, to all or to who claims them', async () => {
    const ids = await client.messages.post(
      'jobs',
      Array.from({ length: 23 }, (_, n) => ({ ttl: 300, body: { n } })),
    );
    expect(ids).toHaveLength(23);
    expect(await client.messages.list('jobs').toArray()).toEqual([]);
    const other = client.as('5f3d7a4e-0d1c-4c5e-9b1a-2f3d4c5e6a7b');
    expect((await other.messages.list<{ n: number }>('jobs').toArray()).map(({ body }) => body.n)).toEqual(Array.from({ length: 23 }, (_, n) => n));
    expect(await client.messages.list('jobs', { echo: true, pageSize: 7 }).toArray()).toHaveLength(23);
    const claim = await client.claims.claim<{ n: number }>('jobs', { ttl: 60, grace: 60 }, { limit: 2 });
    if (claim === undefined) throw new Error('nothing to claim');
    expect(claim.messages.map(({ body, claimId }) => [body.n, claimId])).toEqual([
      [0, claim.id],
      [1, claim.id],
    ]);
    const [first, second] = claim.messages;
    if (first === undefined || second === undefined) throw new Error('two were claimed');
    expect(await other.messages.list('jobs').toArray()).toHaveLength(21);
    expect(await other.messages.list('jobs', { includeClaimed: true }).toArray()).toHaveLength(23);
    await expect(client.messages.delete('jobs', first.id)).rejects.toMatchObject({ code: 'permission-denied' });
    await client.messages.delete('jobs', first);
    await client.claims.update('jobs', claim, { ttl: 120, grace: 60 });
    expect(await client.claims.get('jobs', claim)).toMatchObject({ ttl: 120, age: 0, messages: [{ id: second.id }] });
    expect(await client.stats('jobs')).toMatchObject({ messages: { free: 21, claimed: 1, total: 22, oldest: { age: 0 } } });
    await client.claims.release('jobs', claim);
    expect(await client.messages.get('jobs', second.id)).toMatchObject({ id: second.id, body: { n: 1 } });
    expect(await client.messages.getMany('jobs', ids)).toHaveLength(22);
    await client.messages.deleteMany('jobs', ids.slice(0, 22));
    expect(await client.messages.list('jobs', { echo: true }).toArray()).toHaveLength(1);
    (run.emulator.clock as { advance?: (ms: number) => void }).advance?.(301_000);
    expect(await client.messages.list('jobs', { echo: true }).toArray()).toEqual([]);
    expect(await client.claims.claim('jobs', { ttl: 60, grace: 60 })).toBeUndefined();
    await expect(client.messages.post('jobs', [{ ttl: 1, body: 1 }])).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.queues)).toEqual([]);
  });
});

describe('autoscale', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['autoscale']>;
  let group: string;
  const launch = { type: 'launch_server', args: { server: { name: 'web', flavorRef: 'general1-1', imageRef: '' } } } as const;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.autoscale);
    const images = await (await run.native.image).images.list().toArray();
    const server = { ...launch.args.server, imageRef: images[0]?.id ?? '' };
    const made = await client.create({
      groupConfiguration: { name: 'web', cooldown: 0, minEntities: 1, maxEntities: 5 },
      launchConfiguration: { type: 'launch_server', args: { server } },
      scalingPolicies: [{ name: 'up', type: 'webhook', cooldown: 0, change: 1 }],
    });
    group = made.id;
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('keeps a group as large as it should be, with real servers', async () => {
    const nova = await run.native.compute;
    expect(await client.get(group)).toMatchObject({ groupConfiguration: { name: 'web', metadata: {} }, state: { desiredCapacity: 1 } });
    expect(await client.waitSettled(group, wait)).toMatchObject({ activeCapacity: 1, pendingCapacity: 0 });
    const [server] = await nova.servers.list().toArray();
    expect(server).toMatchObject({ name: expect.stringMatching(/^web-AS/), metadata: { 'rax:auto_scaling_group_id': group } });
    await client.deleteServer(group, server?.id ?? '');
    const state = await client.waitSettled(group, wait);
    expect(state.active?.map(({ id }) => id)).not.toContain(server?.id);
    await client.pause(group);
    expect(await client.state(group)).toMatchObject({ paused: true });
    await client.resume(group);
    await client.converge(group);
    expect(await client.list({ pageSize: 1 }).toArray()).toMatchObject([{ id: group, state: { activeCapacity: 1 } }]);
    expect(await client.get(group)).toMatchObject({ id: group, scalingPolicies: [{ name: 'up' }] });
  });

  it('reads and replaces what a group is made of', async () => {
    await client.updateConfiguration(group, { maxEntities: 6 });
    await client.updateMetadata(group, { team: 'ops' });
    expect(await client.getConfiguration(group)).toEqual({ name: 'web', cooldown: 0, minEntities: 1, maxEntities: 6, metadata: { team: 'ops' } });
    await client.replaceConfiguration(group, { name: 'web', cooldown: 0, minEntities: 1, maxEntities: 4 });
    await client.updateLaunchConfiguration(group, { server: { name: 'front' }, draining_timeout: 60 });
    await client.updateLaunchMetadata(group, { tier: 'front' });
    const there = await client.getLaunchConfiguration(group);
    expect(there).toMatchObject({ args: { server: { name: 'front', flavorRef: 'general1-1', metadata: { tier: 'front' } }, draining_timeout: 60 } });
    await client.replaceLaunchConfiguration(group, there);
    await expect(client.replaceConfiguration(group, { name: 'web', cooldown: 0, minEntities: 9, maxEntities: 4 })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('grows and shrinks by policies, by hand, by web hook and by the clock', async () => {
    const { policies, webhooks } = client;
    const [up] = await policies.list(group).toArray();
    if (up === undefined) throw new Error('no policy');
    await policies.execute(group, up);
    expect(await client.state(group)).toMatchObject({ desiredCapacity: 2 });
    const to = await policies.add(group, { name: 'to', type: 'webhook', cooldown: 0, desiredCapacity: 4 });
    const percent = await policies.add(group, { name: 'percent', type: 'webhook', cooldown: 0, changePercent: -50 });
    await policies.execute(group, to);
    await expect(policies.execute(group, to)).rejects.toMatchObject({ code: 'conflict', status: 403 });
    await policies.execute(group, percent);
    expect(await client.state(group)).toMatchObject({ desiredCapacity: 2 });
    const hook = await webhooks.add(group, up, { name: 'hook', metadata: { a: 'b' } });
    await webhooks.update(group, up, hook, { metadata: { c: 'd' } });
    await webhooks.replace(group, up, hook, { name: 'hook-2', metadata: { e: 'f' } });
    expect(await webhooks.get(group, up, hook)).toMatchObject({ name: 'hook-2', metadata: { e: 'f' } });
    expect(await webhooks.list(group, up).toArray()).toHaveLength(1);
    const url = webhooks.executionUrl(hook)?.reveal() ?? '';
    expect((await fetch(url, { method: 'POST' })).status).toBe(202);
    expect((await fetch(url.replace(/[0-9a-f]+\/$/, '0f/'), { method: 'POST' })).status).toBe(202);
    expect(await client.state(group)).toMatchObject({ desiredCapacity: 3 });
    await webhooks.delete(group, up, hook);
    await policies.update(group, up, { desiredCapacity: 1 });
    expect(await policies.get(group, up)).toEqual({ id: up.id, name: 'up', type: 'webhook', cooldown: 0, desiredCapacity: 1, links: expect.any(Array) });
    await policies.execute(group, up);
    // Not earlier: the clock may come upon its time between any two calls.
    const [clock] = await policies.addMany(group, [{ name: 'nightly', type: 'schedule', cooldown: 0, desiredCapacity: 3, args: { cron: '*/5 * * * *' } }]);
    if (clock === undefined) throw new Error('one was added');
    (run.emulator.clock as { advance?: (ms: number) => void }).advance?.(5 * 60_000);
    expect(await client.waitSettled(group, wait)).toMatchObject({ activeCapacity: 3 });
    await policies.replace(group, to, { name: 'to', type: 'webhook', cooldown: 5, change: 2 });
    await policies.delete(group, clock);
    expect((await policies.list(group).toArray()).map(({ name }) => name).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['percent', 'to', 'up']);
  });

  it('deletes a group that has servers only when it must', async () => {
    await expect(client.delete(group)).rejects.toMatchObject({ code: 'conflict' });
    await client.delete(group, { force: true });
    await client.delete(group);
    expect(await client.list().toArray()).toEqual([]);
    expect(await (await run.native.compute).servers.list().toArray()).toEqual([]);
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.autoscale)).toEqual([]);
  });
});
