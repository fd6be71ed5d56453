import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { novaFault } from '../compute/nova-faults.ts';
import type { Routes } from '../routes.ts';
import { Timeline } from '../timeline.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { checkMetadata, findSnapshot, findVolume, page, readBody, type VolumeCall } from './volume-call.ts';
import { type Snapshot, setStatus } from './volume-state.ts';

function view(call: VolumeCall, snapshot: Snapshot, detailed: boolean): JsonObject {
  const names = call.v1
    ? { display_name: snapshot.name, display_description: snapshot.description }
    : { name: snapshot.name, description: snapshot.description };
  const progress = snapshot.status === 'available' ? '100%' : '0%';
  return {
    id: snapshot.id,
    created_at: isoNaive(snapshot.createdAt),
    updated_at: call.v1 ? undefined : snapshot.updatedAt === null ? null : isoNaive(snapshot.updatedAt),
    ...names,
    volume_id: snapshot.volumeId,
    status: snapshot.status,
    size: snapshot.sizeGiB,
    metadata: snapshot.metadata,
    group_snapshot_id: call.version.atLeast(14) ? null : undefined,
    user_id: call.version.atLeast(41) ? snapshot.userId : undefined,
    consumes_quota: call.version.atLeast(65) ? true : undefined,
    ...(detailed ? { 'os-extended-snapshot-attributes:project_id': snapshot.projectId, 'os-extended-snapshot-attributes:progress': progress } : {}),
  };
}

async function create(call: VolumeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'snapshot');
  const volumeId = stringAt(given, 'volume_id');
  if (given === undefined || volumeId === undefined)
    throw novaFault(400, "Invalid input for field/attribute snapshot. Value: {}. 'volume_id' is a required property");
  const volume = findVolume(call, volumeId);
  // From 3.66 on a volume in use needs no force.
  const force = given['force'] === true || given['force'] === 'true' || given['force'] === 'True' || call.version.atLeast(66);
  if (volume.status !== 'available' && !(force && volume.status === 'in-use')) {
    throw novaFault(400, `Invalid volume: Volume ${volumeId} status must be available, but current status is: ${volume.status}.`);
  }
  const snapshot: Snapshot = {
    id: randomUUID(),
    projectId: call.project.id,
    userId: call.token.user.id,
    volumeId,
    name: stringAt(given, call.v1 ? 'display_name' : 'name') ?? null,
    description: stringAt(given, call.v1 ? 'display_description' : 'description') ?? null,
    status: 'creating',
    sizeGiB: volume.sizeGiB,
    metadata: checkMetadata(given['metadata']) ?? {},
    createdAt: call.now,
    updatedAt: null,
    timeline: new Timeline().plan(call.now, call.cloud.transitionMs, (at) => setStatus(snapshot, 'available', at)),
  };
  call.region.volumes.snapshots.set(snapshot.id, snapshot);
  return json(call.v1 ? 200 : 202, { snapshot: view(call, snapshot, false) });
}

function remove(call: VolumeCall, id: string): Answer {
  const snapshot = findSnapshot(call, id);
  if (snapshot.status !== 'available' && snapshot.status !== 'error') {
    throw novaFault(400, 'Invalid snapshot: Snapshot status must be available or error');
  }
  setStatus(snapshot, 'deleting', call.now);
  snapshot.timeline.plan(call.now, call.cloud.transitionMs, () => call.region.volumes.snapshots.delete(id));
  return empty(202, { 'Content-Type': 'text/html; charset=UTF-8' });
}

function list(call: VolumeCall, path: string, detailed: boolean): Answer {
  const { request } = call;
  const wanted = (name: string): string | undefined => request.queryValue(name);
  const all = [...call.region.volumes.snapshots.values()]
    .filter((snapshot) => snapshot.projectId === call.project.id)
    .filter((snapshot) => wanted('volume_id') === undefined || snapshot.volumeId === wanted('volume_id'))
    .filter((snapshot) => wanted('status') === undefined || snapshot.status === wanted('status'))
    .filter((snapshot) => wanted('name') === undefined || snapshot.name === wanted('name'))
    .reverse();
  const found = page(call, all, path);
  return json(200, { snapshots: found.items.map((snapshot) => view(call, snapshot, detailed)), snapshots_links: found.links });
}

export function addSnapshotRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET snapshots', (call) => list(call, 'snapshots', false))
    .on('GET snapshots/detail', (call) => list(call, 'snapshots/detail', true))
    .on('POST snapshots', create)
    .on('GET snapshots/{id}', (call, id) => json(200, { snapshot: view(call, findSnapshot(call, id), true) }))
    .on('PUT snapshots/{id}', async (call, id) => {
      const given = objectAt(await readBody(call), 'snapshot') ?? {};
      const snapshot = findSnapshot(call, id);
      snapshot.name = stringAt(given, 'name') ?? stringAt(given, 'display_name') ?? snapshot.name;
      snapshot.description = stringAt(given, 'description') ?? stringAt(given, 'display_description') ?? snapshot.description;
      snapshot.updatedAt = call.now;
      return json(200, { snapshot: view(call, snapshot, false) });
    })
    .on('DELETE snapshots/{id}', remove);
}
