import { type Answer, json, Refusal } from '../../answer.ts';
import { pageLimit } from '../../cloud.ts';
import { isObject, type JsonObject } from '../../values.ts';
import { objectBody, type RackspaceCall } from '../rackspace-service.ts';
import type { Instance } from './database-state.ts';

const NAMES: Readonly<Record<number, string>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflict',
  413: 'overLimit',
  422: 'unprocessableEntity',
};

/** One member, named after the fault. */
export const fault = (code: number, message: string): Refusal => new Refusal(json(code, { [NAMES[code] ?? 'instanceFault']: { code, message } }));

export const badRequest = (message: string): Refusal => fault(400, message);

export async function wrapped(call: RackspaceCall, name: string): Promise<JsonObject> {
  const value = (await objectBody(call, () => badRequest('Validation error: the body is no JSON object.')))[name];
  if (isObject(value)) return value;
  throw badRequest(`Validation error: ${name} is required.`);
}

export async function wrappedRows(call: RackspaceCall, name: string): Promise<JsonObject[]> {
  const rows = (await objectBody(call, () => badRequest('Validation error: the body is no JSON object.')))[name];
  if (!Array.isArray(rows) || rows.length === 0) throw badRequest(`Validation error: ${name} must be a list.`);
  return (rows as readonly unknown[]).map((row) => {
    if (isObject(row)) return row;
    throw badRequest(`Validation error: ${name} must be a list of objects.`);
  });
}

export function findInstance(call: RackspaceCall, id: string): Instance {
  const instance = call.region.rackspace.databases.instances.get(id);
  if (instance?.projectId !== call.project.id) throw fault(404, `Resource ${id} cannot be found.`);
  return instance;
}

/** For all that asks the instance itself: it must be ready. */
export function readyInstance(call: RackspaceCall, id: string): Instance {
  const instance = findInstance(call, id);
  if (instance.status !== 'ACTIVE' && instance.status !== 'RESTART_REQUIRED') throw fault(422, `Instance ${id} is not ready. Status: ${instance.status}.`);
  return instance;
}

/** It is in `status` for as long as a transition takes. */
export function busy(call: RackspaceCall, instance: Instance, status: Instance['status'], done?: () => void): void {
  instance.status = status;
  instance.updatedAt = call.now;
  instance.timeline.plan(call.now, call.cloud.transitionMs, () => {
    instance.status = 'ACTIVE';
    done?.();
  });
}

const MAX_LIMIT = 20;

/** Twenty rows at most, and a link to the next ones when there are more. */
export function page<T>(
  call: RackspaceCall,
  member: string,
  rows: readonly T[],
  path: string,
  keyOf: (row: T) => string,
  show: (row: T) => JsonObject,
): Answer {
  const asked = call.request.queryValue('limit');
  if (asked !== undefined && !/^\d+$/.test(asked)) throw badRequest('The limit must be a number.');
  const limit = pageLimit(call.cloud, Math.min(Number(asked ?? MAX_LIMIT), MAX_LIMIT), MAX_LIMIT);
  const marker = call.request.queryValue('marker');
  const start = marker === undefined ? 0 : rows.findIndex((row) => keyOf(row) === marker) + 1;
  const items = rows.slice(start, start + limit);
  const last = items.at(-1);
  const more = last !== undefined && start + limit < rows.length;
  const links = more ? { links: [{ href: `${call.base}/${path}?marker=${encodeURIComponent(keyOf(last))}&limit=${limit}`, rel: 'next' }] } : {};
  return json(200, { [member]: items.map(show), ...links });
}

/**
 * The last part of a path. What follows a dot there is taken for a format, so names have theirs escaped, and the escape encoded:
 * `a%252eb`. Routes have taken one encoding off.
 */
export function lastName(segment: string): string {
  const dot = segment.indexOf('.');
  return (dot === -1 ? segment : segment.slice(0, dot)).replaceAll(/%2e/gi, '.');
}
