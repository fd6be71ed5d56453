import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, ec2 } from '../testing/client.ts';

const STEP = 1000;
let clock: ManualClock;
let aws: Ec2Emulator;
let euca: Ec2Emulator;

beforeEach(async () => {
  clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
  aws = await startEc2Emulator({ clock, transitionMs: STEP });
  euca = await startEc2Emulator({ clock, transitionMs: STEP, flavour: 'eucalyptus' });
});

afterEach(async () => {
  await Promise.all([aws.close(), euca.close()]);
});

async function runningInstance(emulator: Ec2Emulator, parameters: Record<string, string> = {}): Promise<string> {
  const image = await ec2(emulator, 'DescribeImages', { 'Filter.1.Name': 'name', 'Filter.1.Value.1': '*22.04*amd64*' });
  const launched = await ec2(emulator, 'RunInstances', { ImageId: image.element('imageId') ?? '', MinCount: '1', MaxCount: '1', ...parameters });
  clock.advance(STEP);
  return launched.element('instanceId') ?? '';
}

const value = (answer: Answer, name: string): string => answer.element(name) ?? '';

describe('volumes and snapshots', () => {
  it('go through their states and refuse what does not fit them', async () => {
    const instance = await runningInstance(aws);
    const zone = value(await ec2(aws, 'DescribeInstances', { 'InstanceId.1': instance }), 'availabilityZone');
    const created = await ec2(aws, 'CreateVolume', { Size: '10', AvailabilityZone: zone, ClientToken: 'v' });
    const id = value(created, 'volumeId');
    expect(value(await ec2(aws, 'CreateVolume', { Size: '10', AvailabilityZone: zone, ClientToken: 'v' }), 'volumeId')).toBe(id);
    const status = async (): Promise<string[]> => (await ec2(aws, 'DescribeVolumes', { 'VolumeId.1': id })).elements('status');
    expect(created.element('status')).toBe('creating');
    const attach = (device = '/dev/sdf') => ec2(aws, 'AttachVolume', { VolumeId: id, InstanceId: instance, Device: device });
    expect((await attach()).element('Code')).toBe('IncorrectState');
    clock.advance(STEP);
    expect((await attach('/dev/sda1')).element('Code')).toBe('InvalidParameterValue');
    expect((await attach()).element('status')).toBe('attaching');
    expect(await status()).toEqual(['in-use', 'attaching']);
    clock.advance(STEP);
    expect(await status()).toEqual(['in-use', 'attached']);
    expect((await attach()).element('Code')).toBe('VolumeInUse');
    expect((await ec2(aws, 'DeleteVolume', { VolumeId: id })).element('Code')).toBe('VolumeInUse');
    const snapshot = await ec2(aws, 'CreateSnapshot', { VolumeId: id, Description: 'd' });
    expect([snapshot.element('status'), snapshot.element('volumeSize')]).toEqual(['pending', '10']);
    await ec2(aws, 'DetachVolume', { VolumeId: id });
    clock.advance(STEP);
    expect(await status()).toEqual(['available']);
    expect((await ec2(aws, 'DetachVolume', { VolumeId: id })).element('Code')).toBe('IncorrectState');
    const smaller = { SnapshotId: value(snapshot, 'snapshotId'), AvailabilityZone: zone, Size: '9' };
    expect((await ec2(aws, 'CreateVolume', smaller)).element('Code')).toBe('InvalidParameterValue');
    expect((await ec2(aws, 'CreateVolume', { ...smaller, Size: '11' })).element('size')).toBe('11');
    expect((await ec2(aws, 'DescribeSnapshots', { 'Owner.1': 'self' })).elements('snapshotId')).toEqual([value(snapshot, 'snapshotId')]);
    await ec2(aws, 'DeleteVolume', { VolumeId: id });
    clock.advance(STEP);
    expect((await ec2(aws, 'DescribeVolumes', { 'VolumeId.1': id })).element('Code')).toBe('InvalidVolume.NotFound');
  });

  it('must be in the zone of the instance, and outlive it unless told otherwise', async () => {
    const instance = await runningInstance(aws, {
      'Placement.AvailabilityZone': 'us-east-1a',
      'BlockDeviceMapping.1.DeviceName': '/dev/sdb',
      'BlockDeviceMapping.1.Ebs.VolumeSize': '5',
    });
    const far = await ec2(aws, 'CreateVolume', { Size: '1', AvailabilityZone: 'us-east-1b' });
    clock.advance(STEP);
    expect((await ec2(aws, 'AttachVolume', { VolumeId: value(far, 'volumeId'), InstanceId: instance, Device: '/dev/sdf' })).element('Code')).toBe(
      'InvalidVolume.ZoneMismatch',
    );
    expect((await ec2(aws, 'DescribeVolumes', { 'Filter.1.Name': 'attachment.instance-id', 'Filter.1.Value.1': instance })).elements('size').sort()).toEqual([
      '5',
      '8',
    ]);
    await ec2(aws, 'TerminateInstances', { 'InstanceId.1': instance });
    clock.advance(STEP);
    expect((await ec2(aws, 'DescribeVolumes')).elements('size').sort()).toEqual(['1', '5']);
  });

  it('become an image with its snapshots, which then cannot be deleted', async () => {
    const instance = await runningInstance(aws);
    const made = await ec2(aws, 'CreateImage', { InstanceId: instance, Name: 'golden' });
    const image = () => ec2(aws, 'DescribeImages', { 'ImageId.1': value(made, 'imageId') });
    expect((await image()).element('imageState')).toBe('pending');
    expect((await ec2(aws, 'CreateImage', { InstanceId: instance, Name: 'golden' })).element('Code')).toBe('InvalidAMIName.Duplicate');
    expect((await ec2(aws, 'RunInstances', { ImageId: value(made, 'imageId'), MinCount: '1', MaxCount: '1' })).element('Code')).toBe(
      'InvalidAMIID.Unavailable',
    );
    clock.advance(STEP);
    const ready = await image();
    expect(ready.element('imageState')).toBe('available');
    expect((await ec2(aws, 'DeleteSnapshot', { SnapshotId: value(ready, 'snapshotId') })).element('Code')).toBe('InvalidSnapshot.InUse');
    await ec2(aws, 'DeregisterImage', { ImageId: value(made, 'imageId') });
    expect((await image()).element('Code')).toBe('InvalidAMIID.NotFound');
    expect((await ec2(aws, 'DeleteSnapshot', { SnapshotId: value(ready, 'snapshotId') })).element('return')).toBe('true');
  });
});

