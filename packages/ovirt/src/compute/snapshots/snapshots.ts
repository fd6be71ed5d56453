import {
  type CallOptions,
  type CreateSnapshotRequest,
  isCloudError,
  type ListSnapshotsDriverOptions,
  type Page,
  readTextMarks,
  type Snapshot,
  type SnapshotDriver,
  type SnapshotSource,
  type SnapshotState,
  writeTextMarks,
  type XmlNode,
  xml,
  xmlChild,
  xmlChildren,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient, EngineRequest } from '../../client.ts';
import { pageById } from '../../sdk/runtime/pages.ts';
import { paged } from '../../search.ts';
import { dateOf, idOf, leaf, textOf } from '../../wire-values.ts';
import { statusOf } from '../servers/mapping.ts';
import type { Power } from '../servers/power.ts';
import { vmPath } from '../servers/requests.ts';
import { placeOf } from './snapshot-place.ts';

const PAGE_SIZE = 100;

/** Snapshots of VMs with all their disks, without memory. The id is the VM's and the snapshot's: the engine knows a snapshot below its VM alone. */
export class OvirtSnapshots implements SnapshotDriver {
  readonly #client: EngineClient;
  readonly #power: Power;

  /** `power`: one that does not ask the guest first: what a restore throws away need not be saved. */
  constructor(client: EngineClient, power: Power) {
    this.#client = client;
    this.#power = power;
  }

  async listPage(options: ListSnapshotsDriverOptions, cursor?: string): Promise<Page<Snapshot>> {
    const { source } = options;
    if (source !== undefined) {
      if (source.of === 'volume') return { items: [] };
      const request: EngineRequest = { operation: 'ListVmSnapshots', method: 'GET', path: `${vmPath(source.id)}/snapshots` };
      return { items: taken(await this.#client.list(request, 'snapshots', 'snapshot', options)).map((node) => toSnapshot(node, source.id)) };
    }
    const page = await pageById(cursor, PAGE_SIZE, (wanted) => {
      const request: EngineRequest = { operation: 'ListVms', method: 'GET', path: '/vms', query: { ...paged(undefined, wanted), follow: 'snapshots' } };
      return this.#client.list(request, 'vms', 'vm', options, snapshotsOf);
    });
    const items = page.items.flatMap(({ snapshots }) => snapshots);
    return page.next === undefined ? { items } : { items, next: page.next };
  }

  async get(id: string, options: CallOptions): Promise<Snapshot> {
    const { vmId, path } = placeOf(id);
    return toSnapshot(await this.#client.document({ operation: 'GetVmSnapshot', method: 'GET', path }, 'snapshot', options), vmId);
  }

  async create({ source, name, idempotencyKey, owner }: CreateSnapshotRequest, options: CallOptions): Promise<Snapshot> {
    // The engine's default is to keep the memory too, for which a running VM stands still.
    const body = xml('snapshot', {}, leaf('description', writeTextMarks(name, { key: idempotencyKey, owner })), leaf('persist_memorystate', false));
    const request: EngineRequest = { operation: 'AddVmSnapshot', method: 'POST', path: `${vmPath(source.id)}/snapshots`, body };
    const patience = this.#power.patience(options);
    return toSnapshot(await patience.whileLocked('the server', (given) => this.#client.document(request, 'snapshot', given)), source.id);
  }

  async listByIdempotencyKey(key: string, source: SnapshotSource, options: CallOptions): Promise<readonly Snapshot[]> {
    const { items } = await this.listPage({ ...options, source });
    return items.filter(({ raw }) => readTextMarks(xmlText(raw as XmlNode, 'description')).marks['key'] === key);
  }

  /** The engine restores VMs that are down: one that runs is powered off, and started again. */
  async restore(id: string, options: CallOptions): Promise<void> {
    const { vmId, path } = placeOf(id);
    const patience = this.#power.patience(options);
    await this.get(id, patience.options);
    const running = !['down', 'image_locked'].includes(statusOf(await this.#power.look(vmId, patience.options)));
    if (running) await this.#power.stop(vmId, patience);
    await this.#power.untilDown(vmId, patience);
    const body = xml('action', {}, leaf('restore_memory', false));
    await patience.whileLocked('the server', (given) =>
      this.#client.perform({ operation: 'RestoreSnapshot', method: 'POST', path: `${path}/restore`, body }, given),
    );
    if (running) await this.#power.start(vmId, patience);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    const patience = this.#power.patience(options);
    try {
      const { path } = placeOf(id);
      await patience.whileLocked('the snapshot', (given) => this.#client.perform({ operation: 'RemoveVmSnapshot', method: 'DELETE', path }, given));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }
}

/** `active` is the present state, `preview` and `stateless` are the engine's own. */
const taken = (nodes: readonly XmlNode[]): readonly XmlNode[] => nodes.filter((node) => xmlText(node, 'snapshot_type') === 'regular');

function snapshotsOf(vm: XmlNode): { readonly id: string; readonly snapshots: readonly Snapshot[] } {
  const snapshots = xmlChild(vm, 'snapshots');
  const id = idOf(vm);
  return { id, snapshots: snapshots === undefined ? [] : taken(xmlChildren(snapshots, 'snapshot')).map((node) => toSnapshot(node, id)) };
}

const STATES: Readonly<Record<string, SnapshotState>> = { ok: 'available', locked: 'pending', in_preview: 'available' };

function toSnapshot(node: XmlNode, vmId: string): Snapshot {
  // `status` is inherited from Vm and says nothing here.
  const nativeState = textOf(node, 'snapshot_status') ?? '';
  // A snapshot has no name and no comment: its description is the name, and marks stand behind it.
  const { text, marks } = readTextMarks(xmlText(node, 'description'));
  return {
    id: `${vmId}/${idOf(node)}`,
    name: text,
    state: STATES[nativeState] ?? 'unknown',
    nativeState,
    of: 'server',
    sourceId: vmId,
    createdAt: dateOf(node, 'date'),
    owner: marks['owner'],
    raw: node,
  };
}
