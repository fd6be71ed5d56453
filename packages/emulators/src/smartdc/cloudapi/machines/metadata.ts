import { invalidArgument, notFound } from '../api-error.ts';
import { type Answer, type Call, noContent, ok } from '../call.ts';
import { given, text } from '../params.ts';
import { auditCaller } from './audit.ts';
import { enqueue } from './jobs.ts';
import { change } from './transitions.ts';

const SWALLOWED = new Set(['account', 'machine', 'uuid', 'owner_uuid', 'credentials', 'image']);
const KEPT = ['administrator_pw', 'root_authorized_keys'];

export function listMetadata(call: Call): Answer {
  const { credentials: _, ...metadata } = call.machine.metadata;
  return ok(given(call.params, 'credentials') ? { ...metadata, credentials: call.machine.credentials } : metadata);
}

/** Merges, answers what will be, and does it later. Every merged parameter counts, `as-role` of the query included. */
export function addMetadata(call: Call): Answer {
  const added = Object.fromEntries(Object.entries(call.params).filter(([name]) => !SWALLOWED.has(name) && !name.endsWith('_pw')));
  const steps = change((machine) => Object.assign(machine.metadata, added));
  const job = enqueue(call.machine, call.now, { action: 'set_metadata', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
  return ok({ ...call.machine.metadata, ...added }, { 'x-job-uuid': job.id });
}

export function getMetadata(call: Call): Answer {
  const key = text(call.params, 'key') ?? '';
  if (key === 'credentials') return ok(call.machine.credentials);
  const value = Object.hasOwn(call.machine.metadata, key) ? call.machine.metadata[key] : undefined;
  if (typeof value !== 'string') throw notFound(`${key} is not metadata`);
  return ok(value);
}

export function deleteMetadata(call: Call): Answer {
  const key = text(call.params, 'key') ?? '';
  if (key === 'credentials' || KEPT.includes(key)) throw invalidArgument(`Metadata key ${key} can not be deleted`);
  if (!Object.hasOwn(call.machine.metadata, key)) throw notFound('Metadata key not found');
  const steps = change((machine) => {
    delete machine.metadata[key];
  });
  enqueue(call.machine, call.now, { action: 'remove_metadata', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
  return noContent;
}

export function deleteAllMetadata(call: Call): Answer {
  const steps = change((machine) => {
    machine.metadata = Object.fromEntries(Object.entries(machine.metadata).filter(([name]) => KEPT.includes(name)));
  });
  enqueue(call.machine, call.now, { action: 'replace_metadata', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
  return noContent;
}
