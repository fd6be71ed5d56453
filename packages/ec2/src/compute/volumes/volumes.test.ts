import { CloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { computeBench, ec2Done, ec2Refused } from '../../testing/compute-bench.ts';
import { ec2Answer } from '../../testing/native-bench.ts';

const volume = (state: string, attachments = ''): string =>
  `<volumeId>vol-1</volumeId><size>3</size><availabilityZone>a</availabilityZone><status>${state}</status><attachmentSet>${attachments}</attachmentSet>`;
const attached = (device: string, status = 'attached', server = 'i-1'): string =>
  `<item><instanceId>${server}</instanceId><device>${device}</device><status>${status}</status></item>`;
const shown = (...of: readonly string[]) => ec2Answer('DescribeVolumes', `<volumeSet>${of.map((one) => `<item>${one}</item>`).join('')}</volumeSet>`);
const made = ec2Answer('CreateVolume', volume('creating'));
const lost = new CloudError('unavailable', 'cut', { retry: 'maybe', outcome: 'unknown' });

describe('volumes', () => {
  it('are asked for again with the same token on Amazon, after an answer was lost', async () => {
    const bench = computeBench([lost, made]);
    const request = { name: 'data', sizeMiB: 2049, locationId: 'a', idempotencyKey: 'key', owner: 'me' };
    expect(await bench.compute.volumes.create(request, {})).toMatchObject({ id: 'vol-1', name: 'data', owner: 'me', sizeMiB: 3072, state: 'pending' });
    for (const index of [0, 1]) expect(bench.form(index)).toMatchObject({ ClientToken: 'key', Size: '3', 'TagSpecification.1.Tag.2.Key': 'portolan-owner' });
  });

  it('are not on Eucalyptus, which knows no token: the outcome is unknown', async () => {
    const bench = computeBench([lost], 'eucalyptus');
    await expect(bench.compute.volumes.create({ name: 'data', sizeMiB: 1024, locationId: 'a' }, {})).rejects.toMatchObject({ outcome: 'unknown' });
    expect(bench.actions()).toEqual(['CreateVolume']);
    expect(bench.form(0)['ClientToken']).toBeUndefined();
  });

  it('are tagged on Eucalyptus once they are there, and named when that fails', async () => {
    const bench = computeBench([made, ec2Refused('InvalidVolume.NotFound'), ec2Done('CreateTags')], 'eucalyptus');
    await bench.compute.volumes.create({ name: 'data', sizeMiB: 1024, locationId: 'a' }, {});
    expect(bench.actions()).toEqual(['CreateVolume', 'CreateTags', 'CreateTags']);
    const broken = computeBench([made, ec2Refused('UnauthorizedOperation')], 'eucalyptus');
    await expect(broken.compute.volumes.create({ name: 'data', sizeMiB: 1024, locationId: 'a' }, {})).rejects.toMatchObject({
      outcome: 'done',
      leftover: { kind: 'volume', id: 'vol-1' },
    });
  });

  it('go to the first zone that is up where none is named', async () => {
    const zones =
      '<availabilityZoneInfo><item><zoneName>down</zoneName><zoneState>impaired</zoneState></item><item><zoneName>one</zoneName><zoneState>UP 10.0.0.1</zoneState></item></availabilityZoneInfo>';
    const bench = computeBench([ec2Answer('DescribeAvailabilityZones', zones), made]);
    await bench.compute.volumes.create({ name: 'data', sizeMiB: 1024 }, {});
    expect(bench.form(1)['AvailabilityZone']).toBe('one');
  });

  it('are attached at the first free device, and it is success where that was so before', async () => {
    const bench = computeBench([shown(volume('in-use', attached('/dev/sdf'))), ec2Done('AttachVolume')]);
    await bench.compute.volumes.attach('vol-2', 'i-1', undefined, {});
    expect(bench.form(1)).toMatchObject({ VolumeId: 'vol-2', InstanceId: 'i-1', Device: '/dev/sdg' });
    const again = computeBench([ec2Refused('VolumeInUse'), shown(volume('in-use', attached('/dev/sdf')))]);
    await again.compute.volumes.attach('vol-1', 'i-1', '/dev/sdf', {});
    const elsewhere = computeBench([ec2Refused('VolumeInUse'), shown(volume('in-use', attached('/dev/sdf', 'attached', 'i-9')))]);
    await expect(elsewhere.compute.volumes.attach('vol-1', 'i-1', '/dev/sdf', {})).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are pending while they are on the way to a server or from it', async () => {
    const of = async (status: string) => (await computeBench([shown(volume('in-use', attached('/dev/sdf', status)))]).compute.volumes.get('vol-1', {})).state;
    expect([await of('attaching'), await of('attached'), await of('detaching')]).toEqual(['pending', 'in-use', 'pending']);
  });

  it('grow, and never shrink', async () => {
    const bench = computeBench([shown(volume('available')), ec2Done('ModifyVolume')]);
    await bench.compute.volumes.extend('vol-1', 3073, {});
    expect(bench.form(1)).toMatchObject({ VolumeId: 'vol-1', Size: '4' });
    const same = computeBench([shown(volume('available'))]);
    await same.compute.volumes.extend('vol-1', 3072, {});
    expect(same.actions()).toEqual(['DescribeVolumes']);
    await expect(same.compute.volumes.extend('vol-1', 1024, {})).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('are gone when they are going already', async () => {
    await computeBench([ec2Refused('IncorrectState'), shown(volume('deleting'))]).compute.volumes.delete('vol-1', {});
    await computeBench([ec2Refused('InvalidVolume.NotFound')]).compute.volumes.delete('vol-1', {});
    await expect(computeBench([ec2Refused('VolumeInUse'), shown(volume('in-use'))]).compute.volumes.delete('vol-1', {})).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
