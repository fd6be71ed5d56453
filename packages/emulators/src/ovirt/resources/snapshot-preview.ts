import { randomUUID } from 'node:crypto';
import { requireMembers } from '../open/mandatory.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Snapshot, Vm } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call } from '../wire/call.ts';
import { conflict, EngineFault } from '../wire/faults.ts';
import { child, children, idOf } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { lockedDisks } from './disk-state.ts';
import { move } from './vm-state.ts';
import { vmOf } from './vms.ts';

/** Looking at a snapshot before deciding: preview, then commit or undo. */
export function snapshotPreviewRoutes(router: Router): void {
  router
    .on('POST /vms/{vm}/previewsnapshot', preview)
    .on('POST /vms/{vm}/commitsnapshot', (call) => decide(call, 'commit'))
    .on('POST /vms/{vm}/undosnapshot', (call) => decide(call, 'undo'));
}

export const previewed = (vm: Vm): Snapshot | undefined => [...vm.snapshots.values()].find((one) => one.status === 'in_preview');

function preview(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'action');
  requireMembers(body, 'Action', 'previewSnapshot', ['snapshot.id']);
  const id = idOf(child(body, 'snapshot')) ?? '';
  const snapshot = vm.snapshots.get(id);
  if (snapshot === undefined) throw new EngineFault(404, 'Operation Failed', `Entity not found: snapshot: ${id}`);
  refuseRunning(state, vm, 'preview Snapshot');
  if (previewed(vm) !== undefined) throw conflict('Cannot preview Snapshot. VM is previewing a Snapshot.');
  if (snapshot.type !== 'regular') throw conflict('Cannot preview Snapshot. The active snapshot of a VM cannot be previewed.');
  if (snapshot.status !== 'ok') throw conflict('Cannot preview Snapshot. The snapshot is locked. Please try again in a few minutes.');
  // Some of its disks, or all.
  const chosen = children(child(body, 'disks'), 'disk').flatMap((one) => idOf(one) ?? []);
  const contents = [...snapshot.contents].filter(([disk]) => chosen.length === 0 || chosen.includes(disk));
  const disks = contents.flatMap(([disk]) => state.disks.get(disk) ?? []);
  const before: Snapshot = {
    id: randomUUID(),
    description: 'Active VM before the preview',
    type: 'preview',
    status: 'ok',
    createdAt: state.now(),
    persistMemory: false,
    contents: new Map(disks.map((disk) => [disk.id, disk.content.clone()])),
  };
  const job = state.startJob(call.correlationId, `Preview VM ${vm.name} Snapshot ${snapshot.description}`);
  snapshot.status = 'locked';
  for (const disk of disks) disk.status = 'locked';
  move(state, vm, ['image_locked', 'down'], () => {
    vm.snapshots.set(before.id, before);
    for (const [disk, content] of contents) state.disks.get(disk)?.content.become(content);
    for (const disk of disks) disk.status = 'ok';
    snapshot.status = 'in_preview';
    job.finish();
  });
  return actionAnswer(call, job.id, [], true);
}

function refuseRunning(state: EngineState, vm: Vm, what: string): void {
  if (vm.status === 'image_locked') throw conflict(`Cannot ${what}: VM is locked. Please try again in a few minutes.`);
  if (vm.status !== 'down') throw conflict(`Cannot ${what}. VM is running.`);
  const locked = lockedDisks(state, vm);
  if (locked.length > 0) throw conflict(`Cannot ${what}: The following disks are locked: ${locked.join(', ')}. Please try again in a few minutes.`);
}

/** Commit makes what is seen the present, and drops what came after; undo goes back to what was before. */
function decide(call: Call, verb: 'commit' | 'undo'): Answer {
  const { state } = call;
  const vm = vmOf(call);
  bodyOf(call, 'action');
  refuseRunning(state, vm, `${verb} Snapshot`);
  const snapshot = previewed(vm);
  const before = [...vm.snapshots.values()].find((one) => one.type === 'preview');
  if (snapshot === undefined || before === undefined) throw conflict(`Cannot ${verb} Snapshot. VM is not previewing a Snapshot.`);
  const disks = [...before.contents.keys()].flatMap((id) => state.disks.get(id) ?? []);
  const job = state.startJob(
    call.correlationId,
    `${verb === 'commit' ? 'Committing' : 'Undoing preview of'} Snapshot ${snapshot.description} of VM ${vm.name}`,
  );
  for (const disk of disks) disk.status = 'locked';
  move(state, vm, ['image_locked', 'down'], () => {
    for (const disk of disks) disk.status = 'ok';
    if (verb === 'undo') for (const [id, content] of before.contents) state.disks.get(id)?.content.become(content);
    else for (const one of [...vm.snapshots.values()]) if (one.type === 'regular' && one.createdAt > snapshot.createdAt) vm.snapshots.delete(one.id);
    vm.snapshots.delete(before.id);
    snapshot.status = 'ok';
    job.finish();
  });
  return actionAnswer(call, job.id, [], true);
}
