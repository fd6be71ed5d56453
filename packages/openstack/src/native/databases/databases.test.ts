import { isCloudError, Secret } from '@portolan/core/driver';
import { expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script } from '../../testing/scripted-cloud.ts';
import type { DatabasesNative } from './databases.ts';

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly db: DatabasesNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, db: await cloud.native.databases };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('escapes dots in names that end a path, and hosts of users with them', async () => {
  const { cloud, db } = await open(({ method }) => (method === 'GET' ? { body: { user: { name: 'a' }, databases: [{ name: 'x' }] } } : { status: 202 }));
  await db.databases.delete('i', 'my.db');
  await db.users.get('i', { name: 'joe', host: '192.0.2.1' });
  expect(await db.users.listAccess('i', { name: 'joe', host: '%' })).toEqual(['x']);
  await db.users.revokeAccess('i', 'joe', ['a.b', 'c']);
  expect(cloud.sent()).toEqual([
    'DELETE /instances/i/databases/my%252edb',
    'GET /instances/i/users/joe%40192%252e0%252e2%252e1',
    'GET /instances/i/users/joe/databases',
    'DELETE /instances/i/users/joe/databases/a%252eb',
    'DELETE /instances/i/users/joe/databases/c',
  ]);
});

it('keeps passwords secret on the way back, and sends them as they are', async () => {
  const { cloud, db } = await open(({ url }) => (url.endsWith('/root') ? { body: { user: { name: 'root', password: 'hush' } } } : { status: 202 }));
  const root = await db.instances.enableRoot('i');
  expect(JSON.stringify(root)).not.toContain('hush');
  expect(root.password.reveal()).toBe('hush');
  await db.users.create('i', [{ name: 'joe', password: new Secret('s3'), databases: ['x'] }]);
  await db.users.update('i', 'joe', { password: new Secret('s4'), host: undefined });
  await db.users.changePassword('i', 'joe', 's5');
  expect(cloud.sent().slice(1)).toEqual([
    'POST /instances/i/users {"users":[{"name":"joe","password":"s3","databases":[{"name":"x"}]}]}',
    'PUT /instances/i/users/joe {"user":{"password":"s4"}}',
    'PUT /instances/i/users {"users":[{"name":"joe","password":"s5"}]}',
  ]);
});

it('follows links from page to page', async () => {
  const { cloud, db } = await open(({ url }) =>
    url.includes('marker=')
      ? { body: { instances: [{ id: 'b' }], links: [] } }
      : { body: { instances: [{ id: 'a' }], links: [{ rel: 'next', href: 'https://x/instances?marker=a&limit=1' }] } },
  );
  expect((await db.instances.list({ pageSize: 1 }).toArray()).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(cloud.sent()[1]).toBe('GET /instances?marker=a&limit=1');
});

it('restores a backup into a new instance', async () => {
  const { cloud, db } = await open(() => ({ body: { instance: { id: 'n' } } }));
  expect(await db.backups.restore('b-1', { name: 'again', flavorRef: 1, volume: { size: 2 } })).toEqual({ id: 'n' });
  expect(cloud.sent()).toEqual(['POST /instances {"instance":{"name":"again","flavorRef":1,"volume":{"size":2},"restorePoint":{"backupRef":"b-1"}}}']);
});

it('waits for an instance, and no longer when it failed', async () => {
  const states = ['BUILD', 'BUILD', 'ACTIVE'];
  const { db } = await open(() => ({ body: { instance: { id: 'i', status: states.shift() } } }));
  expect(await db.instances.waitActive('i')).toMatchObject({ status: 'ACTIVE' });
  const failed = await open(() => ({ body: { instance: { id: 'i', status: 'BLOCKED' } } }));
  expect(String(await failureOf(failed.db.instances.waitActive('i')))).toContain('it is BLOCKED');
  const gone = await open(() => ({ status: 404, body: { itemNotFound: { code: 404, message: 'Resource i cannot be found.' } } }));
  await gone.db.instances.waitDeleted('i');
});

it('calls an instance that is busy a conflict', async () => {
  const { db } = await open(() => ({ status: 422, body: { unprocessableEntity: { code: 422, message: 'Instance is not ready.' } } }));
  expect(isCloudError(await failureOf(db.instances.restart('i')), 'conflict')).toBe(true);
});
