import { randomUUID } from 'node:crypto';
import { requireMembers } from '../open/mandatory.ts';
import type { Backup, Checkpoint, Disk, Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { date, type Element, element, leaf } from '../wire/element.ts';
import { conflict, EngineFault } from '../wire/faults.ts';
import { child, children, idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { diskElement } from './disks.ts';
import { vmOf } from './vms.ts';

/** Backups of running virtual machines, full and incremental, and the checkpoints that they leave. */
export function backupRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/backups', (call) => plainListing(call, 'backups', backupsOf(call, vmOf(call)), backupElement))
    .on('POST /vms/{vm}/backups', addBackup)
    .on('GET /vms/{vm}/backups/{backup}', (call) => ok(backupElement(backupOf(call))))
    .on('POST /vms/{vm}/backups/{backup}/finalize', finalize)
    .on('GET /vms/{vm}/backups/{backup}/disks', (call) => plainListing(call, 'disks', disks(call, backupOf(call).diskIds), below(call)))
    .on('GET /vms/{vm}/backups/{backup}/disks/{disk}', (call) => ok(below(call)(oneOf(call, backupOf(call).diskIds))))
    .on('GET /vms/{vm}/checkpoints', (call) => plainListing(call, 'checkpoints', vmOf(call).checkpoints.values(), (one) => checkpointElement(one, vmOf(call))))
    .on('GET /vms/{vm}/checkpoints/{checkpoint}', (call) => ok(checkpointElement(checkpointOf(call), vmOf(call))))
    .on('DELETE /vms/{vm}/checkpoints/{checkpoint}', removeCheckpoint)
    .on('GET /vms/{vm}/checkpoints/{checkpoint}/disks', (call) => plainListing(call, 'disks', disks(call, checkpointOf(call).diskIds), below(call)))
    .on('GET /vms/{vm}/checkpoints/{checkpoint}/disks/{disk}', (call) => ok(below(call)(oneOf(call, checkpointOf(call).diskIds))));
}

const backupsOf = (call: Call, vm: Vm): Backup[] => [...call.state.backups.values()].filter((one) => one.vmId === vm.id);
const backupOf = (call: Call): Backup => must(backupsOf(call, vmOf(call)).find((one) => one.id === call.ids['backup']));
const checkpointOf = (call: Call): Checkpoint => must(vmOf(call).checkpoints.get(call.ids['checkpoint'] ?? ''));
const disks = (call: Call, ids: readonly string[]): Disk[] => ids.flatMap((id) => call.state.disks.get(id) ?? []);
const oneOf = (call: Call, ids: readonly string[]): Disk => must(disks(call, ids).find((one) => one.id === call.ids['disk']));

/** A disk as it is seen from a backup: with an address below it. */
const below =
  (call: Call) =>
  (disk: Disk): Element => {
    const shown = diskElement(disk, call.state);
    const collection = call.path.replace(/\/disks\/.*$/, '/disks');
    return { ...shown, attributes: { href: `${API}${collection}/${disk.id}`, id: disk.id } };
  };

function backupElement(one: Backup): Element {
  return element('backup', { href: `${API}/vms/${one.vmId}/backups/${one.id}`, id: one.id }, [
    leaf('description', one.description),
    date('creation_date', one.createdAt),
    leaf('from_checkpoint_id', one.fromCheckpointId),
    date('modification_date', one.modifiedAt),
    leaf('phase', one.phase),
    leaf('to_checkpoint_id', one.toCheckpointId),
    reference('vm', '/vms', one.vmId),
  ]);
}

function checkpointElement(one: Checkpoint, vm: Vm): Element {
  return element('checkpoint', { href: `${API}/vms/${vm.id}/checkpoints/${one.id}`, id: one.id }, [
    leaf('description', one.description),
    date('creation_date', one.createdAt),
    leaf('parent_id', one.parentId),
    leaf('state', 'created'),
    reference('vm', '/vms', vm.id),
  ]);
}

/** It is ready after three transitions; image transfers can read from it then, until it is finalized. */
function addBackup(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'backup');
  requireMembers(body, 'Backup', 'add', ['disks']);
  const ids = children(child(body, 'disks'), 'disk').flatMap((one) => idOf(one) ?? []);
  if (ids.length === 0) throw conflict('Cannot backup VM. No disks were chosen.');
  const unknown = ids.filter((id) => !vm.attachments.has(id));
  if (unknown.length > 0) throw conflict(`Cannot backup VM. The following disks are not attached to the VM: ${unknown.join(', ')}.`);
  if (vm.status !== 'up' && vm.status !== 'down') throw conflict(`Cannot backup VM. The VM is in a status that does not allow it: ${vm.status}.`);
  if (backupsOf(call, vm).some((one) => !['succeeded', 'failed'].includes(one.phase))) throw conflict('Cannot backup VM. The VM is during a backup operation.');
  const from = textAt(body, 'from_checkpoint_id');
  if (from !== undefined && !vm.checkpoints.has(from)) throw new EngineFault(404, 'Operation Failed', `Entity not found: checkpoint: ${from}`);
  const now = state.now();
  const backup: Backup = {
    id: randomUUID(),
    vmId: vm.id,
    description: textAt(body, 'description') ?? '',
    diskIds: ids,
    contents: new Map(disks(call, ids).map((disk) => [disk.id, disk.content.clone()])),
    fromCheckpointId: from,
    toCheckpointId: randomUUID(),
    phase: 'initializing',
    createdAt: now,
    modifiedAt: now,
  };
  state.backups.set(backup.id, backup);
  const job = state.startJob(call.correlationId, `Creating a backup of VM ${vm.name}`);
  phases(call, backup, ['starting', 'ready'], () => {
    const parentId = [...vm.checkpoints.keys()].at(-1);
    vm.checkpoints.set(backup.toCheckpointId, { id: backup.toCheckpointId, description: '', diskIds: ids, parentId, createdAt: state.now() });
    job.finish();
  });
  return created(backupElement(backup));
}

function phases(call: Call, backup: Backup, path: readonly Backup['phase'][], done: () => void): void {
  const [next, ...rest] = path;
  if (next === undefined) {
    done();
    return;
  }
  call.state.later(() => {
    backup.phase = next;
    backup.modifiedAt = call.state.now();
    phases(call, backup, rest, done);
  });
}

function finalize(call: Call): Answer {
  const backup = backupOf(call);
  bodyOf(call, 'action');
  if (backup.phase !== 'ready') throw conflict(`Cannot finalize backup. The backup is not ready: ${backup.phase}.`);
  const busy = [...call.state.transfers.values()].some((one) => backup.diskIds.includes(one.diskId) && !one.phase.startsWith('finished'));
  if (busy) throw conflict('Cannot finalize backup. There are image transfers of its disks in progress.');
  backup.phase = 'finalizing';
  const job = call.state.startJob(call.correlationId, 'Finalizing backup');
  phases(call, backup, ['succeeded'], () => job.finish());
  return actionAnswer(call, job.id);
}

/** Only the oldest one, since the others stand on it. */
function removeCheckpoint(call: Call): Answer {
  const vm = vmOf(call);
  const checkpoint = checkpointOf(call);
  if (vm.status !== 'up') throw conflict('Cannot remove checkpoint. VM is not running.');
  if ([...vm.checkpoints.keys()][0] !== checkpoint.id) throw conflict('Cannot remove checkpoint. Only the root checkpoint of a VM can be removed.');
  vm.checkpoints.delete(checkpoint.id);
  return ok();
}
