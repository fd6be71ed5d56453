import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { CloudError, ConfigContext } from '@portolan/core/driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAwsConfig, parseEucalyptusConfig } from './config.ts';
import { awsManifest, eucalyptusManifest } from './index.ts';

let home: string;
const context = (env: ConfigContext['env'] = {}): ConfigContext => ({ source: 'test', directory: home, home, env });
const keys = { accessKeyId: 'AKID', secretAccessKey: 'sesame' };

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'portolan-ec2-'));
  await Promise.all([mkdir(join(home, '.aws')), mkdir(join(home, '.euca'))]);
});
afterEach(() => rm(home, { recursive: true }));

const problemsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error = (await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )) as CloudError | undefined;
  expect(error).toMatchObject({ code: 'invalid-argument' });
  return error?.problems ?? [];
};

describe('checksum', () => {
  const s3 = { s3Url: 'http://h', accessKeyId: 'A', secretAccessKey: 's' };
  const context: ConfigContext = { source: 'test', directory: '/', home: '/nonexistent', env: {} };

  it('is for version 4 of signatures, and not for Eucalyptus', async () => {
    expect(await parseAwsConfig({ ...s3, checksum: 'crc64nvme' }, context)).toMatchObject({ checksum: 'crc64nvme' });
    expect((await parseAwsConfig(s3, context)).checksum).toBeUndefined();
    await expect(parseAwsConfig({ ...s3, checksum: 'crc32', signatureVersion: 'v2' }, context)).rejects.toMatchObject({
      problems: [expect.stringMatching(/"checksum": needs signatureVersion v4/)],
    });
    await expect(parseAwsConfig({ ...s3, checksum: 'md5' }, context)).rejects.toMatchObject({
      problems: [expect.stringMatching(/"checksum": got the string "md5"/)],
    });
    await expect(parseEucalyptusConfig({ ...s3, checksum: 'crc32' }, context)).rejects.toMatchObject({
      problems: [expect.stringMatching(/unknown field "checksum"/)],
    });
  });
});

describe('parseAwsConfig', () => {
  it('finds Amazon’s endpoints by the region', async () => {
    expect(await parseAwsConfig({ ...keys, region: 'eu-west-1' }, context())).toMatchObject({
      preset: 'aws',
      region: 'eu-west-1',
      ec2Url: 'https://ec2.eu-west-1.amazonaws.com',
      s3Url: 'https://s3.eu-west-1.amazonaws.com',
      apiVersion: '2016-11-15',
      architecture: 'x86_64',
    });
    expect((await parseAwsConfig({ ...keys, region: 'cn-north-1' }, context())).s3Url).toBe('https://s3.cn-north-1.amazonaws.com.cn');
  });

  it('takes one endpoint for one half of the cloud', async () => {
    const storage = await parseAwsConfig({ ...keys, s3Url: 'http://127.0.0.1:9000/' }, context());
    expect(storage).toMatchObject({ s3Url: 'http://127.0.0.1:9000', region: 'us-east-1' });
    expect(storage.ec2Url).toBeUndefined();
    const capabilities = awsManifest.capabilitiesFor?.(storage);
    expect(capabilities?.compute).toBeUndefined();
    expect(capabilities?.storage).toBeDefined();
    const compute = await parseAwsConfig({ ...keys, ec2Url: 'http://127.0.0.1:5000' }, context());
    expect(awsManifest.capabilitiesFor?.(compute)).toEqual({ compute: awsManifest.capabilities.compute });
  });

  it('tells all problems at once, and no secret', async () => {
    const problems = await problemsOf(parseAwsConfig({ regoin: 'x', s3Url: 'nonsense', pathStyle: 'maybe', secretAccessKey: 'sesame' }, context()));
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/did you mean "region"/);
    expect(problems.join('\n')).not.toContain('sesame');
    expect(await problemsOf(parseAwsConfig({}, context()))).toEqual([
      expect.stringMatching(/"accessKeyId" is missing/),
      expect.stringMatching(/"secretAccessKey" is missing/),
      expect.stringMatching(/"region" is missing/),
    ]);
  });

  it('hides the secret and the token', async () => {
    const settings = await parseAwsConfig({ ...keys, sessionToken: 'token-text', region: 'eu-west-1' }, context());
    expect(inspect(settings)).not.toMatch(/sesame|token-text/);
    expect(JSON.stringify(settings)).not.toMatch(/sesame|token-text/);
    expect(settings.secretAccessKey?.reveal()).toBe('sesame');
  });

  it('reads the environment', async () => {
    const env = {
      AWS_ACCESS_KEY_ID: 'E',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
      AWS_DEFAULT_REGION: 'eu-north-1',
      AWS_ENDPOINT_URL_S3: 'http://s3.example',
    };
    const settings = await parseAwsConfig({}, context(env));
    expect(settings).toMatchObject({ accessKeyId: 'E', region: 'eu-north-1', s3Url: 'http://s3.example' });
    expect(settings.sessionToken?.reveal()).toBe('t');
  });

  it('never signs the profile’s key with the environment’s token', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't', AWS_REGION: 'eu-north-1' };
    const settings = await parseAwsConfig(keys, context(env));
    expect(settings.accessKeyId).toBe('AKID');
    expect(settings.sessionToken).toBeUndefined();
    expect(settings.region).toBe('eu-north-1');
    expect(await problemsOf(parseAwsConfig({ accessKeyId: 'mine' }, context(env)))).toEqual([expect.stringMatching(/secretAccessKey/)]);
  });

  it('reads the files of the AWS command line', async () => {
    await writeFile(
      join(home, '.aws', 'credentials'),
      '[default]\naws_access_key_id = D\naws_secret_access_key = d\n[work]\n# mine\naws_access_key_id=W\naws_secret_access_key= w;#/+=\naws_session_token=wt\n',
    );
    await writeFile(
      join(home, '.aws', 'config'),
      '[default]\nregion = us-west-2\n[profile work]\nregion=eu-central-1\ns3 =\n  endpoint_url = https://s3.work.example\n',
    );
    expect(await parseAwsConfig({}, context())).toMatchObject({ accessKeyId: 'D', region: 'us-west-2', ec2Url: 'https://ec2.us-west-2.amazonaws.com' });
    const work = await parseAwsConfig({ awsProfile: 'work' }, context({ AWS_ACCESS_KEY_ID: 'E', AWS_SECRET_ACCESS_KEY: 's' }));
    expect(work).toMatchObject({ accessKeyId: 'W', region: 'eu-central-1', s3Url: 'https://s3.work.example' });
    expect(work.secretAccessKey?.reveal()).toBe('w;#/+=');
    expect(work.sessionToken?.reveal()).toBe('wt');
    expect(await parseAwsConfig({}, context({ AWS_PROFILE: 'work' }))).toMatchObject({ accessKeyId: 'W' });
  });

  it('says what is wrong with a profile of the AWS command line', async () => {
    await writeFile(join(home, '.aws', 'credentials'), '[half]\naws_access_key_id = D\n');
    await writeFile(join(home, '.aws', 'config'), '[profile role]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = x\n');
    const region = { region: 'eu-west-1' };
    expect(await problemsOf(parseAwsConfig({ ...region, awsProfile: 'half' }, context()))).toEqual([
      expect.stringMatching(/profile "half": aws_secret_access_key is missing/),
    ]);
    expect(await problemsOf(parseAwsConfig({ ...region, awsProfile: 'role' }, context()))).toEqual([expect.stringMatching(/source_profile "x" is neither in/)]);
    expect(await problemsOf(parseAwsConfig({ ...region, awsProfile: 'none' }, context()))).toEqual([expect.stringMatching(/"none" is neither in/)]);
  });

  it('lists images of all owners when told so', async () => {
    expect((await parseAwsConfig({ ...keys, region: 'r', imageOwners: ['all'] }, context())).imageOwners).toEqual([]);
    expect((await parseAwsConfig({ ...keys, region: 'r' }, context())).imageOwners).toContain('self');
  });
});

