import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kit/clock.ts';
import { type OpenstackEmulator, startOpenstackEmulator } from '../index.ts';
import { login, passwordAuth, type Reply, send, session } from '../testing/session.ts';

const clock = new AdjustableClock();
let cloud: OpenstackEmulator;
let password: string;

beforeAll(async () => {
  cloud = await startOpenstackEmulator({ clock, tokenLifetimeMs: 60_000 });
  password = String(cloud.profile['password']);
});
afterAll(() => cloud.close());

const authenticate = (body: object): Promise<Reply> => send(cloud.url, '/identity/v3/auth/tokens', { body });

const REFUSED = '{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}';

describe('Keystone v3', () => {
  it('gives the token in a header, and a catalog of two regions and three interfaces in the body', async () => {
    const answer = await authenticate(passwordAuth('demo', password, 'demo'));
    expect(answer.status).toBe(201);
    expect(answer.headers['x-subject-token']).toMatch(/^gAAAAA/);
    expect(answer.text).not.toContain(String(answer.headers['x-subject-token']));
    const compute = answer.json.token.catalog.find((row: { type: string }) => row.type === 'compute');
    expect(compute.endpoints).toHaveLength(6);
    expect(new Set(compute.endpoints.map((endpoint: { region_id: string }) => endpoint.region_id))).toEqual(new Set(['RegionOne', 'RegionTwo']));
    expect(answer.json.token.catalog.find((row: { type: string }) => row.type === 'orchestration').endpoints).toEqual([]);
  });

  it.each([
    ['a wrong password', () => passwordAuth('demo', 'wrong', 'demo')],
    ['an unknown user', () => passwordAuth('nobody', password, 'demo')],
    ['an unknown project', () => passwordAuth('demo', password, 'nowhere')],
    ["somebody else's project", () => passwordAuth('alt_demo', cloud.stranger.password, 'demo')],
  ])('refuses %s with the same 401', async (_name, body) => {
    const answer = await authenticate(body());
    expect(answer.status).toBe(401);
    expect(answer.text).toBe(REFUSED);
    expect(answer.headers['www-authenticate']).toBe(`Keystone uri="${cloud.url}/identity/v3"`);
  });

  it('asks for the domain of a user named by name', async () => {
    const answer = await authenticate({ auth: { identity: { methods: ['password'], password: { user: { name: 'demo', password } } } } });
    expect(answer.status).toBe(400);
    expect(answer.json.error.message).toMatch(/^Expecting to find domain in user\./);
  });

  it('accepts an application credential, but no scope beside it, and no wrong secret', async () => {
    const { id, secret } = cloud.applicationCredential ?? { id: '', secret: '' };
    const body = (credential: object, scope?: object): object => ({
      auth: { identity: { methods: ['application_credential'], application_credential: credential }, ...(scope === undefined ? {} : { scope }) },
    });
    const good = await authenticate(body({ id, secret }));
    expect(good.status).toBe(201);
    expect(good.json.token.project.id).toBe(cloud.projectId);
    expect((await authenticate(body({ id, secret: 'wrong' }))).text).toBe(REFUSED);
    expect((await authenticate(body({ id: 'nope', secret }))).status).toBe(404);
    expect((await authenticate(body({ id, secret }, { project: { id: cloud.projectId } }))).status).toBe(401);
    const named = { name: 'portolan', secret, user: { name: 'demo', domain: { id: 'default' } } };
    expect((await authenticate(body(named))).status).toBe(201);
  });

  it('keeps the old expiry when a token is rescoped', async () => {
    const first = await authenticate(passwordAuth('demo', password, 'demo'));
    clock.advance(10_000);
    const token = String(first.headers['x-subject-token']);
    const identity = { methods: ['token'], token: { id: token } };
    const second = await authenticate({ auth: { identity, scope: { project: { name: 'alt_demo', domain: { id: 'default' } } } } });
    expect(second.status).toBe(201);
    expect(second.json.token.expires_at).toBe(first.json.token.expires_at);
    expect(second.json.token.methods).toEqual(['token', 'password']);
    expect(second.json.token.issued_at).not.toBe(first.json.token.issued_at);
  });

  it('refuses an expired token at every service', async () => {
    const call = await session(cloud);
    const targets = [
      '/compute/v2.1/servers',
      '/networking/v2.0/networks',
      `/volume/v3/${cloud.projectId}/volumes`,
      '/image/v2/images',
      `/v1/${cloud.storageAccount}`,
    ];
    for (const target of targets) expect({ target, ok: (await call(target)).status < 300 }).toEqual({ target, ok: true });
    clock.advance(60_001);
    for (const target of targets) expect({ target, status: (await call(target)).status }).toEqual({ target, status: 401 });
  });

  it('refuses a revoked token, and all of them after revokeTokens()', async () => {
    const token = await login(cloud);
    const headers = { 'X-Auth-Token': token, 'X-Subject-Token': token };
    expect((await send(cloud.url, '/identity/v3/auth/tokens', { headers })).status).toBe(200);
    expect((await send(cloud.url, '/identity/v3/auth/tokens', { method: 'DELETE', headers })).status).toBe(204);
    expect((await send(cloud.url, '/compute/v2.1/servers', { headers })).status).toBe(401);
    const other = await session(cloud);
    cloud.revokeTokens();
    expect((await other('/compute/v2.1/servers')).status).toBe(401);
  });

  it('gives an unscoped token that opens no service but lists projects', async () => {
    const answer = await authenticate(passwordAuth('demo', password));
    expect(answer.json.token).not.toHaveProperty('catalog');
    const headers = { 'X-Auth-Token': String(answer.headers['x-subject-token']) };
    expect((await send(cloud.url, '/compute/v2.1/servers', { headers })).status).toBe(401);
    const projects = await send(cloud.url, '/identity/v3/auth/projects', { headers });
    expect(projects.json.projects.map((project: { name: string }) => project.name)).toEqual(['demo', 'alt_demo']);
  });

  it('answers discovery with 300 at the root', async () => {
    const answer = await send(cloud.url, '/identity/');
    expect(answer.status).toBe(300);
    expect(answer.json.versions.values.map((version: { id: string }) => version.id)).toEqual(['v3.14', 'v2.0']);
  });
});

