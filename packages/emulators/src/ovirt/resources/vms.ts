import type { Vm } from '../state/model.ts';
import { type Answer, bodyOf, type Call, flag, listing, must, ok } from '../wire/call.ts';
import { element, leaf } from '../wire/element.ts';
import { conflict, immutable } from '../wire/faults.ts';
import { booleanAt, child, idOf, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { removeDisk } from './disk-state.ts';
import { lookUp } from './lookup.ts';
import { checkDescription, checkName } from './names.ts';
import { addVm } from './vm-add.ts';
import { readCustomProperties, readInitialization, readSizing } from './vm-config.ts';
import { runs, vmElement } from './vm-element.ts';
import { vmSearch } from './vm-search.ts';
import { move, refuseUnless } from './vm-state.ts';

export const vmOf = (call: Call): Vm => must(call.state.vms.get(call.ids['vm'] ?? ''));

const view = (call: Call): { readonly allContent: boolean; readonly nextRun: boolean } => ({
  allContent: flag(call, 'all_content') ?? false,
  nextRun: flag(call, 'next_run') ?? false,
});

export function vmRoutes(router: Router): void {
  router
    .on('GET /vms', (call) => listing(call, 'vms', call.state.vms.values(), vmSearch(call.state), (vm) => vmElement(vm, call.state, view(call))))
    .on('POST /vms', addVm)
    .on('GET /vms/{vm}', (call) => ok(vmElement(vmOf(call), call.state, view(call))))
    .on('PUT /vms/{vm}', updateVm)
    .on('DELETE /vms/{vm}', removeVm);
}

function updateVm(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const body = bodyOf(call, 'vm');
  const id = idOf(body);
  if (id !== undefined && id !== vm.id) throw immutable('id');
  if (vm.status === 'image_locked') throw conflict('Cannot edit VM: VM is locked. Please try again in a few minutes.');
  const name = textAt(body, 'name');
  if (name !== undefined && name !== vm.name) {
    checkName('VM', 'edit', name);
    if ([...state.vms.values()].some((one) => one !== vm && one.name === name && one.clusterId === vm.clusterId)) {
      throw conflict('Cannot edit VM. The VM name is already in use, please choose a unique name and try again.');
    }
  }
  const description = textAt(body, 'description');
  if (description !== undefined) checkDescription('VM', 'edit', description, 4000);
  const customProperties = readCustomProperties(body, state, 'edit');
  const type = lookUp(body, 'instance_type', state.instanceTypes);
  // An empty `<instance_type/>` takes it away.
  const untyped = type === undefined && child(body, 'instance_type') !== undefined;
  const cluster = lookUp(body, 'cluster', state.clusters);
  const resized =
    type !== undefined || untyped || child(body, 'memory') !== undefined || child(body, 'memory_policy') !== undefined || child(body, 'cpu') !== undefined;
  const sizing = resized ? { ...readSizing(body, 'edit', type ?? vm), ...(type === undefined && !untyped ? {} : { instanceTypeId: type?.id }) } : undefined;
  if (cluster !== undefined && cluster.id !== vm.clusterId && vm.status !== 'down')
    throw conflict('Cannot edit VM. The cluster of a running VM cannot be changed this way.');

  vm.name = name ?? vm.name;
  vm.description = description ?? vm.description;
  vm.comment = textAt(body, 'comment') ?? vm.comment;
  vm.deleteProtected = booleanAt(body, 'delete_protected') ?? vm.deleteProtected;
  vm.osType = textAt(body, 'os', 'type') ?? vm.osType;
  vm.customProperties = customProperties ?? vm.customProperties;
  vm.initialization = readInitialization(body) ?? vm.initialization;
  vm.clusterId = cluster?.id ?? vm.clusterId;
  if (sizing !== undefined) {
    // More memory and more sockets are plugged into a running VM; all else waits until it is down.
    const grows =
      sizing.memory >= vm.memory && sizing.cpu.cores === vm.cpu.cores && sizing.cpu.threads === vm.cpu.threads && sizing.cpu.sockets >= vm.cpu.sockets;
    const hot = type === undefined && !untyped && grows && sizing.memory <= vm.maxMemory && flag(call, 'next_run') !== true && vm.status === 'up';
    if (!runs(vm)) Object.assign(vm, sizing);
    else if (hot) Object.assign(vm, { memory: sizing.memory, cpu: sizing.cpu });
    else vm.nextRun = { ...vm.nextRun, ...sizing };
  }
  state.startJob(call.correlationId, `Updating VM ${vm.name} parameters`).finish();
  state.addEvent(35, `VM ${vm.name} configuration was updated by ${call.user.name}.`, call.correlationId, { vmId: vm.id });
  return ok(vmElement(vm, state, { allContent: false, nextRun: false }));
}

function removeVm(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  if (vm.deleteProtected) throw conflict('Cannot remove VM. Delete protection is enabled. In order to delete, disable Delete protection first.');
  if (vm.poolId !== undefined) throw conflict('Cannot remove VM. The VM is attached to a VM-Pool. Please detach it first.');
  refuseUnless('remove', vm);
  const disks = [...vm.attachments.keys()].flatMap((id) => state.disks.get(id) ?? []);
  const locked = disks.filter((disk) => disk.status === 'locked').map((disk) => disk.alias);
  if (locked.length > 0) throw conflict(`Cannot remove VM: The following disks are locked: ${locked.join(', ')}. Please try again in a few minutes.`);
  const job = state.startJob(call.correlationId, `Removing VM ${vm.name}`);
  const done = (): void => {
    state.vms.delete(vm.id);
    state.addEvent(113, `VM ${vm.name} was successfully removed.`, call.correlationId, { vmId: vm.id });
    job.finish();
  };
  // Shared disks and those to be kept are only detached.
  const doomed = flag(call, 'detach_only') === true ? [] : disks.filter((disk) => state.vmsOf(disk.id).length === 1);
  if (doomed.length === 0) done();
  else {
    for (const disk of doomed) removeDisk(state, disk);
    vm.status = 'image_locked';
    move(state, vm, ['image_locked', 'down'], done);
  }
  return ok(element('action', {}, [leaf('status', 'complete')]));
}
