import { MemoryTokenStore, Secret, type TokenStore } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '../client.ts';
import type { Credentials, OpenstackSettings } from '../settings.ts';
import { type ScriptedCloud, scriptedCloud, settingsOf, tokenAnswer } from '../testing/scripted-cloud.ts';

const list: ServiceRequest = { service: 'compute', method: 'GET', path: '/servers', operation: 'ListServers' };
/** The scripted clouds live in 2030. */
const memory = (): TokenStore => new MemoryTokenStore(() => 0);
const processWith = (tokenStore: TokenStore, overrides: Partial<OpenstackSettings> = {}, refused?: string): ScriptedCloud =>
  scriptedCloud((request) => (request.headers['X-Auth-Token'] === refused ? { status: 401 } : { body: {} }), settingsOf({ tokenStore, ...overrides }));
const withPassword = (password: string): Partial<OpenstackSettings> => {
  const { identity } = settingsOf();
  return {
    identity: { ...identity, credentials: { ...(identity.credentials as Extract<Credentials, { kind: 'password' }>), password: new Secret(password) } },
  };
};

describe('a token store', () => {
  it('spares the second process the sign-in: token, catalog and project come from the store', async () => {
    const store = memory();
    const [one, two] = [processWith(store), processWith(store)];
    await one.client.json(list, {});
    await two.client.json(list, {});
    expect([one.signedIn(), two.signedIn()]).toEqual([1, 0]);
    expect(two.seen[0]).toMatchObject({ url: 'https://compute.test/v2.1/servers', headers: { 'X-Auth-Token': 'token-1' } });
    const [session, same] = [await one.sessions.get(), await two.sessions.get()];
    expect(same).toEqual(session);
    expect(two.sessions.version).toBe(3);
  });

  it('gives nothing to another user, password, project or cloud', async () => {
    const store = memory();
    await processWith(store).client.json(list, {});
    const { identity } = settingsOf();
    const others: Partial<OpenstackSettings>[] = [
      withPassword('guess'),
      { identity: { ...identity, scope: { project: { name: 'other', domain: { name: 'Default' } } } } },
      { identity: { ...identity, url: 'https://id.test/other' } },
      { identity: { ...identity, credentials: { kind: 'password', user: { name: 'bob', domain: { name: 'Default' } }, password: new Secret('s3cret') } } },
    ];
    for (const overrides of others) {
      const other = processWith(store, overrides);
      await other.client.json(list, {});
      expect(other.signedIn()).toBe(1);
    }
  });

  it('does not keep what a token or a passcode alone got', async () => {
    const kept: string[] = [];
    const store: TokenStore = { get: () => undefined, set: (key) => kept.push(key), delete: () => undefined };
    const { identity } = settingsOf();
    const user = { id: 'u' } as const;
    for (const credentials of [
      { kind: 'token', token: new Secret('given') },
      { kind: 'totp', user, factor: { passcode: new Secret('012345') } },
    ] as const) {
      await processWith(store, { identity: { ...identity, credentials } }).client.json(list, {});
    }
    expect(kept).toEqual([]);
    await processWith(store, {
      identity: { ...identity, credentials: { kind: 'totp', user, factor: { totpSecret: new Secret('GEZDGNBVGY3TQOJQ') } } },
    }).client.json(list, {});
    expect(kept).toHaveLength(1);
  });

  it('is passed over after a 401, and has the new token then', async () => {
    const store = memory();
    await processWith(store).client.json(list, {});
    const two = processWith(store, {}, 'token-1');
    two.signInWith(() => tokenAnswer('fresh'));
    await two.client.json(list, {});
    expect(two.seen.map(({ headers }) => headers['X-Auth-Token'])).toEqual(['token-1', 'fresh']);
    const three = processWith(store);
    await three.client.json(list, {});
    expect(three.seen[0]?.headers['X-Auth-Token']).toBe('fresh');
  });

  it('keeps its tokens when a connection is closed', async () => {
    const store = memory();
    const one = processWith(store);
    await one.client.json(list, {});
    await one.sessions.end(AbortSignal.timeout(1000));
    expect(one.seen.filter(({ method }) => method === 'DELETE')).toEqual([]);
    const two = processWith(store);
    await two.client.json(list, {});
    expect(two.signedIn()).toBe(0);
  });
});
