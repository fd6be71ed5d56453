import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectOptions, connect, isCloudError } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClean, Marks } from './marks.ts';
import { Outlets } from './outlets.ts';

const HUSH = 'hush-p@ss=w0rd';

/** Profiles of portolan.yaml that are wrong near a secret: in its type, its name, its place, its file, its encoding. */
const PROFILES: Readonly<Record<string, string>> = {
  'a mistyped field': `{ provider: ovirt, url: "http://h/ovirt-engine/api", username: a@b, pasword: "${HUSH}" }`,
  'a secret that is a list': `{ provider: ovirt, url: "http://h/ovirt-engine/api", username: a@b, password: ["${HUSH}"] }`,
  'a secret that is a map': `{ provider: ovirt, url: "http://h/ovirt-engine/api", username: a@b, password: { value: "${HUSH}" } }`,
  'a password in the URL': `{ provider: ovirt, url: "http://admin:${HUSH}@h/ovirt-engine/api", username: a@b, password: x }`,
  'a token in the query': `{ provider: openstack, authUrl: "http://h/v3?token=${HUSH}", username: a, password: "${HUSH}", projectName: p }`,
  'a password in a URL without scheme': `{ provider: openstack, authUrl: "admin:${HUSH}@h:5000/v3", username: a, password: "${HUSH}", projectName: p }`,
  'an API key and nothing else': `{ provider: rackspace, apiKey: "${HUSH}" }`,
  'a secret key without id': `{ provider: aws, region: eu-west-1, secretAccessKey: "${HUSH}" }`,
  'a secret key and a bad number': `{ provider: eucalyptus, ec2Url: "http://h", accessKeyId: x, secretAccessKey: "${HUSH}", timeoutMs: soon }`,
  'a session token and a bad boolean': `{ provider: aws, region: r, accessKeyId: x, secretAccessKey: "${HUSH}", sessionToken: "${HUSH}", tlsVerify: perhaps }`,
  'a proxy that is none': `{ provider: aws, region: r, accessKeyId: x, secretAccessKey: "${HUSH}", proxy: "ftp://u:${HUSH}@h" }`,
  'a variable in a secret that is not set': `{ provider: aws, region: r, accessKeyId: x, secretAccessKey: "${HUSH}\${NOT_SET}" }`,
  'a reference that is no name': `{ provider: aws, region: r, accessKeyId: x, secretAccessKey: "\${${HUSH}}" }`,
  'a variable with a secret in a number': `{ provider: memory, transitionMs: "\${HUSH}" }`,
  'a variable with a secret in a URL': `{ provider: ovirt, url: "http://u:\${HUSH}@h/api", username: a, password: "\${HUSH}" }`,
  'a key that is none': `{ provider: smartdc, url: "http://127.0.0.1:1", account: a, privateKey: "${HUSH}" }`,
  'a key that is cut': `{ provider: smartdc, url: "http://127.0.0.1:1", account: a, privateKey: "-----BEGIN RSA PRIVATE KEY-----\\n${HUSH}\\n-----END RSA PRIVATE KEY-----" }`,
  'a passphrase for a key that is none': `{ provider: smartdc, url: "http://127.0.0.1:1", account: a, privateKey: "-----BEGIN OPENSSH PRIVATE KEY-----\\naHVzaA==\\n-----END OPENSSH PRIVATE KEY-----", passphrase: "${HUSH}" }`,
  'a key file that is not there': `{ provider: smartdc, url: "http://127.0.0.1:1", account: a, keyFile: nowhere, passphrase: "${HUSH}" }`,
  'a client key that is none': `{ provider: ovirt, url: "https://127.0.0.1:1/ovirt-engine/api", username: a, password: "${HUSH}", clientCertFile: portolan.yaml, clientKeyFile: portolan.yaml, clientKeyPassphrase: "${HUSH}" }`,
  'an application credential without id': `{ provider: openstack, authUrl: "http://h/v3", applicationCredentialSecret: "${HUSH}" }`,
  'a token beside a password': `{ provider: openstack, authUrl: "http://h/v3", token: "${HUSH}", password: "${HUSH}" }`,
};

/** Files that are not what they should be, a secret in them. */
const FILES: Readonly<Record<string, string>> = {
  'no YAML': `profiles:\n  lab: { provider: ovirt, password: "${HUSH}\n`,
  'a bad anchor': `profiles:\n  lab: { provider: ovirt, password: *${HUSH} }\n`,
  'a tab': `profiles:\n\tlab: ${HUSH}\n`,
  'a key twice': `profiles:\n  lab: { provider: ovirt, password: "${HUSH}", password: "${HUSH}" }\n`,
  'a profile that is text': `profiles:\n  lab: "${HUSH}"\n`,
  'a list': `- "${HUSH}"\n`,
  'text alone': HUSH,
  'a bomb': `a: &a ["${HUSH}"]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nprofiles: { lab: [*c,*c,*c,*c,*c,*c,*c,*c,*c] }\n`,
};

const OWN_FILES: readonly (readonly [what: string, file: string, text: string, profile: Readonly<Record<string, unknown>>])[] = [
  ['eucarc', 'eucarc', `export EC2_URL=http://h\nexport EC2_SECRET_KEY='${HUSH}\n$(${HUSH})\n`, { provider: 'eucalyptus', eucarc: 'eucarc' }],
  ['pyrax', 'rax', `[rackspace_cloud]\napi_key = ${HUSH}\n${HUSH}\n`, { provider: 'rackspace', credentialFile: 'rax' }],
  [
    'clouds.yaml',
    'clouds.yaml',
    `clouds:\n  x:\n    auth: { password: "${HUSH}", auth_url: "http://u:${HUSH}@h", usrname: 1 }\n`,
    { provider: 'openstack', cloud: 'x' },
  ],
  ['clouds.yaml that is none', 'clouds.yaml', `clouds:\n  x: { auth: { password: "${HUSH}"\n`, { provider: 'openstack', cloud: 'x' }],
];

describe('no secret of a configuration is in what is said of it', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-secrets-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const failure = async (profile: string | object, options: ConnectOptions): Promise<Outlets> => {
    const outlets = new Outlets();
    try {
      await using cloud = await connect(profile as never, { env: { HUSH }, home: folder, cwd: folder, ...options });
      // Keys are read by the first call.
      await cloud.compute.servers.list().toArray();
    } catch (error) {
      outlets.error(error, 'the error');
      expect(isCloudError(error)).toBe(true);
    } finally {
      outlets.close();
    }
    expect(outlets.counts.errors).toBe(1);
    return outlets;
  };
  const marks = new Marks();
  marks.add('secret', HUSH);

  it.each(Object.entries(PROFILES))('%s', async (_what, profile) => {
    const configFile = join(folder, 'portolan.yaml');
    await writeFile(configFile, `profiles:\n  lab: ${profile}\n`);
    expectClean((await failure('lab', { configFile })).findings(marks));
  });

  it.each(Object.entries(FILES))('a file that is %s', async (_what, text) => {
    const configFile = join(folder, 'bad.yaml');
    await writeFile(configFile, text);
    expectClean((await failure('lab', { configFile })).findings(marks));
  });

  it.each(OWN_FILES)('a file of its own kind: %s', async (_what, file, text, profile) => {
    await writeFile(join(folder, file), text);
    try {
      expectClean((await failure(profile, {})).findings(marks));
    } finally {
      await rm(join(folder, file));
    }
  });
});
