import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

let home: ClientHome;
beforeAll(async () => {
  home = await ClientHome.make();
});
afterAll(() => home?.close());

it('boto 2 works with the services of Eucalyptus beside EC2, and with versions and grants of its object store', async () => {
  await using emulator = await startEmulator('eucalyptus');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url', string>;
  const host = (url: string): string => new URL(url).host;
  const args = [script('boto2-services.py'), host(keys.ec2Url), host(keys.s3Url), keys.accessKeyId, keys.secretAccessKey];
  expect(await home.json(venv('python'), args)).toEqual({
    elb: ['web', [[80, 8080, 'HTTP']], 'HTTP:8080/x', [400, 'LoadBalancerNotFound']],
    group: [2, 2, true],
    groups: [],
    watch: ['queue', [7], [['full', 'ALARM']]],
    iam: ['{"Statement":[]}', ['ann'], [409, 'EntityAlreadyExists'], [404, 'NoSuchEntity']],
    sts: [true, true],
    stack: ['CREATE_COMPLETE', ['Box'], [400, 'ValidationError']],
    versions: [3, null, 'one', { Versioning: 'Enabled' }],
    acl: ['FULL_CONTROL', 'READ'],
  });
});
