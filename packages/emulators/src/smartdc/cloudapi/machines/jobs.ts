import { randomUUID } from 'node:crypto';
import type { Machine } from './machine.ts';

/** As `/audit` prints it. */
export interface AuditCaller {
  readonly type: 'signature' | 'operator';
  readonly ip?: string;
  readonly keyId?: string;
}

export interface Step {
  /** Share of the transition after which it happens: 0 at the job's start, 1 at its end. */
  readonly at: number;
  /** Changes the machine; `false` ends the job as failed. */
  readonly run: (machine: Machine, nowMs: number) => boolean | undefined;
}

export interface Job {
  readonly id: string;
  readonly action: string;
  readonly caller: AuditCaller;
  readonly snapshotName: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
  readonly steps: readonly Step[];
  done: number;
  execution: 'queued' | 'running' | 'succeeded' | 'failed';
  finishedMs: number | undefined;
}

export interface NewJob {
  readonly action: string;
  readonly caller: AuditCaller;
  readonly durationMs: number;
  readonly steps: readonly Step[];
  readonly snapshotName?: string;
}

/** Queues a job behind the machine's others: VMAPI runs one job on a machine at a time. Nothing of it happens in this request. */
export function enqueue(machine: Machine, nowMs: number, job: NewJob): Job {
  const startMs = Math.max(nowMs, ...machine.jobs.filter(({ finishedMs }) => finishedMs === undefined).map(({ endMs }) => endMs));
  const queued: Job = {
    id: randomUUID(),
    action: job.action,
    caller: job.caller,
    snapshotName: job.snapshotName,
    startMs,
    endMs: startMs + job.durationMs,
    steps: job.steps,
    done: 0,
    execution: 'queued',
    finishedMs: undefined,
  };
  machine.jobs.push(queued);
  return queued;
}

/** Brings the machine to where it is at `nowMs`: every step that has fallen due is taken, in order. */
export function settle(machine: Machine, nowMs: number): void {
  for (const job of machine.jobs) {
    if (job.finishedMs !== undefined) continue;
    if (job.startMs > nowMs) return;
    job.execution = 'running';
    if (!advance(machine, job, nowMs)) return;
  }
}

/** True once the job is over. */
function advance(machine: Machine, job: Job, nowMs: number): boolean {
  for (; job.done < job.steps.length; job.done += 1) {
    const step = job.steps[job.done];
    if (step === undefined) break;
    const dueMs = job.startMs + step.at * (job.endMs - job.startMs);
    if (dueMs > nowMs) return false;
    if (machine.state === 'destroyed' || step.run(machine, dueMs) === false) return finish(job, 'failed', dueMs);
    machine.updatedMs = dueMs;
  }
  return job.endMs <= nowMs && finish(job, 'succeeded', job.endMs);
}

function finish(job: Job, execution: 'succeeded' | 'failed', atMs: number): true {
  job.execution = execution;
  job.finishedMs = atMs;
  return true;
}
