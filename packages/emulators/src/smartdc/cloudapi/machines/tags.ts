import { ApiError, notFound } from '../api-error.ts';
import { type Answer, type Call, noContent, ok } from '../call.ts';
import { text } from '../params.ts';
import { auditCaller } from './audit.ts';
import { enqueue, type Step } from './jobs.ts';
import type { TagValue } from './machine.ts';
import { change, mergeTags } from './transitions.ts';

const SWALLOWED = new Set(['account', 'machine', 'uuid', 'owner_uuid', 'context', 'image']);

export const listTags = (call: Call): Answer => ok(call.machine.tags);

/** Merges, answers what will be, and does it later. */
export function addTags(call: Call): Answer {
  const added = readTags(call);
  const jobId = queue(call, 'set_tags', mergeTags(added));
  return ok({ ...call.machine.tags, ...added }, { 'x-job-uuid': jobId });
}

export function replaceTags(call: Call): Answer {
  const tags = readTags(call);
  const steps = change((machine) => {
    machine.tags = { ...tags };
  });
  return ok(tags, { 'x-job-uuid': queue(call, 'replace_tags', steps) });
}

/** Numbers and booleans come back as an empty string (`lib/tags.js` get()). */
export function getTag(call: Call): Answer {
  const name = text(call.params, 'tag') ?? '';
  if (!Object.hasOwn(call.machine.tags, name)) throw notFound(`tag "${name}" not found`);
  const value = call.machine.tags[name];
  return ok(typeof value === 'string' ? value : '');
}

export function deleteTag(call: Call): Answer {
  const name = text(call.params, 'tag') ?? '';
  if (!Object.hasOwn(call.machine.tags, name)) throw notFound(`tag "${name}" not found`);
  const steps = change((machine) => {
    delete machine.tags[name];
  });
  queue(call, 'remove_tags', steps);
  return noContent;
}

export function deleteAllTags(call: Call): Answer {
  const steps = change((machine) => {
    machine.tags = {};
  });
  queue(call, 'remove_tags', steps);
  return noContent;
}

function queue(call: Call, action: string, steps: readonly Step[]): string {
  return enqueue(call.machine, call.now, { action, caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps }).id;
}

/** Every merged parameter is a tag, `as-role` of the query included. */
function readTags(call: Call): Record<string, TagValue> {
  const tags: Record<string, TagValue> = {};
  for (const [name, value] of Object.entries(call.params)) {
    if (SWALLOWED.has(name)) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new ApiError(409, 'ValidationFailed', 'error adding tags', {
        errors: [{ field: 'tags', code: 'Invalid', message: `Tag value must be a string, boolean, or number: "${name}"` }],
      });
    }
    tags[name] = value;
  }
  return tags;
}
