import {
  type CallOptions,
  type Clock,
  CloudError,
  type CreateSnapshotRequest,
  encodePathSegment,
  isCloudError,
  type ListSnapshotsDriverOptions,
  mapConcurrently,
  type Page,
  type Snapshot,
  type SnapshotDriver,
  type SnapshotState,
  unexpectedBody,
} from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';
import { machinePage } from '../servers/machine-pages.ts';
import type { SmartdcServers } from '../servers/servers.ts';
import { settle } from '../settle.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs/index.md "GetMachineSnapshot"; lib/snapshots.js. The answer to a create has name and state alone. */
export interface SnapshotWire {
  readonly name: string;
  /** `queued`, `running`, `created`, `canceled`, `failed`, `deleted` */
  readonly state?: string;
  readonly size?: number;
  readonly created?: string;
  readonly updated?: string;
}

// ---- requests ----

const base = (machine: string): string => `/machines/${encodePathSegment(machine)}/snapshots`;
const one = (machine: string, name: string): string => `${base(machine)}/${encodePathSegment(name)}`;

export const list = (machine: string): CloudapiRequest => ({ operation: 'ListMachineSnapshots', method: 'GET', path: base(machine) });
export const get = (machine: string, name: string): CloudapiRequest => ({ operation: 'GetMachineSnapshot', method: 'GET', path: one(machine, name) });
export const create = (machine: string, name: string): CloudapiRequest => ({
  operation: 'CreateMachineSnapshot',
  method: 'POST',
  path: base(machine),
  body: { name },
});
/** Rolls back, and starts the machine. */
export const restore = (machine: string, name: string): CloudapiRequest => ({
  operation: 'StartMachineFromSnapshot',
  method: 'POST',
  path: one(machine, name),
  body: {},
});
export const remove = (machine: string, name: string): CloudapiRequest => ({ operation: 'DeleteMachineSnapshot', method: 'DELETE', path: one(machine, name) });

// ---- mapping ----

const STATES: Readonly<Record<string, SnapshotState>> = { queued: 'pending', running: 'pending', created: 'available', canceled: 'error', failed: 'error' };

/** A snapshot is a name within its machine. */
export const idOf = (machine: string, name: string): string => `${machine}/${name}`;

export function readId(id: string): { readonly machine: string; readonly name: string } {
  const slash = id.indexOf('/');
  if (slash > 0 && slash < id.length - 1) return { machine: id.slice(0, slash), name: id.slice(slash + 1) };
  throw new CloudError('not-found', `the id of a snapshot is MACHINE/NAME, not ${JSON.stringify(id)}`, { outcome: 'not-done' });
}

export function toSnapshot(machine: string, wire: SnapshotWire): Snapshot {
  if (typeof wire?.name !== 'string') throw unexpectedBody('it is no snapshot', {}, JSON.stringify(wire));
  const nativeState = wire.state ?? 'unknown';
  const created = Date.parse(wire.created ?? '');
  return {
    id: idOf(machine, wire.name),
    name: wire.name,
    state: Object.hasOwn(STATES, nativeState) ? (STATES[nativeState] as SnapshotState) : 'unknown',
    nativeState,
    of: 'server',
    sourceId: machine,
    ...(Number.isNaN(created) ? {} : { createdAt: new Date(created) }),
    raw: wire,
  };
}

// ---- snapshots ----

const MACHINES_AT_ONCE = 8;
const SLOW_MS = 600_000;

/** Snapshots of machines' disks. There are none of kvm, and of bhyve only where the operator allows them. */
export class SmartdcSnapshots implements SnapshotDriver {
  readonly #client: CloudapiClient;
  readonly #clock: Clock;
  readonly #servers: SmartdcServers;

  constructor(client: CloudapiClient, clock: Clock, servers: SmartdcServers) {
    this.#client = client;
    this.#clock = clock;
    this.#servers = servers;
  }

  /** Those of an account are asked for machine by machine: there is no other way. */
  async listPage(options: ListSnapshotsDriverOptions, cursor?: string): Promise<Page<Snapshot>> {
    const { source } = options;
    if (source !== undefined) return { items: await this.#of(source.id, options) };
    const page = await machinePage(this.#client, {}, { signal: options.signal, timeoutMs: options.timeoutMs, pageSize: 100 }, cursor);
    const found = await mapConcurrently(page.items, MACHINES_AT_ONCE, async (machine) => {
      try {
        return await this.#of(machine.id, options);
      } catch (error) {
        // Destroyed meanwhile.
        if (isCloudError(error, 'not-found')) return [];
        throw error;
      }
    });
    return { ...page, items: found.flat() };
  }

  async get(id: string, options: CallOptions): Promise<Snapshot> {
    const { machine, name } = readId(id);
    const wire = await this.#client.json<SnapshotWire>(get(machine, name), options);
    // The job that made it is remembered longer than itself.
    if (wire?.state === 'deleted') throw new CloudError('not-found', 'the snapshot was deleted');
    return toSnapshot(machine, wire);
  }

  async create({ source, name }: CreateSnapshotRequest, options: CallOptions): Promise<Snapshot> {
    if (name.includes('/'))
      throw new CloudError('invalid-argument', 'name: a snapshot’s name is a part of a path, it can have no "/"', { outcome: 'not-done' });
    return toSnapshot(source.id, await this.#client.json<SnapshotWire>(create(source.id, name), options));
  }

  /** A running machine is stopped first: else the job fails without a word. It runs afterwards. */
  async restore(id: string, options: CallOptions): Promise<void> {
    const { machine, name } = readId(id);
    await this.get(id, options);
    if ((await this.#servers.get(machine, options)).state !== 'stopped') {
      await this.#servers.stop(machine, options);
      await settle(
        () => this.#servers.get(machine, options),
        (server) => server.state === 'stopped',
        { clock: this.#clock, signal: options.signal, what: 'the machine to stop', timeoutMs: SLOW_MS },
      );
    }
    await this.#client.empty(restore(machine, name), options);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    const { machine, name } = readId(id);
    try {
      await this.#client.empty(remove(machine, name), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
      // One that is still being made is not there yet, but will be.
      if (!(await this.#appears(id, options))) return;
      await this.#client.empty({ ...remove(machine, name), accept: [404] }, options);
    }
  }

  async #appears(id: string, options: CallOptions): Promise<boolean> {
    const look = async (): Promise<Snapshot | undefined> => {
      try {
        return await this.get(id, options);
      } catch (error) {
        if (isCloudError(error, 'not-found')) return undefined;
        throw error;
      }
    };
    const seen = await settle(look, (snapshot) => snapshot?.state !== 'pending', {
      clock: this.#clock,
      signal: options.signal,
      what: 'the snapshot to be made',
    });
    return seen?.state === 'available';
  }

  async #of(machine: string, options: CallOptions): Promise<readonly Snapshot[]> {
    const snapshots = await this.#client.json<unknown>(list(machine), { signal: options.signal, timeoutMs: options.timeoutMs });
    if (!Array.isArray(snapshots)) throw unexpectedBody('it is no list of snapshots', {}, JSON.stringify(snapshots));
    return (snapshots as readonly SnapshotWire[]).filter((wire) => wire?.state !== 'deleted').map((wire) => toSnapshot(machine, wire));
  }
}
