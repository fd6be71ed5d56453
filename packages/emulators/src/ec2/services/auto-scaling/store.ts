import { randomUUID } from 'node:crypto';
import { terminateInstance } from '../../compute/instance-states.ts';
import { runInstancesActions } from '../../compute/run-instances.ts';
import { Ec2Error } from '../../query/ec2-error.ts';
import { Parameters } from '../../query/parameters.ts';
import type { ServiceContext } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import type { Activity, AutoScalingGroup, GroupInstance, LaunchConfiguration } from './group.ts';

const KEPT_ACTIVITIES = 200;

/** Groups and launch configurations; as each call arrives the groups are brought to the size they should have. */
export class ScalingStore {
  readonly configurations: Map<string, LaunchConfiguration> = new Map();
  readonly groups: Map<string, AutoScalingGroup> = new Map();
  /** Newest first. */
  readonly activities: Activity[] = [];
  readonly context: ServiceContext;

  constructor(context: ServiceContext) {
    this.context = context;
  }

  arn(kind: string, name: string): string {
    return `arn:aws:autoscaling:${this.context.region}:${this.context.accountId}:${kind}:${randomUUID()}:${name}`;
  }

  group(parameters: Parameters, name: string = parameters.required('AutoScalingGroupName')): AutoScalingGroup {
    const found = this.groups.get(name);
    if (found === undefined) throw validationError(`AutoScalingGroup name not found - no such group: ${name}`);
    return found;
  }

  configuration(name: string): LaunchConfiguration {
    const found = this.configurations.get(name);
    if (found === undefined) throw validationError(`Launch configuration name not found - A launch configuration with the name: ${name} does not exist`);
    return found;
  }

  /** The group an instance belongs to. */
  holderOf(instanceId: string): { readonly group: AutoScalingGroup; readonly instance: GroupInstance } {
    for (const group of this.groups.values()) {
      const instance = group.instances.get(instanceId);
      if (instance !== undefined) return { group, instance };
    }
    throw validationError(`Instance Id not found - No managed instance found for instance ID: ${instanceId}`);
  }

  lifecycle(instance: GroupInstance): string {
    const state = this.context.ec2.instances.get(instance.id)?.state;
    if (state === 'running') return 'InService';
    return state === 'pending' ? 'Pending' : state === 'shutting-down' ? 'Terminating' : 'Terminated';
  }

  record(group: AutoScalingGroup, now: number, description: string, cause: string, failure?: string): Activity {
    const activity: Activity = {
      id: randomUUID(),
      group: group.name,
      description,
      cause: `At ${new Date(now).toISOString()} ${cause}`,
      startedAt: now,
      endedAt: now,
      status: failure === undefined ? 'Successful' : 'Failed',
      message: failure,
    };
    this.activities.unshift(activity);
    this.activities.length = Math.min(this.activities.length, KEPT_ACTIVITIES);
    return activity;
  }

  terminate(group: AutoScalingGroup, instance: GroupInstance, now: number, cause: string): Activity {
    const { ec2 } = this.context;
    const machine = ec2.instances.get(instance.id);
    if (machine !== undefined && machine.state !== 'terminated' && machine.state !== 'shutting-down') terminateInstance(ec2, machine);
    group.instances.delete(instance.id);
    return this.record(group, now, `Terminating EC2 instance: ${instance.id}`, cause);
  }

  /** Replaces what is gone, takes away what is too much, starts what is missing. */
  async settle(now: number): Promise<void> {
    for (const group of [...this.groups.values()]) {
      this.#drop(group, now);
      while (group.instances.size > group.desired && !group.suspended.has('Terminate')) {
        const [victim] = [...group.instances.values()].filter(({ isProtected }) => !isProtected);
        if (victim === undefined) break;
        this.terminate(group, victim, now, 'an instance was taken out of service in response to a difference between desired and actual capacity.');
      }
      while (group.instances.size < group.desired && !group.suspended.has('Launch')) if (!(await this.#launch(group, now))) break;
      if (group.isDeleting && group.instances.size === 0) this.groups.delete(group.name);
    }
  }

  #drop(group: AutoScalingGroup, now: number): void {
    for (const instance of [...group.instances.values()]) {
      const state = this.context.ec2.instances.get(instance.id)?.state;
      const isGone = state === undefined || state === 'terminated' || state === 'shutting-down' || state === 'stopped';
      if ((isGone || instance.health === 'Unhealthy') && !group.suspended.has('ReplaceUnhealthy'))
        this.terminate(group, instance, now, 'an instance was taken out of service in response to an EC2 health check.');
    }
  }

  async #launch(group: AutoScalingGroup, now: number): Promise<boolean> {
    const configuration = this.configuration(group.configuration);
    const zone = group.zones[group.instances.size % Math.max(group.zones.length, 1)];
    const subnet = group.subnets?.split(',')[group.instances.size % group.subnets.split(',').length]?.trim();
    const values = new Map<string, string>([
      ['ImageId', configuration.imageId],
      ['MinCount', '1'],
      ['MaxCount', '1'],
      ['InstanceType', configuration.instanceType],
      ...(configuration.keyName === undefined ? [] : [['KeyName', configuration.keyName] as const]),
      ...(configuration.userData === undefined ? [] : [['UserData', configuration.userData] as const]),
      ...(subnet !== undefined && subnet !== '' ? [['SubnetId', subnet] as const] : zone === undefined ? [] : [['Placement.AvailabilityZone', zone] as const]),
      ...configuration.groups.map((id, index) => [`${id.startsWith('sg-') ? 'SecurityGroupId' : 'SecurityGroup'}.${index + 1}`, id] as const),
    ]);
    const { ec2, accountId } = this.context;
    const cause = 'an instance was started in response to a difference between desired and actual capacity.';
    const before = new Set(ec2.instances.keys());
    try {
      const caller = { accessKeyId: 'autoscaling', secretAccessKey: '', accountId };
      await runInstancesActions['RunInstances']?.run({ parameters: new Parameters(values), state: ec2, caller, proceed: () => undefined, host: '' });
    } catch (error) {
      if (!(error instanceof Ec2Error)) throw error;
      this.record(group, now, 'Launching a new EC2 instance', cause, `${error.message} Launching EC2 instance failed.`);
      return false;
    }
    const machine = [...ec2.instances.values()].find(({ id }) => !before.has(id));
    if (machine === undefined) return false;
    for (const { key, value, propagates } of group.tags.values()) if (propagates) machine.tags.set(key, value);
    machine.tags.set('aws:autoscaling:groupName', group.name);
    group.instances.set(machine.id, {
      id: machine.id,
      zone: machine.zone,
      configuration: group.configuration,
      instanceType: machine.instanceType,
      health: 'Healthy',
      isProtected: group.protectsNew,
    });
    this.record(group, now, `Launching a new EC2 instance: ${machine.id}`, cause);
    return true;
  }

  resize(group: AutoScalingGroup, desired: number): void {
    if (desired < group.min || desired > group.max) {
      const side = desired < group.min ? `below min value ${group.min}` : `above max value ${group.max}`;
      throw validationError(`New SetDesiredCapacity value ${desired} is ${side} for the AutoScalingGroup.`);
    }
    group.desired = desired;
  }
}

export const alreadyExists = (message: string): ServiceError => new ServiceError('AlreadyExists', message);
