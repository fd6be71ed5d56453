// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { QueryCallOptions } from './../query-types.ts';

export interface CreateLaunchConfigurationParameters {
  readonly LaunchConfigurationName: string;
  readonly ImageId?: string | undefined;
  readonly KeyName?: string | undefined;
  readonly SecurityGroups?: readonly string[] | undefined;
  readonly UserData?: Uint8Array | string | undefined;
  readonly InstanceId?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly KernelId?: string | undefined;
  readonly RamdiskId?: string | undefined;
  readonly BlockDeviceMappings?: readonly {
    readonly VirtualName?: string | undefined;
    readonly DeviceName: string;
    readonly Ebs?: {
      readonly SnapshotId?: string | undefined;
      readonly VolumeSize?: number | undefined;
      readonly VolumeType?: string | undefined;
      readonly DeleteOnTermination?: boolean | undefined;
      readonly Iops?: number | undefined;
      readonly Encrypted?: boolean | undefined;
      readonly Throughput?: number | undefined;
    } | undefined;
    readonly NoDevice?: boolean | undefined;
  }[] | undefined;
  readonly InstanceMonitoring?: {
    readonly Enabled?: boolean | undefined;
  } | undefined;
  readonly SpotPrice?: string | undefined;
  readonly IamInstanceProfile?: string | undefined;
  readonly EbsOptimized?: boolean | undefined;
  readonly AssociatePublicIpAddress?: boolean | undefined;
  readonly PlacementTenancy?: string | undefined;
}

export interface DescribeLaunchConfigurationsParameters {
  readonly LaunchConfigurationNames?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
}

