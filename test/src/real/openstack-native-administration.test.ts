import { afterAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

describe('what administrators do', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('quotas of projects: defaults, changes and back', async () => {
    const keystone = await admin.native.identity;
    const project = await keystone.projects.create({ name: uniqueName('quota') });
    undo.add(() => keystone.projects.delete(project));
    const { account } = await admin.native.compute;
    const defaults = await account.quotaDefaults({ project });
    expect(defaults['instances']).toBeTypeOf('number');
    expect((await account.updateQuotas(project, { instances: 3 }))['instances']).toBe(3);
    expect((await account.quotas({ project }))['instances']).toBe(3);
    await account.deleteQuotas(project);
    expect((await account.quotas({ project }))['instances']).toBe(defaults['instances']);
    expect((await account.quotaClass('default'))['cores']).toBeTypeOf('number');
    expect(await account.usages({ start: new Date(Date.now() - 86_400_000), end: new Date() }, { detailed: true })).toBeInstanceOf(Array);

    const cinder = await admin.native.blockStorage;
    expect((await cinder.updateQuotas(project, { volumes: 4 }))['volumes']).toBe(4);
    const neutron = await admin.native.network;
    expect((await neutron.updateQuotas(project, { network: 5 }))['network']).toBe(5);
    await neutron.deleteQuotas(project);
    expect((await neutron.quotas({ project }))['network']).not.toBe(5);
  });

  it('hosts in aggregates, one hypervisor, flavors’ extra specs and access', async () => {
    const { administration, flavors } = await admin.native.compute;
    const aggregate = await administration.createAggregate(uniqueName('aggregate'));
    undo.add(() => administration.deleteAggregate(aggregate.id));
    expect((await administration.addHost(aggregate.id, 'fake1')).hosts).toEqual(['fake1']);
    expect((await administration.aggregates()).map((one) => one.id)).toContain(aggregate.id);
    expect((await administration.removeHost(aggregate.id, 'fake1')).hosts).toEqual([]);
    const [first] = await administration.hypervisors().toArray();
    expect((await administration.hypervisor(first?.id ?? '')).id).toBe(first?.id);

    const flavor = await flavors.create({ name: uniqueName('flavor'), ram: 64, vcpus: 1, disk: 1, isPublic: false });
    undo.add(() => flavors.delete(flavor));
    await flavors.setExtraSpecs(flavor, { 'hw:cpu_policy': 'shared' });
    expect(await flavors.extraSpecs(flavor)).toEqual({ 'hw:cpu_policy': 'shared' });
    expect((await flavors.update(flavor, { description: 'small' })).description).toBe('small');
    await flavors.deleteExtraSpec(flavor, 'hw:cpu_policy');
    await flavors.deleteExtraSpec(flavor, 'hw:cpu_policy');
    expect(await flavors.extraSpecs(flavor)).toEqual({});
    const project = (await cloud.native.session()).projectId ?? '';
    await flavors.addAccess(flavor, project);
    await flavors.removeAccess(flavor, project);
    expect(await flavors.access(flavor)).toEqual([]);
  });

  it('users’ groups, and their own passwords', async () => {
    const keystone = await admin.native.identity;
    const name = uniqueName('groups');
    const user = await keystone.users.create({ name, password: 'the-first-one' });
    undo.add(() => keystone.users.delete(user));
    const group = await keystone.groups.create({ name });
    undo.add(() => keystone.groups.delete(group));
    await keystone.users.addToGroup(user, group);
    await keystone.users.addToGroup(user, group);
    expect(await keystone.users.isInGroup(user, group)).toBe(true);
    expect((await keystone.users.ofGroup(group).toArray()).map((one) => one.id)).toEqual([user.id]);
    expect((await keystone.users.groups(user).toArray()).map((one) => one.id)).toEqual([group.id]);
    await keystone.users.removeFromGroup(user, group);
    await keystone.users.removeFromGroup(user, group);
    expect(await keystone.users.isInGroup(user, group)).toBe(false);
    expect(await keystone.users.groups(user).toArray()).toEqual([]);
    await keystone.users.changePassword(user, 'the-first-one', 'the-second-one');
    await expect(keystone.users.changePassword(user, 'the-first-one', 'a-third-one')).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
