import { afterAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

const wait = { intervalMs: 300, timeoutMs: 120_000 };

describe('Cinder by its own words', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('tells microversions, limits, quotas, zones and types', async () => {
    const cinder = await cloud.native.blockStorage;
    expect(await cinder.microversions()).toEqual({ min: '3.0', max: expect.stringMatching(/^3\.\d+$/) });
    expect((await cinder.limits()).absolute['maxTotalVolumes']).toBeDefined();
    expect((await cinder.quotas())['volumes']).toBeDefined();
    expect((await cinder.quotaUsage())['volumes']).toMatchObject({ limit: expect.any(Number), in_use: expect.any(Number) });
    expect((await cinder.availabilityZones()).length).toBeGreaterThan(0);
    const types = await cinder.types.list().toArray();
    expect(types.length).toBeGreaterThan(0);
    expect((await cinder.types.get(types[0] ?? '')).name).toBe(types[0]?.name);
    expect(await cinder.messages().toArray()).toBeInstanceOf(Array);
    expect((await (await admin.native.blockStorage).services()).map((one) => one.binary)).toContain('cinder-volume');
  });

  it('takes a volume through its life: metadata, snapshot, extension, backup, transfer, attachment, end', async () => {
    const cinder = await cloud.native.blockStorage;
    const nova = await cloud.native.compute;
    const name = uniqueName('volume');
    const volume = await cinder.volumes.create({ name, size: 1, metadata: { a: '1' } });
    undo.add(() => cinder.volumes.deleteWithDependents(volume, wait));
    expect((await cinder.volumes.waitFor(volume, 'available', wait)).bootable).toBe('false');
    await cinder.volumes.setMetadata(volume, { b: '2' });
    await cinder.volumes.deleteMetadata(volume, 'a');
    expect(await cinder.volumes.metadata(volume)).toEqual({ b: '2' });
    expect((await cinder.volumes.update(volume, { name: `${name}-2`, description: 'told' })).name).toBe(`${name}-2`);
    await cinder.volumes.extend(volume, 2);
    expect((await cinder.volumes.waitFor(volume, 'available', wait)).size).toBe(2);
    await cinder.volumes.setBootable(volume, true);
    await cinder.volumes.setReadOnly(volume, false);
    expect((await cinder.volumes.get(volume)).bootable).toBe('true');
    expect((await cinder.volumes.list({ name: `${name}-2` }).toArray()).map((one) => one.id)).toEqual([volume.id]);
    expect((await cinder.volumes.summary()).total_count).toBeGreaterThan(0);

    const snapshot = await cinder.snapshots.create(volume, { name });
    await cinder.snapshots.waitFor(snapshot, 'available', wait);
    expect((await cinder.snapshots.update(snapshot, { name: `${name}-s` })).name).toBe(`${name}-s`);
    expect((await cinder.snapshots.list({ volume }).toArray()).map((one) => one.id)).toEqual([snapshot.id]);
    await expect(cinder.volumes.delete(volume)).rejects.toMatchObject({ code: 'conflict' });
    const clone = await cinder.volumes.create({ name: `${name}-c`, snapshot_id: snapshot.id });
    undo.add(async () => {
      await cinder.volumes.delete(clone);
      await cinder.volumes.waitForGone(clone, wait);
    });
    await cinder.volumes.waitFor(clone, 'available', wait);

    const backup = await cinder.backups.create(volume, { name });
    undo.add(async () => {
      await cinder.backups.delete(backup);
      await cinder.backups.waitForGone(backup, wait);
    });
    await cinder.backups.waitFor(backup, 'available', wait);
    expect((await cinder.backups.restore(backup, { volume: clone })).volume_id).toBe(clone.id);
    await cinder.volumes.waitFor(clone, 'available', wait);

    const transfer = await cinder.transfers.create(clone, { name });
    expect(JSON.stringify(transfer)).not.toContain(transfer.authKey.reveal());
    await expect(cinder.transfers.accept(transfer, 'wrong')).rejects.toMatchObject({ code: 'invalid-argument' });
    const theirs = await admin.native.blockStorage;
    await theirs.transfers.accept(transfer, transfer.authKey);
    const back = await theirs.transfers.create(clone);
    await cinder.transfers.accept(back, back.authKey);

    const image = await (await cloud.native.image).images.list({ name: 'tiny' }).first();
    const server = await nova.servers.create({ name, flavorRef: '1', imageRef: image?.id ?? '', networks: 'none' });
    undo.add(async () => {
      await nova.servers.delete(server);
      await nova.servers.waitForGone(server, wait);
    });
    await nova.servers.waitFor(server, 'ACTIVE', wait);
    const attached = await cinder.volumes.attach(volume, server, { ...wait, device: '/dev/vdb' });
    expect(attached.attachments?.map((one) => one.server_id)).toEqual([server.id]);
    expect((await nova.volumeAttachments.list(server).toArray()).map((one) => one.volumeId)).toEqual([volume.id]);
    await cinder.volumes.extend(volume, 3, { inUse: true });
    await cinder.volumes.waitFor(volume, 'in-use', wait);
    expect((await cinder.volumes.detach(volume, wait))?.status).toBe('available');
    expect((await cinder.volumes.detach(volume, wait))?.status).toBe('available');

    // With a snapshot and attached: all of it goes.
    await cinder.volumes.attach(volume, server, wait);
    await cinder.volumes.deleteWithDependents(volume, wait);
    await expect(cinder.volumes.get(volume)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('goes back to a snapshot, becomes an image, and keeps its type where none has the other', async () => {
    const cinder = await cloud.native.blockStorage;
    const theirs = await admin.native.blockStorage;
    const name = uniqueName('more');
    expect((await cinder.types.default()).name).toBeTypeOf('string');
    const type = await theirs.types.create({ name, extra_specs: { volume_backend_name: 'none-such' } });
    undo.add(() => theirs.types.delete(type));
    expect(await theirs.types.extraSpecs(type)).toEqual({ volume_backend_name: 'none-such' });

    const volume = await cinder.volumes.create({ name, size: 1 });
    undo.add(() => cinder.volumes.deleteWithDependents(volume, wait));
    await cinder.volumes.waitFor(volume, 'available', wait);
    const earlier = await cinder.snapshots.create(volume, { name });
    // Cinder knows them apart by whole seconds, and goes back to the latest alone.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const snapshots = [earlier, await cinder.snapshots.create(volume, { name })];
    for (const one of snapshots) await cinder.snapshots.waitFor(one, 'available', wait);
    await cinder.volumes.revert(volume, snapshots[1] ?? '');
    await cinder.volumes.waitFor(volume, 'available', wait);
    await cinder.snapshots.deleteAllOf(volume);
    await expect.poll(async () => (await cinder.snapshots.list({ volume }).toArray()).length, { timeout: 60_000 }).toBe(0);
    await cinder.volumes.setImageMetadata(volume, { os_distro: 'none' });
    expect((await cinder.volumes.get(volume)).volume_image_metadata).toMatchObject({ os_distro: 'none' });
    // No backend has the type: the volume keeps the one it has.
    const { volume_type: kept } = await cinder.volumes.get(volume);
    await cinder.volumes.retype(volume, name);
    expect((await cinder.volumes.waitFor(volume, 'available', wait)).volume_type).toBe(kept);

    const glance = await cloud.native.image;
    const image = await cinder.volumes.uploadToImage(volume, name);
    undo.add(() => glance.images.delete(image.image_id));
    expect((await glance.images.waitFor(image.image_id, 'active', wait)).name).toBe(name);
    await cinder.volumes.waitFor(volume, 'available', wait);
  });

  it('reserves volumes for hosts, keeps them in groups, and limits types', async () => {
    const cinder = await admin.native.blockStorage;
    const name = uniqueName('group');
    const type = await cinder.types.create({ name, isPublic: false });
    undo.add(() => cinder.types.delete(type));
    const project = (await cloud.native.session()).projectId ?? '';
    await cinder.types.addAccess(type, project);
    expect((await cinder.types.access(type)).map((one) => one.project_id)).toEqual([project]);
    await cinder.types.removeAccess(type, project);
    expect((await cinder.types.update(type, { description: 'told' })).description).toBe('told');
    await cinder.types.setExtraSpecs(type, { a: '1' });
    await cinder.types.deleteExtraSpec(type, 'a');
    await cinder.types.deleteExtraSpec(type, 'a');
    const qos = await cinder.qosSpecs.create(name, { total_iops_sec: '100' }, { consumer: 'front-end' });
    undo.add(() => cinder.qosSpecs.delete(qos, { force: true }));
    await cinder.qosSpecs.set(qos, { total_bytes_sec: '1000' });
    await cinder.qosSpecs.unset(qos, ['total_iops_sec']);
    expect(await cinder.qosSpecs.get(qos)).toMatchObject({ consumer: 'front-end', specs: { total_bytes_sec: '1000' } });
    await cinder.qosSpecs.associate(qos, type);
    await cinder.qosSpecs.disassociate(qos, type);
    expect((await cinder.qosSpecs.list().toArray()).map((one) => one.id)).toContain(qos.id);

    const groupType = await cinder.groups.createType({ name });
    undo.add(() => cinder.groups.deleteType(groupType));
    expect((await cinder.groups.types().toArray()).map((one) => one.id)).toContain(groupType.id);
    const group = await cinder.groups.create({ name, groupType, volumeTypes: [await cinder.types.default()] });
    undo.add(async () => {
      await cinder.groups.delete(group, { volumes: true });
      await cinder.groups.waitForGone(group, wait);
    });
    expect((await cinder.groups.waitFor(group, 'available', wait)).name).toBe(name);
    await cinder.groups.update(group, { name: `${name}-2` });
    expect((await cinder.groups.get(group)).name).toBe(`${name}-2`);
    expect((await cinder.groups.list().toArray()).map((one) => one.id)).toContain(group.id);

    const volume = await cinder.volumes.create({ name, size: 1 });
    undo.add(async () => {
      await cinder.volumes.delete(volume);
      await cinder.volumes.waitForGone(volume, wait);
    });
    await cinder.volumes.waitFor(volume, 'available', wait);
    const reserved = await cinder.attachments.create(volume);
    expect([(await cinder.volumes.get(volume)).status, reserved.status]).toEqual(['reserved', 'reserved']);
    const told = await cinder.attachments.update(reserved, { host: 'here', ip: '127.0.0.1', initiator: 'iqn.test', platform: 'x86_64', os_type: 'linux' });
    expect(told.connection_info).toBeTypeOf('object');
    await cinder.attachments.complete(reserved);
    expect((await cinder.volumes.waitFor(volume, 'in-use', wait)).id).toBe(volume.id);
    expect((await cinder.attachments.list({ volume_id: volume.id }).toArray()).map((one) => one.id)).toEqual([reserved.id]);
    expect((await cinder.attachments.get(reserved)).status).toBe('attached');
    await cinder.attachments.delete(reserved);
    await cinder.attachments.delete(reserved);
    await cinder.volumes.waitFor(volume, 'available', wait);
  });

  it('ends a wait at once in error', async () => {
    const cinder = await admin.native.blockStorage;
    const volume = await cinder.volumes.create({ name: uniqueName('error'), size: 1 });
    undo.add(() => cinder.volumes.forceDelete(volume));
    await cinder.volumes.waitFor(volume, 'available', wait);
    await cinder.volumes.resetStatus(volume, 'error_extending');
    await expect(cinder.volumes.waitFor(volume, 'available', wait)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('error_extending'),
    });
  });
});
