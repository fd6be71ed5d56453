import { ApiError, invalidArgument, missingParameter } from '../api-error.ts';
import { type Answer, accepted, type Call, noContent, ok } from '../call.ts';
import { checkLimits } from '../limits.ts';
import { loadPackage } from '../lookup.ts';
import { given, text } from '../params.ts';
import { auditCaller } from './audit.ts';
import { enqueue, type Step } from './jobs.ts';
import type { Machine } from './machine.ts';
import { change, destroy, reboot, start, stop } from './transitions.ts';
import { machineView } from './view.ts';

/** 410 with the machine as an ordinary body, once it is destroyed. */
export function getMachine(call: Call): Answer {
  const view = machineView(call.cloud, call.machine, { withCredentials: given(call.params, 'credentials') });
  return call.machine.state === 'destroyed' ? { status: 410, body: view } : ok(view);
}

const gone = (call: Call): Answer => ({ status: 410, body: machineView(call.cloud, call.machine) });

/** VMAPI's guard on everything but tags, metadata and DELETE. */
export function refuseUnallocated(machine: Machine, call: string): void {
  if (machine.state === 'provisioning') {
    throw new ApiError(409, 'UnallocatedVM', `Cannot call ${call} for a VM that has not been provisioned yet`);
  }
}

export function updateMachine(call: Call): Answer {
  const action = text(call.params, 'action');
  const handler = action === undefined ? undefined : ACTIONS[action];
  if (handler === undefined) {
    if (action !== undefined && action !== '') throw invalidArgument(`${action} is not a valid action`);
    throw missingParameter('action is required');
  }
  // The deletion-protection actions do not look whether the machine is still there.
  if (call.machine.state === 'destroyed' && !action?.endsWith('deletion_protection')) return gone(call);
  return handler(call);
}

/** Queues `steps` and answers 202: wrong states are not refused, the job fails later and only the audit trail tells. */
function job(call: Call, action: string, vmapi: string, steps: readonly Step[]): Answer {
  refuseUnallocated(call.machine, vmapi);
  enqueue(call.machine, call.now, { action, caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
  return accepted;
}

/** A property switched by a job; none is queued when it is so already. */
function toggle(call: Call, action: string, now: boolean, apply: (machine: Machine) => void): Answer {
  return now ? accepted : job(call, action, 'update', change(apply));
}

const ACTIONS: Readonly<Record<string, (call: Call) => Answer>> = {
  start: (call) => job(call, 'start', 'start', start),
  stop: (call) => job(call, 'stop', 'stop', stop),
  reboot: (call) => job(call, 'reboot', 'reboot', reboot),
  rename,
  resize,
  enable_firewall: (call) =>
    toggle(call, 'unknown', call.machine.firewallEnabled, (machine) => {
      machine.firewallEnabled = true;
    }),
  disable_firewall: (call) =>
    toggle(call, 'unknown', !call.machine.firewallEnabled, (machine) => {
      machine.firewallEnabled = false;
    }),
  enable_deletion_protection: (call) =>
    toggle(call, 'enable_deletion_protection', call.machine.deletionProtection, (machine) => {
      machine.deletionProtection = true;
    }),
  disable_deletion_protection: (call) =>
    toggle(call, 'disable_deletion_protection', !call.machine.deletionProtection, (machine) => {
      machine.deletionProtection = false;
    }),
};

function rename(call: Call): Answer {
  const name = text(call.params, 'name');
  if (name === undefined || name === '') throw missingParameter('New name must be specified');
  if (name.length > 189) throw invalidArgument('Name cannot be longer than 189 characters.');
  if (call.account.cnsEnabled && name.length > 63) {
    throw invalidArgument('Name cannot be longer than 63 characters, because you have triton_cns_enabled set on your Account.');
  }
  return job(
    call,
    'rename',
    'update',
    change((machine) => {
      machine.name = name;
    }),
  );
}

function resize(call: Call): Answer {
  const { machine, cloud, params } = call;
  if (machine.brand === 'kvm') throw invalidArgument('resize is not supported for KVM virtualmachines');
  const wanted = text(params, 'package');
  if (wanted === undefined || wanted === '') throw missingParameter('package must be specified');
  const size = loadPackage(call, wanted);
  if (size === undefined) throw invalidArgument(`${wanted} is not a valid package`);
  if (!size.active) throw invalidArgument(`${wanted} is inactive. Must use an active package`);
  const requirements = cloud.images.find((image) => image.id === machine.imageId)?.requirements;
  if ((requirements?.min_ram ?? 0) > size.memoryMiB) {
    throw invalidArgument(`Package RAM (${size.memoryMiB}) is less than allowed by the image (${requirements?.min_ram})`);
  }
  if ((requirements?.max_ram ?? Number.POSITIVE_INFINITY) < size.memoryMiB) {
    throw invalidArgument(`Package RAM (${size.memoryMiB}) is more than allowed by the image (${requirements?.max_ram})`);
  }
  checkLimits(
    call,
    machine.brand,
    cloud.images.find((image) => image.id === machine.imageId),
    size,
    machine,
  );
  if (machine.brand === 'bhyve') {
    if (size.flexibleDisk !== true) throw invalidArgument('Resizing to a package without flexible disk space is not supported');
    if (machine.state !== 'stopped' && size.memoryMiB !== machine.memoryMiB) {
      throw new ApiError(409, 'VmNotStopped', 'The VM must be stopped to change its CPU or memory');
    }
  }
  return job(
    call,
    'resize',
    'update',
    change((target) => {
      target.packageId = size.id;
      target.memoryMiB = size.memoryMiB;
      target.diskMiB = size.diskMiB;
      if (target.flexibleDiskMiB !== undefined) target.flexibleDiskMiB = size.diskMiB;
    }),
  );
}

/** 204 while running, 204 again while the job runs, 410 when gone. */
export function deleteMachine(call: Call): Answer {
  const { machine } = call;
  if (machine.state === 'destroyed') return gone(call);
  if (machine.deletionProtection) {
    throw new ApiError(409, 'CannotDestroyMachineError', 'Instance has "deletion_protection" enabled, preventing deletion');
  }
  if (machine.jobs.some((entry) => entry.action === 'destroy' && entry.finishedMs === undefined)) return noContent;
  if (machine.computeNode === undefined) throw new ApiError(409, 'Conflict', 'Cannot delete a VM that has not been allocated to a server yet');
  enqueue(machine, call.now, { action: 'destroy', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps: destroy });
  return noContent;
}