export interface DescribeLaunchConfigurationsResult {
  readonly LaunchConfigurations: readonly {
    readonly LaunchConfigurationName?: string | undefined;
    readonly LaunchConfigurationARN?: string | undefined;
    readonly ImageId?: string | undefined;
    readonly KeyName?: string | undefined;
    readonly SecurityGroups: readonly string[];
    readonly UserData?: Uint8Array | undefined;
    readonly InstanceType?: string | undefined;
    readonly KernelId?: string | undefined;
    readonly RamdiskId?: string | undefined;
    readonly BlockDeviceMappings: readonly {
      readonly VirtualName?: string | undefined;
      readonly DeviceName?: string | undefined;
      readonly Ebs?: {
        readonly SnapshotId?: string | undefined;
        readonly VolumeSize?: number | undefined;
        readonly VolumeType?: string | undefined;
        readonly DeleteOnTermination?: boolean | undefined;
        readonly Iops?: number | undefined;
        readonly Encrypted?: boolean | undefined;
        readonly Throughput?: number | undefined;
      } | undefined;
      readonly NoDevice?: boolean | undefined;
    }[];
    readonly InstanceMonitoring?: {
      readonly Enabled?: boolean | undefined;
    } | undefined;
    readonly SpotPrice?: string | undefined;
    readonly IamInstanceProfile?: string | undefined;
    readonly CreatedTime?: Date | undefined;
    readonly EbsOptimized?: boolean | undefined;
    readonly AssociatePublicIpAddress?: boolean | undefined;
    readonly PlacementTenancy?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DeleteLaunchConfigurationParameters {
  readonly LaunchConfigurationName: string;
}

export interface CreateAutoScalingGroupParameters {
  readonly AutoScalingGroupName: string;
  readonly LaunchConfigurationName?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly MinSize: number;
  readonly MaxSize: number;
  readonly DesiredCapacity?: number | undefined;
  readonly DefaultCooldown?: number | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly LoadBalancerNames?: readonly string[] | undefined;
  readonly HealthCheckType?: string | undefined;
  readonly HealthCheckGracePeriod?: number | undefined;
  readonly PlacementGroup?: string | undefined;
  readonly VPCZoneIdentifier?: string | undefined;
  readonly TerminationPolicies?: readonly string[] | undefined;
  readonly NewInstancesProtectedFromScaleIn?: boolean | undefined;
  readonly Tags?: readonly {
    readonly ResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly Key: string;
    readonly Value?: string | undefined;
    readonly PropagateAtLaunch?: boolean | undefined;
  }[] | undefined;
}

export interface UpdateAutoScalingGroupParameters {
  readonly AutoScalingGroupName: string;
  readonly LaunchConfigurationName?: string | undefined;
  readonly MinSize?: number | undefined;
  readonly MaxSize?: number | undefined;
  readonly DesiredCapacity?: number | undefined;
  readonly DefaultCooldown?: number | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly HealthCheckType?: string | undefined;
  readonly HealthCheckGracePeriod?: number | undefined;
  readonly PlacementGroup?: string | undefined;
  readonly VPCZoneIdentifier?: string | undefined;
  readonly TerminationPolicies?: readonly string[] | undefined;
  readonly NewInstancesProtectedFromScaleIn?: boolean | undefined;
}

export interface DescribeAutoScalingGroupsParameters {
  readonly AutoScalingGroupNames?: readonly string[] | undefined;
  readonly IncludeInstances?: boolean | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
  readonly Filters?: readonly {
    readonly Name?: string | undefined;
    readonly Values?: readonly string[] | undefined;
  }[] | undefined;
}

export interface DescribeAutoScalingGroupsResult {
  readonly AutoScalingGroups: readonly {
    readonly AutoScalingGroupName?: string | undefined;
    readonly AutoScalingGroupARN?: string | undefined;
    readonly LaunchConfigurationName?: string | undefined;
    readonly MinSize?: number | undefined;
    readonly MaxSize?: number | undefined;
    readonly DesiredCapacity?: number | undefined;
    readonly DefaultCooldown?: number | undefined;
    readonly AvailabilityZones: readonly string[];
    readonly LoadBalancerNames: readonly string[];
    readonly HealthCheckType?: string | undefined;
    readonly HealthCheckGracePeriod?: number | undefined;
    readonly Instances: readonly {
      readonly InstanceId?: string | undefined;
      readonly InstanceType?: string | undefined;
      readonly AvailabilityZone?: string | undefined;
      readonly LifecycleState?: string | undefined;
      readonly HealthStatus?: string | undefined;
      readonly LaunchConfigurationName?: string | undefined;
      readonly ImageId?: string | undefined;
      readonly ProtectedFromScaleIn?: boolean | undefined;
      readonly WeightedCapacity?: string | undefined;
    }[];
    readonly CreatedTime?: Date | undefined;
    readonly SuspendedProcesses: readonly {
      readonly ProcessName?: string | undefined;
      readonly SuspensionReason?: string | undefined;
    }[];
    readonly PlacementGroup?: string | undefined;
    readonly VPCZoneIdentifier?: string | undefined;
    readonly EnabledMetrics: readonly {
      readonly Metric?: string | undefined;
      readonly Granularity?: string | undefined;
    }[];
    readonly Status?: string | undefined;
    readonly Tags: readonly TagDescription[];
    readonly TerminationPolicies: readonly string[];
    readonly NewInstancesProtectedFromScaleIn?: boolean | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DeleteAutoScalingGroupParameters {
  readonly AutoScalingGroupName: string;
  readonly ForceDelete?: boolean | undefined;
}

export interface SetDesiredCapacityParameters {
  readonly AutoScalingGroupName: string;
  readonly DesiredCapacity: number;
  readonly HonorCooldown?: boolean | undefined;
}

export interface DescribeAutoScalingInstancesParameters {
  readonly InstanceIds?: readonly string[] | undefined;
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeAutoScalingInstancesResult {
  readonly AutoScalingInstances: readonly {
    readonly InstanceId?: string | undefined;
    readonly InstanceType?: string | undefined;
    readonly AutoScalingGroupName?: string | undefined;
    readonly AvailabilityZone?: string | undefined;
    readonly LifecycleState?: string | undefined;
    readonly HealthStatus?: string | undefined;
    readonly LaunchConfigurationName?: string | undefined;
    readonly ImageId?: string | undefined;
    readonly ProtectedFromScaleIn?: boolean | undefined;
    readonly WeightedCapacity?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface TerminateInstanceInAutoScalingGroupParameters {
  readonly InstanceId: string;
  readonly ShouldDecrementDesiredCapacity: boolean;
}

export interface TerminateInstanceInAutoScalingGroupResult {
  readonly Activity?: Activity | undefined;
}

export interface SetInstanceHealthParameters {
  readonly InstanceId: string;
  readonly HealthStatus: string;
  readonly ShouldRespectGracePeriod?: boolean | undefined;
}

export interface SetInstanceProtectionParameters {
  readonly InstanceIds: readonly string[];
  readonly AutoScalingGroupName: string;
  readonly ProtectedFromScaleIn: boolean;
}

export interface AttachInstancesParameters {
  readonly InstanceIds?: readonly string[] | undefined;
  readonly AutoScalingGroupName: string;
}

export interface DetachInstancesParameters {
  readonly InstanceIds?: readonly string[] | undefined;
  readonly AutoScalingGroupName: string;
  readonly ShouldDecrementDesiredCapacity: boolean;
}

export interface DetachInstancesResult {
  readonly Activities: readonly Activity[];
}

export interface DescribeScalingActivitiesParameters {
  readonly ActivityIds?: readonly string[] | undefined;
  readonly AutoScalingGroupName?: string | undefined;
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly Filters?: readonly {
    readonly Name?: string | undefined;
    readonly Values?: readonly string[] | undefined;
  }[] | undefined;
}

export interface DescribeScalingActivitiesResult {
  readonly Activities: readonly Activity[];
  readonly NextToken?: string | undefined;
}

export interface PutScalingPolicyParameters {
  readonly AutoScalingGroupName: string;
  readonly PolicyName: string;
  readonly PolicyType?: string | undefined;
  readonly AdjustmentType?: string | undefined;
  readonly MinAdjustmentStep?: number | undefined;
  readonly MinAdjustmentMagnitude?: number | undefined;
  readonly ScalingAdjustment?: number | undefined;
  readonly Cooldown?: number | undefined;
  readonly MetricAggregationType?: string | undefined;
  readonly StepAdjustments?: readonly {
    readonly MetricIntervalLowerBound?: number | undefined;
    readonly MetricIntervalUpperBound?: number | undefined;
    readonly ScalingAdjustment: number;
  }[] | undefined;
  readonly EstimatedInstanceWarmup?: number | undefined;
  readonly Enabled?: boolean | undefined;
}

export interface PutScalingPolicyResult {
  readonly PolicyARN?: string | undefined;
  readonly Alarms: readonly {
    readonly AlarmName?: string | undefined;
    readonly AlarmARN?: string | undefined;
  }[];
}

export interface DescribePoliciesParameters {
  readonly AutoScalingGroupName?: string | undefined;
  readonly PolicyNames?: readonly string[] | undefined;
  readonly PolicyTypes?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
}

export interface DescribePoliciesResult {
  readonly ScalingPolicies: readonly {
    readonly AutoScalingGroupName?: string | undefined;
    readonly PolicyName?: string | undefined;
    readonly PolicyARN?: string | undefined;
    readonly PolicyType?: string | undefined;
    readonly AdjustmentType?: string | undefined;
    readonly MinAdjustmentStep?: number | undefined;
    readonly MinAdjustmentMagnitude?: number | undefined;
    readonly ScalingAdjustment?: number | undefined;
    readonly Cooldown?: number | undefined;
    readonly StepAdjustments: readonly {
      readonly MetricIntervalLowerBound?: number | undefined;
      readonly MetricIntervalUpperBound?: number | undefined;
      readonly ScalingAdjustment?: number | undefined;
    }[];
    readonly MetricAggregationType?: string | undefined;
    readonly EstimatedInstanceWarmup?: number | undefined;
    readonly Alarms: readonly {
      readonly AlarmName?: string | undefined;
      readonly AlarmARN?: string | undefined;
    }[];
    readonly Enabled?: boolean | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface ExecutePolicyParameters {
  readonly AutoScalingGroupName?: string | undefined;
  readonly PolicyName: string;
  readonly HonorCooldown?: boolean | undefined;
  readonly MetricValue?: number | undefined;
  readonly BreachThreshold?: number | undefined;
}

export interface DeletePolicyParameters {
  readonly AutoScalingGroupName?: string | undefined;
  readonly PolicyName: string;
}

export interface DescribeAdjustmentTypesResult {
  readonly AdjustmentTypes: readonly {
    readonly AdjustmentType?: string | undefined;
  }[];
}

export interface DescribeTerminationPolicyTypesResult {
  readonly TerminationPolicyTypes: readonly string[];
}

export interface DescribeScalingProcessTypesResult {
  readonly Processes: readonly {
    readonly ProcessName?: string | undefined;
  }[];
}

export interface DescribeMetricCollectionTypesResult {
  readonly Metrics: readonly {
    readonly Metric?: string | undefined;
  }[];
  readonly Granularities: readonly {
    readonly Granularity?: string | undefined;
  }[];
}

export interface DescribeAutoScalingNotificationTypesResult {
  readonly AutoScalingNotificationTypes: readonly string[];
}

export interface DescribeAccountLimitsResult {
  readonly MaxNumberOfAutoScalingGroups?: number | undefined;
  readonly MaxNumberOfLaunchConfigurations?: number | undefined;
  readonly NumberOfAutoScalingGroups?: number | undefined;
  readonly NumberOfLaunchConfigurations?: number | undefined;
}

export interface SuspendProcessesParameters {
  readonly AutoScalingGroupName: string;
  readonly ScalingProcesses?: readonly string[] | undefined;
}

export interface ResumeProcessesParameters {
  readonly AutoScalingGroupName: string;
  readonly ScalingProcesses?: readonly string[] | undefined;
}

export interface EnableMetricsCollectionParameters {
  readonly AutoScalingGroupName: string;
  readonly Metrics?: readonly string[] | undefined;
  readonly Granularity: string;
}

export interface DisableMetricsCollectionParameters {
  readonly AutoScalingGroupName: string;
  readonly Metrics?: readonly string[] | undefined;
}

export interface CreateOrUpdateTagsParameters {
  readonly Tags: readonly {
    readonly ResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly Key: string;
    readonly Value?: string | undefined;
    readonly PropagateAtLaunch?: boolean | undefined;
  }[];
}

export interface DescribeTagsParameters {
  readonly Filters?: readonly {
    readonly Name?: string | undefined;
    readonly Values?: readonly string[] | undefined;
  }[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
}

export interface DescribeTagsResult {
  readonly Tags: readonly TagDescription[];
  readonly NextToken?: string | undefined;
}

export interface DeleteTagsParameters {
  readonly Tags: readonly {
    readonly ResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly Key: string;
    readonly Value?: string | undefined;
    readonly PropagateAtLaunch?: boolean | undefined;
  }[];
}

export interface PutScheduledUpdateGroupActionParameters {
  readonly AutoScalingGroupName: string;
  readonly ScheduledActionName: string;
  readonly Time?: Date | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  readonly Recurrence?: string | undefined;
  readonly MinSize?: number | undefined;
  readonly MaxSize?: number | undefined;
  readonly DesiredCapacity?: number | undefined;
  readonly TimeZone?: string | undefined;
}

export interface DescribeScheduledActionsParameters {
  readonly AutoScalingGroupName?: string | undefined;
  readonly ScheduledActionNames?: readonly string[] | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
}

export interface DescribeScheduledActionsResult {
  readonly ScheduledUpdateGroupActions: readonly {
    readonly AutoScalingGroupName?: string | undefined;
    readonly ScheduledActionName?: string | undefined;
    readonly ScheduledActionARN?: string | undefined;
    readonly Time?: Date | undefined;
    readonly StartTime?: Date | undefined;
    readonly EndTime?: Date | undefined;
    readonly Recurrence?: string | undefined;
    readonly MinSize?: number | undefined;
    readonly MaxSize?: number | undefined;
    readonly DesiredCapacity?: number | undefined;
    readonly TimeZone?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DeleteScheduledActionParameters {
  readonly AutoScalingGroupName: string;
  readonly ScheduledActionName: string;
}

export interface PutNotificationConfigurationParameters {
  readonly AutoScalingGroupName: string;
  readonly TopicARN: string;
  readonly NotificationTypes: readonly string[];
}

export interface DescribeNotificationConfigurationsParameters {
  readonly AutoScalingGroupNames?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
}

export interface DescribeNotificationConfigurationsResult {
  readonly NotificationConfigurations: readonly {
    readonly AutoScalingGroupName?: string | undefined;
    readonly TopicARN?: string | undefined;
    readonly NotificationType?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DeleteNotificationConfigurationParameters {
  readonly AutoScalingGroupName: string;
  readonly TopicARN: string;
}

export interface Activity {
  readonly ActivityId?: string | undefined;
  readonly AutoScalingGroupName?: string | undefined;
  readonly Description?: string | undefined;
  readonly Cause?: string | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  readonly StatusCode?: string | undefined;
  readonly StatusMessage?: string | undefined;
  readonly Progress?: number | undefined;
  readonly Details?: string | undefined;
  readonly AutoScalingGroupState?: string | undefined;
  readonly AutoScalingGroupARN?: string | undefined;
}

export interface TagDescription {
  readonly ResourceId?: string | undefined;
  readonly ResourceType?: string | undefined;
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
  readonly PropagateAtLaunch?: boolean | undefined;
}

export interface AutoScalingActions {
  /** CreateLaunchConfiguration */
  createLaunchConfiguration(parameters: CreateLaunchConfigurationParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeLaunchConfigurations */
  describeLaunchConfigurations(parameters?: DescribeLaunchConfigurationsParameters, options?: QueryCallOptions): List<DescribeLaunchConfigurationsResult['LaunchConfigurations'][number]>;
  /** DeleteLaunchConfiguration */
  deleteLaunchConfiguration(parameters: DeleteLaunchConfigurationParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateAutoScalingGroup */
  createAutoScalingGroup(parameters: CreateAutoScalingGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** UpdateAutoScalingGroup */
  updateAutoScalingGroup(parameters: UpdateAutoScalingGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeAutoScalingGroups */
  describeAutoScalingGroups(parameters?: DescribeAutoScalingGroupsParameters, options?: QueryCallOptions): List<DescribeAutoScalingGroupsResult['AutoScalingGroups'][number]>;
  /** DeleteAutoScalingGroup */
  deleteAutoScalingGroup(parameters: DeleteAutoScalingGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** SetDesiredCapacity */
  setDesiredCapacity(parameters: SetDesiredCapacityParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeAutoScalingInstances */
  describeAutoScalingInstances(parameters?: DescribeAutoScalingInstancesParameters, options?: QueryCallOptions): List<DescribeAutoScalingInstancesResult['AutoScalingInstances'][number]>;
  /** TerminateInstanceInAutoScalingGroup */
  terminateInstanceInAutoScalingGroup(parameters: TerminateInstanceInAutoScalingGroupParameters, options?: QueryCallOptions): Promise<TerminateInstanceInAutoScalingGroupResult>;
  /** SetInstanceHealth */
  setInstanceHealth(parameters: SetInstanceHealthParameters, options?: QueryCallOptions): Promise<void>;
  /** SetInstanceProtection */
  setInstanceProtection(parameters: SetInstanceProtectionParameters, options?: QueryCallOptions): Promise<void>;
  /** AttachInstances */
  attachInstances(parameters: AttachInstancesParameters, options?: QueryCallOptions): Promise<void>;
  /** DetachInstances */
  detachInstances(parameters: DetachInstancesParameters, options?: QueryCallOptions): Promise<DetachInstancesResult>;
  /** DescribeScalingActivities */
  describeScalingActivities(parameters?: DescribeScalingActivitiesParameters, options?: QueryCallOptions): List<DescribeScalingActivitiesResult['Activities'][number]>;
  /** PutScalingPolicy */
  putScalingPolicy(parameters: PutScalingPolicyParameters, options?: QueryCallOptions): Promise<PutScalingPolicyResult>;
  /** DescribePolicies */
  describePolicies(parameters?: DescribePoliciesParameters, options?: QueryCallOptions): List<DescribePoliciesResult['ScalingPolicies'][number]>;
  /** ExecutePolicy */
  executePolicy(parameters: ExecutePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DeletePolicy */
  deletePolicy(parameters: DeletePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeAdjustmentTypes */
  describeAdjustmentTypes(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): List<DescribeAdjustmentTypesResult['AdjustmentTypes'][number]>;
  /** DescribeTerminationPolicyTypes */
  describeTerminationPolicyTypes(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): List<DescribeTerminationPolicyTypesResult['TerminationPolicyTypes'][number]>;
  /** DescribeScalingProcessTypes */
  describeScalingProcessTypes(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): List<DescribeScalingProcessTypesResult['Processes'][number]>;
  /** DescribeMetricCollectionTypes */
  describeMetricCollectionTypes(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<DescribeMetricCollectionTypesResult>;
  /** DescribeAutoScalingNotificationTypes */
  describeAutoScalingNotificationTypes(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): List<DescribeAutoScalingNotificationTypesResult['AutoScalingNotificationTypes'][number]>;
  /** DescribeAccountLimits */
  describeAccountLimits(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<DescribeAccountLimitsResult>;
  /** SuspendProcesses */
  suspendProcesses(parameters: SuspendProcessesParameters, options?: QueryCallOptions): Promise<void>;
  /** ResumeProcesses */
  resumeProcesses(parameters: ResumeProcessesParameters, options?: QueryCallOptions): Promise<void>;
  /** EnableMetricsCollection */
  enableMetricsCollection(parameters: EnableMetricsCollectionParameters, options?: QueryCallOptions): Promise<void>;
  /** DisableMetricsCollection */
  disableMetricsCollection(parameters: DisableMetricsCollectionParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateOrUpdateTags */
  createOrUpdateTags(parameters: CreateOrUpdateTagsParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeTags */
  describeTags(parameters?: DescribeTagsParameters, options?: QueryCallOptions): List<DescribeTagsResult['Tags'][number]>;
  /** DeleteTags */
  deleteTags(parameters: DeleteTagsParameters, options?: QueryCallOptions): Promise<void>;
  /** PutScheduledUpdateGroupAction */
  putScheduledUpdateGroupAction(parameters: PutScheduledUpdateGroupActionParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeScheduledActions */
  describeScheduledActions(parameters?: DescribeScheduledActionsParameters, options?: QueryCallOptions): List<DescribeScheduledActionsResult['ScheduledUpdateGroupActions'][number]>;
  /** DeleteScheduledAction */
  deleteScheduledAction(parameters: DeleteScheduledActionParameters, options?: QueryCallOptions): Promise<void>;
  /** PutNotificationConfiguration */
  putNotificationConfiguration(parameters: PutNotificationConfigurationParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeNotificationConfigurations */
  describeNotificationConfigurations(parameters?: DescribeNotificationConfigurationsParameters, options?: QueryCallOptions): List<DescribeNotificationConfigurationsResult['NotificationConfigurations'][number]>;
  /** DeleteNotificationConfiguration */
  deleteNotificationConfiguration(parameters: DeleteNotificationConfigurationParameters, options?: QueryCallOptions): Promise<void>;
}
