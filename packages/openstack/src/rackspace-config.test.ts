import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigContext, isCloudError } from '@portolan/core/driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOpenstackConfig } from './config.ts';
import { parseRackspaceConfig } from './rackspace-config.ts';

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

describe('pyrax’s files', () => {
  const cfg = `[settings]
identity_type = rackspace
region = ord
custom_user_agent = acme/2
verify_ssl = True
use_servicenet = True
[work]
identity_type = keystone
auth_endpoint = https://k.test:5000/v2.0/
region = RegionOne
tenant_id = t-1
verify_ssl = False
[ring]
keyring_username = joe
`;

  it('say where to work at Rackspace: the usual file, the usual section, under the profile', async () => {
    await writeFile(join(folder, '.pyrax.cfg'), cfg);
    const settings = await parseRackspaceConfig({ username: 'joe', apiKey: 'k' }, context({ CLOUD_REGION: 'IAD' }));
    expect(settings).toMatchObject({ region: 'ORD', userAgent: 'acme/2', tlsVerify: true, interfaces: { 'object-store': 'internal' } });
    expect((await parseRackspaceConfig({ username: 'joe', apiKey: 'k', region: 'SYD', serviceNet: false }, context())).interfaces).toEqual({});
  });

  it('say where to work at a Keystone, and who works there', async () => {
    await writeFile(join(folder, '.pyrax.cfg'), cfg);
    await writeFile(join(folder, 'creds'), '[keystone]\nusername = ada\npassword = p%w;d\ntenant_id = t-2\n');
    const settings = await parseOpenstackConfig({ pyraxConfig: '~/.pyrax.cfg', environment: 'work', credentialFile: 'creds' }, context());
    expect(settings).toMatchObject({
      region: 'RegionOne',
      tlsVerify: false,
      identity: { url: 'https://k.test:5000', version: 2, scope: { project: { id: 't-2' } }, credentials: { kind: 'password', user: { name: 'ada' } } },
    });
    expect(settings.identity.credentials.kind === 'password' && settings.identity.credentials.password.reveal()).toBe('p%w;d');
  });

  it('leave to pyrax’s variables what they do not say, at a Keystone too', async () => {
    await writeFile(join(folder, 'some.cfg'), '[settings]\nregion = RegionTwo\n');
    await writeFile(join(folder, 'creds'), '[keystone]\nusername = ada\npassword = p\n');
    const env = {
      CLOUD_ID_TYPE: 'keystone',
      CLOUD_AUTH_ENDPOINT: 'https://k.test/v3',
      CLOUD_REGION: 'RegionOne',
      CLOUD_TENANT_NAME: 'lab',
      CLOUD_VERIFY_SSL: 'False',
    };
    const settings = await parseOpenstackConfig({ pyraxConfig: 'some.cfg', credentialFile: 'creds' }, context(env));
    expect(settings).toMatchObject({
      region: 'RegionTwo',
      tlsVerify: false,
      identity: { url: 'https://k.test', version: 3, scope: { project: { name: 'lab' } }, credentials: { user: { name: 'ada' } } },
    });
    const wrong = parseOpenstackConfig({ pyraxConfig: 'some.cfg', credentialFile: 'creds' }, context({ ...env, CLOUD_VERIFY_SSL: 'perhaps' }));
    expect((await problemsOf(wrong))[0]).toContain('"tlsVerify": got the string "perhaps"');
  });

  it('are told when they are for the other provider', async () => {
    await writeFile(join(folder, '.pyrax.cfg'), cfg);
    await writeFile(join(folder, 'creds'), '[keystone]\nusername = ada\npassword = p\n');
    expect((await problemsOf(parseRackspaceConfig({ environment: 'work' }, context())))[0]).toMatch(/section \[work\].*use provider: openstack/);
    expect((await problemsOf(parseOpenstackConfig({ pyraxConfig: '.pyrax.cfg' }, context())))[0]).toMatch(/section \[settings\].*use provider: rackspace/);
    expect((await problemsOf(parseRackspaceConfig({ credentialFile: 'creds' }, context())))[0]).toMatch(
      /no section \[rackspace_cloud\]; it has \[keystone\].*openstack/,
    );
    // The usual file of somebody who works with a Keystone is nothing to a profile of Rackspace that says all itself.
    await writeFile(join(folder, '.pyrax.cfg'), '[settings]\nidentity_type = keystone\nregion = x\n');
    expect((await parseRackspaceConfig({ username: 'joe', apiKey: 'k' }, context())).region).toBeUndefined();
  });

  it('name the keyring, which is not read: told with what helps, when no key is there otherwise', async () => {
    await writeFile(join(folder, '.pyrax.cfg'), cfg);
    const problems = await problemsOf(parseRackspaceConfig({ environment: 'ring' }, context()));
    expect(problems.join('\n')).toMatch(/the key of joe in the system's keyring is not read.*RAX_API_KEY=\$\(keyring get pyrax joe\)/);
    expect((await problemsOf(parseRackspaceConfig({}, context({ CLOUD_KEYRING_USER: 'kim' })))).join('\n')).toContain('the key of kim');
    expect((await parseRackspaceConfig({ environment: 'ring', username: 'joe', apiKey: 'k' }, context())).identity.credentials.kind).toBe('api-key');
  });

  it('are wrong in so many ways, each told with its file and section', async () => {
    const told = async (text: string, input: object = {}): Promise<string> => {
      await writeFile(join(folder, '.pyrax.cfg'), text);
      return (await problemsOf(parseRackspaceConfig({ username: 'joe', apiKey: 'k', ...input }, context()))).join('\n');
    };
    expect(await told('[settings]\nverify_ssl = perhaps\nregoin = ORD\nidentity_type = my.Identity\n')).toMatch(
      /section \[settings\]: unknown key "regoin"; did you mean "region"\?[\s\S]*identity_type "my\.Identity" is Python's[\s\S]*verify_ssl: got "perhaps"/,
    );
    expect(await told('nothing = here\n')).toContain('has no section');
    expect(await told(cfg, { environment: 'wrok' })).toContain('did you mean [work]?');
    expect((await problemsOf(parseRackspaceConfig({ pyraxConfig: 'nowhere' }, context())))[0]).toMatch(/field "pyraxConfig".*ENOENT/);
    await rm(join(folder, '.pyrax.cfg'));
    expect((await problemsOf(parseRackspaceConfig({ environment: 'x' }, context())))[0]).toContain('there is no ~/.pyrax.cfg');
    await writeFile(join(folder, 'creds'), '[rackspace_cloud]\nusername = joe\n');
    expect((await problemsOf(parseRackspaceConfig({ credentialFile: 'creds' }, context())))[0]).toMatch(
      /creds, section \[rackspace_cloud\]: api_key \(or password\) is missing/,
    );
  });

  it('and pyrax’s variables count where nothing else says it', async () => {
    const env = {
      CLOUD_TENANT_ID: '100200',
      CLOUD_USER_AGENT: 'acme/3',
      CLOUD_VERIFY_SSL: 'False',
      USE_SERVICENET: 'True',
      CLOUD_AUTH_ENDPOINT: 'https://lon.test/v2.0/',
    };
    const settings = await parseRackspaceConfig({ token: 'tok' }, context(env));
    expect(settings).toMatchObject({
      userAgent: 'acme/3',
      tlsVerify: false,
      interfaces: { 'object-store': 'internal' },
      identity: { url: 'https://lon.test', credentials: { kind: 'token' }, scope: { project: { id: '100200' } } },
    });
    expect((await problemsOf(parseRackspaceConfig({ token: 'tok' }, context())))[0]).toContain('"projectId" is missing');
  });

  it('a cloud of clouds.yaml does too', async () => {
    await writeFile(
      join(folder, 'clouds.yaml'),
      'clouds: { rax: { profile: rackspace, auth_type: rackspace_apikey, region_name: IAD, auth: { username: joe, api_key: k } } }',
    );
    const settings = await parseRackspaceConfig({ cloud: 'rax' }, context());
    expect(settings).toMatchObject({
      region: 'IAD',
      identity: { url: 'https://identity.api.rackspacecloud.com', credentials: { kind: 'api-key', username: 'joe' } },
    });
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
