import type { CallOptions } from '../call-options.ts';
import { describe, Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import type { SnapshotDriver, SnapshotSource } from './compute-driver.ts';
import type { Snapshot } from './compute-types.ts';

/** A snapshot is of a server or of a volume: which, the call says. */
export type SnapshotOf = { readonly server: Ref } | { readonly volume: Ref };

export interface ListSnapshotsOptions extends CallOptions, PageOptions {
  readonly of?: SnapshotOf | undefined;
}

export interface CreateSnapshotOptions extends CallOptions {
  readonly name: string;
}

/** States of servers or volumes, kept. */
export class Snapshots extends Group<SnapshotDriver> {
  constructor(context: GroupContext, driver: SnapshotDriver | undefined) {
    super(context, 'compute.snapshots', driver);
  }

  list(options: ListSnapshotsOptions = {}): List<Snapshot> {
    const source = options.of === undefined ? undefined : this.#source(options.of, 'list');
    const driver = this.require('list', ...feature(source));
    return new List<Snapshot>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ signal, timeoutMs: options.timeoutMs, pageSize: options.pageSize, source }, cursor),
      keep: (item) => source === undefined || (item.of === source.of && item.sourceId === source.id),
    });
  }

  async get(snapshot: Ref, options: CallOptions = {}): Promise<Snapshot> {
    const driver = this.require('get');
    const id = this.idOf(snapshot, 'get', 'snapshot');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  async create(of: SnapshotOf, options: CreateSnapshotOptions): Promise<Snapshot> {
    const source = this.#source(of, 'create');
    const driver = this.require('create', ...feature(source));
    const name = this.nameOf(options.name, 'create');
    return this.run('create', source.id, options.signal, () => this.method(driver, 'create', 'create')(source, name, options));
  }

  /** Puts the server or volume back to what it was then; what came after is lost. */
  async restore(snapshot: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('restore', 'restore');
    const id = this.idOf(snapshot, 'restore', 'snapshot');
    await this.run('restore', id, options.signal, () => this.method(driver, 'restore', 'restore')(id, options));
  }

  /** Be gone: absent is success. */
  async delete(snapshot: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(snapshot, 'delete', 'snapshot');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  #source(of: SnapshotOf, operation: string): SnapshotSource {
    if (typeof of !== 'object' || of === null) throw this.invalid(operation, `got ${describe(of)}, expected { server } or { volume }`);
    if ('server' in of) return { of: 'server', id: this.idOf(of.server, operation, 'server') };
    if ('volume' in of) return { of: 'volume', id: this.idOf(of.volume, operation, 'volume') };
    throw this.invalid(operation, 'expected { server } or { volume }');
  }
}

const feature = (source: SnapshotSource | undefined): readonly string[] => (source === undefined ? [] : [source.of === 'server' ? 'ofServers' : 'ofVolumes']);
