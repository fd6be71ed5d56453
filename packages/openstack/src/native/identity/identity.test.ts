import { describe, expect, it } from 'vitest';
import { rackspaceDialect } from '../../dialect.ts';
import { type Script, scriptedCloud, settingsOf } from '../../testing/scripted-cloud.ts';
import { IdentityNative } from './identity.ts';

const rackspace = (script: Script) => {
  const cloud = scriptedCloud(script, settingsOf({ dialect: rackspaceDialect }));
  return { cloud, v2: new IdentityNative(cloud.client).v2 };
};

describe('whoAmI', () => {
  it('tells user and roles of the token', async () => {
    const cloud = scriptedCloud(() => ({}));
    cloud.signInWith(() => ({
      status: 201,
      headers: { 'x-subject-token': 't' },
      body: {
        token: {
          user: { id: 'u', name: 'ada', domain: { id: 'default', name: 'Default' } },
          project: { id: 'p', name: 'lab' },
          roles: [{ id: 'r', name: 'member' }],
        },
      },
    }));
    expect(await new IdentityNative(cloud.client).whoAmI()).toMatchObject({
      user: { id: 'u', name: 'ada', domain: { name: 'Default' }, roles: [{ id: 'r', name: 'member', projectId: 'p' }] },
      projectName: 'lab',
    });
    expect(cloud.seen).toEqual([]);
  });
});

describe('Rackspace’s users', () => {
  it('are found by name, whichever of its two shapes the answer has', async () => {
    expect(await rackspace(() => ({ body: { user: { id: 1, username: 'joe' } } })).v2.users.findByName('joe')).toMatchObject({ id: 1 });
    expect(await rackspace(() => ({ body: { users: [{ id: '1' }] } })).v2.users.findByEmail('j@x')).toMatchObject({ id: '1' });
    await expect(rackspace(() => ({ body: { users: [] } })).v2.users.findByName('joe')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are changed by POST, and made with the members that Rackspace has', async () => {
    const { cloud, v2 } = rackspace(() => ({ status: 201, body: { user: { id: 1 } } }));
    await v2.users.update(1, { email: 'a@b', defaultRegion: 'ORD' });
    await v2.users.create({ username: 'joe', email: 'a@b', password: 'pw' });
    expect(cloud.seen.map((one) => `${one.method} ${one.url}`)).toEqual([
      'POST https://id.test/identity/v2.0/users/1',
      'POST https://id.test/identity/v2.0/users',
    ]);
    expect(cloud.seen.map((one) => JSON.parse(one.body))).toEqual([
      { user: { email: 'a@b', 'RAX-AUTH:defaultRegion': 'ORD' } },
      { user: { username: 'joe', email: 'a@b', enabled: true, 'OS-KSADM:password': 'pw' } },
    ]);
  });

  it('have keys that are not shown', async () => {
    const { v2 } = rackspace(({ method }) =>
      method === 'POST'
        ? { body: { 'RAX-KSKEY:apiKeyCredentials': { username: 'joe', apiKey: 'new-key' } } }
        : { body: { credentials: [{ 'RAX-KSKEY:apiKeyCredentials': { username: 'joe', apiKey: 'old-key' } }] } },
    );
    expect((await v2.users.resetApiKey(1)).reveal()).toBe('new-key');
    const credentials = await v2.users.credentials(1);
    expect(JSON.stringify(credentials)).toContain('joe');
    expect(JSON.stringify(credentials)).not.toContain('old-key');
  });

  it('have tenants in both of the shapes there are', async () => {
    const tenants = [{ id: 1, name: '1' }];
    expect(await rackspace(() => ({ body: { tenants } })).v2.tenants.list()).toEqual(tenants);
    expect(await rackspace(() => ({ body: { tenants: { values: tenants, links: [] } } })).v2.tenants.list()).toEqual(tenants);
  });
});

describe('faults of Keystone', () => {
  const keystone = (status: number, message: string): IdentityNative =>
    new IdentityNative(scriptedCloud(() => ({ status, body: { error: { code: status, title: 'x', message } } })).client);

  it('are of the thing asked for, once signed in', async () => {
    await expect(keystone(404, 'Could not find user: u.').users.get('u')).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      keystone(409, 'Conflict occurred attempting to store user - Duplicate entry found with name a.').users.create({ name: 'a' }),
    ).rejects.toMatchObject({
      code: 'already-exists',
    });
    await expect(keystone(403, 'You are not authorized to perform the requested action').users.list().toArray()).rejects.toMatchObject({
      code: 'permission-denied',
    });
    expect(await keystone(404, 'Could not find token').checkToken('t')).toBe(false);
  });
});
