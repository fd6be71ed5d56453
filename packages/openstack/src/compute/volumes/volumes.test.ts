import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type Script, type ScriptedCloud, scriptedCloud, settingsOf } from '../../testing/scripted-cloud.ts';
import { OpenstackVolumes, toVolume } from './volumes.ts';

const volumesOf = (script: Script, overrides = {}): { cloud: ScriptedCloud; volumes: OpenstackVolumes } => {
  const cloud = scriptedCloud(script, settingsOf({ endpointOverrides: overrides }));
  return { cloud, volumes: new OpenstackVolumes(cloud.client) };
};
const fails = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('maps what Cinder sends, v1’s name too', () => {
  // Written after the block-storage api-ref, "Show a volume's details".
  const wire = {
    id: 'vol-1',
    name: 'd1',
    status: 'in-use',
    size: 2,
    created_at: '2030-01-02T03:04:05.000000',
    availability_zone: 'nova',
    bootable: 'false',
    attachments: [{ server_id: 'srv-1', device: '/dev/vdb', attachment_id: 'a' }, { server_id: null }],
  };
  expect(toVolume(wire)).toEqual({
    id: 'vol-1',
    name: 'd1',
    state: 'in-use',
    nativeState: 'in-use',
    sizeMiB: 2048,
    createdAt: new Date('2030-01-02T03:04:05Z'),
    locationId: 'nova',
    attachments: [{ serverId: 'srv-1', device: '/dev/vdb' }],
    raw: wire,
  });
  expect(toVolume({ id: 'v', display_name: 'old', status: 'novel' })).toMatchObject({ name: 'old', state: 'unknown', nativeState: 'novel', sizeMiB: 0 });
});

describe('create', () => {
  const created: Script = () => ({ status: 202, body: { volume: { id: 'v' } } });
  const request = { name: 'd1', sizeMiB: 1025, idempotencyKey: 'k-1' };

  it('asks for whole GiB, rounded up, with the mark', async () => {
    const { cloud, volumes } = volumesOf(created);
    await volumes.create(request, {});
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ volume: { name: 'd1', size: 2, metadata: { 'portolan.key': 'k-1' } } });
  });

  it('speaks v1 where the endpoint does', async () => {
    const { cloud, volumes } = volumesOf(created, { 'block-storage': 'https://volume.test/v1/T' });
    await volumes.create({ name: 'd1', sizeMiB: 1024 }, {});
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ volume: { display_name: 'd1', size: 1 } });
  });
});

it('believes the search for a mark only what it sees: clouds that ignore the filter list all', async () => {
  const { cloud, volumes } = volumesOf(() => ({
    body: { volumes: [{ id: 'a' }, { id: 'b', metadata: { 'portolan.key': 'k' }, status: 'deleting' }, { id: 'c', metadata: { 'portolan.key': 'k' } }] },
  }));
  expect((await volumes.listByIdempotencyKey('k', {})).map(({ id }) => id)).toEqual(['c']);
  expect(decodeURIComponent(cloud.seen[0]?.url ?? '')).toContain("metadata={'portolan.key': 'k'}");
});

describe('extend', () => {
  const withSize =
    (size: number, status: string): Script =>
    (one) =>
      one.method === 'GET' ? { body: { volume: { id: 'v', size, status } } } : { status: 202 };

  it('asks for the microversion that extends a volume in use, and only then', async () => {
    const used = volumesOf(withSize(1, 'in-use'));
    await used.volumes.extend('v', 2048, {});
    expect(used.cloud.seen[1]).toMatchObject({ body: '{"os-extend":{"new_size":2}}', headers: { 'OpenStack-API-Version': 'volume 3.42' } });
    const free = volumesOf(withSize(1, 'available'));
    await free.volumes.extend('v', 2048, {});
    expect(free.cloud.seen[1]?.headers).not.toHaveProperty('OpenStack-API-Version');
  });

  it('has nothing to do for the size it has, and refuses to shrink', async () => {
    const { cloud, volumes } = volumesOf(withSize(2, 'available'));
    await volumes.extend('v', 2000, {});
    expect(isCloudError(await fails(volumes.extend('v', 1024, {})), 'invalid-argument')).toBe(true);
    expect(cloud.seen.every((one) => one.method === 'GET')).toBe(true);
  });
});

describe('delete', () => {
  const refusing =
    (status: string): Script =>
    (one) =>
      one.method === 'GET'
        ? { body: { volume: { id: 'v', status } } }
        : { status: 400, body: { badRequest: { code: 400, message: 'Invalid volume: Volume status must be available' } } };

  it('is success for what is going, and a conflict for what is in use', async () => {
    await volumesOf(refusing('deleting')).volumes.delete('v', {});
    expect(isCloudError(await fails(volumesOf(refusing('in-use')).volumes.delete('v', {})), 'conflict')).toBe(true);
  });
});
