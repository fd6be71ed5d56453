import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigContext, isCloudError } from '@portolan/core/driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOpenstackConfig, parseRackspaceConfig } from './config.ts';

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
      /"authUrl" is missing.*OS_AUTH_URL[\s\S]*"password" is missing[\s\S]*identityApiVersion[\s\S]*unknown service "blob"[\s\S]*endpointOverrides\.swift/,
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

describe('rackspace', () => {
  it('signs in with the API key at Rackspace’s identity; region codes are upper case', async () => {
    const settings = await parseRackspaceConfig({ username: 'joe', apiKey: 'k', password: 'p', region: 'ord' }, context());
    expect(settings).toMatchObject({
      region: 'ORD',
      identity: { url: 'https://identity.api.rackspacecloud.com', version: 2, credentials: { kind: 'api-key', username: 'joe' } },
    });
  });

  it('reads pyrax’s credential file, the usual one when nothing is said', async () => {
    await writeFile(
      join(folder, '.rackspace_cloud_credentials'),
      '# mine\n[keystone]\nusername = no\n\n[rackspace_cloud]\nusername = joe\napi_key = ab%c;d#e\n',
    );
    for (const input of [{}, { credentialFile: '~/.rackspace_cloud_credentials' }]) {
      const { credentials } = (await parseRackspaceConfig(input, context())).identity;
      expect(credentials.kind === 'api-key' && [credentials.username, credentials.apiKey.reveal()]).toEqual(['joe', 'ab%c;d#e']);
    }
  });

  it('names what is missing', async () => {
    expect((await problemsOf(parseRackspaceConfig({}, context()))).join('\n')).toMatch(/"username" is missing[\s\S]*"apiKey" is missing/);
    await writeFile(join(folder, 'empty'), '[other]\n');
    expect((await problemsOf(parseRackspaceConfig({ credentialFile: 'empty' }, context())))[0]).toContain('no section [rackspace_cloud]');
  });
});
