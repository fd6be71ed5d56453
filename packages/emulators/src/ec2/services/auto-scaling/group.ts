import type { Parameters } from '../../query/parameters.ts';

export interface LaunchConfiguration {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly imageId: string;
  readonly instanceType: string;
  readonly keyName: string | undefined;
  readonly groups: readonly string[];
  /** Base64, as it came. */
  readonly userData: string | undefined;
  readonly spotPrice: string | undefined;
  readonly profile: string | undefined;
  readonly monitoring: boolean;
  readonly publicAddress: boolean | undefined;
  readonly devices: readonly Parameters[];
}

export interface GroupInstance {
  readonly id: string;
  readonly zone: string;
  readonly configuration: string;
  readonly instanceType: string;
  health: 'Healthy' | 'Unhealthy';
  isProtected: boolean;
}

export interface Activity {
  readonly id: string;
  readonly group: string;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status: 'Successful' | 'Failed';
  readonly message: string | undefined;
}

export interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly propagates: boolean;
}

export interface ScalingPolicy {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly adjustment: string;
  readonly amount: number | undefined;
  readonly minStep: number | undefined;
  readonly cooldown: number | undefined;
  readonly aggregation: string | undefined;
  readonly warmup: number | undefined;
  readonly steps: readonly { readonly lower: string | undefined; readonly upper: string | undefined; readonly amount: number }[];
}

export interface ScheduledAction {
  readonly name: string;
  readonly arn: string;
  readonly startsAt: number | undefined;
  readonly endsAt: number | undefined;
  readonly recurrence: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly desired: number | undefined;
}

export interface AutoScalingGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  configuration: string;
  min: number;
  max: number;
  desired: number;
  cooldown: number;
  zones: readonly string[];
  readonly balancers: readonly string[];
  healthCheckType: string;
  healthCheckGrace: number;
  placementGroup: string | undefined;
  subnets: string | undefined;
  terminationPolicies: readonly string[];
  protectsNew: boolean;
  isDeleting: boolean;
  readonly instances: Map<string, GroupInstance>;
  readonly suspended: Map<string, string>;
  readonly metrics: Set<string>;
  readonly tags: Map<string, GroupTag>;
  readonly policies: Map<string, ScalingPolicy>;
  readonly scheduled: Map<string, ScheduledAction>;
  /** Topic → kinds of notices. */
  readonly notices: Map<string, readonly string[]>;
}

export const PROCESSES: readonly string[] = [
  'Launch',
  'Terminate',
  'HealthCheck',
  'ReplaceUnhealthy',
  'AZRebalance',
  'AlarmNotification',
  'ScheduledActions',
  'AddToLoadBalancer',
];

export const METRICS: readonly string[] = [
  'GroupMinSize',
  'GroupMaxSize',
  'GroupDesiredCapacity',
  'GroupInServiceInstances',
  'GroupPendingInstances',
  'GroupStandbyInstances',
  'GroupTerminatingInstances',
  'GroupTotalInstances',
];

export const NOTICES: readonly string[] = [
  'autoscaling:EC2_INSTANCE_LAUNCH',
  'autoscaling:EC2_INSTANCE_LAUNCH_ERROR',
  'autoscaling:EC2_INSTANCE_TERMINATE',
  'autoscaling:EC2_INSTANCE_TERMINATE_ERROR',
  'autoscaling:TEST_NOTIFICATION',
];

export const TERMINATION_POLICIES: readonly string[] = [
  'ClosestToNextInstanceHour',
  'Default',
  'NewestInstance',
  'OldestInstance',
  'OldestLaunchConfiguration',
];
