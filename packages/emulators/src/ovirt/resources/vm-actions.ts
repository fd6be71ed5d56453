import type { EngineState } from '../state/engine-state.ts';
import type { Initialization, Vm } from '../state/model.ts';
import { type Answer, actionAnswer, bodyOf, type Call, reference } from '../wire/call.ts';
import { element, group, leaf } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { booleanAt, child } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { lockedDisks } from './disk-state.ts';
import { lookUp } from './lookup.ts';
import { refuseStartAboveQuota } from './quota.ts';
import { hostsFor } from './scheduling.ts';
import { readInitialization } from './vm-config.ts';
import { move, refuseUnless } from './vm-state.ts';
import { vmOf } from './vms.ts';

export function vmActionRoutes(router: Router): void {
  router
    .on('POST /vms/{vm}/start', start)
    .on('POST /vms/{vm}/stop', (call) =>
      act(call, 'Stopping VM', (state, vm, done) => {
        refuseUnless('stop', vm);
        move(state, vm, vm.status === 'suspended' ? ['down'] : ['powering_down', 'down'], done);
      }),
    )
    .on('POST /vms/{vm}/shutdown', (call) =>
      act(call, 'Shutting down VM', (state, vm, done) => {
        refuseUnless('shutdown', vm);
        move(state, vm, vm.status === 'suspended' ? ['down'] : ['powering_down', 'down'], done);
      }),
    )
    .on('POST /vms/{vm}/suspend', (call) =>
      act(call, 'Hibernating VM', (state, vm, done) => {
        refuseUnless('hibernate', vm);
        move(state, vm, ['saving_state', 'suspended'], done);
      }),
    )
    .on('POST /vms/{vm}/reboot', (call) =>
      act(call, 'Rebooting VM', (state, vm, done) => {
        refuseUnless('reboot', vm);
        move(state, vm, ['reboot_in_progress', 'powering_up', 'up'], done);
      }),
    )
    .on('POST /vms/{vm}/reset', (call) =>
      act(call, 'Resetting VM', (state, vm, done) => {
        refuseUnless('reset', vm);
        move(state, vm, ['reboot_in_progress', 'powering_up', 'up'], done);
      }),
    )
    .on('POST /vms/{vm}/migrate', (call) =>
      act(call, 'Migrating VM', (state, vm, done) => {
        refuseUnless('migrate', vm);
        const wanted = lookUp(call.body, 'host', state.hosts);
        if (wanted?.id === vm.hostId && wanted !== undefined) throw conflict('Cannot migrate VM. The VM is already running on the selected Host.');
        const [host] = hostsFor(state, vm).filter((one) => one.id !== vm.hostId && (wanted === undefined || one === wanted));
        if (host === undefined) throw conflict('Cannot migrate VM. There is no host that satisfies current scheduling constraints.');
        const target = host.id;
        move(state, vm, ['migrating', vm.status], () => {
          vm.hostId = target;
          done();
        });
      }),
    )
    .on('POST /vms/{vm}/detach', (call) =>
      act(call, 'Detaching VM', (_, vm, done) => {
        if (vm.poolId === undefined) throw conflict('Cannot detach VM from VM-Pool. The VM is not attached to a VM-Pool.');
        if (vm.status !== 'down') throw conflict('Cannot detach VM from VM-Pool. VM is running.');
        vm.poolId = undefined;
        done();
      }),
    ); // prettier-ignore
}

function act(call: Call, what: string, work: (state: EngineState, vm: Vm, done: () => void) => void): Answer {
  const vm = vmOf(call);
  bodyOf(call, 'action');
  let finish: () => void = () => undefined;
  work(call.state, vm, () => finish());
  const job = call.state.startJob(call.correlationId, `${what} ${vm.name}`);
  finish = () => job.finish();
  if (vm.status === 'down') job.finish();
  call.state.addEvent(33, `${what} ${vm.name} by ${call.user.name}.`, call.correlationId, { vmId: vm.id });
  return actionAnswer(call, job.id);
}

/** `start`, and run once: that is what sending `vm` makes of it. */
function start(call: Call): Answer {
  const { state } = call;
  const vm = vmOf(call);
  const action = bodyOf(call, 'action');
  const once = child(action, 'vm');
  refuseUnless(once === undefined ? 'run' : 'run once', vm);
  const chosen = ['use_cloud_init', 'use_sysprep', 'use_ignition'].filter((name) => booleanAt(action, name) === true);
  if (chosen.length > 1) throw conflict('Cannot run VM. Cloud-Init, Sysprep and Ignition exclude each other.');
  const locked = lockedDisks(state, vm);
  if (locked.length > 0) throw conflict(`Cannot run VM: The following disks are locked: ${locked.join(', ')}. Please try again in a few minutes.`);
  const illegal = [...vm.attachments.keys()].flatMap((id) => (state.disks.get(id)?.status === 'illegal' ? [state.disks.get(id)?.alias ?? id] : []));
  if (illegal.length > 0) throw conflict(`Cannot run VM. Disk(s) ${illegal.join(', ')} are in illegal state.`);
  const resumes = vm.status === 'paused' || vm.status === 'suspended';
  const bootable = [...vm.attachments.values()].some((attachment) => attachment.active && attachment.bootable);
  if (!resumes && !bootable) throw conflict('Cannot run VM without at least one bootable disk.');
  refuseStartAboveQuota(state, vm);
  const wanted = lookUp(child(child(once, 'placement_policy'), 'hosts'), 'host', state.hosts);
  const [host] = hostsFor(state, vm).filter((one) => wanted === undefined || one === wanted);
  if (host === undefined) throw conflict('Cannot run VM. There is no host that satisfies current scheduling constraints.');
  const runOnce = readInitialization(once);

  vm.hostId = host.id;
  if (vm.status === 'paused') move(state, vm, ['up']);
  else if (vm.status === 'suspended') {
    vm.startedAt = state.now();
    move(state, vm, ['restoring_state', 'up']);
  } else {
    vm.lastBoot = bootData(vm, runOnce, chosen.length > 0 || booleanAt(action, 'use_initialization') === true);
    vm.started = true;
    // `pause` stops it before it has done anything.
    const path = booleanAt(action, 'pause') === true ? (['wait_for_launch', 'paused'] as const) : (['wait_for_launch', 'powering_up', 'up'] as const);
    move(state, vm, path, () => {
      state.addEvent(32, `VM ${vm.name} started on Host ${host.name}`, call.correlationId, { vmId: vm.id });
      job.finish();
    });
  }
  const job = state.startJob(call.correlationId, `Launching VM ${vm.name}`);
  if (vm.status === 'up') job.finish();
  state.addEvent(153, `VM ${vm.name} was started by ${call.user.name}.`, call.correlationId, { vmId: vm.id });
  return actionAnswer(call, job.id, once === undefined ? [] : [reference('vm', '/vms', vm.id)]);
}

/** What cloud-init finds: the run-once data; else the VM's own, at the first start or when it is asked for. */
function bootData(
  vm: Vm,
  runOnce: Initialization | undefined,
  asked: boolean,
): { readonly initialization: Initialization | undefined; readonly applied: boolean } {
  if (runOnce !== undefined) return { initialization: runOnce, applied: true };
  const applied = vm.initialization !== undefined && (asked || !vm.started);
  return { initialization: vm.initialization ?? vm.lastBoot?.initialization, applied };
}

export const failedAction = (status: number, reason: string, detail: string): Answer => ({
  status,
  element: element('action', {}, [group('fault', [leaf('detail', detail), leaf('reason', reason)]), leaf('status', 'failed')]),
});
