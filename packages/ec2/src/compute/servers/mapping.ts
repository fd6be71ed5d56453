import type { Server, ServerState } from '@portolan/core/driver';
import { nameIn, toTags } from '../tags.ts';
import type { InstanceWire } from './wire.ts';

const STATES: Readonly<Record<string, ServerState>> = {
  pending: 'pending',
  running: 'running',
  'shutting-down': 'stopping' /* on its way to terminated */,
  terminated: 'terminated',
  stopping: 'stopping',
  stopped: 'stopped',
};

/** What DescribeInstances is asked for, to see servers of a state. */
export const NATIVE_STATES: Readonly<Partial<Record<ServerState, readonly string[]>>> = {
  pending: ['pending'],
  running: ['running'],
  stopping: ['shutting-down', 'stopping'],
  stopped: ['stopped'],
  terminated: ['terminated'],
};

export function toServer(wire: InstanceWire): Server {
  const nativeState = wire.instanceState?.name ?? 'unknown';
  const privateAddresses = addresses([
    wire.privateIpAddress,
    ...(wire.networkInterfaceSet ?? []).flatMap((card) => [card.privateIpAddress, ...(card.privateIpAddressesSet ?? []).map((one) => one.privateIpAddress)]),
  ]);
  const publicAddresses = addresses([
    wire.ipAddress,
    ...(wire.networkInterfaceSet ?? []).flatMap((card) => [
      card.association?.publicIp,
      ...(card.privateIpAddressesSet ?? []).map((one) => one.association?.publicIp),
      ...(card.ipv6AddressesSet ?? []).map((one) => one.ipv6Address),
    ]),
  ]);
  return {
    id: wire.instanceId ?? '',
    name: nameIn(wire.tagSet) ?? '',
    state: STATES[nativeState] ?? 'unknown',
    nativeState,
    // `pending: pending` while it starts.
    stateReason: nativeState === 'pending' || nativeState === 'running' ? undefined : wire.stateReason?.message || wire.reason || undefined,
    createdAt: dateOf(wire.launchTime),
    imageId: wire.imageId || undefined,
    sizeId: wire.instanceType || undefined,
    locationId: wire.placement?.availabilityZone || undefined,
    // Eucalyptus without public addresses says the private one twice.
    publicAddresses: publicAddresses.filter((address) => !privateAddresses.includes(address)),
    privateAddresses,
    tags: toTags(wire.tagSet),
    metadata: {},
    keyPairId: wire.keyName || undefined,
    raw: wire,
  };
}

const addresses = (found: readonly (string | undefined)[]): string[] => [
  ...new Set(found.filter((one) => one !== undefined && one !== '' && one !== '0.0.0.0') as string[]),
];

export function dateOf(text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