describe('parseEucalyptusConfig', () => {
  const EUCARC = readFileSync(new URL('./fixtures/eucarc', import.meta.url), 'utf8');

  it('reads an eucarc without running it', async () => {
    await writeFile(join(home, 'eucarc'), EUCARC);
    const settings = await parseEucalyptusConfig({ eucarc: 'eucarc' }, context());
    expect(settings).toMatchObject({
      preset: 'eucalyptus',
      region: 'eucalyptus',
      ec2Url: 'http://10.111.5.3:8773/services/compute',
      s3Url: 'http://10.111.5.3:8773/services/objectstorage',
      accessKeyId: 'AKIEUCA',
      apiVersion: '2014-10-01',
    });
    expect(settings.secretAccessKey?.reveal()).toBe('sec#ret$');
  });

  it('reads ~/.euca/eucarc by itself, and the profile before it', async () => {
    await writeFile(join(home, '.euca', 'eucarc'), EUCARC);
    expect(await parseEucalyptusConfig({}, context())).toMatchObject({ accessKeyId: 'AKIEUCA' });
    expect(await parseEucalyptusConfig({ ec2Url: 'http://other:8773/services/compute' }, context())).toMatchObject({
      ec2Url: 'http://other:8773/services/compute',
      accessKeyId: 'AKIEUCA',
    });
  });

  it('reads the environment that an eucarc makes', async () => {
    const env = { EC2_URL: 'http://h:8773/services/compute', S3_URL: 'http://h:8773/services/Walrus', EC2_ACCESS_KEY: 'A', EC2_SECRET_KEY: 's' };
    expect(await parseEucalyptusConfig({}, context(env))).toMatchObject({ ec2Url: env.EC2_URL, s3Url: env.S3_URL, accessKeyId: 'A' });
  });

  it('finds the object storage beside compute', async () => {
    expect((await parseEucalyptusConfig({ ...keys, ec2Url: 'http://h:8773/services/compute/' }, context())).s3Url).toBe('http://h:8773/services/objectstorage');
    expect((await parseEucalyptusConfig({ ...keys, ec2Url: 'http://h:8773/services/Eucalyptus' }, context())).s3Url).toBe('http://h:8773/services/Walrus');
    expect((await parseEucalyptusConfig({ ...keys, ec2Url: 'http://compute.h:8773' }, context())).s3Url).toBeUndefined();
    const storage = await parseEucalyptusConfig({ ...keys, s3Url: 'http://h:8773/services/Walrus' }, context());
    expect(eucalyptusManifest.capabilitiesFor?.(storage)).toEqual({ storage: eucalyptusManifest.capabilities.storage });
  });

  it('says where the endpoint could come from', async () => {
    expect(await problemsOf(parseEucalyptusConfig(keys, context()))).toEqual([expect.stringMatching(/"ec2Url" is missing.*EC2_URL.*eucarc/)]);
    expect((await problemsOf(parseEucalyptusConfig({ eucarc: 'none' }, context()))).join()).toMatch(/"eucarc": .*none cannot be read/);
    await writeFile(join(home, 'bad'), 'export EC2_URL=nonsense\nexport AWS_ACCESS_KEY=A\nexport AWS_SECRET_KEY=s\n');
    expect((await problemsOf(parseEucalyptusConfig({ eucarc: 'bad' }, context()))).join()).toMatch(/"ec2Url": got the string "nonsense"/);
  });
});
