import { type Connection, isCloudError, Secret, systemClock } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { Sessions } from './auth/sessions.ts';
import { type ServiceRequest, unsignedClient } from './client.ts';
import { rackspaceDialect } from './dialect.ts';
import { scriptedCloud, settingsOf, tokenAnswer } from './testing/scripted-cloud.ts';

const list: ServiceRequest = { service: 'compute', method: 'GET', path: '/servers', operation: 'ListServers' };
const fails = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('Keystone', () => {
  it('signs in once for many callers and puts the token on each request', async () => {
    const cloud = scriptedCloud(() => ({ body: { servers: [] } }));
    await Promise.all(Array.from({ length: 20 }, () => cloud.client.json(list, {})));
    expect(cloud.signedIn()).toBe(1);
    expect(new Set(cloud.seen.map((request) => request.headers['X-Auth-Token']))).toEqual(new Set(['token-1']));
    expect(cloud.seen[0]?.url).toBe('https://compute.test/v2.1/servers');
  });

  it('renews a refused token once, however many requests were refused with it', async () => {
    const cloud = scriptedCloud((request) => (request.headers['X-Auth-Token'] === 'token-1' ? { status: 401 } : { body: { servers: [] } }));
    await Promise.all(Array.from({ length: 10 }, () => cloud.client.json(list, {})));
    expect(cloud.signedIn()).toBe(2);
    expect(cloud.seen).toHaveLength(20);
  });

  it('gives up when the new token is refused too: access rules answer 401 as well', async () => {
    const cloud = scriptedCloud(() => ({ status: 401, body: { error: { code: 401, title: 'Unauthorized', message: 'no' } } }));
    const error = await fails(cloud.client.json(list, {}));
    expect(isCloudError(error, 'unauthenticated')).toBe(true);
    expect(cloud.seen).toHaveLength(2);
  });

  it('does not renew what only a token stands for', async () => {
    const settings = settingsOf({ identity: { ...settingsOf().identity, credentials: { kind: 'token', token: new Secret('given') } } });
    const cloud = scriptedCloud(() => ({ status: 401 }), settings);
    expect(isCloudError(await fails(cloud.client.json(list, {})), 'unauthenticated')).toBe(true);
    expect(cloud.seen).toHaveLength(1);
    expect(cloud.signedIn()).toBe(1);
  });

  it('never puts the token on a request to another origin', async () => {
    const cloud = scriptedCloud(() => ({}));
    await cloud.sessions.get();
    const request = { method: 'GET', origin: 'https://evil.test', target: '/', headers: {} };
    const error = await fails(cloud.auth.authorize(request, {}));
    expect(isCloudError(error, 'protocol')).toBe(true);
    expect((await cloud.auth.authorize({ ...request, origin: 'https://image.test' }, {})).headers['X-Auth-Token']).toBe('token-1');
    expect(request.headers).toEqual({});
  });

  it('lets addresses that the profile names have the token', async () => {
    const cloud = scriptedCloud(() => ({ body: {} }), settingsOf({ endpointOverrides: { 'object-store': 'https://own.test/v1/AUTH_{project_id}' } }));
    await cloud.client.json({ service: 'object-store', method: 'GET', path: '/c', operation: 'x' }, {});
    expect(cloud.seen[0]).toMatchObject({ url: 'https://own.test/v1/AUTH_8f4c0d/c', headers: { 'X-Auth-Token': 'token-1' } });
  });

  it('signs in anew when the token has ended', async () => {
    const cloud = scriptedCloud(() => ({ body: {} }));
    await cloud.client.json(list, {});
    cloud.advance(61 * 60_000);
    cloud.signInWith(() => tokenAnswer('later', '2030-01-02T08:00:00Z'));
    await cloud.client.json(list, {});
    expect(cloud.seen.map((request) => request.headers['X-Auth-Token'])).toEqual(['token-1', 'later']);
  });

  it('tells a wrong password from everything else, without repeating it', async () => {
    const refused = { status: 401, body: { error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } } };
    const cloud = scriptedCloud(() => ({}));
    cloud.signInWith(() => refused);
    const error = await fails(cloud.client.json(list, {}));
    expect(isCloudError(error, 'unauthenticated')).toBe(true);
    expect(String(error)).toContain('check user, password');
    expect(String(error)).not.toContain('s3cret');
    expect(cloud.seen).toHaveLength(0);
    expect(cloud.signedIn()).toBe(1);
  });

  it('asks which version there is only when nothing says it', async () => {
    const identity = { ...settingsOf().identity, version: undefined };
    const cloud = scriptedCloud(
      (request) =>
        request.url === 'https://id.test/identity/' ? { status: 300, body: { versions: { values: [{ id: 'v3.14', status: 'stable' }] } } } : { body: {} },
      settingsOf({ identity }),
    );
    await cloud.client.json(list, {});
    expect(cloud.seen.map((request) => request.url)).toEqual(['https://id.test/identity/', 'https://compute.test/v2.1/servers']);
    expect(cloud.sessions.version).toBe(3);
  });
});

it('a server that does not answer holds a call no longer than it allows, and one that waits for the same token not at all', async () => {
  const settings = settingsOf();
  const connection: Connection = {
    ...scriptedCloud(() => ({})).connection,
    clock: systemClock,
    transport: {
      send: (_, { signal }) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
      close: async () => {},
    },
  };
  const sessions = new Sessions(settings, connection, unsignedClient(connection, 'identity'));
  const abort = new AbortController();
  const patient = fails(sessions.get({ signal: abort.signal }));
  const error = await fails(sessions.get({ timeoutMs: 30 }));
  expect(isCloudError(error, 'timeout')).toBe(true);
  expect(error).toMatchObject({ outcome: 'not-done' });
  const stop = new Error('stop');
  abort.abort(stop);
  expect(await patient).toBe(stop);
});

describe('shutdown', () => {
  it('ends the token', async () => {
    const cloud = scriptedCloud((request) => (request.method === 'DELETE' ? { status: 204 } : { body: {} }));
    await cloud.client.json(list, {});
    await cloud.sessions.end(AbortSignal.timeout(1000));
    expect(cloud.seen.at(-1)).toMatchObject({ method: 'DELETE', url: 'https://id.test/identity/v3/auth/tokens', headers: { 'X-Subject-Token': 'token-1' } });
  });

  it('sends nothing when nobody signed in, or where the token may be another program’s', async () => {
    const idle = scriptedCloud(() => ({}));
    await idle.sessions.end(AbortSignal.timeout(1000));
    expect(idle.seen).toHaveLength(0);
    const shared = scriptedCloud(() => ({ body: {} }), settingsOf({ dialect: rackspaceDialect }));
    await shared.client.json(list, {});
    await shared.sessions.end(AbortSignal.timeout(1000));
    expect(shared.seen).toHaveLength(1);
  });
});
