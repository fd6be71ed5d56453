import type { Parameters } from '../../query/parameters.ts';
import type { ServiceActions } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import { servicePage } from '../service-paging.ts';
import { type AutoScalingGroup, NOTICES, type ScalingPolicy } from './group.ts';
import { RULES } from './group-actions.ts';
import type { ScalingStore } from './store.ts';
import { activityView, policyView, scheduledView } from './view.ts';

const ADJUSTMENTS = ['ChangeInCapacity', 'ExactCapacity', 'PercentChangeInCapacity'];

const time = (parameters: Parameters, name: string): number | undefined => {
  const text = parameters.text(name);
  if (text === undefined) return undefined;
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) throw validationError(`${name} is not a timestamp: ${text}`);
  return parsed;
};

const decrement = (group: AutoScalingGroup, by: number): void => {
  if (group.desired - by < group.min)
    throw validationError(
      `Currently, desiredSize equals minSize (${group.min}). Terminating instance without replacement will violate group's min size constraint.`,
    );
  group.desired -= by;
};

const instanceActions = (store: ScalingStore): ServiceActions => ({
  TerminateInstanceInAutoScalingGroup: ({ parameters, now }) => {
    const { group, instance } = store.holderOf(parameters.required('InstanceId'));
    if (parameters.boolean('ShouldDecrementDesiredCapacity') === true) decrement(group, 1);
    return { Activity: activityView(store.terminate(group, instance, now, 'instance was taken out of service in response to a user request.')) };
  },
  SetInstanceHealth: ({ parameters }) => {
    const { instance } = store.holderOf(parameters.required('InstanceId'));
    const health = parameters.required('HealthStatus');
    if (health !== 'Healthy' && health !== 'Unhealthy') throw validationError('Valid health states are: [Healthy, Unhealthy].');
    instance.health = health;
    return undefined;
  },
  SetInstanceProtection: ({ parameters }) => {
    const group = store.group(parameters);
    const isProtected = parameters.boolean('ProtectedFromScaleIn') ?? false;
    for (const id of parameters.requiredList('InstanceIds.member')) {
      const instance = group.instances.get(id);
      if (instance === undefined) throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
      instance.isProtected = isProtected;
    }
    return {};
  },
  AttachInstances: ({ parameters, now }) => {
    const group = store.group(parameters);
    const { ec2 } = store.context;
    const machines = parameters.requiredList('InstanceIds.member').map((id) => {
      const machine = ec2.instances.get(id);
      if (machine?.state !== 'running') throw validationError(`Invalid Instance ID(s): [${id}] specified`);
      return machine;
    });
    if (group.desired + machines.length > group.max)
      throw validationError(`AutoScalingGroup ${group.name} has max size ${group.max}; the instances to attach would exceed it.`);
    for (const { id, zone, instanceType } of machines) {
      group.instances.set(id, { id, zone, instanceType, configuration: group.configuration, health: 'Healthy', isProtected: group.protectsNew });
      store.record(group, now, `Attaching an existing EC2 instance: ${id}`, 'an instance was added in response to user request.');
    }
    group.desired += machines.length;
    return undefined;
  },
  DetachInstances: ({ parameters, now }) => {
    const group = store.group(parameters);
    const ids = parameters.requiredList('InstanceIds.member');
    for (const id of ids) if (!group.instances.has(id)) throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
    if (parameters.boolean('ShouldDecrementDesiredCapacity') === true) decrement(group, ids.length);
    const activities = ids.map((id) => {
      group.instances.delete(id);
      return activityView(store.record(group, now, `Detaching EC2 instance: ${id}`, 'an instance was detached in response to a user request.'));
    });
    return { Activities: activities };
  },
});

