import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigContext, isCloudError } from '@portolan/core/driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capabilitiesFor } from './capabilities.ts';
import { parseOpenstackConfig } from './config.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-openstack-'));
});
afterEach(() => rm(folder, { recursive: true }));

const context = (env: Readonly<Record<string, string>> = {}): ConfigContext => ({ source: 'test', directory: folder, home: folder, env });
const problemsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return isCloudError(error, 'invalid-argument') ? error.problems : [`not a configuration error: ${String(error)}`];
};
const base = { authUrl: 'https://cloud.test:5000/v3/', username: 'ada', password: 's3cret' };

describe('openstack', () => {
  it('reads a profile; names without domain are of the default domain', async () => {
    const settings = await parseOpenstackConfig({ ...base, projectName: 'lab', interface: 'internalURL' }, context());
    expect(settings.identity).toMatchObject({
      url: 'https://cloud.test:5000',
      version: 3,
      credentials: { kind: 'password', user: { name: 'ada', domain: { id: 'default' } } },
      scope: { project: { name: 'lab', domain: { id: 'default' } } },
    });
    expect(settings.interface).toBe('internal');
    expect(JSON.stringify(settings)).not.toContain('s3cret');
  });

  it('a domain beside a project is for both names; without a project it is the scope', async () => {
    const both = await parseOpenstackConfig({ ...base, projectName: 'lab', domainName: 'corp' }, context());
    expect(both.identity).toMatchObject({ credentials: { user: { domain: { name: 'corp' } } }, scope: { project: { domain: { name: 'corp' } } } });
    const alone = await parseOpenstackConfig({ ...base, userDomainId: 'd1', domainId: 'd2' }, context());
    expect(alone.identity).toMatchObject({ credentials: { user: { domain: { id: 'd1' } } }, scope: { domain: { id: 'd2' } } });
  });

  it('reads the variables of an rc file', async () => {
    const settings = await parseOpenstackConfig(
      {},
      context({
        OS_AUTH_URL: 'http://h:5000',
        OS_USERNAME: 'u',
        OS_PASSWORD: 'p',
        OS_TENANT_NAME: 't',
        OS_REGION_NAME: 'R',
        OS_INSECURE: 'true',
        OS_PROJECT_ID: '',
      }),
    );
    expect(settings).toMatchObject({ region: 'R', tlsVerify: false, identity: { url: 'http://h:5000', scope: { project: { name: 't' } } } });
    expect(settings.identity.version).toBeUndefined();
  });

  it('takes v3 for what only v3 has, whatever the address says', async () => {
    const secret = { applicationCredentialId: 'ac', applicationCredentialSecret: 's' };
    const settings = await parseOpenstackConfig({ authUrl: 'https://h/v2.0', ...secret }, context());
    expect(settings.identity).toMatchObject({ url: 'https://h', version: 3, credentials: { kind: 'application-credential', credential: { id: 'ac' } } });
    expect(await problemsOf(parseOpenstackConfig({ authUrl: 'https://h', ...secret, identityApiVersion: 2 }, context()))).toEqual([
      expect.stringContaining('needs version 3'),
    ]);
  });

  it('tells all problems at once and no secret', async () => {
    const problems = await problemsOf(
      parseOpenstackConfig({ username: 'u', identityApiVersion: '4', endpointOverrides: { blob: 'x', swift: 'ftp://x' } }, context()),
    );
    expect(problems).toHaveLength(5);
    expect(problems.join('\n')).toMatch(
      /unknown service "blob"[\s\S]*endpointOverrides\.swift[\s\S]*"password" is missing[\s\S]*identityApiVersion[\s\S]*"authUrl" is missing.*OS_AUTH_URL/,
    );
    expect((await problemsOf(parseOpenstackConfig({ ...base, passwort: 'x' }, context())))[0]).toContain('did you mean "password"?');
  });

  it('knows services under the names people use', async () => {
    const settings = await parseOpenstackConfig({ ...base, endpointOverrides: { swift: 'https://s/v1/AUTH_x', volumev3: 'https://v/v3/x' } }, context());
    expect(settings.endpointOverrides).toEqual({ 'object-store': 'https://s/v1/AUTH_x', 'block-storage': 'https://v/v3/x' });
  });
});

