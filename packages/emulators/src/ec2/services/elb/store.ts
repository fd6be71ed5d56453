import { randomBytes } from 'node:crypto';
import { subnetOf } from '../../compute/lookup.ts';
import type { Parameters } from '../../query/parameters.ts';
import type { ServiceContext } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import { type LoadBalancer, newAttributes, readListener } from './balancer.ts';

const MAX_BALANCERS = 20;

/** Load balancers of the region. */
export class BalancerStore {
  readonly balancers: Map<string, LoadBalancer> = new Map();
  readonly context: ServiceContext;

  constructor(context: ServiceContext) {
    this.context = context;
  }

  named(parameters: Parameters, name: string = parameters.required('LoadBalancerName')): LoadBalancer {
    const found = this.balancers.get(name);
    if (found === undefined) throw new ServiceError('LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${name}'`);
    return found;
  }

  create(parameters: Parameters, now: number): LoadBalancer {
    const { flavour, region, ec2 } = this.context;
    const name = parameters.required('LoadBalancerName');
    if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name))
      throw validationError('LoadBalancerName cannot begin or end with a hyphen, and takes up to 32 letters, digits and hyphens');
    const given = parameters.structures('Listeners.member').map(readListener);
    if (given.length === 0) throw validationError('Listeners must not be empty');
    if (this.balancers.has(name))
      throw new ServiceError('DuplicateLoadBalancerName', `The load balancer '${name}' already exists and it is configured with different parameters.`);
    if (this.balancers.size >= MAX_BALANCERS) throw new ServiceError('TooManyLoadBalancers', 'Exceeded quota of account');
    const zones = parameters.list('AvailabilityZones.member');
    const subnets = parameters.list('Subnets.member').map((id) => subnetIn(this.context, id));
    if ((zones.length === 0) === (subnets.length === 0)) throw validationError('Either AvailabilityZones or SubnetIds must be specified');
    this.checkZones(zones);
    const scheme = parameters.text('Scheme') ?? 'internet-facing';
    if (scheme !== 'internet-facing' && scheme !== 'internal') throw new ServiceError('InvalidScheme', `Invalid scheme ${scheme}`);
    const groups = parameters.list('SecurityGroups.member');
    this.checkGroups(groups);
    const digits = randomBytes(5).readUIntBE(0, 4);
    const domain = flavour.name === 'aws' ? `${region}.elb.amazonaws.com` : 'lb.localhost';
    const balancer: LoadBalancer = {
      name,
      dnsName: `${scheme === 'internal' ? 'internal-' : ''}${name}-${digits}.${domain}`,
      createdAt: now,
      scheme,
      vpcId: subnets[0]?.vpcId ?? (ec2.networking === 'vpc' ? [...ec2.vpcs.values()].find(({ isDefault }) => isDefault)?.id : undefined),
      listeners: new Map(given.map((listener) => [listener.port, listener])),
      zones: zones.length > 0 ? zones : [...new Set(subnets.map(({ zone }) => zone))],
      subnets: subnets.map(({ id }) => id),
      groups,
      instances: new Map(),
      healthCheck: { target: `TCP:${given[0]?.instancePort ?? 80}`, interval: 30, timeout: 5, unhealthyThreshold: 2, healthyThreshold: 10 },
      policies: new Map(),
      backendPolicies: new Map(),
      tags: new Map(parameters.structures('Tags.member').map((tag) => [tag.required('Key'), tag.text('Value') ?? ''])),
      attributes: newAttributes(),
    };
    this.balancers.set(name, balancer);
    return balancer;
  }

  checkZones(zones: readonly string[]): void {
    for (const zone of zones) if (!this.context.ec2.zones.includes(zone)) throw validationError(`Requested Availability Zone ${zone} is not valid.`);
  }

  checkGroups(groups: readonly string[]): void {
    const { ec2 } = this.context;
    for (const id of groups)
      if (ec2.find(ec2.groups, id) === undefined) throw new ServiceError('InvalidSecurityGroup', 'One or more of the specified security groups do not exist.');
  }
}

export function subnetIn(context: ServiceContext, id: string): ReturnType<typeof subnetOf> {
  try {
    return subnetOf(context.ec2, id);
  } catch {
    throw new ServiceError('SubnetNotFound', `The requested subnet '${id}' does not exist`);
  }
}