describe('security groups', () => {
  it('merge rules by protocol and ports, and refuse doubles', async () => {
    const id = value(await ec2(aws, 'CreateSecurityGroup', { GroupName: 'web', GroupDescription: 'd' }), 'groupId');
    expect((await ec2(aws, 'CreateSecurityGroup', { GroupName: 'web', GroupDescription: 'd' })).element('Code')).toBe('InvalidGroup.Duplicate');
    const rule = (cidr: string) => ({
      GroupId: id,
      'IpPermissions.1.IpProtocol': 'tcp',
      'IpPermissions.1.FromPort': '22',
      'IpPermissions.1.ToPort': '22',
      'IpPermissions.1.IpRanges.1.CidrIp': cidr,
    });
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('10.0.0.0/8'))).element('return')).toBe('true');
    await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('192.168.0.0/16'));
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('10.0.0.0/8'))).element('Code')).toBe('InvalidPermission.Duplicate');
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('10.0.0.0/99'))).element('Code')).toBe('InvalidParameterValue');
    const described = await ec2(aws, 'DescribeSecurityGroups', { 'GroupId.1': id });
    expect(described.elements('fromPort')).toEqual(['22']);
    expect(described.elements('cidrIp')).toEqual(['10.0.0.0/8', '192.168.0.0/16', '0.0.0.0/0']);
    await ec2(aws, 'RevokeSecurityGroupIngress', rule('10.0.0.0/8'));
    expect((await ec2(aws, 'RevokeSecurityGroupIngress', rule('10.0.0.0/8'))).element('Code')).toBe('InvalidPermission.NotFound');
    const instance = await runningInstance(aws, { 'SecurityGroupId.1': id });
    expect((await ec2(aws, 'DeleteSecurityGroup', { GroupId: id })).element('Code')).toBe('DependencyViolation');
    await ec2(aws, 'TerminateInstances', { 'InstanceId.1': instance });
    clock.advance(STEP);
    expect((await ec2(aws, 'DeleteSecurityGroup', { GroupId: id })).element('return')).toBe('true');
    expect((await ec2(aws, 'DescribeSecurityGroups', { 'GroupId.1': id })).element('Code')).toBe('InvalidGroup.NotFound');
  });

  it('keep ranges of IPv6 apart from those of IPv4', async () => {
    const id = value(await ec2(aws, 'CreateSecurityGroup', { GroupName: 'six', GroupDescription: 'd' }), 'groupId');
    const rule = (cidr: string) => ({
      GroupId: id,
      'IpPermissions.1.IpProtocol': 'tcp',
      'IpPermissions.1.FromPort': '443',
      'IpPermissions.1.ToPort': '443',
      'IpPermissions.1.Ipv6Ranges.1.CidrIpv6': cidr,
    });
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('2001:DB8::/32'))).element('return')).toBe('true');
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('2001:db8::/32'))).element('Code')).toBe('InvalidPermission.Duplicate');
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('2001:db8::/129'))).element('Code')).toBe('InvalidParameterValue');
    expect((await ec2(aws, 'AuthorizeSecurityGroupIngress', rule('10.0.0.0/8'))).element('Code')).toBe('InvalidParameterValue');
    expect((await ec2(aws, 'DescribeSecurityGroups', { 'GroupId.1': id })).elements('cidrIpv6')).toEqual(['2001:db8::/32']);
    expect((await ec2(aws, 'RevokeSecurityGroupIngress', rule('2001:db8::/32'))).element('return')).toBe('true');
    expect((await ec2(aws, 'DescribeSecurityGroups', { 'GroupId.1': id })).elements('cidrIpv6')).toEqual([]);
  });

  it('have classic manners on Eucalyptus: by name, no egress, a missing rule revoked all the same', async () => {
    await ec2(euca, 'CreateSecurityGroup', { GroupName: 'web', GroupDescription: 'd' });
    const rule = { GroupName: 'web', IpProtocol: 'tcp', FromPort: '80', ToPort: '80', CidrIp: '0.0.0.0/0' };
    expect((await ec2(euca, 'AuthorizeSecurityGroupIngress', rule)).element('return')).toBe('true');
    for (const _ of [1, 2]) expect((await ec2(euca, 'RevokeSecurityGroupIngress', rule)).element('return')).toBe('true');
    const described = await ec2(euca, 'DescribeSecurityGroups', { 'GroupName.1': 'web' });
    expect([described.element('vpcId'), described.elements('cidrIp')]).toEqual([undefined, []]);
    expect((await ec2(euca, 'DeleteSecurityGroup', { GroupName: 'default' })).element('Code')).toBe('InvalidGroup.Reserved');
  });
});

