import { startEmulator } from '@portolan/emulators';
import { expect, it } from 'vitest';
import { ClientHome, script } from './client-home.ts';

it('the AWS SDK for JavaScript, its multipart uploader and the MinIO client work on EC2 and S3', async () => {
  await using emulator = await startEmulator('aws');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 'ec2Url' | 's3Url' | 'region', string>;
  const home = await ClientHome.make();
  const args = [script('aws-sdk.cjs'), keys.ec2Url, keys.s3Url, keys.region, keys.accessKeyId, keys.secretAccessKey];
  const seen = await home.json(process.execPath, args).finally(() => home.close());
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
  for (const box of ['js-box', 'minio-box']) {
    const parts = emulator.seen.filter(({ method, target }) => method === 'PUT' && target.startsWith(`/${box}/`) && target.includes('partNumber='));
    expect(parts).toHaveLength(3);
  }
});
