import { type CallOptions, CloudError, withContext, type XmlElement, type XmlNode, xml, xmlText } from '@portolan/core/driver';
import type { EngineClient, EngineRequest } from '../../client.ts';
import { statusOf } from '../../compute/servers/mapping.ts';
import * as servers from '../../compute/servers/requests.ts';
import { placeOf } from '../../compute/snapshots/snapshot-place.ts';
import type { Patience } from '../../patience.ts';
import { idOf, leaf, refTo } from '../../wire-values.ts';

export interface PreviewOptions extends CallOptions {
  /** The memory too, if the snapshot has it: the VM then goes on where it was. Default false. */
  readonly restoreMemory?: boolean | undefined;
  /** Ids of the disks to look at. Default: all that the snapshot has. */
  readonly diskIds?: readonly string[] | undefined;
}

/** Disks are copied or merged for as long as that takes. */
const LONGEST_MS = 1_800_000;

/**
 * Looking at a snapshot before deciding. The VM must be down for each of these; between them it may be started, to see what is there.
 * `compute.snapshots.restore` is preview and commit in one. Calls resolve when the engine is done.
 */
export class OvirtPreviews {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  /** From now on the VM has the disks of the snapshot, `VM/SNAPSHOT`. What it had before is kept until `commit` or `undo`. */
  preview(snapshotId: string, options: PreviewOptions = {}): Promise<void> {
    return this.#call('preview', snapshotId, options, async (patience) => {
      const place = placeOf(snapshotId);
      const { diskIds = [], restoreMemory = false } = options;
      const body = xml(
        'action',
        {},
        diskIds.length === 0 ? undefined : xml('disks', {}, ...diskIds.map((id) => refTo('disk', id))),
        leaf('restore_memory', restoreMemory),
        refTo('snapshot', place.snapshotId),
      );
      await this.#act(place.vmId, 'previewsnapshot', body, patience);
      await this.#until(place.vmId, (previewed) => previewed === place.snapshotId, patience);
    });
  }

  /** What is seen becomes the present. Snapshots that were made after it go. */
  commit(serverId: string, options: CallOptions = {}): Promise<void> {
    return this.#call('commit', serverId, options, (patience) => this.#decide(serverId, 'commitsnapshot', patience));
  }

  /** Back to what was before the preview. */
  undo(serverId: string, options: CallOptions = {}): Promise<void> {
    return this.#call('undo', serverId, options, (patience) => this.#decide(serverId, 'undosnapshot', patience));
  }

  async #decide(vmId: string, action: string, patience: Patience): Promise<void> {
    await this.#act(vmId, action, xml('action'), patience);
    await this.#until(vmId, (previewed) => previewed === undefined, patience);
  }

  async #act(vmId: string, action: string, body: XmlElement, patience: Patience): Promise<void> {
    const request: EngineRequest = { operation: `Vm.${action}`, method: 'POST', path: `${servers.vmPath(vmId)}/${action}`, body };
    await patience.whileLocked('the server', (given) => this.#client.perform(request, given));
  }

  /** The VM is unlocked, and the engine says that the snapshot (or none) is being looked at. */
  async #until(vmId: string, isThere: (previewed: string | undefined) => boolean, patience: Patience): Promise<void> {
    patience.fresh();
    for (;;) {
      const status = statusOf(await this.#client.document(servers.look(vmId), 'vm', patience.options));
      if (status !== 'image_locked' && isThere(await this.#previewed(vmId, patience.options))) return;
      if (status === '') throw new CloudError('unknown', 'the engine tells no status for the server: its disks are not in order', { outcome: 'unknown' });
      await patience.pause('the snapshot to be looked at or left');
    }
  }

  async #previewed(vmId: string, options: CallOptions): Promise<string | undefined> {
    const request: EngineRequest = { operation: 'ListVmSnapshots', method: 'GET', path: `${servers.vmPath(vmId)}/snapshots` };
    const snapshots: readonly XmlNode[] = await this.#client.list(request, 'snapshots', 'snapshot', options);
    const found = snapshots.find((one) => xmlText(one, 'snapshot_status') === 'in_preview');
    return found === undefined ? undefined : idOf(found);
  }

  #call<T>(operation: string, target: string, options: CallOptions, work: (patience: Patience) => Promise<T>): Promise<T> {
    const context = { provider: 'ovirt', operation: `native.snapshots.${operation}`, target };
    return withContext(context, options.signal, () => work(this.#client.patience(options, LONGEST_MS)));
  }
}