describe('addresses', () => {
  it('of a VPC go by allocation, and stay with their instance through a stop', async () => {
    const instance = await runningInstance(aws);
    const made = await ec2(aws, 'AllocateAddress', { Domain: 'vpc' });
    const associated = await ec2(aws, 'AssociateAddress', { AllocationId: value(made, 'allocationId'), InstanceId: instance });
    const publicAddress = async (): Promise<string | undefined> => (await ec2(aws, 'DescribeInstances', { 'InstanceId.1': instance })).element('ipAddress');
    expect(await publicAddress()).toBe(value(made, 'publicIp'));
    await ec2(aws, 'StopInstances', { 'InstanceId.1': instance });
    clock.advance(STEP);
    await ec2(aws, 'StartInstances', { 'InstanceId.1': instance });
    clock.advance(STEP);
    expect(await publicAddress()).toBe(value(made, 'publicIp'));
    expect((await ec2(aws, 'ReleaseAddress', { AllocationId: value(made, 'allocationId') })).element('Code')).toBe('InvalidIPAddress.InUse');
    expect((await ec2(aws, 'ReleaseAddress', { PublicIp: value(made, 'publicIp') })).element('Code')).toBe('InvalidParameterValue');
    await ec2(aws, 'DisassociateAddress', { AssociationId: value(associated, 'associationId') });
    expect((await ec2(aws, 'ReleaseAddress', { AllocationId: value(made, 'allocationId') })).element('return')).toBe('true');
    expect((await ec2(aws, 'ReleaseAddress', { AllocationId: value(made, 'allocationId') })).element('Code')).toBe('InvalidAllocationID.NotFound');
  });

  it('of classic networking go by their number', async () => {
    const instance = await runningInstance(euca);
    const made = await ec2(euca, 'AllocateAddress');
    expect([made.element('domain'), made.element('allocationId')]).toEqual(['standard', undefined]);
    await ec2(euca, 'AssociateAddress', { PublicIp: value(made, 'publicIp'), InstanceId: instance });
    expect(value(await ec2(euca, 'DescribeAddresses', { 'PublicIp.1': value(made, 'publicIp') }), 'instanceId')).toBe(instance);
    expect((await ec2(euca, 'ReleaseAddress', { PublicIp: value(made, 'publicIp') })).element('return')).toBe('true');
  });
});