function readPolicy(store: ScalingStore, parameters: Parameters): ScalingPolicy {
  const name = parameters.required('PolicyName');
  const type = parameters.text('PolicyType') ?? 'SimpleScaling';
  const adjustment = parameters.required('AdjustmentType');
  if (!ADJUSTMENTS.includes(adjustment)) throw validationError(`Invalid adjustment type ${adjustment}`);
  const amount = parameters.integer('ScalingAdjustment');
  const steps = parameters.structures('StepAdjustments.member').map((step) => ({
    lower: step.text('MetricIntervalLowerBound'),
    upper: step.text('MetricIntervalUpperBound'),
    amount: step.integer('ScalingAdjustment') ?? 0,
  }));
  if (type === 'SimpleScaling' && amount === undefined) throw validationError('ScalingAdjustment is required for policy type SimpleScaling');
  if (type === 'StepScaling' && steps.length === 0) throw validationError('At least one step adjustment must be specified for policy type StepScaling');
  return {
    name,
    arn: store.arn('scalingPolicy', `autoScalingGroupName/${parameters.required('AutoScalingGroupName')}:policyName/${name}`),
    type,
    adjustment,
    amount,
    minStep: parameters.integer('MinAdjustmentStep') ?? parameters.integer('MinAdjustmentMagnitude'),
    cooldown: parameters.integer('Cooldown'),
    aggregation: parameters.text('MetricAggregationType'),
    warmup: parameters.integer('EstimatedInstanceWarmup'),
    steps,
  };
}

/** By ARN alone, or by name within a group. */
function policyMeant(store: ScalingStore, parameters: Parameters): { readonly group: AutoScalingGroup; readonly policy: ScalingPolicy } {
  const wanted = parameters.required('PolicyName');
  const name = parameters.text('AutoScalingGroupName');
  for (const group of name === undefined ? store.groups.values() : [store.group(parameters, name)])
    for (const policy of group.policies.values()) if (policy.arn === wanted || policy.name === wanted) return { group, policy };
  throw validationError(`PolicyName not found - no such policy: ${wanted}`);
}

function adjusted(group: AutoScalingGroup, policy: ScalingPolicy, amount: number): number {
  const { desired } = group;
  const percent = (desired * amount) / 100;
  const step = policy.adjustment === 'PercentChangeInCapacity' ? Math.sign(percent) * Math.max(Math.floor(Math.abs(percent)), policy.minStep ?? 1) : amount;
  const wanted = policy.adjustment === 'ExactCapacity' ? amount : desired + step;
  return Math.min(Math.max(wanted, group.min), group.max);
}

const policyActions = (store: ScalingStore): ServiceActions => ({
  PutScalingPolicy: ({ parameters }) => {
    const group = store.group(parameters);
    const policy = readPolicy(store, parameters);
    const arn = group.policies.get(policy.name)?.arn ?? policy.arn;
    group.policies.set(policy.name, { ...policy, arn });
    return { PolicyARN: arn, Alarms: [] };
  },
  DescribePolicies: ({ parameters }) => {
    const name = parameters.text('AutoScalingGroupName');
    const names = parameters.list('PolicyNames.member');
    const types = parameters.list('PolicyTypes.member');
    const groups = name === undefined ? [...store.groups.values()] : [store.group(parameters, name)];
    const chosen = groups
      .flatMap((group) => [...group.policies.values()].map((policy) => ({ group: group.name, policy })))
      .filter(
        ({ policy }) =>
          (names.length === 0 || names.includes(policy.name) || names.includes(policy.arn)) && (types.length === 0 || types.includes(policy.type)),
      );
    const page = servicePage(chosen, ({ group, policy }) => `${group}\n${policy.name}`, parameters, RULES, store.context.ec2.pageLimit);
    return { ScalingPolicies: page.items.map(({ group, policy }) => policyView(group, policy)), NextToken: page.next };
  },
  ExecutePolicy: ({ parameters }) => {
    const { group, policy } = policyMeant(store, parameters);
    group.desired = adjusted(group, policy, policy.amount ?? policy.steps[0]?.amount ?? 0);
    return undefined;
  },
  DeletePolicy: ({ parameters }) => {
    const { group, policy } = policyMeant(store, parameters);
    group.policies.delete(policy.name);
    return undefined;
  },
  DescribeAdjustmentTypes: () => ({ AdjustmentTypes: ADJUSTMENTS.map((AdjustmentType) => ({ AdjustmentType })) }),
});

