import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, expectRestUnserved, type NativeCloud, openNative, recording } from './native-cloud.ts';

let opened: Awaited<ReturnType<typeof openNative>>;
let cloud: NativeCloud;
let emulator: typeof opened.emulator;
let clock: typeof opened.clock;

beforeAll(async () => {
  opened = await openNative();
  ({ cloud, emulator, clock } = opened);
});
afterAll(async () => {
  await cloud?.close();
  await opened?.emulator.close();
});

describe('STS', () => {
  it('gives out keys that work everywhere until they end', async () => {
    const { service: sts, called } = recording(cloud.native.sts);
    expect(await sts.getCallerIdentity()).toEqual({ UserId: '012345678901', Account: '012345678901', Arn: 'arn:aws:iam::012345678901:root' });
    const assumed = await sts.assumeRole({ RoleArn: 'arn:aws:iam::012345678901:role/app', RoleSessionName: 'tests', DurationSeconds: 900 });
    expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::012345678901:assumed-role/app/tests');
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = assumed.Credentials ?? {};
    expect(Number(Expiration)).toBe(clock.now() + 900_000);
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const own = await connectTo(emulator, keys);
    expect((await own.native.sts.getCallerIdentity()).Arn).toBe(assumed.AssumedRoleUser?.Arn);
    expect((await own.native.ec2.describeRegions().toArray()).length).toBeGreaterThan(0);
    expect(await own.native.s3.all.buckets().toArray()).toEqual([]);
    clock.advance(900_001);
    await expect(own.native.sts.getCallerIdentity()).rejects.toMatchObject({ code: 'unauthenticated' });
    await own.close();
    await expect(sts.assumeRole({ RoleArn: 'arn:aws:iam::999999999999:role/app', RoleSessionName: 'tests' })).rejects.toMatchObject({
      code: 'permission-denied',
    });
    await expect(sts.assumeRole({ RoleArn: 'app', RoleSessionName: 'tests' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect((await sts.getSessionToken()).Credentials?.AccessKeyId).toMatch(/^ASIA/);
    expect((await sts.getFederationToken({ Name: 'guest' })).FederatedUser?.Arn).toBe('arn:aws:sts::012345678901:federated-user/guest');
    const token = ['{}', JSON.stringify({ sub: 'u1', aud: 'app', iss: 'https://id.test' }), 'sig']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const web = await sts.assumeRoleWithWebIdentity({ RoleArn: 'arn:aws:iam::012345678901:role/app', RoleSessionName: 'web', WebIdentityToken: token });
    expect(web).toMatchObject({ SubjectFromWebIdentityToken: 'u1', Audience: 'app', Provider: 'https://id.test' });
    const message = Buffer.from('{"allowed":false}').toString('base64url');
    expect((await sts.decodeAuthorizationMessage({ EncodedMessage: message })).DecodedMessage).toBe('{"allowed":false}');
    expect((await sts.getAccessKeyInfo({ AccessKeyId: String(emulator.profile['accessKeyId']) })).Account).toBe('012345678901');
    await expectRestUnserved(cloud.native.sts, called, ['assumeRoleWithSAML', 'getAccessToken', 'getImpersonationToken']);
  });
});