describe('networks', () => {
  it('have a default in every zone on aws, and none on classic Eucalyptus', async () => {
    const subnets = await ec2(aws, 'DescribeSubnets', { 'Filter.1.Name': 'default-for-az', 'Filter.1.Value.1': 'true' });
    expect(subnets.elements('availabilityZone')).toEqual(['us-east-1a', 'us-east-1b']);
    expect((await ec2(euca, 'DescribeVpcs')).elements('vpcId')).toEqual([]);
    expect((await ec2(euca, 'CreateVpc', { CidrBlock: '10.0.0.0/16' })).element('Code')).toBe('UnsupportedOperation');
  });

  it('hold subnets that fit and do not overlap', async () => {
    const vpc = value(await ec2(aws, 'CreateVpc', { CidrBlock: '10.0.0.0/16' }), 'vpcId');
    const subnet = (cidr: string) => ec2(aws, 'CreateSubnet', { VpcId: vpc, CidrBlock: cidr });
    const made = await subnet('10.0.0.0/24');
    expect(made.element('availableIpAddressCount')).toBe('251');
    expect((await subnet('10.0.0.128/25')).element('Code')).toBe('InvalidSubnet.Conflict');
    expect((await subnet('10.1.0.0/24')).element('Code')).toBe('InvalidSubnet.Range');
    expect((await subnet('nonsense')).element('Code')).toBe('InvalidParameterValue');
    expect((await ec2(aws, 'DeleteVpc', { VpcId: vpc })).element('Code')).toBe('DependencyViolation');
    const instance = await runningInstance(aws, { SubnetId: value(made, 'subnetId') });
    expect((await ec2(aws, 'DescribeInstances', { 'InstanceId.1': instance })).element('ipAddress')).toBeUndefined();
    expect((await ec2(aws, 'DeleteSubnet', { SubnetId: value(made, 'subnetId') })).element('Code')).toBe('DependencyViolation');
    await ec2(aws, 'TerminateInstances', { 'InstanceId.1': instance });
    clock.advance(STEP);
    expect((await ec2(aws, 'DeleteSubnet', { SubnetId: value(made, 'subnetId') })).element('return')).toBe('true');
    expect((await ec2(aws, 'DeleteVpc', { VpcId: vpc })).element('return')).toBe('true');
  });
});

describe('actions Eucalyptus has only in name', () => {
  it('answer 200 and nothing', async () => {
    const answer = await ec2(euca, 'CopySnapshot', { SourceRegion: 'x', SourceSnapshotId: 'snap-01234567' });
    expect([answer.status, answer.element('snapshotId')]).toEqual([200, undefined]);
    expect((await ec2(euca, 'ModifyVolume', { VolumeId: 'vol-01234567' })).element('Code')).toBe('InvalidAction');
  });
});