describe('clouds.yaml', () => {
  const clouds = `
clouds:
  devstack:
    region-name: RegionOne
    identity_api_version: 3
    verify: false
    object_store_endpoint_override: https://{region_name}.swift.test/v1/AUTH_x
    auth:
      auth_url: https://{region_name}.id.test/v3
      username: ada
      project_name: lab
      user_domain_name: corp
  regional:
    auth: { auth_url: "https://id.test", username: u, password: 0123 }
    regions: [one, { name: two, values: { interface: internal } }]
  robot:
    auth_type: v3applicationcredential
    auth: { auth_url: "https://id.test/v3", application_credential_id: ac, application_credential_secret: x, username: ignored, password: ignored }
`;

  it('is merged with secure.yaml, expanded, and not mixed with other variables', async () => {
    await writeFile(join(folder, 'clouds.yaml'), clouds);
    await writeFile(join(folder, 'secure.yaml'), 'clouds: { devstack: { auth: { password: s3cret } } }');
    const settings = await parseOpenstackConfig({ cloud: 'devstack' }, context({ OS_USERNAME: 'other', OS_PROJECT_ID: 'other' }));
    expect(settings).toMatchObject({
      region: 'RegionOne',
      tlsVerify: false,
      endpointOverrides: { 'object-store': 'https://RegionOne.swift.test/v1/AUTH_x' },
      identity: {
        url: 'https://RegionOne.id.test',
        credentials: { kind: 'password', user: { name: 'ada', domain: { name: 'corp' } } },
        scope: { project: { name: 'lab', domain: { name: 'corp' } } },
      },
    });
    expect(settings.identity.credentials.kind === 'password' && settings.identity.credentials.password.reveal()).toBe('s3cret');
  });

  it('takes the cloud of OS_CLOUD, regions with their values, and keeps leading zeros of passwords', async () => {
    await writeFile(join(folder, 'clouds.yaml'), clouds);
    const first = await parseOpenstackConfig({}, context({ OS_CLOUD: 'regional' }));
    expect(first).toMatchObject({ region: 'one', interface: 'public' });
    expect(first.identity.credentials.kind === 'password' && first.identity.credentials.password.reveal()).toBe('0123');
    expect(await parseOpenstackConfig({ cloud: 'regional', region: 'two' }, context())).toMatchObject({ region: 'two', interface: 'internal' });
    expect((await problemsOf(parseOpenstackConfig({ cloud: 'regional', region: 'Two' }, context())))[0]).toContain('it has one, two');
  });

  it('signs in as auth_type says', async () => {
    await writeFile(join(folder, 'clouds.yaml'), clouds);
    const settings = await parseOpenstackConfig({ cloud: 'robot' }, context());
    expect(settings.identity).toMatchObject({ version: 3, credentials: { kind: 'application-credential', credential: { id: 'ac' } } });
  });

  it('is found in the user’s folder, and the only cloud needs no name', async () => {
    await writeFile(join(folder, 'x.yaml'), 'clouds: { only: { auth: { auth_url: "https://id.test", username: u, password: p } } }');
    const settings = await parseOpenstackConfig({}, context({ OS_CLIENT_CONFIG_FILE: join(folder, 'x.yaml') }));
    expect(settings.identity.url).toBe('https://id.test');
  });

  it('says what is wrong: an unknown cloud, no file, a broken file without its text', async () => {
    expect((await problemsOf(parseOpenstackConfig({ cloud: 'devstack' }, context())))[0]).toContain('no clouds.yaml was found');
    await writeFile(join(folder, 'clouds.yaml'), clouds);
    expect((await problemsOf(parseOpenstackConfig({ cloud: 'devstak' }, context())))[0]).toContain('did you mean "devstack"?');
    await writeFile(join(folder, 'clouds.yaml'), 'clouds:\n  a: { password: "s3cret\n');
    const [problem] = await problemsOf(parseOpenstackConfig({ cloud: 'a' }, context()));
    expect(problem).toContain('is not YAML');
    expect(problem).not.toContain('s3cret');
  });
});

