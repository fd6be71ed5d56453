import type { MemberValue } from '../member-xml.ts';
import type { Activity, AutoScalingGroup, GroupInstance, GroupTag, LaunchConfiguration, ScalingPolicy, ScheduledAction } from './group.ts';
import type { ScalingStore } from './store.ts';

type View = { readonly [name: string]: MemberValue };

export const tagView = (group: string, tag: GroupTag): View => ({
  ResourceId: group,
  ResourceType: 'auto-scaling-group',
  Key: tag.key,
  Value: tag.value,
  PropagateAtLaunch: tag.propagates,
});

export const instanceView = (store: ScalingStore, instance: GroupInstance, group?: string): View => ({
  InstanceId: instance.id,
  InstanceType: instance.instanceType,
  AutoScalingGroupName: group,
  AvailabilityZone: instance.zone,
  LifecycleState: store.lifecycle(instance),
  // One list has it in capitals, the other has not.
  HealthStatus: group === undefined ? instance.health : instance.health.toUpperCase(),
  LaunchConfigurationName: instance.configuration,
  ProtectedFromScaleIn: instance.isProtected,
});

export const groupView = (store: ScalingStore, group: AutoScalingGroup): View => ({
  AutoScalingGroupName: group.name,
  AutoScalingGroupARN: group.arn,
  LaunchConfigurationName: group.configuration,
  MinSize: group.min,
  MaxSize: group.max,
  DesiredCapacity: group.desired,
  DefaultCooldown: group.cooldown,
  AvailabilityZones: group.zones,
  LoadBalancerNames: group.balancers,
  HealthCheckType: group.healthCheckType,
  HealthCheckGracePeriod: group.healthCheckGrace,
  Instances: [...group.instances.values()].map((instance) => instanceView(store, instance)),
  CreatedTime: new Date(group.createdAt),
  SuspendedProcesses: [...group.suspended].map(([ProcessName, SuspensionReason]) => ({ ProcessName, SuspensionReason })),
  PlacementGroup: group.placementGroup,
  VPCZoneIdentifier: group.subnets ?? '',
  EnabledMetrics: [...group.metrics].map((Metric) => ({ Metric, Granularity: '1Minute' })),
  Status: group.isDeleting ? 'Delete in progress' : undefined,
  Tags: [...group.tags.values()].map((tag) => tagView(group.name, tag)),
  TerminationPolicies: group.terminationPolicies,
  NewInstancesProtectedFromScaleIn: group.protectsNew,
});

export const configurationView = (configuration: LaunchConfiguration): View => ({
  LaunchConfigurationName: configuration.name,
  LaunchConfigurationARN: configuration.arn,
  ImageId: configuration.imageId,
  KeyName: configuration.keyName ?? '',
  SecurityGroups: configuration.groups,
  UserData: configuration.userData ?? '',
  InstanceType: configuration.instanceType,
  KernelId: '',
  RamdiskId: '',
  BlockDeviceMappings: configuration.devices.map((device) => ({
    DeviceName: device.text('DeviceName'),
    VirtualName: device.text('VirtualName'),
    Ebs: device.text('Ebs.VolumeSize') === undefined && device.text('Ebs.SnapshotId') === undefined ? undefined : ebsView(device),
  })),
  InstanceMonitoring: { Enabled: configuration.monitoring },
  SpotPrice: configuration.spotPrice,
  IamInstanceProfile: configuration.profile,
  CreatedTime: new Date(configuration.createdAt),
  EbsOptimized: false,
  AssociatePublicIpAddress: configuration.publicAddress,
});

const ebsView = (device: LaunchConfiguration['devices'][number]): View => ({
  SnapshotId: device.text('Ebs.SnapshotId'),
  VolumeSize: device.integer('Ebs.VolumeSize'),
  VolumeType: device.text('Ebs.VolumeType'),
  DeleteOnTermination: device.boolean('Ebs.DeleteOnTermination'),
});

export const activityView = (activity: Activity): View => ({
  ActivityId: activity.id,
  AutoScalingGroupName: activity.group,
  Description: activity.description,
  Cause: activity.cause,
  StartTime: new Date(activity.startedAt),
  EndTime: new Date(activity.endedAt),
  StatusCode: activity.status,
  StatusMessage: activity.message,
  Progress: 100,
  Details: '{}',
});

export const policyView = (group: string, policy: ScalingPolicy): View => ({
  AutoScalingGroupName: group,
  PolicyName: policy.name,
  PolicyARN: policy.arn,
  PolicyType: policy.type,
  AdjustmentType: policy.adjustment,
  MinAdjustmentStep: policy.minStep,
  ScalingAdjustment: policy.amount,
  Cooldown: policy.cooldown,
  StepAdjustments: policy.steps.map(({ lower, upper, amount }) => ({
    MetricIntervalLowerBound: lower,
    MetricIntervalUpperBound: upper,
    ScalingAdjustment: amount,
  })),
  MetricAggregationType: policy.aggregation,
  EstimatedInstanceWarmup: policy.warmup,
  Alarms: [],
  Enabled: true,
});

const date = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));

export const scheduledView = (group: string, action: ScheduledAction): View => ({
  AutoScalingGroupName: group,
  ScheduledActionName: action.name,
  ScheduledActionARN: action.arn,
  Time: date(action.startsAt),
  StartTime: date(action.startsAt),
  EndTime: date(action.endsAt),
  Recurrence: action.recurrence,
  MinSize: action.min,
  MaxSize: action.max,
  DesiredCapacity: action.desired,
});
