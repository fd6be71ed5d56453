import type { Parameters } from '../../query/parameters.ts';
import type { ServiceActions } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import { servicePage } from '../service-paging.ts';
import { type AutoScalingGroup, type GroupTag, type LaunchConfiguration, METRICS, PROCESSES, TERMINATION_POLICIES } from './group.ts';
import { alreadyExists, type ScalingStore } from './store.ts';
import { activityView, configurationView, groupView, instanceView, tagView } from './view.ts';

export const RULES = { token: 'NextToken', size: 'MaxRecords', standard: 50, largest: 100 };

const NAME = /^[^:\p{Cc}]{1,255}$/u;

function checkSizes(group: Pick<AutoScalingGroup, 'min' | 'max' | 'desired'>): void {
  if (group.min < 0 || group.max < group.min) throw validationError('Max bound, must be greater than or equal to min bound');
  if (group.desired < group.min || group.desired > group.max)
    throw validationError(`Desired capacity:${group.desired} must be between the specified min size:${group.min} and max size:${group.max}`);
}

function readConfiguration(store: ScalingStore, parameters: Parameters, now: number): LaunchConfiguration {
  const name = parameters.required('LaunchConfigurationName');
  if (!NAME.test(name)) throw validationError('Invalid launch configuration name');
  if (store.configurations.has(name))
    throw alreadyExists(`Launch Configuration by this name already exists - A launch configuration already exists with the name ${name}`);
  const model = parameters.text('InstanceId');
  const machine = model === undefined ? undefined : store.context.ec2.instances.get(model);
  if (model !== undefined && machine === undefined) throw validationError(`The instance ID '${model}' does not exist`);
  const imageId = parameters.text('ImageId') ?? machine?.imageId;
  const instanceType = parameters.text('InstanceType') ?? machine?.instanceType;
  if (imageId === undefined || (instanceType === undefined && store.context.flavour.name === 'aws'))
    throw validationError('Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.');
  if (store.context.ec2.find(store.context.ec2.images, imageId) === undefined) throw validationError(`AMI cannot be described: ${imageId}`);
  return {
    name,
    arn: store.arn('launchConfiguration', `launchConfigurationName/${name}`),
    createdAt: now,
    imageId,
    instanceType: instanceType ?? 'm1.small',
    keyName: parameters.text('KeyName') ?? machine?.keyName,
    groups: parameters.list('SecurityGroups.member'),
    userData: parameters.text('UserData'),
    spotPrice: parameters.text('SpotPrice'),
    profile: parameters.text('IamInstanceProfile'),
    monitoring: parameters.boolean('InstanceMonitoring.Enabled') ?? true,
    publicAddress: parameters.boolean('AssociatePublicIpAddress'),
    devices: parameters.structures('BlockDeviceMappings.member'),
  };
}

function readTags(parameters: Parameters): { readonly group: string | undefined; readonly tag: GroupTag }[] {
  return parameters.structures('Tags.member').map((tag) => ({
    group: tag.text('ResourceId'),
    tag: { key: tag.required('Key'), value: tag.text('Value') ?? '', propagates: tag.boolean('PropagateAtLaunch') ?? true },
  }));
}

function createGroup(store: ScalingStore, parameters: Parameters, now: number): AutoScalingGroup {
  const name = parameters.required('AutoScalingGroupName');
  if (!NAME.test(name)) throw validationError('Invalid group name');
  if (store.groups.has(name)) throw alreadyExists(`AutoScalingGroup by this name already exists - A group with the name ${name} already exists`);
  const configuration = store.configuration(parameters.required('LaunchConfigurationName')).name;
  const min = parameters.integer('MinSize');
  const max = parameters.integer('MaxSize');
  if (min === undefined || max === undefined) throw validationError('MinSize and MaxSize are required');
  const zones = parameters.list('AvailabilityZones.member');
  const subnets = parameters.text('VPCZoneIdentifier');
  if (zones.length === 0 && subnets === undefined) throw validationError('At least one Availability Zone or VPC Subnet is required.');
  for (const zone of zones) if (!store.context.ec2.zones.includes(zone)) throw validationError(`Invalid Availability Zones: [${zone}]`);
  const group: AutoScalingGroup = {
    name,
    arn: store.arn('autoScalingGroup', `autoScalingGroupName/${name}`),
    createdAt: now,
    configuration,
    min,
    max,
    desired: parameters.integer('DesiredCapacity') ?? min,
    cooldown: parameters.integer('DefaultCooldown') ?? 300,
    zones,
    balancers: parameters.list('LoadBalancerNames.member'),
    healthCheckType: parameters.text('HealthCheckType') ?? 'EC2',
    healthCheckGrace: parameters.integer('HealthCheckGracePeriod') ?? 0,
    placementGroup: parameters.text('PlacementGroup'),
    subnets,
    terminationPolicies: parameters.list('TerminationPolicies.member').length === 0 ? ['Default'] : parameters.list('TerminationPolicies.member'),
    protectsNew: parameters.boolean('NewInstancesProtectedFromScaleIn') ?? false,
    isDeleting: false,
    instances: new Map(),
    suspended: new Map(),
    metrics: new Set(),
    tags: new Map(readTags(parameters).map(({ tag }) => [tag.key, tag])),
    policies: new Map(),
    scheduled: new Map(),
    notices: new Map(),
  };
  checkSizes(group);
  return group;
}

