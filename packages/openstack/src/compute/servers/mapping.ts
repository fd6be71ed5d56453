import { type CreateServerRequest, Secret, type Server, type ServerState } from '@portolan/core/driver';
import type { Dialect } from '../../dialect.ts';
import { parseTimestamp } from '../../timestamps.ts';
import { splitAddresses } from './addresses.ts';
import { splitMetadata } from './metadata-names.ts';
import type { CreatedServerWire, ServerWire } from './wire.ts';

// Source: nova/api/openstack/common.py, _STATE_MAP; PREP_ERROR is Rackspace's.
const STATES: Readonly<Record<string, ServerState>> = {
  ACTIVE: 'running',
  BUILD: 'pending',
  REBUILD: 'pending',
  REBOOT: 'pending',
  HARD_REBOOT: 'pending',
  PASSWORD: 'running', // A new password is being set.
  RESIZE: 'pending',
  VERIFY_RESIZE: 'running', // Unless its power state says off.
  REVERT_RESIZE: 'pending',
  MIGRATING: 'running',
  SHUTOFF: 'stopped',
  SHELVED: 'stopped',
  SHELVED_OFFLOADED: 'stopped',
  PAUSED: 'suspended',
  SUSPENDED: 'suspended',
  RESCUE: 'unknown', // On, but not with its own disk.
  ERROR: 'error',
  PREP_ERROR: 'error',
  DELETED: 'terminated',
  SOFT_DELETED: 'terminated',
  UNKNOWN: 'unknown',
};

// What a server is about to do, where its status does not say so yet. Source: nova/compute/task_states.py.
const TASKS: Readonly<Record<string, ServerState>> = {
  deleting: 'stopping',
  'soft-deleting': 'stopping',
  'powering-off': 'stopping',
  'powering-on': 'pending',
  pausing: 'pending',
  unpausing: 'pending',
  suspending: 'pending',
  resuming: 'pending',
  shelving: 'stopping',
  unshelving: 'pending',
};

const POWER_OFF = 4;

export function stateOf(wire: ServerWire): ServerState {
  const status = wire.status ?? '';
  const state = Object.hasOwn(STATES, status) ? (STATES[status] as ServerState) : 'unknown';
  const task = wire['OS-EXT-STS:task_state'];
  if (typeof task === 'string' && Object.hasOwn(TASKS, task) && state !== 'terminated') return TASKS[task] as ServerState;
  return status === 'VERIFY_RESIZE' && wire['OS-EXT-STS:power_state'] === POWER_OFF ? 'stopped' : state;
}

export function toServer(wire: ServerWire, dialect: Dialect): Server {
  const { tags, metadata } = splitMetadata(wire.metadata);
  const fault = wire.fault?.message;
  return {
    id: wire.id,
    name: wire.name ?? '',
    state: stateOf(wire),
    nativeState: wire.status ?? '',
    stateReason: wire.status === 'ERROR' && typeof fault === 'string' && fault !== '' ? fault : undefined,
    createdAt: parseTimestamp(wire.created),
    imageId: typeof wire.image === 'object' && wire.image !== null ? wire.image.id : undefined,
    sizeId: wire.flavor?.id,
    locationId: filled(wire['OS-EXT-AZ:availability_zone']),
    ...splitAddresses(wire, dialect.addressLabels),
    tags,
    metadata,
    keyPairId: filled(wire.key_name),
    raw: wire,
  };
}

/** What a create's answer does not repeat is what was asked for. The password it holds hides itself. */
export function toCreatedServer(wire: CreatedServerWire, request: CreateServerRequest): Server {
  return {
    id: wire.id,
    name: request.name,
    state: 'pending',
    nativeState: 'BUILD',
    imageId: request.imageId,
    sizeId: request.sizeId,
    publicAddresses: [],
    privateAddresses: [],
    tags: { ...request.tags },
    metadata: { ...request.metadata },
    keyPairId: request.keyPairId,
    raw: wire.adminPass === undefined ? wire : { ...wire, adminPass: new Secret(wire.adminPass) },
  };
}

const filled = (text: string | null | undefined): string | undefined => (text === null || text === undefined || text === '' ? undefined : text);
