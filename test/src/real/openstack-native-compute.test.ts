import { afterAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

describe('Nova by its own words', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('tells its microversions, and finds the highest that both know', async () => {
    const { compute } = cloud.native;
    const { min, max } = await (await compute).microversions();
    expect([min, max]).toEqual(['2.1', expect.stringMatching(/^2\.\d+$/)]);
    expect(await (await compute).negotiate('2.79')).toBe('2.79');
    expect(await (await compute).negotiate('2.999')).toBe(max);
  });

  it('lists flavors, zones, limits, quotas and usage', async () => {
    const nova = await cloud.native.compute;
    const flavors = await nova.flavors.list({ limit: 2 }).toArray();
    expect(flavors.map((flavor) => flavor.name)).toContain('m1.tiny');
    expect(new Set(flavors.map((flavor) => flavor.id)).size).toBe(flavors.length);
    expect(flavors.length).toBeGreaterThan(2);
    expect((await nova.account.availabilityZones()).map((zone) => zone.zoneName)).toContain('nova');
    expect((await nova.account.limits()).absolute['maxTotalInstances']).toBeGreaterThan(0);
    expect((await nova.account.quotas())['instances']).toBeDefined();
    expect((await nova.account.quotaDetails())['instances']).toMatchObject({ limit: expect.any(Number) });
    expect(await nova.account.usage({ start: new Date(Date.now() - 86_400_000), end: new Date() })).toBeTypeOf('object');
    expect((await nova.account.extensions()).length).toBeGreaterThan(5);
  });

  it('takes a server through its life', async () => {
    const nova = await cloud.native.compute;
    const glance = await cloud.native.image;
    const neutron = await cloud.native.network;
    const image = await glance.images.list({ name: 'tiny' }).first();
    const [tiny, small] = await nova.flavors.list().toArray();
    const network = await neutron.networks.list({ filters: { name: 'private' } }).first();
    const name = uniqueName('native');
    const keyPair = await nova.keyPairs.create({ name, type: 'ssh' });
    undo.add(() => nova.keyPairs.delete(name));
    expect(keyPair.privateKey?.reveal()).toContain('PRIVATE KEY');
    expect(JSON.stringify(keyPair)).not.toContain('PRIVATE KEY');
    expect((await nova.keyPairs.list().toArray()).map((one) => one.name)).toContain(name);
    const group = await nova.serverGroups.create(name, 'anti-affinity');
    undo.add(() => nova.serverGroups.delete(group));
    const port = await neutron.ports.create({ network_id: network?.id ?? '', name });
    undo.add(() => neutron.ports.delete(port));

    const made = await nova.servers.create({
      name,
      flavorRef: tiny?.id ?? '',
      imageRef: image?.id ?? '',
      networks: [{ uuid: network?.id ?? '' }],
      key_name: name,
      metadata: { colour: 'red' },
      tags: ['one', 'two'],
      userData: '#!/bin/sh\n',
      schedulerHints: { group: group.id },
    });
    undo.add(async () => {
      await nova.servers.delete(made);
      await nova.servers.waitForGone(made, { intervalMs: 300 });
    });
    expect(made.adminPass?.reveal()).toBeTypeOf('string');
    const wait = { intervalMs: 300, timeoutMs: 120_000 };
    const server = await nova.servers.waitFor(made, 'ACTIVE', wait);
    expect(server).toMatchObject({ name, status: 'ACTIVE', metadata: { colour: 'red' } });
    expect(Object.keys(await nova.servers.addresses(made))).toEqual(['private']);
    expect(await nova.servers.tags(made)).toEqual(['one', 'two']);
    await nova.servers.addTag(made, 'three');
    await nova.servers.deleteTag(made, 'one');
    expect((await nova.servers.list({ tags: 'three' }).toArray()).map((one) => one.id)).toEqual([made.id]);
    expect((await nova.servers.list({ name: `^${name}$` }).toArray()).map((one) => one.id)).toEqual([made.id]);
    await nova.servers.setMetadata(made, { shape: 'round' });
    await nova.servers.deleteMetadata(made, ['colour', 'never-there']);
    expect(await nova.servers.metadata(made)).toEqual({ shape: 'round' });
    expect((await nova.servers.update(made, { name: `${name}-2`, description: 'told' }, { microversion: '2.90' })).description).toBe('told');
    expect(await nova.servers.consoleOutput(made, { lines: 3 })).toBeTypeOf('string');
    expect((await nova.servers.console(made, 'vnc')).url).toMatch(/^http/);
    expect((await nova.serverGroups.get(group)).members).toEqual([made.id]);
    expect((await nova.instanceActions.list(made)).map((one) => one.action)).toContain('create');

    await nova.servers.pause(made);
    await nova.servers.waitFor(made, 'PAUSED', wait);
    await nova.servers.unpause(made);
    await nova.servers.waitFor(made, 'ACTIVE', wait);
    await nova.servers.suspend(made);
    await nova.servers.waitFor(made, 'SUSPENDED', wait);
    await nova.servers.resume(made);
    await nova.servers.waitFor(made, 'ACTIVE', wait);
    await nova.servers.lock(made, { reason: 'of mine' });
    expect(await nova.servers.get(made, { microversion: '2.73' })).toMatchObject({ locked: true, locked_reason: 'of mine' });
    await nova.servers.unlock(made);
    await nova.servers.reboot(made, 'HARD');
    await nova.servers.waitFor(made, 'ACTIVE', wait);
    await nova.servers.rescue(made, { adminPass: 'rescue-me' });
    await nova.servers.waitFor(made, 'RESCUE', wait);
    await nova.servers.unrescue(made);
    await nova.servers.waitFor(made, 'ACTIVE', wait);
    const rebuilt = await nova.servers.rebuild(made, { imageRef: image?.id ?? '', metadata: { rebuilt: 'yes' } });
    expect(rebuilt.adminPass?.reveal()).toBeTypeOf('string');
    await nova.servers.waitFor(made, 'ACTIVE', wait);
    await nova.servers.resize(made, small?.id ?? '');
    await nova.servers.waitFor(made, 'VERIFY_RESIZE', wait);
    await nova.servers.revertResize(made);
    await nova.servers.waitFor(made, 'ACTIVE', wait);

    const [first] = await nova.interfaces.list(made);
    expect(first?.net_id).toBe(network?.id);
    const attached = await nova.interfaces.attach(made, { portId: port.id });
    expect(attached.port_id).toBe(port.id);
    expect((await nova.interfaces.list(made)).length).toBe(2);
    await nova.interfaces.detach(made, port);

    const imageId = await nova.servers.createImage(made, `${name}-image`, { metadata: { purpose: 'test' } });
    undo.add(() => glance.images.delete(imageId));
    expect(await glance.images.waitFor(imageId, 'active', wait)).toMatchObject({ name: `${name}-image` });
    await nova.servers.waitFor(made, 'ACTIVE', wait);
    expect((await glance.images.snapshots().toArray()).map((one) => one.id)).toContain(imageId);
    expect((await glance.images.baseImages().toArray()).map((one) => one.id)).not.toContain(imageId);

    await nova.servers.stop(made);
    await nova.servers.waitFor(made, 'SHUTOFF', wait);
    await nova.servers.shelve(made);
    await nova.servers.waitFor(made, 'SHELVED_OFFLOADED', wait);
    await nova.servers.unshelve(made);
    await nova.servers.waitFor(made, 'ACTIVE', wait);
  });

  it('ends a wait at once in ERROR, with what Nova says of it', async () => {
    const nova = await admin.native.compute;
    const glance = await admin.native.image;
    const image = await glance.images.list({ name: 'tiny' }).first();
    const name = uniqueName('native-error');
    const made = await nova.servers.create({ name, flavorRef: '1', imageRef: image?.id ?? '', networks: 'none' });
    undo.add(async () => {
      await nova.servers.delete(made);
      await nova.servers.waitForGone(made, { intervalMs: 300 });
    });
    await nova.servers.waitFor(made, 'ACTIVE', { intervalMs: 300 });
    await nova.servers.resetState(made, 'error');
    await expect(nova.servers.waitFor(made, 'ACTIVE', { intervalMs: 300 })).rejects.toMatchObject({ code: 'conflict' });
    await nova.servers.resetState(made, 'active');
  });

  it('tells before it asks what the cloud cannot do', async () => {
    const nova = await cloud.native.compute;
    await expect(nova.servers.console('00000000-0000-0000-0000-000000000001', 'spice', { type: 'spice-direct' })).rejects.toMatchObject({
      code: 'unsupported',
    });
    await expect(nova.servers.get('00000000-0000-0000-0000-000000000001')).rejects.toMatchObject({ code: 'not-found', operation: 'compute GetServer' });
    await expect(nova.servers.get('x', { microversion: '2.999' })).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('shows administrators hypervisors, services and aggregates', async () => {
    const nova = await admin.native.compute;
    expect((await nova.administration.hypervisors().toArray()).length).toBeGreaterThan(0);
    expect((await nova.administration.services({ binary: 'nova-compute' })).every((service) => service.binary === 'nova-compute')).toBe(true);
    const aggregate = await nova.administration.createAggregate(uniqueName('native'));
    undo.add(() => nova.administration.deleteAggregate(aggregate.id));
    expect((await nova.administration.setAggregateMetadata(aggregate.id, { fast: 'yes' })).metadata).toEqual({ fast: 'yes' });
    const flavor = await nova.flavors.create({ name: uniqueName('native'), ram: 64, vcpus: 1, disk: 1, isPublic: false });
    undo.add(() => nova.flavors.delete(flavor));
    expect(await nova.flavors.setExtraSpecs(flavor, { 'hw:cpu_policy': 'shared' })).toEqual({ 'hw:cpu_policy': 'shared' });
    await nova.flavors.addAccess(flavor, (await cloud.native.session()).projectId ?? '');
    expect((await nova.flavors.access(flavor)).length).toBe(1);
    expect((await (await cloud.native.compute).flavors.list().toArray()).map((one) => one.id)).toContain(flavor.id);
    await expect((await cloud.native.compute).administration.hypervisors().toArray()).rejects.toMatchObject({ code: 'permission-denied' });
  });
});
