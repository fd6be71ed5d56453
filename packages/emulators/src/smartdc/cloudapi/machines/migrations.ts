import { ApiError, invalidArgument, missingParameter, notFound } from '../api-error.ts';
import { type Answer, type Call, ok } from '../call.ts';
import type { Cloud } from '../cloud.ts';
import { text } from '../params.ts';
import { newComputeNode } from './machine.ts';

type Phase = 'begin' | 'sync' | 'switch' | 'pause' | 'abort';

interface Progress {
  readonly phase: Phase;
  readonly message: string;
  readonly startedMs: number;
  finishedMs?: number;
  state: 'running' | 'success' | 'failed';
}

/** A machine on its way to another server. */
export interface Migration {
  readonly machineId: string;
  readonly ownerId: string;
  readonly automatic: boolean;
  readonly createdMs: number;
  finishedMs?: number;
  phase: Phase;
  state: 'running' | 'paused' | 'failed' | 'successful';
  syncs: number;
  readonly history: Progress[];
  /** When the phase that runs ends. */
  dueMs: number | undefined;
  /** Set by abort: the record goes with it. */
  over: boolean;
}

const MESSAGES: Readonly<Record<Phase, string>> = {
  begin: 'reserving instance',
  sync: 'syncing data',
  switch: 'switching instances',
  pause: 'pausing migration',
  abort: 'aborting migration',
};
const ACTIONS = ['begin', 'switch', 'sync', 'automatic', 'abort', 'pause', 'finalize'];

export const listMigrations = (call: Call): Answer =>
  ok(call.cloud.migrations.filter((migration) => migration.ownerId === call.account.id).map((migration) => view(migration, call.now)));

const find = (call: Call): Migration | undefined => call.cloud.migrations.find((migration) => migration.machineId === call.machine.id);

function load(call: Call): Migration {
  const migration = find(call);
  if (migration === undefined) throw notFound('migration not found');
  return migration;
}

export const getMigration = (call: Call): Answer => ok(view(load(call), call.now));

export function estimateMigration(call: Call): Answer {
  refuseBegin(call);
  return ok({ size: call.machine.memoryMiB * 1024 * 1024 });
}

const refused = (message: string): ApiError => new ApiError(412, 'PreconditionFailed', message);

/** Actions answer 201 and what will be; the phase ends later, `paused` when another may follow. */
export function migrate(call: Call): Answer {
  const action = text(call.params, 'action');
  if (!action) throw missingParameter('"action" must be specified');
  if (action === 'watch') return { status: 200, stream: watch(call, load(call)), contentType: 'application/x-json-stream' };
  if (!ACTIONS.includes(action)) throw invalidArgument(`${action} is not a valid migration action`);
  if (action === 'begin' || action === 'automatic') {
    refuseBegin(call);
    const migration: Migration = {
      machineId: call.machine.id,
      ownerId: call.account.id,
      automatic: action === 'automatic',
      createdMs: call.now,
      phase: 'begin',
      state: 'running',
      syncs: 0,
      history: [],
      dueMs: undefined,
      over: false,
    };
    call.cloud.migrations.push(migration);
    return run(call.cloud, migration, 'begin', call.now);
  }
  const migration = load(call);
  const { phase, state } = migration;
  switch (action) {
    case 'sync':
      if (state !== 'paused' && state !== 'failed') throw refused(`Cannot sync in migration state: ${state}`);
      if (phase !== 'begin' && phase !== 'sync') throw refused(`Cannot sync when in migration phase: ${phase}`);
      return run(call.cloud, migration, 'sync', call.now);
    case 'switch':
      if (phase !== 'begin' && phase !== 'sync') throw refused(`Cannot switch in migration phase: ${phase}`);
      if (state !== 'paused' && state !== 'failed') throw refused(`Cannot switch in migration state: ${state}`);
      if (migration.syncs === 0) throw refused('You must perform at least one "migration sync" operation before switching');
      return run(call.cloud, migration, 'switch', call.now);
    case 'pause': {
      if (phase !== 'sync' || state !== 'running') throw refused('Pause requires a running migration sync action');
      const answer = { ...view(migration, call.now), phase: 'pause', state: 'running' };
      finish(migration, call.now);
      return { status: 201, body: answer };
    }
    case 'abort':
      if (state === 'running' || state === 'successful') throw refused(`Abort cannot work on a ${state} migration`);
      migration.over = true;
      return run(call.cloud, migration, 'abort', call.now);
    default:
      if (state !== 'successful') throw refused('Finalize only works on a successful migration');
      call.cloud.migrations.splice(call.cloud.migrations.indexOf(migration), 1);
      return { status: 200 };
  }
}

