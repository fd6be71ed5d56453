import type { OpenstackNative } from '@portolan/openstack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '../harness/self-signed.ts';
import { type NativeRun, openRackspace } from './rackspace-native.ts';

describe('load balancers', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['loadBalancers']>;
  let made: Awaited<ReturnType<typeof client.create>>;
  let id: number;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.loadBalancers);
    made = await client.create({
      name: 'front',
      protocol: 'HTTP',
      virtualIps: [{ type: 'PUBLIC', ipVersion: 'IPV4' }],
      nodes: [{ address: '10.0.0.5', port: 80, condition: 'ENABLED' }],
      metadata: [{ key: 'tier', value: 'front' }],
    });
    id = made.id;
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('are made with what was left out filled in', () => {
    expect(made).toMatchObject({ name: 'front', status: 'BUILD', port: 80, algorithm: 'RANDOM' });
  });

  it('are found, changed and deleted, one or many', async () => {
    expect(await client.waitActive(id, { intervalMs: 10 })).toMatchObject({ id, status: 'ACTIVE' });
    const spec = { protocol: 'TCP', port: 7000, virtualIps: [{ type: 'SERVICENET' }] } as const;
    const others: number[] = [];
    for (const name of ['a', 'b', 'c', 'd']) others.push((await client.create({ ...spec, name })).id);
    expect((await client.list({ pageSize: 2 }).toArray()).map(({ name }) => name)).toEqual(['front', 'a', 'b', 'c', 'd']);
    expect(await client.list({ nodeAddress: '10.0.0.5' }).toArray()).toMatchObject([{ id, nodeCount: 1 }]);
    await client.update(id, { name: 'front-2', algorithm: 'ROUND_ROBIN', timeout: 60 });
    expect(await client.get(id)).toMatchObject({ name: 'front-2', algorithm: 'ROUND_ROBIN', timeout: 60, nodes: [{ address: '10.0.0.5' }] });
    const [first = 0, ...rest] = others;
    await client.delete(first);
    await client.delete(first);
    await client.deleteMany(rest);
    expect((await client.list().toArray()).map((one) => one.id)).toEqual([id]);
    expect((await client.list({ status: 'DELETED' }).toArray()).map((one) => one.id)).toEqual(others);
    await expect(client.deleteMany([id, 999])).rejects.toMatchObject({ code: 'invalid-argument', status: 400 });
    await expect(client.get(999)).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.update(first, { name: 'x' })).rejects.toMatchObject({ code: 'not-found', status: 410 });
  });

  it('tell algorithms, protocols, domains and limits', async () => {
    expect(await client.algorithms()).toContain('WEIGHTED_ROUND_ROBIN');
    expect(await client.protocols()).toContainEqual({ name: 'IMAPS', port: 993 });
    expect(await client.allowedDomains()).toEqual(['rackspaceclouddb.com']);
    expect((await client.limits()).absolute).toContainEqual({ name: 'NODE_LIMIT', value: 25 });
  });

  it('have nodes, which are added, changed and removed, and tell of it', async () => {
    const [one, two, three] = await client.nodes.add(id, [
      { address: '10.0.0.6', port: 80, condition: 'ENABLED', weight: 5 },
      { address: '10.0.0.7', port: 80, condition: 'DISABLED' },
      { address: '10.0.0.8', port: 80, condition: 'DRAINING' },
    ]);
    if (one === undefined || two === undefined || three === undefined) throw new Error('three were added');
    await client.nodes.update(id, one, { condition: 'DRAINING' });
    await client.nodes.updateMany(id, [
      { id: two.id, condition: 'ENABLED' },
      { id: three.id, weight: 9 },
    ]);
    expect(await client.nodes.get(id, one)).toMatchObject({ id: one.id, condition: 'DRAINING', weight: 5, type: 'PRIMARY', status: 'ONLINE' });
    expect((await client.nodes.list(id)).map(({ condition }) => condition)).toEqual(['ENABLED', 'DRAINING', 'ENABLED', 'DRAINING']);
    await expect(client.nodes.update(id, one, { type: 'SECONDARY' })).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(client.nodes.deleteMany(id, [one.id, 1])).rejects.toMatchObject({ message: expect.stringContaining('Node ids 1 are not a part') });
    await client.metadata.set({ loadBalancer: id, node: one }, { rack: '7' });
    expect(await client.metadata.get({ loadBalancer: id, node: one })).toEqual({ rack: '7' });
    await client.nodes.delete(id, one);
    await client.nodes.deleteMany(id, [two, three]);
    expect(await client.nodes.list(id)).toHaveLength(1);
    const events = await client.nodes.events(id).toArray();
    expect(events.filter(({ nodeId }) => nodeId === one.id).map(({ category }) => category)).toEqual(['CREATE', 'UPDATE', 'DELETE']);
    expect(await client.nodes.serverOf({ address: '10.0.0.6' })).toBeUndefined();
  });

  it('find the server behind a node', async () => {
    const nova = await run.native.compute;
    const [image] = await nova.servers.list().toArray();
    expect(image).toBeUndefined();
    const images = await (await run.native.image).images.list().toArray();
    const flavors = await nova.flavors.list().toArray();
    const { id: serverId } = await nova.servers.create({ name: 'web-1', imageRef: images[0]?.id ?? '', flavorRef: flavors[0]?.id ?? '' } as never);
    const server = await nova.servers.get(serverId);
    const address = Object.values(server.addresses ?? {}).flat()[0]?.addr ?? '';
    expect(await client.nodes.serverOf({ address })).toMatchObject({ id: serverId });
  });

  it('have virtual addresses, of which one stays', async () => {
    const added = await client.virtualIps.add(id);
    expect(added).toMatchObject({ type: 'PUBLIC', ipVersion: 'IPV6' });
    const more = await client.virtualIps.add(id);
    expect(await client.virtualIps.list(id)).toHaveLength(3);
    await client.virtualIps.delete(id, added);
    await client.virtualIps.deleteMany(id, [more]);
    const [last] = await client.virtualIps.list(id);
    if (last === undefined) throw new Error('none is left');
    await expect(client.virtualIps.delete(id, last)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('are shared by an address on two ports', async () => {
    const [shared] = await client.virtualIps.list(id);
    const other = await client.create({ name: 'tls', protocol: 'HTTPS', virtualIps: [{ id: shared?.id ?? 0 }] });
    expect(other.virtualIps).toEqual([shared]);
    await expect(client.create({ name: 'same', protocol: 'HTTP', virtualIps: [{ id: shared?.id ?? 0 }] })).rejects.toMatchObject({ code: 'invalid-argument' });
    await client.delete(other.id);
  });

  it('let in whom the access list lets in', async () => {
    await client.accessList.add(id, [
      { address: '192.0.2.0/24', type: 'DENY' },
      { address: '192.0.2.7', type: 'ALLOW' },
      { address: '192.0.2.8', type: 'ALLOW' },
    ]);
    const rows = await client.accessList.list(id);
    expect(rows.map(({ address }) => address)).toEqual(['192.0.2.0/24', '192.0.2.7', '192.0.2.8']);
    await client.accessList.deleteItems(id, rows.slice(1));
    expect(await client.accessList.list(id)).toHaveLength(1);
    await client.accessList.clear(id);
    expect(await client.accessList.list(id)).toEqual([]);
    await expect(client.accessList.add(id, [{ address: 'somewhere', type: 'ALLOW' }])).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('have one of each feature, or none', async () => {
    const monitor = { type: 'HTTP', delay: 10, timeout: 5, attemptsBeforeDeactivation: 3, path: '/', statusRegex: '^[234][0-9][0-9]$' } as const;
    expect(await client.healthMonitor.get(id)).toBeUndefined();
    await client.healthMonitor.set(id, monitor);
    expect(await client.healthMonitor.get(id)).toEqual(monitor);
    await client.healthMonitor.delete(id);
    expect(await client.sessionPersistence.get(id)).toBeUndefined();
    await client.sessionPersistence.set(id, 'HTTP_COOKIE');
    expect(await client.sessionPersistence.get(id)).toBe('HTTP_COOKIE');
    await client.sessionPersistence.delete(id);
    expect(await client.connectionThrottle.get(id)).toBeUndefined();
    await client.connectionThrottle.set(id, { maxConnections: 100 });
    expect(await client.connectionThrottle.get(id)).toMatchObject({ maxConnections: 100 });
    await client.connectionThrottle.delete(id);
    for (const feature of [client.connectionLogging, client.contentCaching]) {
      expect(await feature.get(id)).toBe(false);
      await feature.set(id, true);
      expect(await feature.get(id)).toBe(true);
    }
    const standard = await client.errorPage.get(id);
    await client.errorPage.set(id, '<html>away</html>');
    expect(await client.errorPage.get(id)).toBe('<html>away</html>');
    await client.errorPage.clear(id);
    expect(await client.errorPage.get(id)).toBe(standard);
    await expect(client.healthMonitor.set(id, { ...monitor, delay: 0 })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('end TLS, with certificates by name', async () => {
    const one = await selfSigned();
    const two = await selfSigned();
    try {
      const pair = { privateKey: one.tls.key, certificate: one.tls.cert };
      expect(await client.sslTermination.get(id)).toBeUndefined();
      await expect(client.sslTermination.set(id, { ...pair, privateKey: two.tls.key, securePort: 443 })).rejects.toMatchObject({ code: 'invalid-argument' });
      await client.sslTermination.set(id, { ...pair, securePort: 443 });
      await client.sslTermination.update(id, { secureTrafficOnly: true });
      const shown = await client.sslTermination.get(id);
      expect(shown).toMatchObject({ securePort: 443, enabled: true, secureTrafficOnly: true, certificate: one.tls.cert });
      expect(JSON.stringify(shown)).not.toContain('PRIVATE KEY');
      expect((await client.sslTermination.ciphers(id)).length).toBeGreaterThan(0);
      const { certificateMappings } = client.sslTermination;
      const mapping = await certificateMappings.add(id, { hostName: 'a.example.com', privateKey: two.tls.key, certificate: two.tls.cert });
      await certificateMappings.update(id, mapping, { hostName: 'b.example.com' });
      expect(await certificateMappings.get(id, mapping)).toMatchObject({ id: mapping.id, hostName: 'b.example.com', certificate: two.tls.cert });
      expect(await certificateMappings.list(id)).toMatchObject([{ id: mapping.id }]);
      await certificateMappings.delete(id, mapping);
      expect(await certificateMappings.list(id)).toEqual([]);
      await client.sslTermination.delete(id);
      expect(await client.sslTermination.get(id)).toBeUndefined();
    } finally {
      await Promise.all([one.remove(), two.remove()]);
    }
  });

  it('carry metadata', async () => {
    expect(await client.metadata.get(id)).toEqual({ tier: 'front' });
    await client.metadata.update(id, { tier: 'back', owner: 'ops' });
    expect((await client.metadata.items(id)).map(({ key, value }) => [key, value])).toEqual([
      ['tier', 'back'],
      ['owner', 'ops'],
    ]);
    await client.metadata.set(id, { owner: 'dev' });
    await client.metadata.delete(id, ['owner']);
    expect(await client.metadata.get(id)).toEqual({});
  });

  it('say what they carried', async () => {
    expect(await client.usage.stats(id)).toMatchObject({ connectTimeOut: 0, currentConnSsl: 0 });
    expect(await client.usage.of(id).toArray()).toMatchObject([{ numVips: 1, eventType: 'CREATE_LOADBALANCER' }]);
    expect(await client.usage.current(id).toArray()).toHaveLength(1);
    expect((await client.usage.account().toArray()).map(({ loadBalancerId }) => loadBalancerId)).toContain(id);
    expect((await client.usage.billable().toArray()).map((one) => one.id)).toContain(id);
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.loadBalancers)).toEqual([]);
  });
});

it('a load balancer that changes takes no other change, and says so with 422', async () => {
  await using run = await openRackspace(60_000);
  const client = await run.native.loadBalancers;
  const { id } = await client.create({ name: 'busy', protocol: 'HTTP', virtualIps: [{ type: 'PUBLIC' }] });
  await expect(client.update(id, { name: 'x' }, { settleMs: 0 })).rejects.toMatchObject({
    code: 'conflict',
    status: 422,
    message: expect.stringContaining("'BUILD'"),
  });
  (run.emulator.clock as { advance?: (ms: number) => void }).advance?.(60_000);
  await client.update(id, { name: 'x' }, { settleMs: 0 });
  await expect(client.delete(id, { settleMs: 0 })).rejects.toMatchObject({ message: expect.stringContaining("'PENDING_UPDATE'") });
});
