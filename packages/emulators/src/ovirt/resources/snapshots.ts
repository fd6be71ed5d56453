import { randomUUID } from 'node:crypto';
import type { EngineState } from '../state/engine-state.ts';
import type { Disk, Nic, Snapshot, Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { date, type Element, element, leaf } from '../wire/element.ts';
import { conflict, immutable } from '../wire/faults.ts';
import { booleanAt, child, children, idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { lockedDisks } from './disk-state.ts';
import { diskElement } from './disks.ts';
import { checkDescription } from './names.ts';
import { nicElement } from './nics.ts';
import { previewed } from './snapshot-preview.ts';
import { move, refuseUnless } from './vm-state.ts';
import { vmOf } from './vms.ts';

export function snapshotRoutes(router: Router): void {
  router
    .on('GET /vms/{vm}/snapshots', (call) => plainListing(call, 'snapshots', vmOf(call).snapshots.values(), (one) => snapshotElement(one, vmOf(call))))
    .on('POST /vms/{vm}/snapshots', addSnapshot)
    .on('GET /vms/{vm}/snapshots/{snapshot}', (call) => ok(snapshotElement(snapshotOf(call), vmOf(call))))
    .on('PUT /vms/{vm}/snapshots/{snapshot}', updateSnapshot)
    .on('DELETE /vms/{vm}/snapshots/{snapshot}', removeSnapshot)
    .on('POST /vms/{vm}/snapshots/{snapshot}/restore', restore)
    .on('GET /vms/{vm}/snapshots/{snapshot}/cdroms', (call) => plainListing(call, 'cdroms', [snapshotOf(call)], (one) => cdromElement(one, vmOf(call))))
    .on('GET /vms/{vm}/snapshots/{snapshot}/cdroms/{drive}', (call) =>
      ok(must(call.ids['drive'] === DRIVE ? cdromElement(snapshotOf(call), vmOf(call)) : undefined)),
    )
    .on('GET /vms/{vm}/snapshots/{snapshot}/nics', (call) =>
      plainListing(call, 'nics', nicsOf(call).values(), (nic) => below(call, 'nics', nicElement(nic, vmOf(call)))),
    )
    .on('GET /vms/{vm}/snapshots/{snapshot}/nics/{nic}', (call) =>
      ok(below(call, 'nics', nicElement(must(nicsOf(call).get(call.ids['nic'] ?? '')), vmOf(call)))),
    )
    .on('GET /vms/{vm}/snapshots/{snapshot}/disks', (call) =>
      plainListing(call, 'disks', disksOf(call), (disk) => below(call, 'disks', diskElement(disk, call.state))),
    )
    .on('GET /vms/{vm}/snapshots/{snapshot}/disks/{disk}', (call) =>
      ok(below(call, 'disks', diskElement(must(disksOf(call).find((one) => one.id === call.ids['disk'])), call.state))),
    );
}

const DRIVE = '00000000-0000-0000-0000-000000000000';

const nicsOf = (call: Call): ReadonlyMap<string, Nic> => snapshotOf(call).nics ?? vmOf(call).nics;

/** Of the present state: the disks that the VM has now. */
const disksOf = (call: Call): Disk[] => {
  const snapshot = snapshotOf(call);
  return [...(snapshot.type === 'active' ? vmOf(call).attachments : snapshot.contents).keys()].flatMap((id) => call.state.disks.get(id) ?? []);
};

/** An object as the snapshot has it: with an address below it. */
const below = (call: Call, segment: string, shown: Element): Element => {
  const id = shown.attributes['id'] ?? '';
  return { ...shown, attributes: { href: `${API}/vms/${vmOf(call).id}/snapshots/${snapshotOf(call).id}/${segment}/${id}`, id } };
};

const cdromElement = (one: Snapshot, vm: Vm): Element =>
  element('cdrom', { href: `${API}/vms/${vm.id}/snapshots/${one.id}/cdroms/${DRIVE}`, id: DRIVE }, [reference('vm', '/vms', vm.id)]);

const snapshotOf = (call: Call): Snapshot => must(vmOf(call).snapshots.get(call.ids['snapshot'] ?? ''));

function snapshotElement(one: Snapshot, vm: Vm): Element {
  const href = `${API}/vms/${vm.id}/snapshots/${one.id}`;
  return element('snapshot', { href, id: one.id }, [
    leaf('description', one.description),
    date('date', one.createdAt),
    leaf('persist_memorystate', one.persistMemory),
    leaf('snapshot_status', one.status),
    leaf('snapshot_type', one.type),
    reference('vm', '/vms', vm.id),
  ]);
}

/** A VM that is down is locked for the time; one that is up goes on. */
function addSnapshot(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'snapshot');
  const description = textAt(body, 'description') ?? '';
  checkDescription('Snapshot', 'create', description, 4000);
  refuseUnless('create snapshot', vm);
  if (previewed(vm) !== undefined) throw conflict('Cannot create Snapshot. VM is previewing a Snapshot.');
  refuseLocked(state, vm, 'create Snapshot');
  const chosen = child(body, 'disk_attachments');
  const ids =
    chosen === undefined ? [...vm.attachments.keys()] : children(chosen, 'disk_attachment').flatMap((item) => idOf(child(item, 'disk')) ?? idOf(item) ?? []);
  const unknown = ids.filter((id) => !vm.attachments.has(id));
  if (unknown.length > 0) throw conflict(`Cannot create Snapshot. The following disk(s) are not attached to VM ${vm.name}: ${unknown.join(', ')}.`);
  const disks = ids.flatMap((id) => state.disks.get(id) ?? []);
  const snapshot: Snapshot = {
    id: randomUUID(),
    description,
    type: 'regular',
    status: 'locked',
    createdAt: state.now(),
    // Only a running VM has a memory to keep; the default is to keep it.
    persistMemory: vm.status === 'up' && (booleanAt(body, 'persist_memorystate') ?? true),
    contents: new Map(disks.map((disk) => [disk.id, disk.content.clone()])),
    nics: new Map([...vm.nics].map(([id, nic]) => [id, { ...nic }])),
  };
  vm.snapshots.set(snapshot.id, snapshot);
  busy(call, vm, `Creating VM Snapshot ${description} for VM ${vm.name}`, disks, () => {
    snapshot.status = 'ok';
  });
  const shown = snapshotElement(snapshot, vm);
  return created({ ...shown, children: [...shown.children, ...[leaf('creation_status', 'in_progress')].filter((one) => one !== undefined)] }, false);
}

function refuseLocked(state: EngineState, vm: Vm, what: string): void {
  const snapshot = [...vm.snapshots.values()].find((one) => one.status === 'locked');
  const locked = lockedDisks(state, vm);
  if (snapshot !== undefined) throw conflict(`Cannot ${what}. A snapshot of the VM is being worked on. Please try again in a few minutes.`);
  if (locked.length > 0) throw conflict(`Cannot ${what}: The following disks are locked: ${locked.join(', ')}. Please try again in a few minutes.`);
}

/** Locks the VM, when it is down, and the disks for one transition. */
function busy(call: Call, vm: Vm, what: string, disks: readonly { status: string }[], done: () => void): string {
  const { state } = call;
  const job = state.startJob(call.correlationId, what);
  for (const disk of disks) disk.status = 'locked';
  const finish = (): void => {
    for (const disk of disks) disk.status = 'ok';
    done();
    job.finish();
  };
  if (vm.status === 'down') move(state, vm, ['image_locked', 'down'], finish);
  else state.later(finish);
  return job.id;
}

function updateSnapshot(call: Call): Answer {
  const snapshot = snapshotOf(call);
  const body = bodyOf(call, 'snapshot');
  const id = idOf(body);
  if (id !== undefined && id !== snapshot.id) throw immutable('id');
  snapshot.description = textAt(body, 'description') ?? snapshot.description;
  return ok(snapshotElement(snapshot, vmOf(call)));
}

function removeSnapshot(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const snapshot = snapshotOf(call);
  if (snapshot.status === 'in_preview' || snapshot.type === 'preview') throw conflict('Cannot remove Snapshot. VM is previewing a Snapshot.');
  if (snapshot.type === 'active') throw conflict('Cannot remove Snapshot. The active snapshot of a VM cannot be removed.');
  if (vm.status !== 'down' && vm.status !== 'up') throw conflict('Cannot remove Snapshot. The VM is neither down nor up.');
  refuseLocked(state, vm, 'remove Snapshot');
  snapshot.status = 'locked';
  const job = state.startJob(call.correlationId, `Removing Snapshot ${snapshot.description} of VM ${vm.name}`);
  state.later(() => {
    vm.snapshots.delete(snapshot.id);
    job.finish();
  });
  return ok(element('action', {}, [leaf('status', 'complete')]));
}

function restore(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const snapshot = snapshotOf(call);
  bodyOf(call, 'action');
  if (vm.status !== 'down') throw conflict('Cannot revert to Snapshot. VM is running.');
  refuseUnless('restore snapshot', vm);
  refuseLocked(state, vm, 'revert to Snapshot');
  const disks = [...snapshot.contents.keys()].flatMap((id) => state.disks.get(id) ?? []);
  const jobId = busy(call, vm, `Restoring VM ${vm.name} from Snapshot ${snapshot.description}`, disks, () => {
    for (const [id, content] of snapshot.contents) state.disks.get(id)?.content.become(content);
    // What was taken after it has nothing left to stand on.
    for (const one of [...vm.snapshots.values()]) if (one.type === 'regular' && one.createdAt > snapshot.createdAt) vm.snapshots.delete(one.id);
  });
  return actionAnswer(call, jobId, [], true);
}