function updateGroup(store: ScalingStore, parameters: Parameters): void {
  const group = store.group(parameters);
  const min = parameters.integer('MinSize') ?? group.min;
  const max = parameters.integer('MaxSize') ?? group.max;
  // Without a wish of its own the desired number follows the bounds.
  const desired = parameters.integer('DesiredCapacity') ?? Math.min(Math.max(group.desired, min), max);
  checkSizes({ min, max, desired });
  const configuration = parameters.text('LaunchConfigurationName');
  if (configuration !== undefined) group.configuration = store.configuration(configuration).name;
  Object.assign(group, { min, max, desired });
  group.cooldown = parameters.integer('DefaultCooldown') ?? group.cooldown;
  const zones = parameters.list('AvailabilityZones.member');
  if (zones.length > 0) group.zones = zones;
  group.healthCheckType = parameters.text('HealthCheckType') ?? group.healthCheckType;
  group.healthCheckGrace = parameters.integer('HealthCheckGracePeriod') ?? group.healthCheckGrace;
  group.placementGroup = parameters.text('PlacementGroup') ?? group.placementGroup;
  group.subnets = parameters.text('VPCZoneIdentifier') ?? group.subnets;
  const policies = parameters.list('TerminationPolicies.member');
  if (policies.length > 0) group.terminationPolicies = policies;
  group.protectsNew = parameters.boolean('NewInstancesProtectedFromScaleIn') ?? group.protectsNew;
}

const configurationActions = (store: ScalingStore): ServiceActions => ({
  CreateLaunchConfiguration: ({ parameters, now }) => {
    const configuration = readConfiguration(store, parameters, now);
    store.configurations.set(configuration.name, configuration);
    return undefined;
  },
  DescribeLaunchConfigurations: ({ parameters }) => {
    const names = parameters.list('LaunchConfigurationNames.member');
    const chosen = [...store.configurations.values()].filter(({ name }) => names.length === 0 || names.includes(name));
    const page = servicePage(chosen, ({ name }) => name, parameters, RULES, store.context.ec2.pageLimit);
    return { LaunchConfigurations: page.items.map(configurationView), NextToken: page.next };
  },
  DeleteLaunchConfiguration: ({ parameters }) => {
    const { name } = store.configuration(parameters.required('LaunchConfigurationName'));
    if ([...store.groups.values()].some((group) => group.configuration === name))
      throw new ServiceError('ResourceInUse', `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup`);
    store.configurations.delete(name);
    return undefined;
  },
});

const processActions = (store: ScalingStore): ServiceActions => ({
  SuspendProcesses: ({ parameters, now }) => {
    const group = store.group(parameters);
    const names = parameters.list('ScalingProcesses.member');
    const unknown = names.find((name) => !PROCESSES.includes(name));
    if (unknown !== undefined) throw validationError(`Unknown process ${unknown}`);
    for (const name of names.length === 0 ? PROCESSES : names) group.suspended.set(name, `User suspended at ${new Date(now).toISOString()}`);
    return undefined;
  },
  ResumeProcesses: ({ parameters }) => {
    const group = store.group(parameters);
    const names = parameters.list('ScalingProcesses.member');
    for (const name of names.length === 0 ? PROCESSES : names) group.suspended.delete(name);
    return undefined;
  },
  EnableMetricsCollection: ({ parameters }) => {
    const group = store.group(parameters);
    if (parameters.required('Granularity') !== '1Minute') throw validationError('Granularity must be 1Minute');
    const names = parameters.list('Metrics.member');
    for (const name of names.length === 0 ? METRICS : names) group.metrics.add(name);
    return undefined;
  },
  DisableMetricsCollection: ({ parameters }) => {
    const group = store.group(parameters);
    const names = parameters.list('Metrics.member');
    for (const name of names.length === 0 ? METRICS : names) group.metrics.delete(name);
    return undefined;
  },
  DescribeScalingProcessTypes: () => ({ Processes: PROCESSES.map((ProcessName) => ({ ProcessName })) }),
  DescribeMetricCollectionTypes: () => ({ Metrics: METRICS.map((Metric) => ({ Metric })), Granularities: [{ Granularity: '1Minute' }] }),
  DescribeTerminationPolicyTypes: () => ({ TerminationPolicyTypes: TERMINATION_POLICIES }),
});

