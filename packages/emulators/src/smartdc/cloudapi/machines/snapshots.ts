import { invalidArgument, notFound } from '../api-error.ts';
import { type Answer, accepted, type Call, noContent, ok } from '../call.ts';
import { text } from '../params.ts';
import { refuseUnallocated } from './actions.ts';
import { auditCaller } from './audit.ts';
import { enqueue, type Job, type Step } from './jobs.ts';
import type { Machine, Snapshot } from './machine.ts';
import { change, rollback } from './transitions.ts';

/** 201 with nothing but name and state: no dates, no Location, whatever the documentation shows. */
export function createSnapshot(call: Call): Answer {
  const { machine } = call;
  const name = text(call.params, 'name') || stamp(call.now);
  if (machine.brand === 'bhyve') throw invalidArgument('Snapshots of bhyve VMs are not allowed');
  refuseUnallocated(machine, 'snapshot');
  const steps: Step[] = [
    { at: 0, run: (target) => !target.snapshots.some((snapshot) => snapshot.name === name) },
    {
      at: 1,
      run: (target, nowMs) => {
        target.snapshots.push({ name, createdMs: nowMs, sizeBytes: 28_160 });
        return true;
      },
    },
  ];
  queue(call, 'create_snapshot', name, steps);
  return { status: 201, body: { name, state: 'queued' } };
}

const stamp = (nowMs: number): string => new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');

export function listSnapshots(call: Call): Answer {
  const { machine } = call;
  const listed = machine.snapshots.map((snapshot) => view(snapshot, 'created'));
  const pending = machine.jobs.filter((job) => job.action === 'create_snapshot' && job.execution === 'running');
  return ok([...listed, ...pending.map((job) => view(undefined, 'running', job))]);
}

/** Known by its job: one that was there and is gone answers `deleted`, one that never was 404. */
export function getSnapshot(call: Call): Answer {
  const name = text(call.params, 'name') ?? '';
  const job = creationJob(call.machine, name);
  if (job === undefined) throw notFound('Snapshot does not exist');
  const snapshot = call.machine.snapshots.find((candidate) => candidate.name === name);
  if (snapshot !== undefined) return ok(view(snapshot, 'created'));
  const state = job.execution === 'succeeded' ? 'deleted' : job.execution;
  return ok({ name, state });
}

const creationJob = (machine: Machine, name: string): Job | undefined =>
  machine.jobs.findLast((job) => job.action === 'create_snapshot' && job.snapshotName === name);

export function rollbackSnapshot(call: Call): Answer {
  const name = text(call.params, 'name') ?? '';
  refuseUnallocated(call.machine, 'rollback_snapshot');
  queue(call, 'rollback_snapshot', name, rollback(name));
  return accepted;
}

export function deleteSnapshot(call: Call): Answer {
  const name = text(call.params, 'name') ?? '';
  const there = call.machine.snapshots.some((snapshot) => snapshot.name === name);
  if (!there) throw notFound(`${name} not found`);
  refuseUnallocated(call.machine, 'delete_snapshot');
  const steps = change((machine) => {
    const index = machine.snapshots.findIndex((snapshot) => snapshot.name === name);
    if (index !== -1) machine.snapshots.splice(index, 1);
  });
  queue(call, 'delete_snapshot', name, steps);
  return noContent;
}

function queue(call: Call, action: string, snapshotName: string, steps: readonly Step[]): void {
  enqueue(call.machine, call.now, { action, caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps, snapshotName });
}

function view(snapshot: Snapshot | undefined, state: string, job?: Job): Record<string, unknown> {
  if (snapshot === undefined) return { name: job?.snapshotName, state };
  const date = new Date(snapshot.createdMs).toISOString();
  return { name: snapshot.name, state, size: snapshot.sizeBytes, created: date, updated: date };
}
