import { connect } from 'portolan';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

describe('Keystone by its own words', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('tells user, roles, regions, services and projects', async () => {
    const keystone = await cloud.native.identity;
    const me = await keystone.whoAmI();
    expect(me).toMatchObject({ user: { name: 'demo', domain: { name: 'Default' } }, projectName: 'demo' });
    expect(me.user.roles.map((role) => role.name)).toContain('member');
    expect(await keystone.regions()).toContain('RegionOne');
    expect(await keystone.regions({ service: 'compute' })).toContain('RegionOne');
    expect((await keystone.services()).map((service) => service.type)).toContain('compute');
    expect((await keystone.myProjects()).map((project) => project.name)).toContain('demo');
  });

  it('checks and describes a token, and knows one that is none', async () => {
    const keystone = await cloud.native.identity;
    const token = await keystone.token();
    expect(String(token)).toBe('***');
    expect(await keystone.checkToken(token)).toBe(true);
    expect(await keystone.describeToken(token)).toMatchObject({ user: { name: 'demo' }, methods: ['password'] });
    expect(await keystone.checkToken('gAAAAA-none')).toBe(false);
    await expect(keystone.describeToken('gAAAAA-none')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('goes on after its own token was ended', async () => {
    const keystone = await cloud.native.identity;
    const token = await keystone.token();
    await keystone.revokeToken(token);
    expect((await keystone.myProjects()).length).toBeGreaterThan(0);
    expect((await keystone.token()).reveal()).not.toBe(token.reveal());
  });

  it('makes application credentials that sign in, and EC2 credentials', async () => {
    const keystone = await cloud.native.identity;
    const made = await keystone.applicationCredentials.create({
      name: uniqueName('robot'),
      roles: [{ name: 'member' }],
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    undo.add(() => keystone.applicationCredentials.delete(made));
    expect(JSON.stringify(made)).not.toContain(made.secret.reveal());
    const authUrl = await cloud.native.endpoint('identity');
    const robot = await connect(
      { provider: 'openstack', authUrl, applicationCredentialId: made.id, applicationCredentialSecret: made.secret.reveal(), region: 'RegionOne' },
      { env: {} },
    );
    try {
      expect((await (await robot.native.identity).whoAmI()).user.name).toBe('demo');
    } finally {
      await robot.close();
    }
    expect((await keystone.applicationCredentials.list()).map((one) => one.id)).toContain(made.id);
    const key = await keystone.ec2Credentials.create();
    undo.add(() => keystone.ec2Credentials.delete(key.access));
    expect((await keystone.ec2Credentials.get(key.access)).secret.reveal()).toBe(key.secret.reveal());
    expect((await keystone.ec2Credentials.list()).map((one) => one.access)).toContain(key.access);
  });

  it('lets administrators make projects, users and roles, and give roles', async () => {
    const keystone = await admin.native.identity;
    const name = uniqueName('identity');
    const project = await keystone.projects.create({ name, description: 'for a test' });
    undo.add(() => keystone.projects.delete(project));
    const user = await keystone.users.create({ name, password: 'first-secret', email: 'a@example.test' });
    undo.add(() => keystone.users.delete(user));
    await expect(keystone.users.create({ name, password: 'x' })).rejects.toMatchObject({ code: 'already-exists' });
    const role = await keystone.roles.create({ name });
    undo.add(() => keystone.roles.delete(role));
    await keystone.roles.grant(role, { user }, { project });
    expect((await keystone.roles.grants({ user }, { project }).toArray()).map((one) => one.id)).toEqual([role.id]);
    const [assignment] = await keystone.roles.assignments({ user, project }).toArray();
    expect(assignment).toMatchObject({ role: { name }, scope: { project: { name } } });
    expect((await keystone.users.projects(user).toArray()).map((one) => one.id)).toEqual([project.id]);
    await keystone.roles.revoke(role, { user }, { project });
    await keystone.roles.revoke(role, { user }, { project });
    expect((await keystone.users.update(user, { enabled: false })).enabled).toBe(false);
    expect((await keystone.users.list({ filters: { name } }).toArray()).map((one) => one.id)).toEqual([user.id]);
    expect((await keystone.registeredRegions.list().toArray()).map((one) => one.id)).toContain('RegionOne');
    expect((await keystone.registeredServices.list({ filters: { type: 'compute' } }).toArray()).length).toBe(1);
    expect((await keystone.registeredEndpoints.list().toArray()).length).toBeGreaterThan(5);
    expect((await keystone.domains.list().toArray()).map((one) => one.name)).toContain('Default');
    await expect(keystone.users.get('nobody')).rejects.toMatchObject({ code: 'not-found' });
    await keystone.users.delete(user);
    await keystone.users.delete(user);
    await expect((await cloud.native.identity).users.list().toArray()).rejects.toMatchObject({ code: 'permission-denied' });
  });
});
