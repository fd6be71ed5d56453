import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClientHome, script } from './client-home.ts';

let home: ClientHome;
beforeAll(async () => {
  home = await ClientHome.make();
});
afterAll(() => home?.close());

it('the AWS SDK for JavaScript works with the query services, with launch templates, and with versions, locks and checksums of S3', async () => {
  await using emulator = await startEmulator('aws');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url' | 'region', string>;
  const args = [script('aws-sdk-services.cjs'), keys.ec2Url, keys.s3Url, keys.region, keys.accessKeyId, keys.secretAccessKey];
  expect(await home.json(process.execPath, args)).toEqual({
    elb: [true, 30],
    elbMissing: expect.stringMatching(/^(LoadBalancerNotFound|AccessPointNotFoundException)$/) as string,
    group: ['InService'],
    launched: ['t3.small', true, true],
    metrics: 2,
    identity: [['a', 'b', 'c'], 'arn:aws:iam::012345678901:user/a', 'NoSuchEntityException'],
    stack: [['Box', 'CREATE_COMPLETE']],
    versions: [2, 1, true, 'AccessDenied', 'one', true],
    attributes: [3, true],
    multipart: ['FULL_OBJECT', true],
  });
});
