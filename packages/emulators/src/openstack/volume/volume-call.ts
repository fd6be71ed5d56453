import type { ServiceCall } from '../cloud.ts';
import type { Microversion } from '../compute/microversion.ts';
import { invalidField, novaFault } from '../compute/nova-faults.ts';
import { linkPage, type Page } from '../link-paging.ts';
import { isObject, type JsonObject } from '../values.ts';
import type { Snapshot, Volume } from './volume-state.ts';

export interface VolumeCall extends ServiceCall {
  readonly version: Microversion;
  /** Rackspace's first API: other names, other codes. */
  readonly v1: boolean;
  /** `http://host/volume/v3/<project>`. */
  readonly base: string;
  readonly bookmarkBase: string;
}

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

export function findVolume(call: VolumeCall, id: string): Volume {
  const volume = call.region.volumes.find(id, call.project.id);
  if (volume === undefined) throw novaFault(404, `Volume ${id} could not be found.`);
  return volume;
}

export function findSnapshot(call: VolumeCall, id: string): Snapshot {
  const snapshot = call.region.volumes.snapshots.get(id);
  if (snapshot?.projectId !== call.project.id) throw novaFault(404, `Snapshot ${id} could not be found.`);
  return snapshot;
}

/** Newest first, as Cinder lists; v1 knows no paging and answers everything. */
export function page<T extends { readonly id: string }>(call: VolumeCall, all: readonly T[], path: string): Page<T> {
  if (call.v1) return { items: all, links: undefined };
  const pairs = call.request.queryPairs();
  const value = (name: string): string | undefined => pairs.find(([key]) => key === name)?.[1];
  const limit = value('limit');
  if (limit !== undefined && !/^\d+$/.test(limit)) throw novaFault(400, 'limit param must be an integer');
  const marker = value('marker');
  const found = linkPage(all, { limit: limit === undefined ? undefined : Number(limit), marker, pairs }, call.cloud, MAX_LIMIT, `${call.base}/${path}`);
  if (found === undefined) throw novaFault(404, `${path.startsWith('snapshots') ? 'Snapshot' : 'Volume'} ${marker ?? ''} could not be found.`);
  return found;
}

export function checkMetadata(value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalidField('metadata', value, 'metadata is not an object');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw invalidField(key, text, `${JSON.stringify(text)} is not of type 'string'`);
  }
  return value as Record<string, string>;
}
