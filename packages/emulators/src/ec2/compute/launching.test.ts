import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, ec2 } from '../testing/client.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
let aws: Ec2Emulator;
let euca: Ec2Emulator;
let image = '';

const call = (action: string, parameters: Record<string, string> = {}): Promise<Answer> => ec2(aws, action, parameters);
const code = async (action: string, parameters: Record<string, string>): Promise<string | undefined> => (await call(action, parameters)).element('Code');

beforeAll(async () => {
  aws = await startEc2Emulator({ clock });
  euca = await startEc2Emulator({ clock, flavour: 'eucalyptus' });
  image = (await call('DescribeImages', { 'Filter.1.Name': 'root-device-type', 'Filter.1.Value.1': 'ebs' })).element('imageId') ?? '';
});
afterAll(async () => {
  await Promise.all([aws.close(), euca.close()]);
});

describe('launch templates', () => {
  it('have versions, and fill in what RunInstances leaves out', async () => {
    const data = {
      'LaunchTemplateData.ImageId': image,
      'LaunchTemplateData.InstanceType': 't3.small',
      'LaunchTemplateData.TagSpecification.1.ResourceType': 'instance',
    };
    const tag = { 'LaunchTemplateData.TagSpecification.1.Tag.1.Key': 'from', 'LaunchTemplateData.TagSpecification.1.Tag.1.Value': 'template' };
    const id = (await call('CreateLaunchTemplate', { LaunchTemplateName: 'web', ...data, ...tag })).element('launchTemplateId') ?? '';
    expect(await code('CreateLaunchTemplate', { LaunchTemplateName: 'web', ...data })).toBe('InvalidLaunchTemplateName.AlreadyExistsException');
    const second = await call('CreateLaunchTemplateVersion', { LaunchTemplateId: id, SourceVersion: '1', 'LaunchTemplateData.InstanceType': 't3.medium' });
    expect([second.element('versionNumber'), second.element('instanceType'), second.element('imageId')]).toEqual(['2', 't3.medium', image]);
    const run = (version: string, more: Record<string, string> = {}): Promise<Answer> =>
      call('RunInstances', { MinCount: '1', MaxCount: '1', 'LaunchTemplate.LaunchTemplateName': 'web', 'LaunchTemplate.Version': version, ...more });
    const seen = await run('$Latest');
    expect([seen.element('instanceType'), seen.element('imageId'), seen.element('value')]).toEqual(['t3.medium', image, 'template']);
    expect((await run('$Default', { InstanceType: 't3.medium' })).element('instanceType')).toBe('t3.medium');
    expect((await run('9')).element('Code')).toBe('InvalidLaunchTemplateId.VersionNotFound');
    await call('ModifyLaunchTemplate', { LaunchTemplateId: id, SetDefaultVersion: '2' });
    const gone = await call('DeleteLaunchTemplateVersions', { LaunchTemplateId: id, 'LaunchTemplateVersion.1': '1', 'LaunchTemplateVersion.2': '2' });
    expect([gone.elements('versionNumber'), gone.element('code')]).toEqual([['1', '2'], 'operationNotPermitted']);
    expect((await call('DescribeLaunchTemplateVersions', { LaunchTemplateId: id })).elements('versionNumber')).toEqual(['2']);
    await call('DeleteLaunchTemplate', { LaunchTemplateId: id });
    expect(await code('DescribeLaunchTemplates', { 'LaunchTemplateName.1': 'web' })).toBe('InvalidLaunchTemplateName.NotFoundException');
  });
});

describe('spot requests', () => {
  it('get an instance when they bid enough', async () => {
    const bid = (price: string): Promise<Answer> =>
      call('RequestSpotInstances', { SpotPrice: price, 'LaunchSpecification.ImageId': image, 'LaunchSpecification.InstanceType': 't3.small' });
    const won = await bid('1.0');
    expect([won.element('state'), won.element('instanceId')]).toEqual(['active', expect.stringMatching(/^i-/)]);
    const lost = await bid('0.0001');
    expect([lost.elements('code'), lost.element('state')]).toEqual([['price-too-low'], 'open']);
    const id = lost.element('spotInstanceRequestId') ?? '';
    expect((await call('CancelSpotInstanceRequests', { 'SpotInstanceRequestId.1': id })).element('state')).toBe('cancelled');
    expect(
      (await call('DescribeSpotInstanceRequests', { 'Filter.1.Name': 'state', 'Filter.1.Value.1': 'active' })).elements('spotInstanceRequestId'),
    ).toHaveLength(1);
    expect((await call('DescribeSpotPriceHistory', { 'InstanceType.1': 't3.small' })).elements('spotPrice').length).toBe(2);
    expect(
      await code('RequestSpotInstances', { SpotPrice: 'free', 'LaunchSpecification.ImageId': image, 'LaunchSpecification.InstanceType': 't3.small' }),
    ).toBe('InvalidParameterValue');
  });
});

