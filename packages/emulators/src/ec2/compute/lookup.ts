import { Ec2Error } from '../query/ec2-error.ts';
import type { Image, Instance, Resource, SecurityGroup, Snapshot, Subnet, Volume, Vpc } from './entities.ts';
import type { Ec2State } from './state.ts';

/** `i-` and 8 or 17 hex digits. Eucalyptus also takes upper case. */
function wellFormed(state: Ec2State, prefix: string, id: string): boolean {
  const digits = /^([a-z]+)-([0-9a-f]+)$/.exec(state.flavour.name === 'eucalyptus' ? id.toLowerCase() : id);
  return digits !== null && digits[1] === prefix && (digits[2]!.length === 8 || digits[2]!.length === 17);
}

function lookUp<T extends Resource>(state: Ec2State, map: ReadonlyMap<string, T>, id: string, prefix: string, code: string, what: string): T {
  const found = state.find(map, id);
  if (found !== undefined) return found;
  if (!wellFormed(state, prefix, id)) throw new Ec2Error(`${code}.Malformed`, `Invalid id: "${id}" (expecting "${prefix}-...")`);
  throw new Ec2Error(`${code}.NotFound`, `The ${what} '${id}' does not exist`);
}

export const instanceOf = (state: Ec2State, id: string): Instance => lookUp(state, state.instances, id, 'i', 'InvalidInstanceID', 'instance ID');

export function imageOf(state: Ec2State, id: string): Image {
  const prefix = [state.flavour.kernelPrefix, state.flavour.ramdiskPrefix].find((other) => id.startsWith(`${other}-`)) ?? state.flavour.imagePrefix;
  const image = lookUp(state, state.images, id, prefix, 'InvalidAMIID', 'image id');
  if (image.state === 'deregistered') throw new Ec2Error('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
  return image;
}

export const volumeOf = (state: Ec2State, id: string): Volume => lookUp(state, state.volumes, id, 'vol', 'InvalidVolume', 'volume');

export const snapshotOf = (state: Ec2State, id: string): Snapshot => lookUp(state, state.snapshots, id, 'snap', 'InvalidSnapshot', 'snapshot');

export const vpcOf = (state: Ec2State, id: string): Vpc => lookUp(state, state.vpcs, id, 'vpc', 'InvalidVpcID', 'vpc ID');

export const subnetOf = (state: Ec2State, id: string): Subnet => lookUp(state, state.subnets, id, 'subnet', 'InvalidSubnetID', 'subnet ID');

export function groupOf(state: Ec2State, id: string): SecurityGroup {
  const group = state.find(state.groups, id);
  if (group === undefined)
    throw new Ec2Error(wellFormed(state, 'sg', id) ? 'InvalidGroup.NotFound' : 'InvalidGroupId.Malformed', `The security group '${id}' does not exist`);
  return group;
}

/** By name: in the default VPC, or the classic group. */
export function groupByName(state: Ec2State, name: string, vpcId?: string): SecurityGroup {
  const wanted = vpcId ?? state.visible(state.vpcs).find((vpc) => vpc.isDefault)?.id;
  const group = state.visible(state.groups).find((candidate) => candidate.name === name && candidate.vpcId === wanted);
  if (group === undefined) throw new Ec2Error('InvalidGroup.NotFound', `The security group '${name}' does not exist`);
  return group;
}

/** Ids named in a call: all must exist. Eucalyptus' `verbose` (all accounts) names none. */
export function chosen<T extends Resource>(state: Ec2State, map: ReadonlyMap<string, T>, ids: readonly string[], one: (state: Ec2State, id: string) => T): T[] {
  const named = state.flavour.name === 'eucalyptus' ? ids.filter((id) => id !== 'verbose') : ids;
  if (named.length === 0) return state.visible(map);
  return [...new Set(named.map((id) => one(state, id)))];
}
