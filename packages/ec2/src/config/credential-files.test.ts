import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudError, ConfigContext } from '@portolan/core/driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAwsConfig, parseEucalyptusConfig } from '../config.ts';
import { eucalyptusManifest } from '../index.ts';

let home: string;
const context = (env: ConfigContext['env'] = {}): ConfigContext => ({ source: 'test', directory: home, home, env });
const keys = { accessKeyId: 'AKID', secretAccessKey: 'sesame' };
const problemsOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => [],
    (error: CloudError) => error.problems,
  );

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'portolan-ec2-'));
  await Promise.all([mkdir(join(home, '.aws')), mkdir(join(home, '.euca'))]);
});
afterEach(() => rm(home, { recursive: true }));

describe('profiles of the AWS command line', () => {
  const config = (text: string): Promise<void> => writeFile(join(home, '.aws', 'config'), text);

  it('take on roles with the keys of another profile, or of themselves', async () => {
    await writeFile(join(home, '.aws', 'credentials'), '[base]\naws_access_key_id=B\naws_secret_access_key=b\n');
    await config(
      `[profile work]\nregion=eu-west-1\nrole_arn=arn:r\nsource_profile=base\nexternal_id=x\nduration_seconds=900\nrole_session_name=me
[profile self]\nregion=eu-west-1\nrole_arn=arn:s\nsource_profile=self\naws_access_key_id=S\naws_secret_access_key=s
[profile chain]\nregion=eu-west-1\nrole_arn=arn:c\nsource_profile=work\n`,
    );
    expect((await parseAwsConfig({ awsProfile: 'work' }, context())).credentials).toMatchObject({
      kind: 'role',
      roleArn: 'arn:r',
      sessionName: 'me',
      externalId: 'x',
      durationSeconds: 900,
      source: { kind: 'keys', accessKeyId: 'B' },
    });
    expect((await parseAwsConfig({ awsProfile: 'self' }, context())).credentials).toMatchObject({ kind: 'role', source: { kind: 'keys', accessKeyId: 'S' } });
    const chain = await parseAwsConfig({ awsProfile: 'chain' }, context());
    expect(chain.credentials).toMatchObject({ roleArn: 'arn:c', source: { roleArn: 'arn:r', source: { accessKeyId: 'B' } } });
    expect(chain.serviceUrls.sts).toBe('https://sts.eu-west-1.amazonaws.com');
    expect(JSON.stringify(chain)).not.toContain('"b"');
  });

  it('run programs, and ask machines, where they say so', async () => {
    await config(
      '[profile p]\nregion=r\ncredential_process = /bin/keys --for "me too"\n[profile m]\nregion=r\nrole_arn=a\ncredential_source=Ec2InstanceMetadata\n[profile e]\nregion=r\nrole_arn=a\ncredential_source=Environment\n',
    );
    expect((await parseAwsConfig({ awsProfile: 'p' }, context())).credentials).toEqual({ kind: 'process', command: '/bin/keys --for "me too"' });
    expect((await parseAwsConfig({ awsProfile: 'm' }, context())).credentials).toMatchObject({ source: { kind: 'metadata', version: 'v2' } });
    expect(await problemsOf(parseAwsConfig({ awsProfile: 'e' }, context()))).toEqual([expect.stringMatching(/credential_source is Environment/)]);
  });

  it('that lead nowhere or in a circle are refused with the reason', async () => {
    await config(
      '[profile a]\nrole_arn=x\nsource_profile=b\n[profile b]\nrole_arn=y\nsource_profile=a\n[profile c]\nrole_arn=z\n[profile d]\nlogin_session=u\n[profile m]\nrole_arn=q\nmfa_serial=1\nsource_profile=a\n',
    );
    const of = (awsProfile: string): Promise<readonly string[]> => problemsOf(parseAwsConfig({ region: 'r', awsProfile }, context()));
    expect(await of('a')).toEqual([expect.stringMatching(/leads back here/)]);
    expect(await of('c')).toEqual([expect.stringMatching(/needs a source_profile/)]);
    expect(await of('d')).toEqual([expect.stringMatching(/by login_session, which is not supported/)]);
    expect(await of('m')).toContainEqual(expect.stringMatching(/mfa_serial wants a code/));
  });

  it('vouch with a token, a browser’s login, a container or a device', async () => {
    await config(
      `[default]\nregion=eu-west-1
[profile web]\nrole_arn=arn:w\nweb_identity_token_file=~/token\nrole_session_name=me\nduration_seconds=900
[profile sso]\nsso_session=corp\nsso_account_id=012345678901\nsso_role_name=Dev
[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=eu-north-1
[profile old]\nsso_start_url=https://old.awsapps.com/start\nsso_region=us-east-1\nsso_account_id=1\nsso_role_name=r
[profile half]\nsso_start_url=https://old.awsapps.com/start
[profile ecs]\nrole_arn=arn:e\ncredential_source=EcsContainer
[profile mfa]\nrole_arn=arn:m\nsource_profile=sso\nmfa_serial=arn:mfa
[profile vault]\nrole_arn=arn:m\nsource_profile=sso\nmfa_serial=arn:mfa\nmfa_process=otp aws\n`,
    );
    const of = async (awsProfile: string, more: object = {}, env: ConfigContext['env'] = {}): Promise<unknown> =>
      (await parseAwsConfig({ region: 'eu-west-1', awsProfile, ...more }, context(env))).credentials;
    expect(await of('web')).toEqual({ kind: 'web-identity', roleArn: 'arn:w', tokenFile: join(home, 'token'), sessionName: 'me', durationSeconds: 900 });
    expect(await of('sso')).toEqual({
      kind: 'sso',
      name: 'session corp',
      // SHA-1 of `corp`.
      tokenFile: join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update('corp').digest('hex')}.json`),
      portalUrl: 'https://portal.sso.eu-north-1.amazonaws.com',
      oidcUrl: 'https://oidc.eu-north-1.amazonaws.com',
      accountId: '012345678901',
      roleName: 'Dev',
      login: 'aws sso login --profile sso',
    });
    expect(await of('old')).toMatchObject({ tokenFile: expect.stringContaining(createHash('sha1').update('https://old.awsapps.com/start').digest('hex')) });
    expect(await problemsOf(of('half'))).toEqual(['sso_region', 'sso_account_id', 'sso_role_name'].map((key) => `AWS profile "half": ${key} is missing`));
    const relative = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/x' };
    expect(await of('ecs', {}, relative).catch((error: CloudError) => error.problems)).toEqual([expect.stringMatching(/RELATIVE_URI is not set/)]);
    const ecs = await parseAwsConfig({ region: 'r' }, context({ ...relative, AWS_PROFILE: 'ecs' }));
    expect(ecs.credentials).toMatchObject({ kind: 'role', source: { kind: 'container', url: 'http://169.254.170.2/v2/credentials/x' } });
    expect(await problemsOf(of('mfa'))).toEqual([expect.stringMatching(/mfa_serial wants a code: give mfaCode/)]);
    const mfaCode = () => '123456';
    expect(await of('mfa', { mfaCode })).toMatchObject({ kind: 'role', source: { kind: 'sso' }, mfa: { serial: 'arn:mfa', code: mfaCode } });
    expect(await of('vault')).toMatchObject({ mfa: { code: { process: 'otp aws' } } });
  });

  it('name endpoints of services', async () => {
    await config(
      '[profile w]\nregion=r\naws_access_key_id=A\naws_secret_access_key=s\nservices=lab\n[services lab]\niam =\n  endpoint_url = http://iam.lab\nec2 =\n  endpoint_url = http://ec2.lab\n',
    );
    expect(await parseAwsConfig({ awsProfile: 'w' }, context())).toMatchObject({ ec2Url: 'http://ec2.lab', serviceUrls: { iam: 'http://iam.lab' } });
  });
});

describe('fields of the profile', () => {
  it('say where keys come from', async () => {
    const region = { region: 'eu-west-1' };
    expect(
      (await parseAwsConfig({ ...region, credentialProcess: 'x y' }, context({ AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 's' }))).credentials,
    ).toEqual({
      kind: 'process',
      command: 'x y',
    });
    expect((await parseAwsConfig({ ...region, instanceMetadata: 'v1' }, context())).credentials).toEqual({
      kind: 'metadata',
      version: 'v1',
      url: 'http://169.254.169.254',
    });
    expect((await parseAwsConfig({ ...region, ...keys, roleArn: 'arn:r', externalId: 'x' }, context())).credentials).toMatchObject({
      kind: 'role',
      externalId: 'x',
      source: { accessKeyId: 'AKID' },
    });
    expect(await problemsOf(parseAwsConfig({ ...keys, s3Url: 'http://h', roleArn: 'arn:r' }, context()))).toEqual([
      expect.stringMatching(/"serviceUrls": has no sts/),
    ]);
  });

  it('may take a role with a token, or with a device', async () => {
    const region = { region: 'eu-west-1' };
    const web = await parseAwsConfig(
      { ...region, roleArn: 'arn:r', webIdentityTokenFile: 'token' },
      context({ AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 's' }),
    );
    expect(web.credentials).toEqual({ kind: 'web-identity', roleArn: 'arn:r', tokenFile: join(home, 'token'), sessionName: 'portolan' });
    const role = await parseAwsConfig({ ...region, ...keys, roleArn: 'arn:r', mfaSerial: 'arn:mfa', mfaProcess: 'otp' }, context());
    expect(role.credentials).toMatchObject({ kind: 'role', mfa: { serial: 'arn:mfa', code: { process: 'otp' } } });
    expect(await problemsOf(parseAwsConfig({ ...region, ...keys, mfaSerial: 'x', mfaCode: '123456' as never }, context()))).toEqual([
      expect.stringMatching(/"mfaCode": expected a function/),
      expect.stringMatching(/"mfaSerial": is for a role/),
    ]);
    expect(await problemsOf(parseAwsConfig({ ...region, webIdentityTokenFile: 'token' }, context()))).toEqual([expect.stringMatching(/"roleArn" is missing/)]);
    expect(await problemsOf(parseAwsConfig({ ...region, containerCredentials: true }, context()))).toEqual([expect.stringMatching(/RELATIVE_URI is not set/)]);
  });

  it('may say that there are no keys', async () => {
    const settings = await parseAwsConfig({ anonymous: true, s3Url: 'http://h' }, context({ AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 's' }));
    expect(settings.credentials).toEqual({ kind: 'anonymous' });
    expect(settings.accessKeyId).toBeUndefined();
  });

  it('may say that the cloud is older than ClientToken, which is then promised no more', async () => {
    const old = await parseEucalyptusConfig({ ...keys, ec2Url: 'http://h:8773/services/Eucalyptus', clientTokens: false }, context());
    expect(eucalyptusManifest.capabilitiesFor?.(old)?.compute?.servers?.idempotencyKey).toBe(false);
    const recent = await parseEucalyptusConfig({ ...keys, ec2Url: 'http://h:8773/services/compute' }, context());
    expect(eucalyptusManifest.capabilitiesFor?.(recent)?.compute?.servers?.idempotencyKey).toBe('native');
  });

  it('name the addresses of the services, strictly', async () => {
    const given = await parseAwsConfig({ ...keys, ec2Url: 'http://h:5000', serviceUrls: { iam: 'http://h:5000/' } }, context());
    expect(given.serviceUrls).toEqual({ iam: 'http://h:5000' });
    const wrong = await problemsOf(parseAwsConfig({ ...keys, ec2Url: 'http://h', serviceUrls: { iamm: 'http://h', sts: 'nonsense' } }, context()));
    expect(wrong.join('\n')).toMatch(/did you mean "iam"[\s\S]*"sts"/);
    const moto = await parseAwsConfig({ ...keys, region: 'r' }, context({ AWS_ENDPOINT_URL: 'http://h:5000', AWS_ENDPOINT_URL_IAM: 'http://i' }));
    expect(moto.serviceUrls).toMatchObject({ iam: 'http://i', elb: 'http://h:5000' });
  });

  it('find Amazon’s services by the region, and those of Eucalyptus beside compute', async () => {
    const amazon = await parseAwsConfig({ ...keys, region: 'eu-west-1' }, context());
    expect(amazon.serviceUrls).toMatchObject({ iam: 'https://iam.amazonaws.com', autoScaling: 'https://autoscaling.eu-west-1.amazonaws.com' });
    expect((await parseAwsConfig({ ...keys, s3Url: 'http://ceph' }, context())).serviceUrls).toEqual({});
    const euca = await parseEucalyptusConfig({ ...keys, ec2Url: 'http://h:8773/services/Eucalyptus' }, context());
    expect(euca.serviceUrls).toMatchObject({ iam: 'http://h:8773/services/Euare', cloudWatch: 'http://h:8773/services/CloudWatch' });
    const named = await parseEucalyptusConfig({ ...keys, ec2Url: 'https://compute.cloud.example:8773' }, context());
    expect(named.serviceUrls).toMatchObject({ iam: 'https://euare.cloud.example:8773', sts: 'https://tokens.cloud.example:8773' });
  });
});

describe('files of boto', () => {
  const boto = (text: string): Promise<void> => writeFile(join(home, '.boto'), text);

  it('give keys and hosts to Amazon-like clouds', async () => {
    await boto('[Credentials]\naws_access_key_id: B\naws_secret_access_key = b:=#\n[Boto]\nec2_region_name = eu-west-1\n[s3]\nhost = ceph.example\n');
    const settings = await parseAwsConfig({}, context());
    expect(settings).toMatchObject({ accessKeyId: 'B', region: 'eu-west-1', s3Url: 'https://ceph.example' });
    expect(settings.secretAccessKey?.reveal()).toBe('b:=#');
  });

  it('give keys and both halves of the cloud to Eucalyptus', async () => {
    await boto(
      '[Credentials]\neuca_access_key_id = E\neuca_secret_access_key = e\naws_access_key_id = A\naws_secret_access_key = a\n[Boto]\neucalyptus_host = 10.1.1.1\nwalrus_host = 10.1.1.2\n',
    );
    expect(await parseEucalyptusConfig({}, context())).toMatchObject({
      accessKeyId: 'E',
      ec2Url: 'http://10.1.1.1:8773/services/Eucalyptus',
      s3Url: 'http://10.1.1.2:8773/services/Walrus',
    });
  });

  it('come after those of the AWS command line, and have profiles of their own', async () => {
    await boto('[Credentials]\naws_access_key_id=B\naws_secret_access_key=b\n[profile old]\naws_access_key_id=O\naws_secret_access_key=o\n');
    expect(await problemsOf(parseAwsConfig({ region: 'r', awsProfile: 'none' }, context()))).toHaveLength(1);
    expect((await parseAwsConfig({ region: 'r', awsProfile: 'old' }, context())).accessKeyId).toBe('O');
    await writeFile(join(home, '.aws', 'credentials'), '[default]\naws_access_key_id=D\naws_secret_access_key=d\n');
    expect((await parseAwsConfig({ region: 'r' }, context())).accessKeyId).toBe('D');
  });

  it('that have half a pair, or keep it elsewhere, are refused', async () => {
    await boto('[Credentials]\naws_access_key_id=B\nkeyring=mine\n');
    expect((await problemsOf(parseAwsConfig({ region: 'r' }, context()))).join()).toMatch(/in the keyring mine/);
    expect((await problemsOf(parseAwsConfig({ region: 'r' }, context({ BOTO_CONFIG: join(home, 'none') })))).join()).toMatch(/cannot be read/);
  });
});

describe('files of euca2ools', () => {
  const ini = (text: string): Promise<void> => writeFile(join(home, '.euca', 'prod.ini'), text);
  const TEXT = `[global]\ndefault-region = prod\n[user alice]\nkey-id = AL\nsecret-key = al\n[user bob]\nkey-id = BO\nsecret-key = bo
[region prod]\nuser = alice\nec2-url = http://10.0.0.1:8773/services/compute/\ns3-url = http://10.0.0.1:8773/services/objectstorage\niam-url = http://10.0.0.1:8773/services/Euare
[region lab*]\nuse = region prod\nec2-url = http://lab:8773/services/compute\n`;

  it('give endpoints and the user’s keys', async () => {
    await ini(TEXT);
    expect(await parseEucalyptusConfig({}, context())).toMatchObject({
      accessKeyId: 'AL',
      ec2Url: 'http://10.0.0.1:8773/services/compute',
      s3Url: 'http://10.0.0.1:8773/services/objectstorage',
      serviceUrls: { iam: 'http://10.0.0.1:8773/services/Euare', sts: 'http://10.0.0.1:8773/services/Tokens' },
    });
  });

  it('take another user, wildcards and sections to be used', async () => {
    await ini(TEXT);
    expect(await parseEucalyptusConfig({ euca2oolsRegion: 'bob@lab7' }, context())).toMatchObject({
      accessKeyId: 'BO',
      ec2Url: 'http://lab:8773/services/compute',
    });
    expect((await parseEucalyptusConfig({}, context({ EUCA_DEFAULT_REGION: 'bob@prod' }))).accessKeyId).toBe('BO');
    expect((await problemsOf(parseEucalyptusConfig({ euca2oolsRegion: 'none' }, context()))).join()).toMatch(/\[region none\]/);
    expect((await problemsOf(parseEucalyptusConfig({ euca2oolsRegion: 'eve@prod' }, context()))).join()).toMatch(/\[user eve\]/);
  });
});

describe('what the environment says of keys', () => {
  const region = { region: 'eu-west-1' };
  const pod = { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token', AWS_ROLE_ARN: 'arn:pod', AWS_ROLE_SESSION_NAME: '' };
  const task = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/x' };
  const of = async (env: ConfigContext['env'], given: object = {}): Promise<unknown> =>
    (await parseAwsConfig({ ...region, ...given }, context(env))).credentials;

  it('goes keys, web identity, files, container', async () => {
    const own = { AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 's' };
    expect(await of({ ...pod, ...task, ...own })).toMatchObject({ kind: 'keys', accessKeyId: 'E' });
    expect(await of({ ...pod, ...task })).toEqual({ kind: 'web-identity', roleArn: 'arn:pod', tokenFile: '/var/run/token', sessionName: 'portolan' });
    expect(await of(task)).toMatchObject({ kind: 'container', url: 'http://169.254.170.2/v2/credentials/x' });
    expect(await of({ ...task, ...own }, { containerCredentials: true })).toMatchObject({ kind: 'container' });
    await writeFile(join(home, '.aws', 'credentials'), '[default]\naws_access_key_id=F\naws_secret_access_key=f\n');
    expect(await of(task)).toMatchObject({ kind: 'keys', accessKeyId: 'F' });
    expect(await of({ ...pod, ...task }, keys)).toMatchObject({ kind: 'keys', accessKeyId: 'AKID' });
  });

  it('is believed of a container’s service on this machine, at its agent, or under TLS alone', async () => {
    const full = (url: string): ConfigContext['env'] => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'T' });
    for (const url of [
      'http://localhost:1/x?y=1',
      'http://127.0.0.9/',
      'http://[::1]:8080/',
      'http://169.254.170.23/v1/credentials',
      'https://keys.example/',
    ]) {
      expect(await of(full(url))).toMatchObject({ kind: 'container', url, token: expect.anything() });
    }
    for (const url of [
      'http://10.0.0.1/',
      'http://keys.example/',
      'http://169.254.169.254/',
      'http://127.0.0.1.evil.example/',
      'ftp://localhost/',
      'http://me:x@localhost/',
    ]) {
      expect(await problemsOf(of(full(url))), url).toEqual([expect.stringMatching(/AWS_CONTAINER_CREDENTIALS_FULL_URI/)]);
    }
    expect(await problemsOf(of({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '@evil.example/' }))).toEqual([expect.stringMatching(/begin with a slash/)]);
    expect(await problemsOf(of({ ...full('http://localhost/'), AWS_CONTAINER_AUTHORIZATION_TOKEN: 'a\nb' }))).toEqual([expect.stringMatching(/line break/)]);
  });
});