describe('clouds.yaml in full', () => {
  const read = async (text: string, input: object = {}, env: Readonly<Record<string, string>> = {}) => {
    await writeFile(join(folder, 'clouds.yaml'), text);
    return parseOpenstackConfig({ cloud: 'a', ...input }, context(env));
  };

  it('takes what is of one service: interface, address, microversion', async () => {
    const settings = await read(`clouds: { a: { auth: { auth_url: "https://id.test", username: u, password: p },
      object-store-interface: internal, volume_endpoint_override: "https://v.test/v3/x", compute_default_microversion: "2.79", compute_service_name: nova2, block_storage_default_microversion: "3.59" } }`);
    expect(settings).toMatchObject({
      interfaces: { 'object-store': 'internal' },
      endpointOverrides: { 'block-storage': 'https://v.test/v3/x' },
      serviceNames: { compute: 'nova2' },
      microversions: { compute: '2.79', 'block-storage': '3.59' },
    });
  });

  it('knows where clouds are that openstacksdk knows, and profiles of clouds-public.yaml before them', async () => {
    const cloud = 'clouds: { a: { profile: ovh, region_name: GRA7, auth: { username: u, password: p } } }';
    expect((await read(cloud)).identity.url).toBe('https://auth.cloud.ovh.net');
    const otc = await read('clouds: { a: { profile: otc, region_name: eu-de, auth: { username: u, password: p } } }');
    expect(otc.identity.url).toBe('https://iam.eu-de.otc.t-systems.com');
    await writeFile(
      join(folder, 'clouds-public.yaml'),
      'public-clouds: { ovh: { auth: { auth_url: "https://own.test" } }, gone: { status: shutdown, auth: {} } }',
    );
    expect((await read(cloud)).identity.url).toBe('https://own.test');
    expect((await problemsOf(read('clouds: { a: { profile: gone } }')))[0]).toMatch(/clouds\.yaml, cloud "a": profile: "gone" was shut down/);
    expect((await problemsOf(read('clouds: { a: { profile: "https://vexxhost.com" } }')))[0]).toContain('addresses are not fetched');
  });

  it('signs in by passcode, by several factors, and at Swift itself', async () => {
    const auth = 'auth_url: "https://id.test/v3", username: u, password: p, passcode: "012345"';
    const kindOf = async (type: string) => (await read(`clouds: { a: { auth_type: ${type}, auth: { ${auth} } } }`)).identity;
    expect((await kindOf('v3totp')).credentials).toMatchObject({ kind: 'totp', user: { name: 'u' } });
    expect((await kindOf('v3multifactor')).credentials).toMatchObject({ kind: 'password', second: {} });
    expect((await kindOf('v3password')).credentials).not.toHaveProperty('second');
    const v1 = 'clouds: { a: { auth_type: v1password, auth: { auth_url: "https://s.test/auth/v1.0", username: "t:u", password: k, project_name: AUTH_x } } }';
    expect((await read(v1)).identity).toMatchObject({
      version: 1,
      url: 'https://s.test/auth/v1.0',
      credentials: { kind: 'v1', user: 't:u', account: 'AUTH_x' },
    });
  });

  it('says all that is wrong, with file, cloud and key, and no value that may be a secret', async () => {
    const problems = await problemsOf(
      read(
        `clouds: { a: { auth: { auth_url: "https://id.test", username: [x], password: { hunter2: x } }, verify: perhaps, api_timeout: soon, auth_type: v3oidcpassword } }`,
      ),
    );
    const where = `test: ${join(folder, 'clouds.yaml')}, cloud "a": `.slice('test: '.length);
    expect(problems).toEqual([
      `${where}auth.username: got a list, expected text`,
      `${where}auth.password: got a mapping, expected text`,
      expect.stringMatching(/auth_type: got "v3oidcpassword", which is not known here; known: .*v3totp/),
      `${where}verify: got "perhaps", expected true or false`,
      `${where}api_timeout: got "soon", expected seconds`,
    ]);
    expect(problems.join()).not.toContain('hunter2');
    expect((await problemsOf(read('clouds: { a: { auth: text } }')))[0]).toContain('auth: expected a mapping');
    expect((await problemsOf(read('clouds: { a: { regions: [{ name: x, value: {} }] } }')))[0]).toContain('regions: expected names');
    expect((await problemsOf(read('clouds: { a: { auth_type: rackspace_apikey, auth: { username: u, api_key: k } } }')))[0]).toContain('provider: rackspace');
  });
});

