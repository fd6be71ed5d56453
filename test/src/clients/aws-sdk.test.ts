import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClientHome, script } from './client-home.ts';

let home: ClientHome;
beforeAll(async () => {
  home = await ClientHome.make();
});
afterAll(() => home?.close());

it('the AWS SDK for JavaScript, its multipart uploader and the MinIO client work on EC2 and S3', async () => {
  await using emulator = await startEmulator('aws');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url' | 'region', string>;
  const args = [script('aws-sdk.cjs'), keys.ec2Url, keys.s3Url, keys.region, keys.accessKeyId, keys.secretAccessKey];
  const seen = await home.json(process.execPath, args);
  expect(seen).toEqual({
    once: true,
    names: ['js é'],
    terminated: 'running',
    missing: 'InvalidInstanceID.NotFound',
    object: ['hello', { color: 'red' }],
    big: true,
    listed: ['a b+c/é', 'big'],
    noKey: 'NoSuchKey',
    conditional: 'PreconditionFailed',
    deleted: 2,
    minio: { size: 12 * 1024 * 1024 + 3, color: 'red', same: true, names: ['ü/big'], link: true, missing: 'NotFound' },
  });
  const parts = (box: string): number => emulator.seen.filter(({ target }) => target.startsWith(`/${box}/`) && target.includes('partNumber=')).length;
  expect(parts('js-box')).toBe(3);
  // MinIO's client makes parts of whatever its stream has gathered, and numbers them from 2.
  expect(parts('minio-box')).toBeGreaterThan(0);
});
