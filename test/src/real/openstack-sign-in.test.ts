import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, connect, MemoryTokenStore } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRequests } from './count-requests.ts';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

// RFC 6238's own secret.
const TOTP_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('signing in at the real Keystone', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  const name = uniqueName('sign-in');
  const password = `pw-${name}`;
  let authUrl = '';
  let userId = '';
  let projectId = '';
  let otherId = '';
  beforeAll(async () => {
    authUrl = await cloud.native.endpoint('identity');
    const keystone = await admin.native.identity;
    const [project, other] = [await keystone.projects.create({ name }), await keystone.projects.create({ name: `${name}-other` })];
    undo.add(() => keystone.projects.delete(project));
    undo.add(() => keystone.projects.delete(other));
    const user = await keystone.users.create({ name, password });
    undo.add(() => keystone.users.delete(user));
    [userId, projectId, otherId] = [user.id, project.id, other.id];
    const [member] = await keystone.roles.list({ filters: { name: 'member' } }).toArray();
    if (member === undefined) throw new Error('there is no role "member"');
    for (const one of [project, other]) await keystone.roles.grant(member, { user }, { project: one });
    const credential = await keystone.credentials.create({ type: 'totp', user_id: user.id, blob: TOTP_SECRET });
    undo.add(() => keystone.credentials.delete(credential));
  });
  afterAll(async () => {
    await undo.run();
    await close();
  });

  const openAs = (fields: object, options: object = {}): Promise<Cloud<'openstack'>> =>
    connect({ provider: 'openstack', authUrl, userId, projectId, region: 'RegionOne', ...fields }, { env: {}, ...options });

  it('takes a passcode instead of the password, and both', async () => {
    await using alone = await openAs({ totpSecret: TOTP_SECRET });
    const keystone = await alone.native.identity;
    expect(await keystone.describeToken(await keystone.token())).toMatchObject({ methods: ['totp'], user: { name } });
    await using both = await openAs({ password, totpSecret: TOTP_SECRET });
    const same = await both.native.identity;
    expect([...((await same.describeToken(await same.token())).methods ?? [])].sort()).toEqual(['password', 'totp']);
    await using wrong = await openAs({ password, passcode: '000000' });
    await expect(wrong.native.session()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('tells who gives too few factors what is missing', async () => {
    const keystone = await admin.native.identity;
    const rules = { options: { multi_factor_auth_enabled: true, multi_factor_auth_rules: [['password', 'totp']] } };
    await admin.native.json('identity', `/users/${userId}`, { method: 'PATCH', json: { user: rules } });
    try {
      await using one = await openAs({ password });
      await expect(one.native.session()).rejects.toMatchObject({
        code: 'unauthenticated',
        providerCode: 'MoreFactorsRequired',
        message: expect.stringMatching(/signs in by password and totp.*give passcode or totpSecret/) as string,
      });
      await using both = await openAs({ password, totpSecret: TOTP_SECRET });
      expect((await both.native.session()).userId).toBe(userId);
    } finally {
      const off = { options: { multi_factor_auth_enabled: false, multi_factor_auth_rules: [] } };
      await admin.native.json('identity', `/users/${userId}`, { method: 'PATCH', json: { user: off } });
    }
    expect((await keystone.users.get(userId)).name).toBe(name);
  });

  it('works by a trust that another user gave', async () => {
    const giver = await cloud.native.identity;
    const me = await giver.whoAmI();
    const trust = await giver.trusts.create({
      trustor_user_id: me.user.id ?? '',
      trustee_user_id: userId,
      project_id: me.projectId,
      impersonation: false,
      roles: [{ name: 'member' }],
    });
    try {
      expect((await giver.trusts.list({ filters: { trustor_user_id: me.user.id } }).toArray()).map(({ id }) => id)).toContain(trust.id);
      await using one = await openAs({ password, projectId: undefined, trustId: trust.id });
      expect(await one.native.session()).toMatchObject({ userId, projectId: me.projectId });
      expect(await (await one.native.compute).account.limits()).toBeDefined();
    } finally {
      await giver.trusts.delete(trust);
    }
    await expect(giver.trusts.get(trust)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('works in another project, in none and in the system by the token it has', async () => {
    await using one = await openAs({ password });
    const facts = await one.native.session();
    expect(facts.projectId).toBe(projectId);
    const other = one.native.inScope({ project: { id: otherId } });
    expect((await other.session()).projectId).toBe(otherId);
    expect(await (await other.compute).servers.list().toArray()).toEqual([]);
    const byName = one.native.inScope({ project: { name: `${name}-other`, domain: { name: 'Default' } } });
    expect((await byName.session()).projectId).toBe(otherId);
    const none = one.native.inScope({ unscoped: true });
    expect(await none.session()).toMatchObject({ projectId: undefined, catalog: [] });
    expect((await (await none.identity).myProjects()).map(({ id }) => id).sort()).toEqual([projectId, otherId].sort());
    await expect(none.json('compute', '/servers')).rejects.toMatchObject({ code: 'unsupported' });
    await expect(one.native.inScope({ system: 'all' }).session()).rejects.toMatchObject({ code: 'unauthenticated' });
    const system = admin.native.inScope({ system: 'all' });
    const keystone = await system.identity;
    expect((await keystone.users.get(userId)).name).toBe(name);
    expect((await system.session()).projectId).toBeUndefined();
    expect((await one.native.session()).projectId).toBe(projectId);
  });

  it('ends the tokens of all scopes when it is closed', async () => {
    const one = await openAs({ password });
    const scoped = await one.native.inScope({ project: { id: otherId } }).identity;
    const tokens = [await (await one.native.identity).token(), await scoped.token()];
    await one.close();
    const keystone = await admin.native.identity;
    for (const token of tokens) expect(await keystone.checkToken(token)).toBe(false);
  });

  it('signs in once for many connections that share a store, and again when the shared token was ended', async () => {
    const tokenStore = new MemoryTokenStore();
    const [count, transport] = countRequests((request) => request.method === 'POST' && request.target.endsWith('/auth/tokens'));
    const one = await openAs({ password, tokenStore }, { transport });
    const token = await (await one.native.identity).token();
    await one.close();
    // Others have it: it was not ended.
    expect(await (await admin.native.identity).checkToken(token)).toBe(true);
    await using two = await openAs({ password, tokenStore }, { transport });
    expect(await (await two.native.compute).servers.list().toArray()).toEqual([]);
    expect(count()).toBe(1);
    await using guess = await openAs({ password: 'guess', tokenStore }, { transport });
    await expect(guess.native.session()).rejects.toMatchObject({ code: 'unauthenticated' });
    await (await admin.native.identity).revokeToken(token);
    await using three = await openAs({ password, tokenStore }, { transport });
    // Keystone itself knows at once; Nova would go on taking the token for some minutes.
    expect((await (await three.native.identity).myProjects()).length).toBe(2);
    const fresh = await (await three.native.identity).token();
    expect(fresh.reveal()).not.toBe(token.reveal());
    await using four = await openAs({ password, tokenStore }, { transport });
    expect((await (await four.native.identity).token()).reveal()).toBe(fresh.reveal());
  });

  it('keeps in files neither password nor token that anybody could read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-tokens-'));
    try {
      await using one = await openAs({ password, tokenStore: `file:${folder}/tokens` });
      const token = await (await one.native.identity).token();
      const [file = ''] = await readdir(join(folder, 'tokens'));
      const path = join(folder, 'tokens', file);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      const text = await readFile(path, 'utf8');
      for (const secret of [password, token.reveal(), userId, name]) expect(text).not.toContain(secret);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
