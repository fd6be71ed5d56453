import type { EngineState } from '../state/engine-state.ts';
import type { Vm, VmStatus } from '../state/model.ts';
import { conflict, type EngineFault } from '../wire/faults.ts';

export type VmVerb =
  | 'run'
  | 'run once'
  | 'stop'
  | 'shutdown'
  | 'hibernate'
  | 'reboot'
  | 'reset'
  | 'migrate'
  | 'remove'
  | 'export'
  | 'create snapshot'
  | 'restore snapshot'
  | 'add nic'
  | 'extend disk'; // prettier-ignore

const RUNNING: readonly VmStatus[] = ['wait_for_launch', 'powering_up', 'up', 'reboot_in_progress', 'paused', 'powering_down', 'migrating'];

/** In which statuses the engine lets an action through. Source: common/.../utils ActionUtils (the VM matrix). */
const ALLOWED: Readonly<Record<VmVerb, readonly VmStatus[]>> = {
  run: ['down', 'paused', 'suspended'],
  'run once': ['down'],
  stop: [...RUNNING, 'suspended'],
  shutdown: [...RUNNING, 'suspended'],
  hibernate: ['up'],
  reboot: ['powering_up', 'up'],
  reset: ['powering_up', 'up', 'reboot_in_progress', 'suspended'],
  migrate: ['powering_up', 'up', 'reboot_in_progress', 'paused'],
  remove: ['down'],
  export: ['down'],
  'create snapshot': ['down', 'wait_for_launch', 'powering_up', 'up', 'reboot_in_progress', 'paused', 'powering_down', 'saving_state', 'restoring_state'],
  'restore snapshot': ['down', 'up', 'suspended'],
  'add nic': ['down', 'up'],
  'extend disk': ['down', 'up', 'suspended'],
};

/** `VM is locked` errors are worth a retry; the others are not until somebody changes the VM's state. */
export function refuseUnless(verb: VmVerb, vm: Vm): void {
  if (ALLOWED[verb].includes(vm.status)) return;
  throw refusal(verb === 'run once' ? 'run' : verb, vm);
}

function refusal(verb: string, vm: Vm): EngineFault {
  const what = `Cannot ${verb} VM`;
  switch (vm.status) {
    case 'image_locked':
      return conflict(`${what}: VM is locked. Please try again in a few minutes.`);
    case 'down':
    case 'suspended':
      return conflict(`${what}. VM is not running.`);
    case 'saving_state':
    case 'restoring_state':
      return conflict(`${what}. VM is in saving/restoring state.`);
    case 'up':
    case 'powering_up':
    case 'wait_for_launch':
    case 'paused':
      return conflict(`${what}. VM is running.`);
    default:
      return conflict(`${what}. The VM is in a status that does not allow it: ${vm.status}.`);
  }
}

/** Sets the status now and, one transition each, what follows; `done` runs at the end. A newer move takes the place of one under way. */
export function move(state: EngineState, vm: Vm, path: readonly VmStatus[], done: () => void = () => undefined): void {
  const serial = (SERIALS.get(vm) ?? 0) + 1;
  SERIALS.set(vm, serial);
  const step = (index: number): void => {
    const status = path[index];
    if (status === undefined || SERIALS.get(vm) !== serial) return;
    vm.status = status;
    entered(state, vm);
    if (index === path.length - 1) done();
    else state.later(() => step(index + 1));
  };
  step(0);
}

const SERIALS = new WeakMap<Vm, number>();

function entered(state: EngineState, vm: Vm): void {
  if (vm.status === 'wait_for_launch') {
    vm.startedAt = state.now();
    vm.cdromNow = vm.cdrom;
  }
  if (vm.status !== 'down') return;
  vm.hostId = undefined;
  vm.cdromNow = undefined;
  if (vm.startedAt !== undefined) vm.stoppedAt = state.now();
  vm.startedAt = undefined;
  state.open.promote(vm.id);
  if (vm.nextRun !== undefined) {
    Object.assign(vm, vm.nextRun);
    vm.nextRun = undefined;
  }
}
