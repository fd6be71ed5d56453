import { randomBytes } from 'node:crypto';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, venv } from './client-home.ts';

const MIB = 1024 * 1024;
/** Names that clients and servers encode in different ways. */
const NAMES = ['plain.txt', 'a b+c.txt', 'é/ü%41.txt', '日本/😀', "quote'(1)!*.txt", 'deep/er/x&y=z'];

type Keys = Record<'accessKeyId' | 'secretAccessKey' | 's3Url' | 'region', string>;

describe.each(['aws', 'eucalyptus'] as const)('command-line clients of S3 at %s', (provider) => {
  let emulator: Awaited<ReturnType<typeof startEmulator<typeof provider>>>;
  let home: ClientHome;
  let keys: Keys;
  const big = randomBytes(12 * MIB + 17);
  const listed = async (prefix = ''): Promise<string[]> => {
    const text = await aws('s3api', 'list-objects-v2', '--bucket', 'box', '--prefix', prefix, '--output', 'json');
    return ((JSON.parse(text === '' ? '{}' : text) as { Contents?: { Key: string }[] }).Contents ?? []).map(({ Key }) => Key);
  };
  const aws = (...args: string[]): Promise<string> => home.run(venv('aws'), ['--endpoint-url', keys.s3Url, ...args]);

  beforeAll(async () => {
    emulator = await startEmulator(provider);
    keys = emulator.profile as Keys;
    home = await ClientHome.make({
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_DEFAULT_REGION: keys.region,
      AWS_EC2_METADATA_DISABLED: 'true',
      // Eucalyptus knows none of the checksums that clients of today send unasked.
      ...(provider === 'eucalyptus' ? { AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required', AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required' } : {}),
    });
    // Left alone, awscli presigns with version 2 where it does not know the region to refuse it.
    await home.write('.aws/config', `[default]\ns3 =\n  addressing_style = path\n  signature_version = ${provider === 'aws' ? 's3v4' : 's3'}\n`);
    await home.write('tree/big.bin', big);
    for (const name of NAMES) await home.write(`tree/${name}`, `content of ${name}`);
    await aws('s3', 'mb', 's3://box');
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  const sameTree = async (folder: string): Promise<void> => {
    expect((await home.read(`${folder}/big.bin`)).equals(big)).toBe(true);
    for (const name of NAMES) expect((await home.read(`${folder}/${name}`)).toString()).toBe(`content of ${name}`);
  };

  it('awscli syncs a tree there and back, and presigns', async () => {
    await aws('s3', 'sync', 'tree', 's3://box/aws');
    expect(await listed('aws/')).toEqual([...NAMES, 'big.bin'].map((name) => `aws/${name}`).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(await aws('s3', 'sync', 'tree', 's3://box/aws')).toBe('');
    await aws('s3', 'sync', 's3://box/aws', 'from-aws');
    await sameTree('from-aws');
    const link = (await aws('s3', 'presign', 's3://box/aws/a b+c.txt', '--expires-in', '60')).trim();
    expect(await (await fetch(link)).text()).toBe('content of a b+c.txt');
    expect((await fetch(link.replace('a%20b', 'a%20c'))).status).toBe(403);
    expect(emulator.openUploads('box')).toBe(0);
    await aws('s3', 'rm', '--recursive', 's3://box/aws');
    expect(await listed('aws/')).toEqual([]);
  });

  it('s3cmd puts in parts, gets, copies and deletes', async () => {
    const host = keys.s3Url.replace(/^https?:\/\//, '');
    await home.write(
      's3cfg',
      `[default]\naccess_key = ${keys.accessKeyId}\nsecret_key = ${keys.secretAccessKey}\nhost_base = ${host}\nhost_bucket = ${host}\nuse_https = False\n` +
        `bucket_location = ${keys.region}\nmultipart_chunk_size_mb = 5\nsignature_v2 = ${provider === 'eucalyptus' ? 'True' : 'False'}\n`,
    );
    const s3cmd = (...args: string[]): Promise<string> => home.run('/usr/bin/s3cmd', ['-c', 's3cfg', '--no-progress', ...args]);
    await s3cmd('sync', 'tree/', 's3://box/s3cmd/');
    await s3cmd('sync', 's3://box/s3cmd/', 'from-s3cmd/');
    await sameTree('from-s3cmd');
    await s3cmd('cp', 's3://box/s3cmd/a b+c.txt', 's3://box/s3cmd/copy é.txt');
    expect(await s3cmd('get', 's3://box/s3cmd/copy é.txt', '-')).toContain('content of a b+c.txt');
    expect(await s3cmd('info', 's3://box/s3cmd/big.bin')).toMatch(new RegExp(`File size: ${big.length}`));
    await s3cmd('del', '--recursive', 's3://box/s3cmd/');
    expect(await listed('s3cmd/')).toEqual([]);
  });

  it('rclone syncs and checks', async () => {
    const v2 = provider === 'eucalyptus' ? 'v2_auth = true\n' : '';
    await home.write(
      'rclone.conf',
      `[s3]\ntype = s3\nprovider = Other\naccess_key_id = ${keys.accessKeyId}\nsecret_access_key = ${keys.secretAccessKey}\n` +
        `endpoint = ${keys.s3Url}\nregion = ${keys.region}\nforce_path_style = true\n${v2}`,
    );
    const rclone = (...args: string[]): Promise<string> => home.run('/usr/bin/rclone', ['--config', 'rclone.conf', ...args]);
    await rclone('sync', 'tree', 's3:box/rclone', '--s3-chunk-size', '5M', '--s3-upload-cutoff', '5M');
    await rclone('check', 'tree', 's3:box/rclone', '--download');
    await rclone('copy', 's3:box/rclone', 'from-rclone');
    await sameTree('from-rclone');
    await rclone('moveto', 's3:box/rclone/plain.txt', 's3:box/rclone/moved.txt');
    expect(await listed('rclone/moved')).toEqual(['rclone/moved.txt']);
    await rclone('purge', 's3:box/rclone');
    expect(await listed('rclone/')).toEqual([]);
  });

  it('refuses a wrong secret', async () => {
    const output = await home.refused(venv('aws'), ['--endpoint-url', keys.s3Url, 's3api', 'list-buckets'], { env: { AWS_SECRET_ACCESS_KEY: 'wrong' } });
    expect(output).toMatch(/SignatureDoesNotMatch/);
  });
});
