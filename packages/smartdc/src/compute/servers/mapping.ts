import { type Server, type ServerState, unexpectedBody } from '@portolan/core/driver';
import { isPrivateAddress } from './address-scope.ts';
import { isCloudsOwn, MARK_PREFIX } from './marks.ts';
import type { MachineWire } from './wire.ts';

/** Source: sdc-cloudapi lib/machines.js translateState(). */
const STATES: Readonly<Record<string, ServerState>> = {
  provisioning: 'pending',
  ready: 'pending', // For a moment, while it reboots.
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  offline: 'unknown', // Its host cannot be reached.
  deleted: 'terminated',
  failed: 'error',
  unknown: 'unknown',
};

export const stateOf = (native: string): ServerState => (Object.hasOwn(STATES, native) ? (STATES[native] as ServerState) : 'unknown');

/** A body that is no machine: a proxy's page, the answer of another service. */
export function assertMachine(body: unknown): MachineWire {
  if (typeof body !== 'object' || body === null || typeof (body as { id?: unknown }).id !== 'string')
    throw unexpectedBody('it is no machine', {}, JSON.stringify(body));
  return body as MachineWire;
}

export function assertMachines(body: unknown): readonly MachineWire[] {
  if (!Array.isArray(body)) throw unexpectedBody('it is no list of machines', {}, JSON.stringify(body));
  return body.map(assertMachine);
}

export function toServer(wire: MachineWire): Server {
  const nativeState = wire.state ?? 'unknown';
  const created = Date.parse(wire.created ?? '');
  const addresses = (wire.ips ?? []).filter((ip) => typeof ip === 'string' && ip !== '' && ip !== 'dhcp');
  const imageId = wire.image ?? wire.dataset;
  return {
    id: wire.id,
    name: wire.name ?? '',
    state: stateOf(nativeState),
    nativeState,
    ...(Number.isNaN(created) ? {} : { createdAt: new Date(created) }),
    ...(imageId === undefined || imageId === '' ? {} : { imageId }),
    // The package's name, which is what sizes are called here.
    ...(wire.package === undefined || wire.package === '' ? {} : { sizeId: wire.package }),
    publicAddresses: addresses.filter((ip) => !isPrivateAddress(ip)),
    privateAddresses: addresses.filter(isPrivateAddress),
    tags: userTags(wire.tags ?? {}),
    metadata: userMetadata(wire.metadata ?? {}),
    raw: wire,
  };
}

/** Values may be numbers and booleans when somebody else set them. */
export const userTags = (tags: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(tags)
      .filter(([name]) => !name.startsWith(MARK_PREFIX))
      .map(([name, value]) => [name, String(value)]),
  );

export const userMetadata = (metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(metadata)
      .filter(([name]) => !isCloudsOwn(name))
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
