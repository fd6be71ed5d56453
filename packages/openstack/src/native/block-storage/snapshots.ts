import { type List, mapConcurrently, type Ref, type WaitOptions } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Volume snapshots".

export interface SnapshotWire {
  readonly id: string;
  readonly volume_id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  /** GiB. */
  readonly size?: number;
  readonly status?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly created_at?: string;
  readonly updated_at?: string | null;
  /** Text: `"25.39%"`. */
  readonly 'os-extended-snapshot-attributes:progress'?: string;
}

export interface ListSnapshotsOptions extends CinderOptions {
  readonly volume?: Ref | undefined;
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly all_tenants?: boolean | undefined;
  readonly limit?: number | undefined;
}

const pathOf = (snapshot: Ref, rest = ''): string => `/snapshots/${segment(snapshot, 'snapshot')}${rest}`;
const AT_ONCE = 4;

export class CinderSnapshots {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(options: ListSnapshotsOptions = {}): List<SnapshotWire> {
    const { volume, name, status, all_tenants, limit } = options;
    const volumeId = volume === undefined ? undefined : idOf(volume, 'volume');
    const query = { volume_id: volumeId, name, status, all_tenants, limit };
    // v1 has no filters, and lists all.
    const keep = volumeId === undefined ? undefined : (snapshot: SnapshotWire): boolean => snapshot.volume_id === volumeId;
    return this.#calls.list<SnapshotWire>({ method: 'GET', path: '/snapshots/detail', query, operation: 'ListSnapshots' }, 'snapshots', options, keep);
  }

  async get(snapshot: Ref, options: CinderOptions = {}): Promise<SnapshotWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(snapshot), operation: 'GetSnapshot' }, 'snapshot', options);
  }

  /** `force`: though the volume is in use. */
  async create(
    volume: Ref,
    fields: { readonly name?: string; readonly description?: string; readonly force?: boolean; readonly metadata?: Readonly<Record<string, string>> } = {},
    options: CinderOptions = {},
  ): Promise<SnapshotWire> {
    const json = { snapshot: { volume_id: idOf(volume, 'volume'), ...(await this.#calls.naming(fields, options)) } };
    return this.#calls.member({ method: 'POST', path: '/snapshots', json, operation: 'CreateSnapshot' }, 'snapshot', options);
  }

  async update(snapshot: Ref, fields: { readonly name?: string; readonly description?: string }, options: CinderOptions = {}): Promise<SnapshotWire> {
    const json = { snapshot: await this.#calls.naming(fields, options) };
    return this.#calls.member({ method: 'PUT', path: pathOf(snapshot), json, operation: 'UpdateSnapshot' }, 'snapshot', options);
  }

  /** Absent is success. */
  async delete(snapshot: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(snapshot), accept: [404], operation: 'DeleteSnapshot' }, options);
  }

  /** All of one volume, and waits until they are gone. */
  async deleteAllOf(volume: Ref, options: WaitOptions = {}): Promise<void> {
    const all = await this.list({ volume, signal: options.signal }).toArray();
    await mapConcurrently(all, AT_ONCE, async (snapshot) => {
      await this.delete(snapshot, { signal: options.signal });
      await this.waitForGone(snapshot, options);
    });
  }

  async metadata(snapshot: Ref, options: CinderOptions = {}): Promise<Readonly<Record<string, string>>> {
    return this.#calls.member({ method: 'GET', path: pathOf(snapshot, '/metadata'), operation: 'GetSnapshotMetadata' }, 'metadata', options);
  }

  /** Adds and replaces these; others stay. */
  async setMetadata(snapshot: Ref, metadata: Readonly<Record<string, string>>, options: CinderOptions = {}): Promise<Readonly<Record<string, string>>> {
    const call = { method: 'POST', path: pathOf(snapshot, '/metadata'), json: { metadata }, idempotent: true, operation: 'UpdateSnapshotMetadata' };
    return this.#calls.member(call, 'metadata', options);
  }

  /** Until it has this status. Fails at once in `error` and `error_deleting`. */
  async waitFor(snapshot: Ref, status = 'available', options: WaitOptions = {}): Promise<SnapshotWire> {
    return (await this.#wait(snapshot, status, (seen) => seen?.status === status, options)) as SnapshotWire;
  }

  async waitForGone(snapshot: Ref, options: WaitOptions = {}): Promise<void> {
    await this.#wait(snapshot, 'gone', (seen) => seen === undefined || seen.status === 'deleted', options);
  }

  async #wait(snapshot: Ref, wanted: string, done: (seen: SnapshotWire | undefined) => boolean, options: WaitOptions): Promise<SnapshotWire | undefined> {
    return this.#calls.plain.wait<SnapshotWire>(
      {
        id: idOf(snapshot, 'snapshot'),
        wanted,
        look: (each) => this.get(snapshot, each),
        stateOf: ({ status }) => status,
        done,
        fatal: (seen) => (seen === undefined ? 'it is gone' : /^error/.test(seen.status ?? '') && seen.status !== wanted ? `it is ${seen.status}` : undefined),
      },
      options,
    );
  }
}
