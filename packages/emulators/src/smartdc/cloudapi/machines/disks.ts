import { ApiError, invalidArgument, missingParameter, notFound } from '../api-error.ts';
import { type Answer, accepted, type Call, noContent, ok } from '../call.ts';
import { text } from '../params.ts';
import { auditCaller } from './audit.ts';
import { type Disk, diskId, freeSlot, MAX_DISKS, newDisk, usedMiB } from './disk-layout.ts';
import { enqueue, type Step } from './jobs.ts';
import type { Machine } from './machine.ts';
import { WORDS } from './view.ts';

const PCI_SLOT = /^[0-9]{1,3}:[0-9]{1,2}:[0-7]$/;

/** A disk being made shows when it was given a slot; without one nobody knows where it will be. */
export function listDisks(call: Call): Answer {
  const pending = call.machine.pendingDisks.filter((disk) => !call.machine.disks.some((there) => there.pciSlot === disk.pciSlot));
  const disks = [...call.machine.disks, ...pending];
  return ok(
    disks.map((disk) => view(call.machine, disk)),
    { 'x-resource-count': String(disks.length) },
  );
}

export const getDisk = (call: Call): Answer => ok(view(call.machine, findDisk(call)));

/** Disks only: one that is being made is 404 until it is there. */
function findDisk(call: Call): Disk {
  const id = text(call.params, 'disk') ?? '';
  const disk = call.machine.disks.find((candidate) => candidate.id === id || diskId(call.machine.id, candidate.pciSlot) === id);
  if (disk === undefined) throw notFound('disk not found');
  return disk;
}

function requireStopped(machine: Machine): void {
  if (machine.state !== 'stopped') throw invalidArgument('VM must be stopped');
}

/** 202 and nothing without `pci_slot`; with it 200 and the disk to be. */
export function createDisk(call: Call): Answer {
  const { machine, params } = call;
  if (machine.brand !== 'bhyve') throw invalidArgument('Disk Creation is supported only for BHYVE VMs');
  requireStopped(machine);
  const asked = text(params, 'size');
  if (asked === undefined || asked === '' || asked === '0') throw missingParameter('size must be specified');
  if (asked !== 'remaining' && Number.isNaN(Number(asked))) throw invalidArgument('size must be a number');
  const slot = text(params, 'pci_slot');
  if (slot !== undefined && !PCI_SLOT.test(slot)) throw invalidArgument('pci_slot has wrong format');
  if (machine.disks.length >= MAX_DISKS) throw invalidArgument(`A maximum of ${MAX_DISKS} disks per VM are supported`);
  if (asked === 'remaining' && machine.flexibleDiskMiB === undefined) {
    throw invalidArgument('remaining is only supported for VMs created with flexible_disk_size packages');
  }
  if (slot !== undefined && machine.disks.some((disk) => disk.pciSlot === slot)) throw invalid('pci_slot', 'Already in use');
  const space = flexibleSpace(machine);
  const size = asked === 'remaining' ? space - usedMiB(machine.disks) : Number(asked);
  requireSpace(machine, size);
  if (size <= 0) throw invalid('size', 'Must be greater than zero');

  const disk = newDisk(machine.id, slot ?? freeSlot([...machine.disks, ...machine.pendingDisks]), size);
  disk.task = 'creating';
  if (slot !== undefined) machine.pendingDisks.push(disk);
  queue(call, (target) => {
    target.pendingDisks = target.pendingDisks.filter((pending) => pending !== disk);
    if (usedMiB(target.disks) + size > (target.flexibleDiskMiB ?? 0)) return false;
    delete disk.task;
    target.disks.push(disk);
    return true;
  });
  if (slot === undefined) return accepted;
  const location = `/${call.account.login}/machines/${machine.id}/disks/${disk.id}`;
  return ok({ id: disk.id, pci_slot: slot, size, boot: false, state: 'creating' }, { Location: location });
}

/** Shows the old size until it is done. Making a disk smaller loses what was at its end: only with a real `true`. */
export function resizeDisk(call: Call): Answer {
  const { machine, params } = call;
  const disk = findDisk(call);
  requireStopped(machine);
  const asked = text(params, 'size');
  if (asked === undefined || asked === '' || asked === '0') throw missingParameter('size must be specified');
  const size = Number(asked);
  if (Number.isNaN(size)) throw invalidArgument('size must be a number');
  const shrink = params['dangerous_allow_shrink'];
  if (shrink !== undefined && typeof shrink !== 'boolean') throw invalidArgument('dangerous_allow_shrink must be a boolean');
  if (machine.brand !== 'bhyve') throw new ApiError(409, 'BrandNotSupported', 'Can only resize disks on bhyve VMs');
  flexibleSpace(machine);
  if (disk.sizeMiB > size && shrink !== true) throw invalid('size', 'Reducing disk size is a dangerous operation');
  requireSpace(machine, size - disk.sizeMiB);
  disk.task = 'resizing';
  queue(call, () => {
    delete disk.task;
    disk.sizeMiB = size;
    return true;
  });
  return ok(view(machine, disk));
}

export function deleteDisk(call: Call): Answer {
  const { machine } = call;
  const disk = findDisk(call);
  requireStopped(machine);
  if (disk.boot) throw invalid('slot', 'Cannot remove boot disk');
  if (machine.brand !== 'bhyve') throw new ApiError(409, 'BrandNotSupported', 'Can only delete disks on bhyve VMs');
  flexibleSpace(machine);
  disk.task = 'deleting';
  queue(call, (target) => {
    target.disks = target.disks.filter((candidate) => candidate !== disk);
    return true;
  });
  return noContent;
}

// VMAPI's own checks, behind CloudAPI's.

const invalid = (field: string, message: string): ApiError =>
  new ApiError(409, 'ValidationFailed', 'Invalid Parameters', { errors: [{ field, code: 'Invalid', message }] });

function flexibleSpace(machine: Machine): number {
  if (machine.flexibleDiskMiB === undefined) throw new ApiError(409, 'VmWithoutFlexibleDiskSize', 'VM does not have flexible disk sizing enabled');
  return machine.flexibleDiskMiB;
}

function requireSpace(machine: Machine, moreMiB: number): void {
  if (usedMiB(machine.disks) + moreMiB > flexibleSpace(machine)) {
    throw new ApiError(409, 'InsufficientDiskSpace', 'VM does not have sufficient free disk');
  }
}

/** Disk changes are update jobs without a name of their own: `/audit` calls them unknown. */
function queue(call: Call, run: (machine: Machine) => boolean): void {
  const steps: Step[] = [{ at: 1, run }];
  enqueue(call.machine, call.now, { action: 'unknown', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
}

const view = (machine: Machine, disk: Disk): Record<string, unknown> => ({
  id: disk.id,
  pci_slot: disk.pciSlot,
  size: disk.sizeMiB,
  ...(disk.task === 'creating' ? {} : { block_size: disk.blockSize }),
  boot: disk.boot,
  state: disk.task ?? WORDS[machine.state],
});
