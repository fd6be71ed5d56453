import type { OpenstackNative } from '@portolan/openstack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NativeRun, openRackspace } from './rackspace-native.ts';

const wait = { intervalMs: 10 } as const;

describe('databases', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['databases']>;
  let id: string;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.databases);
    const made = await client.instances.create({
      name: 'db',
      flavorRef: 1,
      volume: { size: 2 },
      databases: [{ name: 'shop' }],
      users: [{ name: 'app', password: 'x1', databases: [{ name: 'shop' }] }],
    });
    id = made.id;
    await client.instances.waitActive(id, wait);
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('instances are ready some time after they were made', async () => {
    const made = await client.instances.create({ name: 'two', flavorRef: 1, volume: { size: 1 } });
    expect(made).toMatchObject({ name: 'two', status: 'BUILD', datastore: { type: 'mysql' } });
    expect(await client.instances.waitActive(made, wait)).toMatchObject({ status: 'ACTIVE', volume: { size: 1, used: expect.any(Number) } });
    await client.instances.delete(made);
    await client.instances.waitDeleted(made, wait);
  });

  it('instances are renamed, restarted, resized and deleted', async () => {
    await client.instances.rename(id, 'db-2');
    await client.instances.restart(id);
    await client.instances.waitActive(id, wait);
    await client.instances.resize(id, 3);
    await client.instances.waitActive(id, wait);
    await client.instances.resizeVolume(id, 5);
    expect(await client.instances.get(id)).toMatchObject({ name: 'db-2', flavor: { id: '3' }, volume: { size: 5 } });
    await expect(client.instances.resizeVolume(id, 4)).rejects.toMatchObject({ code: 'invalid-argument' });
    const other = await client.instances.create({ name: 'other', flavorRef: '2', volume: { size: 1 }, replica_of: id });
    expect(await client.instances.list({ pageSize: 1 }).toArray()).toMatchObject([
      { id, replicas: [{ id: other.id }] },
      { id: other.id, replica_of: { id } },
    ]);
    expect((await client.instances.list({ includeReplicas: false }).toArray()).map((one) => one.id)).toEqual([id]);
    await client.instances.delete(other);
    await client.instances.waitDeleted(other, wait);
    await client.instances.delete(other);
    await expect(client.instances.get(other)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('instances take a configuration, and lose it with the next restart', async () => {
    const configuration = { name: 'tuned', values: { max_connections: 20 } };
    const made = await run.native.json<{ readonly configuration: { readonly id: string } }>('database', '/configurations', {
      method: 'POST',
      json: { configuration },
    });
    await client.instances.setConfiguration(id, made.configuration.id);
    expect(await client.instances.get(id)).toMatchObject({ configuration: { name: 'tuned' }, status: 'ACTIVE' });
    await client.instances.setConfiguration(id, undefined);
    expect(await client.instances.get(id)).toMatchObject({ status: 'RESTART_REQUIRED' });
    await client.instances.restart(id);
    await client.instances.waitActive(id, wait);
  });

  it('root is enabled for good, with a password that is shown once', async () => {
    expect(await client.instances.isRootEnabled(id)).toBe(false);
    const first = await client.instances.enableRoot(id);
    expect(first.name).toBe('root');
    expect((await client.instances.enableRoot(id)).password.reveal()).not.toBe(first.password.reveal());
    expect(await client.instances.isRootEnabled(id)).toBe(true);
  });

  it('databases and users come and go, dots and all', async () => {
    await client.databases.create(id, [{ name: 'a.b' }, { name: 'logs', character_set: 'latin1' }]);
    expect((await client.databases.list(id, { pageSize: 1 }).toArray()).map(({ name }) => name)).toEqual(['a.b', 'logs', 'shop']);
    expect(await client.databases.find(id, 'logs')).toMatchObject({ character_set: 'latin1' });
    await client.users.create(id, [
      { name: 'me.too', password: 'p', databases: ['logs'] },
      { name: 'me', host: '10.0.0.1', password: 'p' },
    ]);
    expect(await client.users.list(id, { pageSize: 1 }).toArray()).toHaveLength(3);
    expect(await client.users.get(id, 'me.too')).toMatchObject({ name: 'me.too', host: '%', databases: [{ name: 'logs' }] });
    const local = { name: 'me', host: '10.0.0.1' };
    await client.users.grantAccess(id, local, ['a.b', 'logs']);
    expect(await client.users.listAccess(id, local)).toEqual(['a.b', 'logs']);
    await client.users.revokeAccess(id, local, ['a.b']);
    expect(await client.users.listAccess(id, local)).toEqual(['logs']);
    await client.users.changePassword(id, local, 'other');
    await client.users.update(id, local, { name: 'we', host: '%' });
    expect(await client.users.get(id, 'we')).toMatchObject({ name: 'we', databases: [{ name: 'logs' }] });
    await client.users.delete(id, 'we');
    await client.users.delete(id, 'me.too');
    await client.databases.delete(id, 'a.b');
    await client.databases.delete(id, 'a.b');
    expect((await client.users.list(id).toArray()).map(({ name }) => name)).toEqual(['app']);
    await expect(client.users.create(id, [{ name: 'x'.repeat(17), password: 'p' }])).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('backups hold what there was, and are restored', async () => {
    const made = await client.backups.create({ instance: id, name: 'nightly', description: 'all of it' });
    expect(await client.backups.waitCompleted(made, wait)).toMatchObject({ status: 'COMPLETED', instance_id: id, parent_id: null });
    const next = await client.backups.create({ instance: id, name: 'next', parent: made });
    await client.backups.waitCompleted(next, wait);
    expect((await client.backups.list({ instance: id, pageSize: 1 }).toArray()).map(({ name }) => name)).toEqual(['nightly', 'next']);
    const restored = await client.backups.restore(made, { name: 'again', flavorRef: 1, volume: { size: 5 } });
    await client.instances.waitActive(restored, wait);
    expect((await client.databases.list(restored).toArray()).map(({ name }) => name)).toContain('shop');
    expect(await client.backups.get(next)).toMatchObject({ parent_id: made.id });
    await client.backups.delete(made);
    expect(await client.backups.list().toArray()).toEqual([]);
  });

  it('flavors and datastores are listed', async () => {
    const flavors = await client.flavors().toArray();
    expect(await client.flavor(flavors[0]?.id ?? 0)).toMatchObject({ id: 1, ram: 512 });
    expect((await client.datastores().toArray()).map(({ name }) => name)).toContain('mysql');
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.databases)).toEqual([]);
  });
});

it('an instance that is busy refuses changes with 422', async () => {
  await using run = await openRackspace(60_000);
  const client = await run.native.databases;
  const { id } = await client.instances.create({ name: 'slow', flavorRef: 1, volume: { size: 1 } });
  await expect(client.databases.create(id, [{ name: 'x' }])).rejects.toMatchObject({ code: 'conflict', status: 422 });
  await expect(client.instances.delete(id)).rejects.toMatchObject({ code: 'conflict', status: 422 });
});
