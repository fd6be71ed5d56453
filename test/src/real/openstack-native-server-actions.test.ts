import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

const wait = { intervalMs: 300, timeoutMs: 120_000 };

describe('what Nova does with one server', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  const name = uniqueName('actions');
  let id = '';
  let imageId = '';
  beforeAll(async () => {
    const nova = await cloud.native.compute;
    imageId = (await (await cloud.native.image).images.list({ name: 'tiny' }).first())?.id ?? '';
    const network = await (await cloud.native.network).networks.list({ filters: { name: 'private' } }).first();
    const made = await nova.servers.create({ name, flavorRef: '1', imageRef: imageId, networks: [{ uuid: network?.id ?? '' }] });
    id = made.id;
    undo.add(async () => {
      await nova.servers.delete(id);
      await nova.servers.waitForGone(id, wait);
    });
    await nova.servers.waitFor(id, 'ACTIVE', wait);
  });
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('keeps metadata in whole and in part', async () => {
    const { servers } = await cloud.native.compute;
    await servers.setMetadata(id, { a: '1', b: '2' });
    expect(await servers.replaceMetadata(id, { c: '3' })).toEqual({ c: '3' });
    expect(await servers.setTags(id, ['x', 'y'])).toEqual(['x', 'y']);
  });

  it('puts it into security groups and out, by name', async () => {
    const { servers } = await cloud.native.compute;
    const neutron = await cloud.native.network;
    const group = await neutron.securityGroups.create({ name });
    undo.add(() => neutron.securityGroups.delete(group));
    await servers.addSecurityGroup(id, name);
    expect((await servers.securityGroups(id)).map((one) => one.name)).toContain(name);
    await servers.removeSecurityGroup(id, name);
    expect((await servers.securityGroups(id)).map((one) => one.name)).not.toContain(name);
  });

  it('gives it a floating IP by the server alone, and takes it back', async () => {
    const neutron = await cloud.native.network;
    const [pool] = await neutron.floatingIps.pools();
    const address = await neutron.floatingIps.create({ floating_network_id: pool?.id ?? '' });
    undo.add(() => neutron.floatingIps.delete(address));
    const given = await neutron.floatingIps.associateServer(address, id);
    expect(given.port_id).toBeTypeOf('string');
    const { servers } = await cloud.native.compute;
    const fixed = Object.values(await servers.addresses(id)).flat();
    expect(fixed.map((one) => one.addr)).toContain(given.fixed_ip_address);
    expect((await neutron.floatingIps.disassociate(address)).port_id).toBeNull();
  });

  it('gives it another fixed address of its network, and takes it back', async () => {
    const { servers } = await cloud.native.compute;
    const network = await (await cloud.native.network).networks.list({ filters: { name: 'private' } }).first();
    // Neutron knows at once what Nova shows later.
    const { ports } = await cloud.native.network;
    const addresses = async (): Promise<string[]> => {
      const own = await ports.list({ filters: { device_id: id } }).toArray();
      return own.flatMap((port) => port.fixed_ips?.map((one) => one.ip_address ?? '') ?? []);
    };
    const before = await addresses();
    await servers.addFixedIp(id, network?.id ?? '');
    await expect.poll(addresses, { timeout: 30_000 }).toHaveLength(before.length + 1);
    const added = (await addresses()).find((address) => !before.includes(address)) ?? '';
    await servers.removeFixedIp(id, added);
    await expect.poll(addresses, { timeout: 30_000 }).toEqual(before);
  });

  it('makes backups and keeps the last of them', async () => {
    const { servers } = await cloud.native.compute;
    const { images } = await cloud.native.image;
    const seen: string[] = [];
    undo.add(() => images.deleteMany(seen));
    for (const microversion of [undefined, '2.45']) {
      const made = await servers.createBackup(id, `${name}-${seen.length}`, 'daily', 1, { microversion });
      expect(made).toMatch(/^[0-9a-f-]{36}$/);
      seen.push(made ?? '');
      await images.waitFor(made ?? '', 'active', wait);
      await servers.waitFor(id, 'ACTIVE', wait);
      // Glance tells whole seconds, and of two backups of the same second Nova may delete the newer.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
    await expect.poll(async () => (await images.list({ name: `${name}-0` }).toArray()).length, { timeout: 30_000 }).toBe(0);
    expect(images.propertiesOf(await images.get(seen[1] ?? ''))).toMatchObject({ image_type: 'backup', backup_type: 'daily' });
    expect((await images.rename(seen[1] ?? '', `${name}-renamed`)).name).toBe(`${name}-renamed`);
  });

  it('stops, starts and resizes it for good', async () => {
    const nova = await cloud.native.compute;
    await nova.servers.stop(id);
    await nova.servers.waitFor(id, 'SHUTOFF', wait);
    await nova.servers.start(id);
    await nova.servers.waitFor(id, 'ACTIVE', wait);
    await nova.servers.resize(id, '2');
    await nova.servers.waitFor(id, 'VERIFY_RESIZE', wait);
    await nova.servers.confirmResize(id);
    await nova.servers.waitFor(id, 'ACTIVE', wait);
    expect((await nova.servers.get(id)).flavor).toMatchObject({ id: '2' });
    await expect(nova.servers.confirmResize(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('shelves it and lets its host forget it', async () => {
    const { servers } = await cloud.native.compute;
    await servers.shelve(id);
    await servers.waitFor(id, 'SHELVED_OFFLOADED', wait);
    await expect((await admin.native.compute).servers.shelveOffload(id)).rejects.toMatchObject({ code: 'conflict' });
    await servers.unshelve(id);
    await servers.waitFor(id, 'ACTIVE', wait);
  });

  it('tells its password and diagnostics, and passes on a new password and a crash', async () => {
    const { servers } = await cloud.native.compute;
    expect(await servers.encryptedPassword(id)).toBe('');
    await servers.clearPassword(id);
    const { servers: theirs } = await admin.native.compute;
    expect(await theirs.diagnostics(id)).toBeTypeOf('object');
    await servers.changePassword(id, 'a-new-one');
    await servers.waitFor(id, 'ACTIVE', wait);
    await servers.triggerCrashDump(id);
    expect((await servers.waitFor(id, 'ACTIVE', wait)).id).toBe(id);
  });

  it('moves it between hosts, cold and live, and tells of it', async () => {
    const nova = await admin.native.compute;
    const hostOf = async (): Promise<unknown> => ((await nova.servers.get(id)) as unknown as Readonly<Record<string, unknown>>)['OS-EXT-SRV-ATTR:host'];
    const before = await hostOf();
    await nova.servers.migrate(id);
    await nova.servers.waitFor(id, 'VERIFY_RESIZE', wait);
    await nova.servers.confirmResize(id);
    await nova.servers.waitFor(id, 'ACTIVE', wait);
    const between = await hostOf();
    expect(between).not.toBe(before);
    await nova.servers.liveMigrate(id);
    await expect.poll(hostOf, { timeout: 60_000 }).not.toBe(between);
    await nova.servers.waitFor(id, 'ACTIVE', wait);
    const migrations = await nova.administration.migrations({ instance_uuid: id });
    expect(migrations.length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => nova.servers.migrations(id), { timeout: 30_000 }).toEqual([]);
  });

  it('is not rebuilt elsewhere while its host is up', async () => {
    const { servers } = await admin.native.compute;
    await expect(servers.evacuate(id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await servers.get(id)).status).toBe('ACTIVE');
  });
});
