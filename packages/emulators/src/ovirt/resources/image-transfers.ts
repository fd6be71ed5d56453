import { randomUUID } from 'node:crypto';
import { BlockStore } from '../state/block-store.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Disk, Transfer } from '../state/model.ts';
import { writeQcow2 } from '../state/qcow2.ts';
import { cancelTransfer, finalizeTransfer, pauseTransfer, resumeTransfer } from '../state/transfers.ts';
import { type Answer, API, actionAnswer, actions, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, leaf } from '../wire/element.ts';
import { conflict, EngineFault, incomplete } from '../wire/faults.ts';
import { booleanAt, child, enumAt, idOf, integerAt, type XmlElement } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { diskSnapshotId } from './disk-actions.ts';
import { roundedSize } from './disk-state.ts';
import { refuseBusy } from './disks.ts';
import { isUuid, malformed } from './lookup.ts';

export function imageTransferRoutes(router: Router): void {
  const action = (work: (call: Call, transfer: Transfer) => void) => (call: Call) => {
    const transfer = transferOf(call);
    bodyOf(call, 'action');
    work(call, transfer);
    return actionAnswer(call, undefined);
  };
  router
    .on('GET /imagetransfers', (call) => plainListing(call, 'image_transfers', call.state.transfers.values(), (one) => transferElement(one, call)))
    .on('POST /imagetransfers', addTransfer)
    .on('GET /imagetransfers/{transfer}', (call) => ok(transferElement(transferOf(call), call)))
    .on(
      'POST /imagetransfers/{transfer}/cancel',
      action((call, one) => cancelTransfer(call.state, one)),
    )
    .on(
      'POST /imagetransfers/{transfer}/finalize',
      action((call, one) => finalizeTransfer(call.state, one)),
    )
    .on(
      'POST /imagetransfers/{transfer}/pause',
      action((call, one) => pauseTransfer(call.state, one)),
    )
    .on(
      'POST /imagetransfers/{transfer}/resume',
      action((call, one) => resumeTransfer(call.state, one)),
    )
    .on(
      'POST /imagetransfers/{transfer}/extend',
      action((call, one) => {
        one.lastActivity = call.state.now();
      }),
    );
}

const transferOf = (call: Call): Transfer => must(call.state.transfers.get(call.ids['transfer'] ?? ''));

/** The answer names the disk as `image`, the deprecated member, and not as `disk`. */
function transferElement(one: Transfer, call: Call): Element {
  const href = `${API}/imagetransfers/${one.id}`;
  const url = one.ticketId === undefined ? undefined : `${call.imageioOrigin}/images/${one.ticketId}`;
  return element('image_transfer', { href, id: one.id }, [
    actions(href, ['cancel', 'extend', 'finalize', 'pause', 'resume']),
    leaf('active', one.connections > 0),
    leaf('direction', one.direction),
    leaf('format', one.format),
    leaf('inactivity_timeout', one.inactivityTimeout),
    leaf('phase', one.phase),
    leaf('proxy_url', url),
    leaf('shallow', one.shallow),
    leaf('timeout_policy', one.timeoutPolicy),
    leaf('transfer_url', url),
    leaf('transferred', one.transferred),
    reference('host', '/hosts', [...call.state.hosts.keys()][0]),
    reference('image', '/images', one.diskId),
  ]);
}

function fileRoom(state: EngineState, disk: Disk, bytes: number): number {
  const domain = state.storageDomains.get(disk.storageDomainId);
  return domain === undefined ? bytes : roundedSize(bytes, 'raw', domain);
}