describe('placement groups', () => {
  it('are made once, and Eucalyptus only says so', async () => {
    await call('CreatePlacementGroup', { GroupName: 'near', Strategy: 'cluster' });
    expect(await code('CreatePlacementGroup', { GroupName: 'near', Strategy: 'cluster' })).toBe('InvalidPlacementGroup.Duplicate');
    expect((await call('DescribePlacementGroups', { 'GroupName.1': 'near' })).element('strategy')).toBe('cluster');
    await call('DeletePlacementGroup', { GroupName: 'near' });
    expect(await code('DeletePlacementGroup', { GroupName: 'near' })).toBe('InvalidPlacementGroup.Unknown');
    expect((await ec2(euca, 'CreatePlacementGroup', { GroupName: 'near', Strategy: 'cluster' })).status).toBe(200);
    expect((await ec2(euca, 'DescribePlacementGroups')).elements('groupName')).toEqual([]);
  });
});

describe('attributes', () => {
  it('share images and snapshots with accounts, and with all', async () => {
    const instance = (await call('RunInstances', { ImageId: image, MinCount: '1', MaxCount: '1', InstanceType: 't3.small' })).element('instanceId') ?? '';
    clock.advance(1000);
    const own = (await call('CreateImage', { InstanceId: instance, Name: 'mine' })).element('imageId') ?? '';
    clock.advance(1000);
    await call('ModifyImageAttribute', { ImageId: own, 'LaunchPermission.Add.1.UserId': '123456789012', 'LaunchPermission.Add.2.Group': 'all' });
    const shared = await call('DescribeImageAttribute', { ImageId: own, Attribute: 'launchPermission' });
    expect([shared.elements('group'), shared.elements('userId')]).toEqual([['all'], ['123456789012']]);
    expect((await call('DescribeImages', { 'ImageId.1': own })).element('isPublic')).toBe('true');
    await call('ModifyImageAttribute', { ImageId: own, 'Description.Value': 'told' });
    expect((await call('DescribeImageAttribute', { ImageId: own, Attribute: 'description' })).element('value')).toBe('told');
    expect(await code('ModifyImageAttribute', { ImageId: own, 'LaunchPermission.Add.1.UserId': 'bob' })).toBe('InvalidAMIAttributeItemValue');
    await call('ResetImageAttribute', { ImageId: own, Attribute: 'launchPermission' });
    expect((await call('DescribeImageAttribute', { ImageId: own, Attribute: 'launchPermission' })).elements('userId')).toEqual([]);
    const volume = (await call('CreateVolume', { Size: '1', AvailabilityZone: 'us-east-1a' })).element('volumeId') ?? '';
    clock.advance(1000);
    const snapshot = (await call('CreateSnapshot', { VolumeId: volume })).element('snapshotId') ?? '';
    await call('ModifySnapshotAttribute', { SnapshotId: snapshot, Attribute: 'createVolumePermission', OperationType: 'add', 'UserId.1': '123456789012' });
    expect((await call('DescribeSnapshotAttribute', { SnapshotId: snapshot, Attribute: 'createVolumePermission' })).elements('userId')).toEqual([
      '123456789012',
    ]);
    await call('ResetSnapshotAttribute', { SnapshotId: snapshot, Attribute: 'createVolumePermission' });
    expect((await call('DescribeSnapshotAttribute', { SnapshotId: snapshot, Attribute: 'createVolumePermission' })).elements('userId')).toEqual([]);
  });

  it('of the metadata service are those of the launch, until changed', async () => {
    const instance =
      (
        await call('RunInstances', { ImageId: image, MinCount: '1', MaxCount: '1', InstanceType: 't3.small', 'MetadataOptions.HttpTokens': 'required' })
      ).element('instanceId') ?? '';
    expect((await call('DescribeInstances', { 'InstanceId.1': instance })).element('httpTokens')).toBe('required');
    await call('ModifyInstanceMetadataOptions', { InstanceId: instance, HttpPutResponseHopLimit: '3' });
    const seen = await call('DescribeInstances', { 'InstanceId.1': instance });
    expect([seen.element('httpTokens'), seen.element('httpPutResponseHopLimit')]).toEqual(['required', '3']);
    expect(await code('ModifyInstanceMetadataOptions', { InstanceId: instance, HttpTokens: 'maybe' })).toBe('InvalidParameterValue');
    expect(await code('ModifyInstanceMetadataOptions', { InstanceId: instance, HttpTokens: 'optional', DryRun: 'true' })).toBe('DryRunOperation');
  });
});