describe('variables', () => {
  it('of swift’s client: its own sign-in, and a storage address with a token', async () => {
    const own = await parseOpenstackConfig({}, context({ ST_AUTH: 'http://s.test/auth/v1.0', ST_USER: 'test:tester', ST_KEY: 'testing', OS_USERNAME: '' }));
    expect(own.identity).toMatchObject({ version: 1, url: 'http://s.test/auth/v1.0', credentials: { kind: 'v1', user: 'test:tester' } });
    const given = await parseOpenstackConfig({}, context({ OS_STORAGE_URL: 'http://s.test/v1/AUTH_x', OS_AUTH_TOKEN: 'tok' }));
    expect(given).toMatchObject({ identity: { version: 1, credentials: { kind: 'given' } }, endpointOverrides: { 'object-store': 'http://s.test/v1/AUTH_x' } });
    expect([Object.keys(capabilitiesFor(own)), Object.keys(capabilitiesFor(given))]).toEqual([['storage'], ['storage']]);
    const keystone = await parseOpenstackConfig(
      {},
      context({ OS_AUTH_URL: 'http://k.test/v3', OS_USERNAME: 'u', OS_PASSWORD: 'p', ST_AUTH: 'http://s.test/auth/v1.0' }),
    );
    expect(keystone.identity).toMatchObject({ version: 3, url: 'http://k.test' });
  });

  it('say which credentials to use, and the second factor', async () => {
    const env = { OS_AUTH_URL: 'http://k.test', OS_USERNAME: 'u', OS_PASSWORD: 'p', OS_TOKEN: 'tok', OS_PASSCODE: '012345', OS_DEFAULT_DOMAIN: 'corp' };
    const kinds = await Promise.all(
      ['', 'v3token', 'v3totp', 'v2password'].map(async (type) => (await parseOpenstackConfig({}, context({ ...env, OS_AUTH_TYPE: type }))).identity),
    );
    expect(kinds.map(({ version, credentials }) => [version, credentials.kind, 'second' in credentials])).toEqual([
      [3, 'password', true],
      [3, 'token', false],
      [3, 'totp', false],
      [2, 'password', false],
    ]);
    expect(kinds[0]?.credentials).toMatchObject({ user: { domain: { id: 'corp' } } });
    expect((await problemsOf(parseOpenstackConfig({ authType: 'v3kerberos' }, context(env))))[0]).toContain('expected one of password, token');
  });
});

describe('a profile', () => {
  it('may ask for no scope, for microversions, interfaces, an agent of its own', async () => {
    const settings = await parseOpenstackConfig(
      { ...base, unscoped: true, projectName: 'lab', microversions: { nova: '2.79' }, interfaces: { swift: 'internalURL' }, userAgent: 'acme/1' },
      context(),
    );
    expect(settings).toMatchObject({
      identity: { scope: { unscoped: true } },
      microversions: { compute: '2.79' },
      interfaces: { 'object-store': 'internal' },
      userAgent: 'acme/1',
    });
    const problems = await problemsOf(
      parseOpenstackConfig(
        { ...base, microversions: { compute: 'latest', image: '2.0' }, interfaces: { swift: 'inside' }, userAgent: 'a\nb', tokenStore: 'redis' },
        context(),
      ),
    );
    expect(problems).toHaveLength(5);
    expect(problems.join('\n')).toMatch(/userAgent[\s\S]*interfaces\.swift[\s\S]*microversions\.compute[\s\S]*microversions\.image[\s\S]*tokenStore/);
  });

  it('of Swift’s own sign-in needs user and password', async () => {
    expect((await problemsOf(parseOpenstackConfig({ authUrl: 'http://s/auth/v1.0', token: 'x' }, context())))[0]).toContain(
      'takes username and password alone',
    );
  });
});
