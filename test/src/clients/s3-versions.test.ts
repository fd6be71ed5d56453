import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

type Keys = Record<'accessKeyId' | 'secretAccessKey' | 's3Url' | 'region', string>;

describe('versions and settings of buckets', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'aws'>>>;
  let home: ClientHome;
  let keys: Keys;

  beforeAll(async () => {
    emulator = await startEmulator('aws');
    keys = emulator.profile as Keys;
    home = await ClientHome.make({ AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey, AWS_DEFAULT_REGION: keys.region });
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });
  const api = async (...args: string[]): Promise<unknown> => {
    const text = await home.run(venv('aws'), ['--endpoint-url', keys.s3Url, '--output', 'json', 's3api', ...args]);
    return text === '' ? undefined : JSON.parse(text);
  };

  it('awscli keeps, lists and restores versions, and holds them', async () => {
    await api('create-bucket', '--bucket', 'cli', '--object-lock-enabled-for-bucket');
    const bodies = await Promise.all(['one', 'two'].map((text) => home.write(text, text)));
    const first = (await api('put-object', '--bucket', 'cli', '--key', 'k', '--body', bodies[0] ?? '')) as { VersionId: string };
    await api('put-object', '--bucket', 'cli', '--key', 'k', '--body', bodies[1] ?? '', '--tagging', 'a=1');
    await api('put-object-legal-hold', '--bucket', 'cli', '--key', 'k', '--version-id', first.VersionId, '--legal-hold', 'Status=ON');
    const refused = await home.refused(venv('aws'), [
      '--endpoint-url',
      keys.s3Url,
      's3api',
      'delete-object',
      '--bucket',
      'cli',
      '--key',
      'k',
      '--version-id',
      first.VersionId,
    ]);
    expect(refused).toContain('AccessDenied');
    const marker = (await api('delete-object', '--bucket', 'cli', '--key', 'k')) as { DeleteMarker: boolean; VersionId: string };
    const listed = (await api('list-object-versions', '--bucket', 'cli')) as { Versions: unknown[]; DeleteMarkers: unknown[] };
    expect([marker.DeleteMarker, listed.Versions.length, listed.DeleteMarkers.length]).toEqual([true, 2, 1]);
    await api('delete-object', '--bucket', 'cli', '--key', 'k', '--version-id', marker.VersionId);
    expect(await api('get-object-tagging', '--bucket', 'cli', '--key', 'k')).toMatchObject({ TagSet: [{ Key: 'a', Value: '1' }] });
  });

  it('rclone lists and fetches old versions', async () => {
    const remote = `:s3,provider=Other,access_key_id=${keys.accessKeyId},secret_access_key=${keys.secretAccessKey},region=${keys.region},endpoint='${keys.s3Url}',force_path_style=true:`;
    await api('create-bucket', '--bucket', 'clone');
    await api('put-bucket-versioning', '--bucket', 'clone', '--versioning-configuration', 'Status=Enabled');
    await home.write('tree/f.txt', 'first');
    await home.run('rclone', ['copy', 'tree', `${remote}clone`]);
    await home.write('tree/f.txt', 'second version');
    await home.run('rclone', ['copy', 'tree', `${remote}clone`]);
    const names = (await home.run('rclone', ['lsf', '--s3-versions', `${remote}clone`])).trim().split('\n').sort();
    expect(names).toEqual([expect.stringMatching(/^f-v\d{4}-\d\d-\d\d-\d{6}-\d{3}\.txt$/), 'f.txt']);
    await home.run('rclone', ['copy', '--s3-versions', `${remote}clone`, 'old']);
    expect((await home.read(`old/${names[0] ?? ''}`)).toString()).toBe('first');
    expect((await home.read('old/f.txt')).toString()).toBe('second version');
  });

  it('s3cmd sets policies, CORS and lifecycles, and takes them away', async () => {
    const { host } = new URL(keys.s3Url);
    const options = [
      '--no-ssl',
      `--host=${host}`,
      `--host-bucket=${host}`,
      `--access_key=${keys.accessKeyId}`,
      `--secret_key=${keys.secretAccessKey}`,
      `--region=${keys.region}`,
    ];
    const s3cmd = (...args: string[]): Promise<string> => home.run('s3cmd', [...options, ...args]);
    await s3cmd('mb', 's3://cmd');
    const policy = await home.write('policy', '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::cmd/*"}]}');
    const cors = await home.write(
      'cors',
      '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>',
    );
    await s3cmd('setpolicy', policy, 's3://cmd');
    await s3cmd('setcors', cors, 's3://cmd');
    await s3cmd('expire', '--expiry-days=3', '--expiry-prefix=tmp/', 's3://cmd');
    const info = await s3cmd('info', 's3://cmd');
    expect(info).toContain('arn:aws:s3:::cmd/*');
    expect(info).toContain('<AllowedMethod>GET</AllowedMethod>');
    expect(await s3cmd('getlifecycle', 's3://cmd')).toContain('<Days>3</Days>');
    await home.write('public.txt', 'for all');
    await s3cmd('put', 'public.txt', 's3://cmd/public.txt');
    expect(await (await fetch(`${keys.s3Url}/cmd/public.txt`)).text()).toBe('for all');
    await s3cmd('delpolicy', 's3://cmd');
    expect((await fetch(`${keys.s3Url}/cmd/public.txt`)).status).toBe(403);
    await s3cmd('delcors', 's3://cmd');
    await s3cmd('dellifecycle', 's3://cmd');
  });

  it("MinIO's client keeps versions, tags, retention and posts forms", async () => {
    const { hostname, port } = new URL(keys.s3Url);
    expect(await home.json(process.execPath, [script('minio-versions.cjs'), hostname, port, keys.accessKeyId, keys.secretAccessKey, keys.region])).toEqual({
      versioning: 'Enabled',
      old: 'one',
      tags: [{ Key: 'a', Value: 'b' }],
      retention: 'GOVERNANCE',
      refused: 'AccessDenied',
      posted: [204, 'by form'],
      lifecycle: 'r',
    });
  });
});