describe('Keystone v2', () => {
  it('scopes by tenant name, refuses name and id together, and gives no catalog without a tenant', async () => {
    const credentials = { passwordCredentials: { username: 'demo', password } };
    const post = (auth: object): Promise<Reply> => send(cloud.url, '/identity/v2.0/tokens', { body: { auth } });
    const scoped = await post({ ...credentials, tenantName: 'demo' });
    expect(scoped.status).toBe(200);
    expect(scoped.json.access.token.tenant.id).toBe(cloud.projectId);
    expect(scoped.json.access.serviceCatalog.length).toBeGreaterThan(5);
    expect((await post({ ...credentials, tenantName: 'demo', tenantId: cloud.projectId })).status).toBe(400);
    expect((await post(credentials)).json.access.serviceCatalog).toEqual([]);
    expect((await post({ passwordCredentials: { username: 'demo', password: 'x' } })).status).toBe(401);
  });

  it('is gone when the cloud is newer', async () => {
    await using modern = await startOpenstackEmulator({ keystoneV2: false });
    expect((await send(modern.url, '/identity/v2.0/tokens', { body: {} })).status).toBe(404);
  });
});

describe('Rackspace identity', () => {
  it('takes an API key and lists two compute rows, two tenants and regionless services', async () => {
    await using rack = await startOpenstackEmulator({ flavour: 'rackspace' });
    const { username, apiKey } = rack.profile as Record<string, string>;
    const post = (auth: object): Promise<Reply> => send(rack.url, '/v2.0/tokens', { body: { auth } });
    const answer = await post({ 'RAX-KSKEY:apiKeyCredentials': { username, apiKey } });
    expect(answer.status).toBe(200);
    const catalog = answer.json.access.serviceCatalog as { type: string; name: string; endpoints: Record<string, string>[] }[];
    expect(
      catalog
        .filter((row) => row.type === 'compute')
        .map((row) => row.name)
        .sort(),
    ).toEqual(['cloudServers', 'cloudServersOpenStack']);
    const files = catalog.find((row) => row.name === 'cloudFiles');
    expect(files?.endpoints[0]?.['tenantId']).toMatch(/^MossoCloudFS_/);
    // libcloud looks for this one before it talks to Cloud Files.
    expect(catalog.find((row) => row.name === 'cloudFilesCDN')).toMatchObject({ type: 'rax:object-cdn', endpoints: [{ region: expect.any(String) }, {}] });
    expect(catalog.find((row) => row.name === 'cloudDNS')?.endpoints[0]).not.toHaveProperty('region');
    expect(answer.json.access.user['RAX-AUTH:defaultRegion']).toBe('ORD');
    const wrong = await post({ 'RAX-KSKEY:apiKeyCredentials': { username, apiKey: 'wrong' } });
    expect(wrong.status).toBe(401);
    expect(wrong.json).toEqual({ unauthorized: { code: 401, message: 'Unable to authenticate user with credentials provided.' } });
    expect((await send(rack.url, '/identity/v3/auth/tokens', { body: {} })).status).not.toBe(201);
  });

  it('gives one tenant only for a token with a tenant', async () => {
    await using rack = await startOpenstackEmulator({ flavour: 'rackspace' });
    const token = await login(rack);
    const answer = await send(rack.url, '/v2.0/tokens', { body: { auth: { token: { id: token }, tenantId: rack.projectId } } });
    const names = answer.json.access.serviceCatalog.map((row: { name: string }) => row.name);
    expect(names).toContain('cloudServersOpenStack');
    expect(names).not.toContain('cloudFiles');
  });
});