const scheduleActions = (store: ScalingStore): ServiceActions => ({
  PutScheduledUpdateGroupAction: ({ parameters, now }) => {
    const group = store.group(parameters);
    const name = parameters.required('ScheduledActionName');
    const startsAt = time(parameters, 'StartTime') ?? time(parameters, 'Time');
    const recurrence = parameters.text('Recurrence');
    if (startsAt !== undefined && startsAt <= now) throw validationError('Given start time is in the past');
    if (startsAt === undefined && recurrence === undefined) throw validationError('One of the following must be specified: StartTime, Recurrence');
    group.scheduled.set(name, {
      name,
      arn: store.arn('scheduledUpdateGroupAction', `autoScalingGroupName/${group.name}:scheduledActionName/${name}`),
      startsAt,
      endsAt: time(parameters, 'EndTime'),
      recurrence,
      min: parameters.integer('MinSize'),
      max: parameters.integer('MaxSize'),
      desired: parameters.integer('DesiredCapacity'),
    });
    return undefined;
  },
  DescribeScheduledActions: ({ parameters }) => {
    const name = parameters.text('AutoScalingGroupName');
    const names = parameters.list('ScheduledActionNames.member');
    const groups = name === undefined ? [...store.groups.values()] : [store.group(parameters, name)];
    const chosen = groups
      .flatMap((group) => [...group.scheduled.values()].map((action) => ({ group: group.name, action })))
      .filter(({ action }) => names.length === 0 || names.includes(action.name));
    const page = servicePage(chosen, ({ group, action }) => `${group}\n${action.name}`, parameters, RULES, store.context.ec2.pageLimit);
    return { ScheduledUpdateGroupActions: page.items.map(({ group, action }) => scheduledView(group, action)), NextToken: page.next };
  },
  DeleteScheduledAction: ({ parameters }) => {
    const group = store.group(parameters);
    const name = parameters.required('ScheduledActionName');
    if (!group.scheduled.delete(name)) throw validationError(`ScheduledAction name not found - no such scheduled action: ${name}`);
    return undefined;
  },
});

const noticeActions = (store: ScalingStore): ServiceActions => ({
  PutNotificationConfiguration: ({ parameters }) => {
    const types = parameters.requiredList('NotificationTypes.member');
    const unknown = types.find((type) => !NOTICES.includes(type));
    if (unknown !== undefined) throw validationError(`"${unknown}" is not a valid Notification Type`);
    store.group(parameters).notices.set(parameters.required('TopicARN'), types);
    return undefined;
  },
  DescribeNotificationConfigurations: ({ parameters }) => {
    const names = parameters.list('AutoScalingGroupNames.member');
    const chosen = [...store.groups.values()]
      .filter(({ name }) => names.length === 0 || names.includes(name))
      .flatMap((group) =>
        [...group.notices].flatMap(([topic, types]) => types.map((type) => ({ AutoScalingGroupName: group.name, TopicARN: topic, NotificationType: type }))),
      );
    const key = (row: (typeof chosen)[number]): string => Object.values(row).join('\n');
    const page = servicePage(chosen, key, parameters, RULES, store.context.ec2.pageLimit);
    return { NotificationConfigurations: page.items, NextToken: page.next };
  },
  DeleteNotificationConfiguration: ({ parameters }) => {
    if (!store.group(parameters).notices.delete(parameters.required('TopicARN'))) throw new ServiceError('ValidationError', 'Notification Topic not found');
    return undefined;
  },
  DescribeAutoScalingNotificationTypes: () => ({ AutoScalingNotificationTypes: NOTICES }),
});

export const instanceAndPolicyActions = (store: ScalingStore): ServiceActions => ({
  ...instanceActions(store),
  ...policyActions(store),
  ...scheduleActions(store),
  ...noticeActions(store),
});
