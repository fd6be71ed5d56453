import { randomBytes } from 'node:crypto';
import type { Cloud, Region } from '../../cloud.ts';
import { seedServer } from '../../compute/seed-server.ts';
import { SERVICE_NET } from '../../network/network-state.ts';
import { arrayAt, type JsonObject, objectAt, stringAt } from '../../values.ts';
import { fault } from './autoscale-faults.ts';
import type { Group, Policy } from './autoscale-state.ts';
import { wasDue } from './cron.ts';

const serverOf = (group: Group): JsonObject | undefined => objectAt(objectAt(group.launch, 'args'), 'server');

/** A server as the launch configuration describes it, and behind the load balancers that it names. */
function launch(cloud: Cloud, region: Region, group: Group, now: number): void {
  const project = cloud.directory.project(group.projectId);
  const user = cloud.directory.user(group.userId);
  const given = serverOf(group);
  if (project === undefined || user === undefined) return;
  const id = seedServer(
    region,
    project,
    user,
    cloud.flavour,
    {
      name: `${stringAt(given, 'name') ?? `as-${group.id.slice(0, 8)}`}-AS${randomBytes(4).toString('hex')}`,
      metadata: { ...(objectAt(given, 'metadata') as Readonly<Record<string, string>> | undefined), 'rax:auto_scaling_group_id': group.id },
      flavorId: stringAt(given, 'flavorRef'),
      imageId: stringAt(given, 'imageRef'),
    },
    now,
  );
  group.servers.push(id);
  const address = [...region.networks.ports.values()].find((port) => port.deviceId === id && port.networkId === SERVICE_NET)?.fixedIps[0]?.address;
  for (const row of arrayAt(objectAt(group.launch, 'args'), 'loadBalancers') ?? []) {
    const balancer = region.rackspace.loadBalancers.get(Number((row as JsonObject)['loadBalancerId']), group.projectId);
    if (balancer === undefined || address === undefined) continue;
    const node = { id: region.rackspace.loadBalancers.nextId(), address, port: Number((row as JsonObject)['port'] ?? balancer.port) };
    balancer.nodes.push({ ...node, condition: 'ENABLED', type: 'PRIMARY', weight: undefined, metadata: [] });
  }
}

export function removeServer(region: Region, group: Group, id: string): void {
  const ports = [...region.networks.ports.values()].filter((port) => port.deviceId === id);
  const addresses = ports.flatMap((port) => port.fixedIps.map(({ address }) => address));
  for (const balancer of region.rackspace.loadBalancers.ofProject(group.projectId))
    balancer.nodes = balancer.nodes.filter((node) => !addresses.includes(node.address));
  for (const port of ports) region.networks.deletePort(port.id);
  region.compute.remove(id);
  group.servers = group.servers.filter((one) => one !== id);
}

/** Starts what is missing and removes what is too much; servers that somebody else deleted are missed. */
export function converge(cloud: Cloud, region: Region, group: Group, now: number): void {
  for (const due of group.pending.filter((at) => at <= now)) launch(cloud, region, group, due);
  group.pending = group.pending.filter((at) => at > now);
  group.servers = group.servers.filter((id) => region.compute.get(id) !== undefined);
  while (group.servers.length + group.pending.length > group.desired) {
    if (group.pending.length > 0) group.pending.pop();
    else removeServer(region, group, group.servers[0] ?? '');
  }
  while (group.servers.length + group.pending.length < group.desired) group.pending.push(now + cloud.transitionMs);
}

const numberIn = (value: JsonObject, name: string): number => Number(value[name] ?? 0);

export const bounded = (group: Group, wanted: number): number =>
  Math.min(Math.max(wanted, numberIn(group.configuration, 'minEntities')), numberIn(group.configuration, 'maxEntities'));

/** Percents are rounded away from 0: any change changes something. */
function wantedBy(policy: Policy, now: number): number {
  const { change, changePercent, desiredCapacity } = policy.body;
  if (desiredCapacity !== undefined) return Number(desiredCapacity);
  if (change !== undefined) return now + Number(change);
  const part = (now * Number(changePercent)) / 100;
  return now + (part > 0 ? Math.ceil(part) : Math.floor(part));
}

/** Undefined: done. Otherwise why it was not. */
export function execute(cloud: Cloud, region: Region, group: Group, policy: Policy, now: number): string | undefined {
  if (group.paused) return 'Scaling group is paused.';
  const cooling = (last: number | undefined, seconds: number): boolean => last !== undefined && last + seconds * 1000 > now;
  if (cooling(group.lastScaledAt, numberIn(group.configuration, 'cooldown'))) return 'Group cooldown not met.';
  if (cooling(policy.lastExecutedAt, numberIn(policy.body, 'cooldown'))) return 'Policy cooldown not met.';
  const wanted = bounded(group, wantedBy(policy, group.desired));
  if (wanted === group.desired) return 'No change in servers.';
  group.desired = wanted;
  group.lastScaledAt = now;
  policy.lastExecutedAt = now;
  converge(cloud, region, group, now);
  return undefined;
}

export const cannotExecute = (group: Group, policy: Policy, why: string): ReturnType<typeof fault> =>
  fault(403, 'CannotExecutePolicyError', `Cannot execute scaling policy ${policy.id} for group ${group.id}: ${why}`);

/** Brings what the clock has brought: servers that were on their way, and policies whose time came. */
export function settleGroups(cloud: Cloud, region: Region, now: number): void {
  for (const group of region.rackspace.autoscale.groups.values()) {
    for (const policy of group.policies.values()) {
      const args = policy.body['type'] === 'schedule' ? objectAt(policy.body, 'args') : undefined;
      const cron = stringAt(args, 'cron');
      const at = Date.parse(stringAt(args, 'at') ?? '');
      const due = (cron !== undefined && wasDue(cron, policy.lookedAt, now)) || (at > policy.lookedAt && at <= now);
      policy.lookedAt = now;
      // One that cannot be carried out is passed over: nobody waits for an answer.
      if (due) execute(cloud, region, group, policy, now);
    }
    if (!group.paused) converge(cloud, region, group, now);
  }
}
