import { inspect } from 'node:util';
import { isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '../client.ts';
import { rackspaceDialect } from '../dialect.ts';
import { OpenstackNative } from '../native.ts';
import type { Credentials, OpenstackSettings } from '../settings.ts';
import { type ScriptedAnswer, type SeenRequest, scriptedCloud, settingsOf, tokenAnswer } from '../testing/scripted-cloud.ts';

const list: ServiceRequest = { service: 'compute', method: 'GET', path: '/servers', operation: 'ListServers' };
const objects: ServiceRequest = { service: 'object-store', method: 'GET', path: '/c', operation: 'ListObjects' };
const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const withCredentials = (credentials: Credentials): OpenstackSettings => settingsOf({ identity: { ...settingsOf().identity, credentials } });
const authOf = (request: SeenRequest): unknown => (JSON.parse(request.body) as { readonly auth: unknown }).auth;

describe('Swift’s own sign-in', () => {
  const v1 = (account?: string): OpenstackSettings =>
    settingsOf({
      identity: { url: 'https://swift.test/auth/v1.0', version: 1, credentials: { kind: 'v1', user: 'acme:ada', key: new Secret('k3y'), account } },
    });
  const granted: ScriptedAnswer = {
    headers: { 'x-auth-token': 'AUTH_tk1', 'x-storage-token': 'AUTH_tk1', 'x-storage-url': 'https://swift.test/v1/AUTH_acme', 'x-auth-token-expires': '86399' },
  };
  const swift = (request: SeenRequest): ScriptedAnswer => (request.url.includes('/auth/') ? granted : { body: {} });

  it('gives token and storage address, and no other service', async () => {
    const cloud = scriptedCloud(swift, v1());
    await cloud.client.json(objects, {});
    expect(cloud.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET https://swift.test/auth/v1.0', 'GET https://swift.test/v1/AUTH_acme/c']);
    expect(cloud.seen[0]?.headers).toMatchObject({ 'X-Auth-User': 'acme:ada', 'X-Auth-Key': 'k3y' });
    expect(cloud.seen[1]?.headers['X-Auth-Token']).toBe('AUTH_tk1');
    expect(cloud.auth.scheme).toBe('swift-v1');
    expect(isCloudError(await failureOf(cloud.client.json(list, {})), 'unsupported')).toBe(true);
    expect((await cloud.sessions.get()).expiresAt?.toISOString()).toBe('2030-01-03T03:04:04.000Z');
  });

  it('works in the account that the profile names, whatever the region', async () => {
    const cloud = scriptedCloud(swift, { ...v1('AUTH_other'), region: 'RegionOne' });
    await cloud.client.json(objects, {});
    expect(cloud.seen[1]?.url).toBe('https://swift.test/v1/AUTH_other/c');
  });

  it('works in an account of radosgw, whose own address names none', async () => {
    const headers = { ...granted.headers, 'x-storage-url': 'https://ceph.test/swift/v1/' };
    const cloud = scriptedCloud((request) => (request.url.includes('/auth/') ? { headers } : { body: {} }), v1('AUTH_a b'));
    await cloud.client.json(objects, {});
    expect(cloud.seen[1]?.url).toBe('https://ceph.test/swift/v1/AUTH_a%20b/c');
  });

  it('signs in anew when the token is refused, and ends nothing at close', async () => {
    let count = 0;
    const cloud = scriptedCloud((request) => {
      if (!request.url.includes('/auth/')) return request.headers['X-Auth-Token'] === 'tk-1' ? { status: 401 } : { body: {} };
      count += 1;
      return { headers: { ...granted.headers, 'x-auth-token': `tk-${count}`, 'x-storage-token': `tk-${count}` } };
    }, v1());
    await cloud.client.json(objects, {});
    await cloud.sessions.end(AbortSignal.timeout(1000));
    expect(cloud.seen.map(({ headers }) => headers['X-Auth-Token'])).toEqual([undefined, 'tk-1', undefined, 'tk-2']);
  });

  it('tells a wrong key without repeating it, and an answer that grants nothing', async () => {
    const refused = await failureOf(scriptedCloud(() => ({ status: 401 }), v1()).client.json(objects, {}));
    expect([isCloudError(refused, 'unauthenticated'), String(refused).includes('k3y')]).toEqual([true, false]);
    const nothing = await failureOf(scriptedCloud(() => ({ status: 204 }), v1()).client.json(objects, {}));
    expect(isCloudError(nothing, 'protocol')).toBe(true);
  });

  it('has no other scope', () => {
    expect(() => new OpenstackNative(scriptedCloud(swift, v1()).client).inScope({ system: 'all' })).toThrow(/no Keystone/);
  });
});

describe('a token for addresses that the profile names', () => {
  it('is used as it is: nobody is asked, nothing is ended', async () => {
    const url = 'https://swift.test/v1/AUTH_x';
    const settings = settingsOf({
      identity: { url, version: 1, credentials: { kind: 'given', token: new Secret('tok') } },
      endpointOverrides: { 'object-store': url },
    });
    const cloud = scriptedCloud((request) => (request.url.endsWith('/c') ? { body: {} } : { status: 401 }), settings);
    await cloud.client.json(objects, {});
    await cloud.sessions.end(AbortSignal.timeout(1000));
    expect(cloud.seen.map(({ url: at, headers }) => [at, headers['X-Auth-Token']])).toEqual([[`${url}/c`, 'tok']]);
    expect(isCloudError(await failureOf(cloud.client.json({ ...objects, path: '/gone' }, {})), 'unauthenticated')).toBe(true);
    expect(cloud.seen).toHaveLength(2);
  });
});

describe('a second factor', () => {
  const user = { name: 'ada', domain: { id: 'default' } } as const;
  // RFC 6238's secret; at 03:04:05 of 2 January 2030 its passcode is this.
  const totpSecret = new Secret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');

  it('goes with the password in one request, made anew for each', async () => {
    const cloud = scriptedCloud(() => ({ body: {} }), withCredentials({ kind: 'password', user, password: new Secret('p'), second: { totpSecret } }));
    const sent: unknown[] = [];
    cloud.signInWith((request) => {
      sent.push(authOf(request));
      return tokenAnswer(`t${sent.length}`, '2030-01-02T03:05:00Z');
    });
    await cloud.client.json(list, {});
    cloud.advance(3_600_000);
    await cloud.client.json(list, {});
    const passcodes = sent.map((auth) => (auth as { identity: { methods: unknown; totp: { user: { passcode: string } } } }).identity);
    expect(passcodes[0]).toMatchObject({ methods: ['password', 'totp'], password: { user: { name: 'ada', password: 'p' } }, totp: { user: { name: 'ada' } } });
    expect(passcodes[0]?.totp.user.passcode).toMatch(/^\d{6}$/);
    expect(passcodes[0]?.totp.user.passcode).not.toBe(passcodes[1]?.totp.user.passcode);
  });

  it('may be the only one', async () => {
    const cloud = scriptedCloud(() => ({ body: {} }), withCredentials({ kind: 'totp', user, factor: { passcode: new Secret('012345') } }));
    let sent: unknown;
    cloud.signInWith((request) => {
      sent = authOf(request);
      return tokenAnswer('t');
    });
    await cloud.client.json(list, {});
    expect(sent).toMatchObject({ identity: { methods: ['totp'], totp: { user: { name: 'ada', domain: { id: 'default' }, passcode: '012345' } } } });
  });

  it('that was typed in is good once: nobody tries it again', async () => {
    const cloud = scriptedCloud(
      () => ({ status: 401 }),
      withCredentials({ kind: 'password', user, password: new Secret('p'), second: { passcode: new Secret('012345') } }),
    );
    expect(isCloudError(await failureOf(cloud.client.json(list, {})), 'unauthenticated')).toBe(true);
    cloud.advance(3 * 3_600_000);
    const ended = await failureOf(cloud.client.json(list, {}));
    expect(String(ended)).toContain('new passcode, or give totpSecret');
    expect(cloud.signedIn()).toBe(1);
  });

  it('of Rackspace is asked for by a 401, which says how to go on', async () => {
    const settings = settingsOf({
      dialect: rackspaceDialect,
      identity: {
        url: 'https://id.test',
        version: 2,
        credentials: {
          kind: 'password',
          user: { name: 'joe', domain: { id: 'default' } },
          password: new Secret('p'),
          second: { passcode: new Secret('1411594') },
        },
      },
    });
    const sent: [unknown, unknown][] = [];
    const cloud = scriptedCloud(() => ({ body: {} }), settings);
    cloud.signInWith((request) => {
      sent.push([authOf(request), request.headers['X-SessionId']]);
      if (sent.length === 1)
        return { status: 401, headers: { 'www-authenticate': "OS-MF sessionId='Szh1XG', factor='PASSCODE'" }, body: { unauthorized: { code: 401 } } };
      return v2Answer('100200', []);
    });
    expect((await cloud.sessions.get()).token).toBe('tok-100200');
    expect(sent).toEqual([
      [{ passwordCredentials: { username: 'joe', password: 'p' } }, undefined],
      [{ 'RAX-AUTH:passcodeCredentials': { passcode: '1411594' } }, 'Szh1XG'],
    ]);
    const wrong = scriptedCloud(() => ({ body: {} }), settings);
    wrong.signInWith(() => ({ status: 401, body: { unauthorized: { code: 401, message: 'no' } } }));
    expect(isCloudError(await failureOf(wrong.sessions.get()), 'unauthenticated')).toBe(true);
  });
});

const v2Answer = (tenant: string, services: readonly (readonly [type: string, url: string])[]): ScriptedAnswer => ({
  body: {
    access: {
      token: { id: `tok-${tenant}`, expires: '2222-02-22T22:22:22.000-02:00', tenant: { id: tenant, name: tenant } },
      serviceCatalog: services.map(([type, publicURL]) => ({ type, name: type, endpoints: [{ region: 'DFW', publicURL }] })),
      user: {
        id: 1,
        roles: [
          { id: '5', name: 'object-store:default', tenantId: 'MossoCloudFS_abc' },
          { id: '6', name: 'compute:default', tenantId: '100200' },
        ],
      },
    },
  },
});

describe('a server that repeats what it was sent', () => {
  const echoes = (request: SeenRequest): ScriptedAnswer => ({
    status: 400,
    body: { error: { code: 400, title: 'Bad Request', message: `${JSON.stringify(request.headers)} ${request.body}` } },
  });
  const printed = (error: unknown): string => `${String(error)} ${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`;

  it('gets no key of Swift’s own sign-in into an error', async () => {
    const cloud = scriptedCloud(
      echoes,
      settingsOf({
        identity: { url: 'https://swift.test/auth/v1.0', version: 1, credentials: { kind: 'v1', user: 'acme:ada', key: new Secret('k3y-of-acme') } },
      }),
    );
    const text = printed(await failureOf(cloud.client.json(objects, {})));
    expect(text).toContain('acme:ada');
    expect(text).not.toContain('k3y-of-acme');
  });

  it('gets no passcode into an error, nor what passcodes are made of', async () => {
    const user = { id: 'u' } as const;
    const totpSecret = new Secret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const cloud = scriptedCloud(() => undefined, withCredentials({ kind: 'password', user, password: new Secret('pa55word'), second: { totpSecret } }));
    let passcode = '';
    cloud.signInWith((request) => {
      passcode = /"passcode":"(\d+)"/.exec(request.body)?.[1] ?? '';
      return echoes(request);
    });
    const text = printed(await failureOf(cloud.client.json(list, {})));
    expect(passcode).toHaveLength(6);
    expect(text).toContain('totp');
    for (const secret of [passcode, 'pa55word', 'GEZDGNBV']) expect(text).not.toContain(secret);
  });
});

describe('a token at Rackspace', () => {
  const rackspace = (): OpenstackSettings =>
    settingsOf({
      dialect: rackspaceDialect,
      identity: { url: 'https://id.test', version: 2, credentials: { kind: 'token', token: new Secret('given') }, scope: { project: { id: '100200' } } },
    });

  it('comes with the services of its tenant alone: those of the objects’ tenant are asked for too', async () => {
    const sent: unknown[] = [];
    const cloud = scriptedCloud(() => ({ body: {} }), rackspace());
    cloud.signInWith((request) => {
      const auth = authOf(request) as { readonly tenantId: string };
      sent.push(auth);
      return auth.tenantId === '100200'
        ? v2Answer('100200', [['compute', 'https://dfw.servers.test/v2/100200']])
        : v2Answer('MossoCloudFS_abc', [
            ['object-store', 'https://storage.test/v1/MossoCloudFS_abc'],
            ['compute', 'https://wrong.test/v2/x'],
          ]);
    });
    const session = await cloud.sessions.get();
    expect(sent).toEqual([
      { token: { id: 'given' }, tenantId: '100200' },
      { token: { id: 'given' }, tenantId: 'MossoCloudFS_abc' },
    ]);
    expect(session.token).toBe('tok-100200');
    expect(session.catalog.map(({ type, endpoints }) => [type, endpoints[0]?.url])).toEqual([
      ['compute', 'https://dfw.servers.test/v2/100200'],
      ['object-store', 'https://storage.test/v1/MossoCloudFS_abc'],
    ]);
  });

  it('that ends in the far future, by a clock with an offset, is kept', async () => {
    const cloud = scriptedCloud(() => ({ body: {} }), rackspace());
    cloud.signInWith(() =>
      v2Answer('100200', [
        ['compute', 'https://c.test/v2/1'],
        ['object-store', 'https://s.test/v1/M'],
      ]),
    );
    expect((await cloud.sessions.get()).expiresAt?.toISOString()).toBe('2222-02-23T00:22:22.000Z');
    const before = cloud.signedIn();
    cloud.advance(50 * 365 * 86_400_000);
    await cloud.sessions.get();
    expect(cloud.signedIn()).toBe(before);
  });
});

it('a Keystone token that ends in the year 9999 is kept, and no timer is set for its end', async () => {
  const cloud = scriptedCloud(() => ({ body: {} }));
  cloud.signInWith(() => tokenAnswer('t', '9999-12-31T23:59:59.999999Z'));
  await cloud.client.json(list, { timeoutMs: 5_000 });
  cloud.advance(5_000 * 365 * 86_400_000);
  await cloud.client.json(list, { timeoutMs: 5_000 });
  expect(cloud.signedIn()).toBe(1);
});

describe('another scope', () => {
  it('is got for the connection’s token, once, and the endpoints are those of that scope', async () => {
    const sent: unknown[] = [];
    const cloud = scriptedCloud(() => ({ body: {} }));
    cloud.signInWith((request) => {
      sent.push(authOf(request));
      return tokenAnswer(`t${sent.length}`);
    });
    const native = new OpenstackNative(cloud.client);
    const system = native.inScope({ system: 'all' });
    await Promise.all([system.json('compute', '/servers'), system.json('compute', '/flavors'), native.inScope({ system: 'all' }).json('compute', '/limits')]);
    await native.inScope({ unscoped: true }).json('compute', '/');
    expect(sent.slice(1)).toEqual([
      { identity: { methods: ['token'], token: { id: 't1' } }, scope: { system: { all: true } } },
      { identity: { methods: ['token'], token: { id: 't1' } }, scope: 'unscoped' },
    ]);
    expect(cloud.seen.map(({ headers }) => headers['X-Auth-Token'])).toEqual(['t2', 't2', 't2', 't3']);
    await native.json('compute', '/servers');
    expect(cloud.seen.at(-1)?.headers['X-Auth-Token']).toBe('t1');
  });

  it('is got anew with a new token of the connection when that one was refused', async () => {
    const cloud = scriptedCloud(() => ({ body: {} }));
    let count = 0;
    cloud.signInWith((request) => {
      const { identity } = authOf(request) as { readonly identity: { readonly token?: { readonly id: string } } };
      if (identity.token?.id === 'own-1') return { status: 401, body: { error: { code: 401, message: 'Could not find token' } } };
      count += 1;
      return tokenAnswer(identity.token === undefined ? `own-${count}` : `scoped-of-${identity.token.id}`);
    });
    await new OpenstackNative(cloud.client).inScope({ domain: { id: 'd' } }).json('compute', '/servers');
    expect(cloud.seen[0]?.headers['X-Auth-Token']).toBe('scoped-of-own-2');
  });

  it('is not tried with an application credential', () => {
    const settings = withCredentials({ kind: 'application-credential', credential: { id: 'ac' }, secret: new Secret('s') });
    expect(() => scriptedCloud(() => ({}), settings).client.inScope({ system: 'all' })).toThrow(/for its own project alone/);
  });

  it('ends with the connection', async () => {
    const cloud = scriptedCloud((request) => (request.method === 'DELETE' ? { status: 204 } : { body: {} }));
    await new OpenstackNative(cloud.client).inScope({ system: 'all' }).json('compute', '/servers');
    await cloud.sessions.end(AbortSignal.timeout(1000));
    expect(cloud.seen.filter(({ method }) => method === 'DELETE').map(({ headers }) => headers['X-Subject-Token'])).toEqual(['token-2', 'token-1']);
  });
});
