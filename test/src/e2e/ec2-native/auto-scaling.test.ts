import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRestUnserved, type NativeCloud, openNative, recording } from './native-cloud.ts';

let opened: Awaited<ReturnType<typeof openNative>>;
let cloud: NativeCloud;
let clock: typeof opened.clock;

beforeAll(async () => {
  opened = await openNative();
  ({ cloud, clock } = opened);
});
afterAll(async () => {
  await cloud?.close();
  await opened?.emulator.close();
});

describe('Auto Scaling', () => {
  it('keeps groups of instances at the size wanted', async () => {
    const { service: scaling, called } = recording(cloud.native.autoScaling);
    const [image] = await cloud.native.ec2.describeImages({ Filter: { 'root-device-type': 'ebs' } }).toArray();
    const [type] = await cloud.native.ec2.describeInstanceTypes().toArray();
    await scaling.createLaunchConfiguration({ LaunchConfigurationName: 'lc', ImageId: image?.imageId, InstanceType: type?.instanceType, UserData: 'hello' });
    const name = { AutoScalingGroupName: 'workers' };
    const group = async () => (await scaling.describeAutoScalingGroups({ AutoScalingGroupNames: ['workers'] }).toArray())[0];
    await scaling.createAutoScalingGroup({
      ...name,
      LaunchConfigurationName: 'lc',
      MinSize: 1,
      MaxSize: 4,
      DesiredCapacity: 2,
      AvailabilityZones: ['us-east-1a'],
      Tags: [{ Key: 'team', Value: 'a', PropagateAtLaunch: true }],
    });
    await expect(
      scaling.createAutoScalingGroup({ ...name, LaunchConfigurationName: 'lc', MinSize: 0, MaxSize: 1, AvailabilityZones: ['us-east-1a'] }),
    ).rejects.toMatchObject({ code: 'already-exists' });
    expect((await group())?.Instances.map(({ LifecycleState }) => LifecycleState)).toEqual(['Pending', 'Pending']);
    clock.advance(1000);
    expect((await group())?.Instances.map(({ LifecycleState, HealthStatus }) => [LifecycleState, HealthStatus])).toEqual([
      ['InService', 'Healthy'],
      ['InService', 'Healthy'],
    ]);
    const [first] = await scaling.describeAutoScalingInstances().toArray();
    const tagged = await cloud.native.ec2.describeTags({ Filter: { key: 'team' } }).toArray();
    expect(tagged.map(({ value }) => value)).toEqual(['a', 'a']);
    await scaling.setDesiredCapacity({ ...name, DesiredCapacity: 3 });
    expect((await group())?.Instances).toHaveLength(3);
    await expect(scaling.setDesiredCapacity({ ...name, DesiredCapacity: 9 })).rejects.toMatchObject({ providerCode: 'ValidationError' });
    const ended = await scaling.terminateInstanceInAutoScalingGroup({ InstanceId: first?.InstanceId ?? '', ShouldDecrementDesiredCapacity: true });
    expect(ended.Activity?.Description).toContain(first?.InstanceId);
    const [second] = (await group())?.Instances ?? [];
    await scaling.setInstanceHealth({ InstanceId: second?.InstanceId ?? '', HealthStatus: 'Unhealthy' });
    const healthy = (await group())?.Instances ?? [];
    expect(healthy.map(({ InstanceId }) => InstanceId)).not.toContain(second?.InstanceId);
    expect(healthy).toHaveLength(2);
    clock.advance(1000);
    await scaling.setInstanceProtection({ ...name, InstanceIds: [healthy[0]?.InstanceId ?? ''], ProtectedFromScaleIn: true });
    const detached = await scaling.detachInstances({ ...name, InstanceIds: [healthy[1]?.InstanceId ?? ''], ShouldDecrementDesiredCapacity: true });
    expect(detached.Activities).toHaveLength(1);
    expect((await group())?.Instances).toMatchObject([{ InstanceId: healthy[0]?.InstanceId, ProtectedFromScaleIn: true }]);
    await scaling.attachInstances({ ...name, InstanceIds: [healthy[1]?.InstanceId ?? ''] });
    expect(await group()).toMatchObject({ DesiredCapacity: 2 });
    expect((await scaling.describeScalingActivities(name).toArray()).length).toBeGreaterThan(5);

    const policy = await scaling.putScalingPolicy({ ...name, PolicyName: 'more', AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1 });
    expect(policy.PolicyARN).toContain('policyName/more');
    expect(await scaling.describePolicies(name).toArray()).toMatchObject([{ PolicyName: 'more', ScalingAdjustment: 1 }]);
    await scaling.executePolicy({ ...name, PolicyName: 'more' });
    expect(await group()).toMatchObject({ DesiredCapacity: 3 });
    await scaling.deletePolicy({ ...name, PolicyName: 'more' });
    await scaling.updateAutoScalingGroup({ ...name, MinSize: 0, MaxSize: 2 });
    expect(await group()).toMatchObject({ MinSize: 0, MaxSize: 2, DesiredCapacity: 2 });

    await scaling.createOrUpdateTags({
      Tags: [{ ResourceId: 'workers', ResourceType: 'auto-scaling-group', Key: 'team', Value: 'b', PropagateAtLaunch: false }],
    });
    expect(await scaling.describeTags({ Filters: [{ Name: 'auto-scaling-group', Values: ['workers'] }] }).toArray()).toMatchObject([
      { Key: 'team', Value: 'b', PropagateAtLaunch: false },
    ]);
    await scaling.deleteTags({ Tags: [{ ResourceId: 'workers', ResourceType: 'auto-scaling-group', Key: 'team' }] });
    await scaling.suspendProcesses({ ...name, ScalingProcesses: ['Launch'] });
    await scaling.enableMetricsCollection({ ...name, Granularity: '1Minute', Metrics: ['GroupMinSize'] });
    expect(await group()).toMatchObject({ Tags: [], SuspendedProcesses: [{ ProcessName: 'Launch' }], EnabledMetrics: [{ Metric: 'GroupMinSize' }] });
    await scaling.resumeProcesses(name);
    await scaling.disableMetricsCollection(name);
    expect(await group()).toMatchObject({ SuspendedProcesses: [], EnabledMetrics: [] });

    await scaling.putScheduledUpdateGroupAction({ ...name, ScheduledActionName: 'night', Recurrence: '0 22 * * *', DesiredCapacity: 0 });
    expect(await scaling.describeScheduledActions(name).toArray()).toMatchObject([
      { ScheduledActionName: 'night', Recurrence: '0 22 * * *', DesiredCapacity: 0 },
    ]);
    await scaling.deleteScheduledAction({ ...name, ScheduledActionName: 'night' });
    const topic = 'arn:aws:sns:us-east-1:012345678901:scaling';
    await scaling.putNotificationConfiguration({ ...name, TopicARN: topic, NotificationTypes: ['autoscaling:EC2_INSTANCE_LAUNCH'] });
    expect(await scaling.describeNotificationConfigurations().toArray()).toMatchObject([
      { TopicARN: topic, NotificationType: 'autoscaling:EC2_INSTANCE_LAUNCH' },
    ]);
    await scaling.deleteNotificationConfiguration({ ...name, TopicARN: topic });
    expect(await scaling.describeNotificationConfigurations().toArray()).toEqual([]);

    expect((await scaling.describeAdjustmentTypes().toArray()).map(({ AdjustmentType }) => AdjustmentType)).toContain('ExactCapacity');
    expect(await scaling.describeTerminationPolicyTypes().toArray()).toContain('OldestInstance');
    expect((await scaling.describeScalingProcessTypes().toArray()).map(({ ProcessName }) => ProcessName)).toContain('Launch');
    expect((await scaling.describeMetricCollectionTypes()).Granularities).toEqual([{ Granularity: '1Minute' }]);
    expect(await scaling.describeAutoScalingNotificationTypes().toArray()).toContain('autoscaling:EC2_INSTANCE_TERMINATE');
    expect(await scaling.describeAccountLimits()).toMatchObject({ NumberOfAutoScalingGroups: 1, NumberOfLaunchConfigurations: 1 });
    expect(await scaling.describeLaunchConfigurations().toArray()).toMatchObject([
      { LaunchConfigurationName: 'lc', UserData: Buffer.from('hello'), ImageId: image?.imageId },
    ]);
    await expect(scaling.deleteLaunchConfiguration({ LaunchConfigurationName: 'lc' })).rejects.toMatchObject({ providerCode: 'ResourceInUse' });
    await expect(scaling.deleteAutoScalingGroup(name)).rejects.toMatchObject({ providerCode: 'ResourceInUse' });
    await scaling.deleteAutoScalingGroup({ ...name, ForceDelete: true });
    clock.advance(2000);
    expect(await group()).toMatchObject({ Status: 'Delete in progress', Instances: [{ ProtectedFromScaleIn: true }] });
    await expectRestUnserved(cloud.native.autoScaling, called, []);
  });
});