function refuseBegin(call: Call): void {
  if (!call.cloud.userMigrations) throw refused('User migration on this VM not allowed');
  const before = find(call);
  if (before?.state === 'successful') throw refused('A previous migration exists for this instance, use migration finalize to complete it.');
  if (before !== undefined) throw refused('An active migration already exists for this instance');
}

function run(cloud: Cloud, migration: Migration, phase: Phase, nowMs: number): Answer {
  start(cloud, migration, phase, nowMs);
  // The record is written once the job has begun: no entry of the phase yet.
  const { progress_history: history, ...rest } = view(migration, nowMs);
  return { status: 201, body: { ...rest, progress_history: (history as unknown[]).slice(0, -1) } };
}

function start(cloud: Cloud, migration: Migration, phase: Phase, nowMs: number): void {
  migration.phase = phase;
  migration.state = 'running';
  migration.history.push({ phase, message: MESSAGES[phase], startedMs: nowMs, state: 'running' });
  migration.dueMs = nowMs + cloud.transitionMs;
}

function finish(migration: Migration, atMs: number): void {
  const entry = migration.history.at(-1);
  if (entry !== undefined) {
    entry.state = 'success';
    entry.finishedMs = atMs;
  }
  migration.dueMs = undefined;
  migration.state = migration.phase === 'switch' || migration.phase === 'abort' ? 'successful' : 'paused';
  migration.finishedMs = atMs;
}

/** Ends the phases that have fallen due; an automatic migration goes on to the next by itself. */
export function settleMigrations(cloud: Cloud, nowMs: number): void {
  for (const migration of [...cloud.migrations]) {
    while (migration.dueMs !== undefined && migration.dueMs <= nowMs) {
      const atMs = migration.dueMs;
      finish(migration, atMs);
      if (migration.phase === 'sync') migration.syncs += 1;
      if (migration.phase === 'switch') moveMachine(cloud, migration.machineId, atMs);
      if (migration.over) {
        cloud.migrations.splice(cloud.migrations.indexOf(migration), 1);
        break;
      }
      if (migration.automatic && migration.state === 'paused') start(cloud, migration, migration.phase === 'begin' ? 'sync' : 'switch', atMs);
    }
  }
}

function moveMachine(cloud: Cloud, machineId: string, atMs: number): void {
  const machine = cloud.machines.find((candidate) => candidate.id === machineId);
  if (machine === undefined) return;
  machine.computeNode = newComputeNode();
  machine.updatedMs = atMs;
}

const WATCH_INTERVAL_MS = 20;

/** Progress entries as they come, a JSON text a line, and at last the end. */
async function* watch(call: Call, migration: Migration): AsyncIterable<string> {
  let told = Math.max(0, migration.history.length - (migration.state === 'running' ? 1 : 0));
  for (;;) {
    const now = call.cloud.clock.now();
    call.cloud.settle(now);
    for (; told < migration.history.length; told += 1) {
      const entry = migration.history[told];
      if (entry === undefined || (entry.state === 'running' && migration.state !== 'running')) break;
      yield `${JSON.stringify(progressView(entry, now))}\n`;
    }
    if (migration.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, WATCH_INTERVAL_MS));
  }
  yield `${JSON.stringify({ type: 'end', phase: migration.phase, state: migration.state })}\n`;
}

const date = (ms: number): string => new Date(ms).toISOString();

const progressView = (entry: Progress, nowMs: number): Record<string, unknown> => ({
  current_progress: entry.state === 'running' ? 0 : 100,
  ...(entry.finishedMs === undefined ? {} : { finished_timestamp: date(entry.finishedMs) }),
  message: entry.message,
  phase: entry.phase,
  state: entry.state,
  started_timestamp: date(entry.startedMs),
  total_progress: 100,
  type: 'progress',
  duration_ms: (entry.finishedMs ?? nowMs) - entry.startedMs,
});

const view = (migration: Migration, nowMs: number): Record<string, unknown> => ({
  automatic: migration.automatic,
  created_timestamp: date(migration.createdMs),
  ...(migration.finishedMs === undefined ? {} : { finished_timestamp: date(migration.finishedMs) }),
  phase: migration.phase,
  state: migration.state,
  progress_history: migration.history.map((entry) => progressView(entry, nowMs)),
  machine: migration.machineId,
});
