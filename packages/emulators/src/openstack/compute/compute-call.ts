import type { ServiceCall } from '../cloud.ts';
import { linkPage, type Page } from '../link-paging.ts';
import { isAdministrator } from '../service-auth.ts';
import { isObject, type JsonObject } from '../values.ts';
import type { ServerRecord } from './compute-state.ts';
import type { Microversion } from './microversion.ts';
import { invalidField, novaFault, serverNotFound } from './nova-faults.ts';

export interface ComputeCall extends ServiceCall {
  readonly version: Microversion;
  /** What self links begin with: `http://host/compute/v2.1`. */
  readonly base: string;
  /** Base of `bookmark` links: the same without the version. */
  readonly bookmarkBase: string;
  readonly requestId: string;
}

/** `osapi_max_limit`'s default. */
const MAX_LIMIT = 1000;

export async function readBody(call: ServiceCall): Promise<JsonObject> {
  try {
    const value: unknown = JSON.parse((await call.request.body()).toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw novaFault(400, 'Malformed request body');
}

export function page<T extends { readonly id: string }>(call: ComputeCall, all: readonly T[], path: string, idOf?: (item: T) => string): Page<T> {
  const pairs = call.request.queryPairs();
  const value = (name: string): string | undefined => pairs.find(([key]) => key === name)?.[1];
  const limit = value('limit');
  if (limit !== undefined && !/^[0-9]*$/.test(limit)) {
    throw novaFault(400, `Invalid input for query parameters limit. Value: ${limit}. '${limit}' does not match '^[0-9]*$'`);
  }
  const marker = value('marker');
  const query = { limit: limit === undefined || limit === '' ? undefined : Number(limit), marker, pairs };
  const found = linkPage(all, query, call.cloud, MAX_LIMIT, `${call.base}/${path}`, idOf);
  if (found === undefined) throw novaFault(400, `marker [${marker ?? ''}] not found`);
  return found;
}

/** The caller's server; another project's is 404 like one that never was. */
export function findServer(call: ComputeCall, id: string): ServerRecord {
  const server = call.region.compute.get(id);
  if (server === undefined || (server.projectId !== call.project.id && !isAdministrator(call))) throw serverNotFound(id);
  return server;
}

export function stringMember(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidField(name, value, `${JSON.stringify(value)} is not of type 'string'`);
  return value;
}

export const links = (call: ComputeCall, path: string): readonly JsonObject[] => [
  { rel: 'self', href: `${call.base}/${path}` },
  { rel: 'bookmark', href: `${call.bookmarkBase}/${path}` },
];

export const bookmark = (call: ComputeCall, path: string): readonly JsonObject[] => [{ rel: 'bookmark', href: `${call.bookmarkBase}/${path}` }];