/** A disk; a disk as a snapshot or a backup has it, by the ids of those. */
function sourceOf(call: Call, body: XmlElement): { readonly disk: Disk; readonly content: BlockStore | undefined } {
  const { state } = call;
  const notFound = (what: string, id: string): EngineFault => new EngineFault(404, 'Operation Failed', `Entity not found: ${what}: ${id}`);
  const snapshot = idOf(child(body, 'snapshot'));
  if (snapshot !== undefined) {
    for (const vm of state.vms.values()) {
      for (const one of vm.snapshots.values()) {
        for (const [diskId, content] of one.contents) {
          const disk = state.disks.get(diskId);
          if (disk !== undefined && diskSnapshotId(one, disk) === snapshot) return { disk, content };
        }
      }
    }
    throw notFound('disk snapshot', snapshot);
  }
  const id = idOf(child(body, 'disk')) ?? idOf(child(body, 'image'));
  if (id === undefined) throw incomplete('ImageTransfer', 'disk.id|image.id|snapshot.id', 'add');
  if (!isUuid(id)) throw malformed(id);
  const disk = state.disks.get(id);
  if (disk === undefined) throw notFound('disk', id);
  const backupId = idOf(child(body, 'backup'));
  if (backupId === undefined) return { disk, content: undefined };
  const backup = state.backups.get(backupId);
  if (backup === undefined) throw notFound('backup', backupId);
  if (backup.phase !== 'ready') throw conflict(`Cannot transfer Virtual Disk. The backup is not ready: ${backup.phase}.`);
  const content = backup.contents.get(id);
  if (content === undefined) throw conflict(`Cannot transfer Virtual Disk. The disk ${disk.alias} is not part of the backup.`);
  return { disk, content };
}

function addTransfer(call: Call): Answer {
  const { state } = call;
  const body = bodyOf(call, 'image_transfer');
  const { disk, content } = sourceOf(call, body);
  const direction = enumAt(body, ['upload', 'download'], 'direction') ?? 'upload';
  const format = enumAt(body, ['raw', 'cow'], 'format') ?? disk.format;
  const timeoutPolicy = enumAt(body, ['legacy', 'pause', 'cancel'], 'timeout_policy') ?? 'legacy';
  if (disk.status === 'illegal') throw new EngineFault(409, 'Operation Failed', `[Cannot transfer Virtual Disk. The disk ${disk.alias} is in illegal state.]`);
  // What is of the past can be read while the disk is in use; it is never written.
  if (content !== undefined && direction === 'upload') throw conflict('Cannot transfer Virtual Disk. Snapshots and backups can only be downloaded.');
  if (content === undefined) refuseBusy(state, disk, 'transfer');
  const read = content ?? disk.content;
  const raw = format === 'raw';
  // On block storage the file has whole extents to grow in.
  const largestFile = Math.max(disk.initialSize, Math.ceil(disk.provisionedSize * 1.1));
  const store = raw ? read : direction === 'download' ? writeQcow2(read, disk.provisionedSize) : new BlockStore();
  const transfer: Transfer = {
    id: randomUUID(),
    diskId: disk.id,
    direction,
    format,
    shallow: booleanAt(body, 'shallow') ?? false,
    inactivityTimeout: integerAt(body, 'inactivity_timeout') ?? 60,
    timeoutPolicy,
    phase: 'initializing',
    ticketId: undefined,
    transferred: 0,
    lastActivity: state.now(),
    connections: 0,
    store,
    // A qcow2 file may be a tenth bigger than what it holds.
    sizeBytes: raw ? disk.provisionedSize : direction === 'download' ? store.endBytes : fileRoom(state, disk, largestFile),
    sparse: disk.sparse,
    ofThePast: content !== undefined,
  };
  // The transfer owns the disk until it is over.
  if (content === undefined) disk.status = 'locked';
  state.transfers.set(transfer.id, transfer);
  state.later(() => {
    if (transfer.phase !== 'initializing') return;
    transfer.phase = 'transferring';
    transfer.ticketId = state.ticket();
    transfer.lastActivity = state.now();
  });
  state.startJob(call.correlationId, `${direction === 'upload' ? 'Uploading' : 'Downloading'} Disk ${disk.alias}`).finish();
  return created(transferElement(transfer, call));
}
