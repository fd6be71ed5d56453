import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

let home: ClientHome;
beforeAll(async () => {
  home = await ClientHome.make();
});
afterAll(() => home?.close());

it('boto3 works with ELB, IAM, STS, CloudFormation, Auto Scaling, and with versions, locks, forms and settings of S3', async () => {
  await using emulator = await startEmulator('aws');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url' | 'region', string>;
  const seen = await home.json(venv('python'), [script('boto3-services.py'), keys.ec2Url, keys.s3Url, keys.region, keys.accessKeyId, keys.secretAccessKey]);
  expect(seen).toEqual({
    elb: [8080, 'TCP:8080', [400, 'LoadBalancerNotFound']],
    iam: [true, ['group-0', 'group-1', 'group-2'], [409, 'EntityAlreadyExists'], [409, 'DeleteConflict']],
    sts: ['arn:aws:iam::012345678901:user/dev/ann', 'arn:aws:sts::012345678901:assumed-role/app/boto3', [403, 'SignatureDoesNotMatch']],
    wrongSecret: [401, 'AuthFailure'],
    cloudformation: ['CREATE_COMPLETE', ['Name'], [400, 'ValidationError']],
    autoscaling: [2, true, [400, 'ValidationError']],
    versions: [2, 1, 'one', [403, 'AccessDenied'], [404, 'NoSuchKey'], 'ON'],
    post: [201, 'hello', 400],
    settings: [['GET'], { Days: 1 }, [{ Key: 'a', Value: 'b' }], { Suffix: 'index.html' }, [403, 'AccessDenied'], [404, 'NoSuchBucketPolicy'], 5],
  });
});