const tagActions = (store: ScalingStore): ServiceActions => ({
  CreateOrUpdateTags: ({ parameters }) => {
    for (const { group, tag } of readTags(parameters)) store.group(parameters, group ?? '').tags.set(tag.key, tag);
    return undefined;
  },
  DeleteTags: ({ parameters }) => {
    for (const { group, tag } of readTags(parameters)) store.group(parameters, group ?? '').tags.delete(tag.key);
    return undefined;
  },
  DescribeTags: ({ parameters }) => {
    const filters = parameters.structures('Filters.member').map((filter) => [filter.required('Name'), filter.list('Values.member')] as const);
    const all = [...store.groups.values()].flatMap((group) => [...group.tags.values()].map((tag) => ({ group: group.name, tag })));
    const fields = ({ group, tag }: (typeof all)[number]): Readonly<Record<string, string>> => ({
      'auto-scaling-group': group,
      key: tag.key,
      value: tag.value,
      'propagate-at-launch': String(tag.propagates),
    });
    const chosen = all.filter((row) => filters.every(([name, values]) => values.includes(fields(row)[name] ?? '')));
    const page = servicePage(chosen, ({ group, tag }) => `${group}\n${tag.key}`, parameters, RULES, store.context.ec2.pageLimit);
    return { Tags: page.items.map(({ group, tag }) => tagView(group, tag)), NextToken: page.next };
  },
});

export const groupActions = (store: ScalingStore): ServiceActions => ({
  CreateAutoScalingGroup: ({ parameters, now }) => {
    const group = createGroup(store, parameters, now);
    store.groups.set(group.name, group);
    return undefined;
  },
  UpdateAutoScalingGroup: ({ parameters }) => {
    updateGroup(store, parameters);
    return undefined;
  },
  DescribeAutoScalingGroups: ({ parameters }) => {
    const names = parameters.list('AutoScalingGroupNames.member');
    const chosen = [...store.groups.values()].filter(({ name }) => names.length === 0 || names.includes(name));
    const page = servicePage(chosen, ({ name }) => name, parameters, RULES, store.context.ec2.pageLimit);
    return { AutoScalingGroups: page.items.map((group) => groupView(store, group)), NextToken: page.next };
  },
  DeleteAutoScalingGroup: ({ parameters }) => {
    const group = store.group(parameters);
    if (group.instances.size > 0 && parameters.boolean('ForceDelete') !== true)
      throw new ServiceError(
        'ResourceInUse',
        'You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.',
      );
    Object.assign(group, { isDeleting: true, min: 0, desired: 0 });
    return undefined;
  },
  SetDesiredCapacity: ({ parameters }) => {
    const desired = parameters.integer('DesiredCapacity');
    if (desired === undefined) throw validationError('DesiredCapacity is required');
    store.resize(store.group(parameters), desired);
    return undefined;
  },
  DescribeAutoScalingInstances: ({ parameters }) => {
    const ids = parameters.list('InstanceIds.member');
    const all = [...store.groups.values()].flatMap((group) => [...group.instances.values()].map((instance) => ({ group: group.name, instance })));
    const chosen = all.filter(({ instance }) => ids.length === 0 || ids.includes(instance.id));
    const page = servicePage(chosen, ({ instance }) => instance.id, parameters, RULES, store.context.ec2.pageLimit);
    return { AutoScalingInstances: page.items.map(({ group, instance }) => instanceView(store, instance, group)), NextToken: page.next };
  },
  DescribeScalingActivities: ({ parameters }) => {
    const name = parameters.text('AutoScalingGroupName');
    const ids = parameters.list('ActivityIds.member');
    const chosen = store.activities.filter((activity) => (name === undefined || activity.group === name) && (ids.length === 0 || ids.includes(activity.id)));
    // The newest come first.
    const order = new Map(chosen.map((activity, index) => [activity, String(index).padStart(6, '0')]));
    const page = servicePage(chosen, (activity) => order.get(activity) ?? '', parameters, { ...RULES, standard: 100 }, store.context.ec2.pageLimit);
    return { Activities: page.items.map(activityView), NextToken: page.next };
  },
  DescribeAccountLimits: () => ({
    MaxNumberOfAutoScalingGroups: 200,
    MaxNumberOfLaunchConfigurations: 200,
    NumberOfAutoScalingGroups: store.groups.size,
    NumberOfLaunchConfigurations: store.configurations.size,
  }),
  ...configurationActions(store),
  ...processActions(store),
  ...tagActions(store),
});
