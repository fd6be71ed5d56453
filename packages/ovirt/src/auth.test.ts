import { inspect } from 'node:util';
import { type HttpRequest, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SsoAuth } from './auth.ts';
import { FakeEngine, type Reply, TOKEN_REPLY, xmlReply } from './testing/fake-engine.ts';

const ADDRESS = { origin: 'https://engine.example.com', enginePath: '/ovirt-engine' };
const USER = { username: 'admin@internal', password: new Secret('p&ss w=rd') };
const request: HttpRequest = { method: 'GET', origin: ADDRESS.origin, target: '/ovirt-engine/api', headers: {} };
const login = (reply: Reply): FakeEngine => new FakeEngine(() => reply);

describe('SsoAuth', () => {
  it('asks for a token as ovirtsdk4 does, once for all callers', async () => {
    const engine = login(TOKEN_REPLY);
    const auth = new SsoAuth({ ...ADDRESS, ...USER }, engine.connection);
    const all = await Promise.all(Array.from({ length: 20 }, () => auth.authorize(request, {})));
    expect(new Set(all.map(({ headers }) => headers['Authorization']))).toEqual(new Set(['Bearer T1']));
    expect(engine.seen.length).toBe(1);
    const [seen] = engine.seen;
    expect(`${seen?.method} ${seen?.origin}${seen?.target}`).toBe('POST https://engine.example.com/ovirt-engine/sso/oauth/token');
    // The engine compares the header with exactly this text.
    expect(seen?.headers['Accept']).toBe('application/json');
    expect(seen?.body).toBe('grant_type=password&scope=ovirt-app-api&username=admin%40internal&password=p%26ss%20w%3Drd');
  });

  it('asks another SSO where the profile names one, and ends the session there', async () => {
    const engine = new FakeEngine(({ target }) => ({ status: 200, body: target.startsWith('/oauth/token') ? '{"id_token":"T9"}' : '{}' }));
    const elsewhere = { ssoUrl: 'https://sso.example.com/oauth/token?realm=a', ssoRevokeUrl: 'https://sso.example.com', ssoTokenName: 'id_token' };
    const auth = new SsoAuth({ ...ADDRESS, ...USER, ...elsewhere }, engine.connection);
    expect((await auth.authorize(request, {})).headers['Authorization']).toBe('Bearer T9');
    await auth.logout(AbortSignal.timeout(5_000));
    expect(engine.seen.map(({ origin, target }) => origin + target)).toEqual(['https://sso.example.com/oauth/token?realm=a', 'https://sso.example.com/']);
    expect(engine.seen[1]?.body).toContain('token=T9');
    const wrong = new SsoAuth({ ...ADDRESS, ...USER, ...elsewhere, ssoTokenName: 'access_token' }, engine.connection);
    await expect(wrong.authorize(request, {})).rejects.toMatchObject({ code: 'protocol', message: expect.stringMatching(/no access_token/) });
  });

  it('never puts the token on a request to another origin', async () => {
    const engine = login(TOKEN_REPLY);
    const auth = new SsoAuth({ ...ADDRESS, ...USER }, engine.connection);
    await expect(auth.authorize({ ...request, origin: 'https://host1.example.com:54322' }, {})).rejects.toMatchObject({ code: 'protocol' });
    expect(engine.seen.length).toBe(0);
  });

  it.each<[Reply, object]>([
    [
      { status: 400, body: '{"error_code":"access_denied","error":"wrong user name or password"}' },
      { code: 'unauthenticated', providerCode: 'access_denied' },
    ],
    [
      { status: 400, body: '{"error":"invalid_grant","error_description":"no"}' },
      { code: 'unauthenticated', providerCode: 'invalid_grant' },
    ],
    [{ status: 200, body: '{"error_code":"access_denied","error":"no"}' }, { code: 'unauthenticated' }],
    [{ status: 400, body: '{"error":"invalid_scope","error_description":"no"}' }, { code: 'unsupported' }],
    [{ status: 200, body: '{"token":"A"}' }, { code: 'protocol' }],
    [
      { status: 200, body: '<html><body>It works</body></html>', headers: { 'content-type': 'text/html' } },
      { code: 'protocol', remedy: expect.stringMatching(/endpoint/) },
    ],
    [
      { status: 404, body: '<html>no</html>', headers: { 'content-type': 'text/html' } },
      { code: 'protocol', remedy: expect.stringMatching(/url/) },
    ],
    [{ status: 401, body: '<html>no</html>', headers: { 'content-type': 'text/html' } }, { code: 'unauthenticated' }],
  ])('tells what %o means, and never the password', async (reply, expected) => {
    const auth = new SsoAuth({ ...ADDRESS, ...USER }, login(reply).connection);
    const error: unknown = await auth.authorize(request, {}).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ ...expected, outcome: 'not-done' });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/p&ss|p%26ss/);
  });

  it('takes the token of an answer that is a list', async () => {
    const auth = new SsoAuth({ ...ADDRESS, ...USER }, login({ status: 200, body: '[{"access_token":"A"}]' }).connection);
    expect((await auth.authorize(request, {})).headers['Authorization']).toBe('Bearer A');
  });

  it('gets another token once when one is refused, and the request is sent again', async () => {
    let tokens = 0;
    const engine = new FakeEngine(({ target, headers }) => {
      if (target.includes('/sso/')) return { status: 200, body: `{"access_token":"T${++tokens}"}` };
      return headers['Authorization'] === 'Bearer T1' ? { status: 401, body: '<html>Unauthorized</html>' } : xmlReply('<vms/>');
    });
    const client = engine.client();
    const lists = Array.from({ length: 5 }, () => client.list({ operation: 'ListVms', method: 'GET', path: '/vms' }, 'vms', 'vm', {}));
    expect(await Promise.all(lists)).toEqual([[], [], [], [], []]);
    expect(tokens).toBe(2);
  });

  it('uses a given token first, and user and password when it is refused', async () => {
    const engine = login(TOKEN_REPLY);
    const auth = new SsoAuth({ ...ADDRESS, ...USER, token: new Secret('GIVEN') }, engine.connection);
    const first = await auth.authorize(request, {});
    expect([first.headers['Authorization'], engine.seen.length]).toEqual(['Bearer GIVEN', 0]);
    const rejected = { request: first, status: 401, headers: {}, body: Buffer.alloc(0), receivedAt: 0 };
    expect(await auth.refresh(rejected)).toBe(true);
    expect((await auth.authorize(request, {})).headers['Authorization']).toBe('Bearer T1');
    const alone = new SsoAuth({ ...ADDRESS, token: new Secret('GIVEN') }, engine.connection);
    await alone.authorize(request, {});
    expect(await alone.refresh(rejected)).toBe(false);
  });

  it('ends its own session, and neither one that was given nor one that never began', async () => {
    const engine = new FakeEngine(() => undefined);
    const never = new SsoAuth({ ...ADDRESS, ...USER }, engine.connection);
    await never.logout(AbortSignal.timeout(1000));
    const given = new SsoAuth({ ...ADDRESS, token: new Secret('GIVEN') }, engine.connection);
    await given.authorize(request, {});
    await given.logout(AbortSignal.timeout(1000));
    expect(engine.seen).toEqual([]);
    const own = new FakeEngine(({ target }) => (target.includes('logout') ? { status: 200, body: '{}' } : undefined));
    const auth = new SsoAuth({ ...ADDRESS, ...USER }, own.connection);
    await auth.authorize(request, {});
    await auth.logout(AbortSignal.timeout(1000));
    await auth.logout(AbortSignal.timeout(1000));
    expect(own.seen.slice(1).map(({ method, target, body }) => `${method} ${target} ${body}`)).toEqual([
      'POST /ovirt-engine/services/sso-logout scope=ovirt-app-api&token=T1',
    ]);
  });
});
