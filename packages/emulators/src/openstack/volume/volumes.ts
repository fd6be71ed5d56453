import { createHash } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { invalidField, novaFault } from '../compute/nova-faults.ts';
import { pythonJson, pythonRepr } from '../python-json.ts';
import type { Routes } from '../routes.ts';
import { isoNaive } from '../timestamps.ts';
import { integerAt, type JsonObject, objectAt, stringAt } from '../values.ts';
import { act } from './volume-actions.ts';
import { checkMetadata, findSnapshot, findVolume, page, readBody, type VolumeCall } from './volume-call.ts';
import { usageOf } from './volume-quotas.ts';
import type { Volume, VolumeType } from './volume-state.ts';

const DELETABLE = new Set(['available', 'error', 'error_restoring', 'error_extending', 'error_managing']);

const NOT_DELETABLE =
  'Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, ' +
  'attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.';

const links = (call: VolumeCall, volume: Volume): readonly JsonObject[] => [
  { rel: 'self', href: `${call.base}/volumes/${volume.id}` },
  { rel: 'bookmark', href: `${call.bookmarkBase}/volumes/${volume.id}` },
];

export function volumeBody(call: VolumeCall, volume: Volume, fresh = false): JsonObject {
  const attachments = volume.attachments.map((attachment) => ({
    id: volume.id,
    attachment_id: attachment.id,
    volume_id: volume.id,
    server_id: attachment.serverId,
    host_name: null,
    device: attachment.device,
    attached_at: isoNaive(attachment.attachedAt),
  }));
  if (call.v1) {
    return {
      id: volume.id,
      display_name: volume.name,
      display_description: volume.description,
      size: volume.sizeGiB,
      status: volume.status,
      volume_type: volume.type.name,
      availability_zone: volume.availabilityZone,
      bootable: String(volume.bootable),
      snapshot_id: volume.snapshotId,
      source_volid: volume.sourceVolumeId,
      attachments: attachments.map(({ id, volume_id, server_id, device, host_name }) => ({ id, volume_id, server_id, device, host_name })),
      metadata: volume.metadata,
      created_at: isoNaive(volume.createdAt),
    };
  }
  const late = {
    group_id: call.version.atLeast(13) ? null : undefined,
    shared_targets: call.version.atLeast(48) ? false : undefined,
    service_uuid: call.version.atLeast(48) ? null : undefined,
    volume_type_id: call.version.atLeast(63) ? volume.type.id : undefined,
    consumes_quota: call.version.atLeast(65) ? true : undefined,
  };
  return {
    id: volume.id,
    status: volume.status,
    size: volume.sizeGiB,
    availability_zone: volume.availabilityZone,
    // The answer to the create alone carries the fraction of the second.
    created_at: fresh ? `${new Date(volume.createdAt).toISOString().slice(0, 23)}000` : isoNaive(volume.createdAt),
    updated_at: volume.updatedAt === null ? null : isoNaive(volume.updatedAt),
    name: volume.name,
    description: volume.description,
    volume_type: volume.type.name,
    snapshot_id: volume.snapshotId,
    source_volid: volume.sourceVolumeId,
    metadata: volume.readOnly ? { ...volume.metadata, readonly: 'True' } : volume.metadata,
    links: links(call, volume),
    user_id: volume.userId,
    bootable: String(volume.bootable),
    encrypted: false,
    replication_status: null,
    consistencygroup_id: null,
    multiattach: false,
    attachments,
    ...late,
    'os-vol-tenant-attr:tenant_id': fresh ? undefined : volume.projectId,
    volume_image_metadata: volume.imageMetadata,
  };
}

function mine(call: VolumeCall): Volume[] {
  const pairs = call.request.queryPairs();
  const all = [...call.region.volumes.volumes.values()].filter((volume) => volume.projectId === call.project.id).reverse();
  return all.filter((volume) =>
    pairs.every(([name, value]) => {
      if (name === 'name' || name === 'display_name') return volume.name === value;
      if (name === 'status') return volume.status === value;
      if (name === 'bootable') return String(volume.bootable) === value.toLowerCase();
      if (name !== 'metadata') return true;
      // A Python dict as text: `{'k': 'v'}`.
      return [...value.matchAll(/['"]([^'"]+)['"]\s*:\s*u?['"]([^'"]*)['"]/g)].every((match) => volume.metadata[match[1] ?? ''] === match[2]);
    }),
  );
}

function typeNamed(call: VolumeCall, given: JsonObject): VolumeType {
  const { types } = call.region.volumes;
  const wanted = stringAt(given, 'volume_type');
  const type = wanted === undefined ? types[0] : types.find((item) => item.name === wanted || item.id === wanted);
  if (type === undefined) throw novaFault(404, `Volume type with name ${wanted ?? ''} could not be found.`);
  return type;
}

interface Source {
  readonly sizeGiB: number;
  readonly snapshotId?: string;
  readonly sourceVolumeId?: string;
  readonly bootable?: boolean;
  readonly imageMetadata?: Readonly<Record<string, string>>;
}

function sourceOf(call: VolumeCall, given: JsonObject): Source | undefined {
  const snapshotId = stringAt(given, 'snapshot_id');
  if (snapshotId !== undefined) {
    const snapshot = findSnapshot(call, snapshotId);
    if (snapshot.status !== 'available') throw novaFault(400, "Invalid snapshot: Originating snapshot status must be one of 'available' values");
    return { sizeGiB: snapshot.sizeGiB, snapshotId };
  }
  const sourceVolumeId = stringAt(given, 'source_volid');
  if (sourceVolumeId !== undefined) {
    const volume = findVolume(call, sourceVolumeId);
    return { sizeGiB: volume.sizeGiB, sourceVolumeId, bootable: volume.bootable };
  }
  const imageId = stringAt(given, 'imageRef');
  if (imageId === undefined || imageId === '') return undefined;
  const image = call.region.images.find(imageId.slice(imageId.lastIndexOf('/') + 1), call.project.id);
  if (image === undefined) throw novaFault(400, 'Invalid image identifier or unable to access requested image.');
  return { sizeGiB: image.minDisk, bootable: true, imageMetadata: { image_id: image.id, image_name: image.name ?? '' } };
}

async function create(call: VolumeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'volume');
  if (given === undefined) throw novaFault(400, "'volume' is a required property");
  const source = sourceOf(call, given);
  const asked = given['size'] === undefined || given['size'] === null ? undefined : integerAt(given, 'size');
  if (given['size'] !== undefined && given['size'] !== null && asked === undefined) {
    throw invalidField('size', given['size'], `${pythonRepr(given['size'])} does not match '^[0-9]+$'`);
  }
  if (asked !== undefined && asked < 1) throw invalidField('size', asked, `${asked} is less than the minimum of 1`);
  const size = asked ?? source?.sizeGiB;
  if (size === undefined || size < 1) throw novaFault(400, 'The server could not comply with the request since it is either malformed or otherwise incorrect.');
  if (source !== undefined && size < source.sizeGiB) {
    throw novaFault(
      400,
      call.v1
        ? 'Clones currently must be >= original volume size.'
        : `Invalid input received: Volume size '${size}'GB cannot be smaller than original volume size  ${source.sizeGiB}GB. They must be >= original volume size.`,
    );
  }
  const { quotas } = call.region.volumes;
  const used = usageOf(call, call.project.id);
  if ((used['volumes'] ?? 0) >= quotas.limit(call.project.id, 'volumes'))
    throw novaFault(413, `VolumeLimitExceeded: Maximum number of volumes allowed (${quotas.of(call.project.id)['volumes']}) exceeded for quota 'volumes'.`);
  if ((used['gigabytes'] ?? 0) + size > quotas.limit(call.project.id, 'gigabytes'))
    throw novaFault(
      413,
      `VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested ${size}G, quota is ${quotas.of(call.project.id)['gigabytes']}G and ${used['gigabytes']}G has been consumed.`,
    );
  const volume = call.region.volumes.add(
    {
      projectId: call.project.id,
      userId: call.token.user.id,
      sizeGiB: size,
      type: typeNamed(call, given),
      name: stringAt(given, call.v1 ? 'display_name' : 'name') ?? null,
      description: stringAt(given, call.v1 ? 'display_description' : 'description') ?? null,
      metadata: checkMetadata(given['metadata']) ?? {},
      ...(source === undefined ? {} : { ...source, sizeGiB: size }),
    },
    call.now,
    call.cloud.transitionMs,
  );
  return json(call.v1 ? 200 : 202, { volume: volumeBody(call, volume, true) });
}

async function update(call: VolumeCall, id: string): Promise<Answer> {
  const given = objectAt(await readBody(call), 'volume') ?? {};
  const volume = findVolume(call, id);
  volume.name = stringAt(given, 'name') ?? stringAt(given, 'display_name') ?? volume.name;
  volume.description = stringAt(given, 'description') ?? stringAt(given, 'display_description') ?? volume.description;
  volume.metadata = checkMetadata(given['metadata']) ?? volume.metadata;
  volume.updatedAt = call.now;
  return json(200, { volume: volumeBody(call, volume) });
}

function remove(call: VolumeCall, id: string): Answer {
  const volume = findVolume(call, id);
  const { volumes } = call.region;
  const snapshots = volumes.snapshotsOf(id);
  const cascade = call.request.queryValue('cascade')?.toLowerCase() === 'true';
  if (!DELETABLE.has(volume.status) || volume.attachments.length > 0 || (snapshots.length > 0 && !cascade)) throw novaFault(400, NOT_DELETABLE);
  for (const snapshot of snapshots) volumes.snapshots.delete(snapshot.id);
  volumes.delete(volume, call.now, call.cloud.transitionMs);
  return empty(202, { 'Content-Type': 'text/html; charset=UTF-8' });
}

export function addVolumeRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  const list = (call: VolumeCall, path: string, view: (volume: Volume) => JsonObject): Answer => {
    const found = page(call, mine(call), path);
    return json(200, { volumes: found.items.map(view), volumes_links: found.links });
  };
  routes
    .on('GET volumes', (call) =>
      list(call, 'volumes', (volume) => (call.v1 ? volumeBody(call, volume) : { id: volume.id, name: volume.name, links: links(call, volume) })),
    )
    .on('GET volumes/detail', (call) => list(call, 'volumes/detail', (volume) => volumeBody(call, volume)))
    .on('GET volumes/summary', (call) => {
      const all = mine(call);
      const metadata = Object.fromEntries(all.flatMap((volume) => Object.entries(volume.metadata).map(([key, value]) => [key, [value]])));
      return json(200, { 'volume-summary': { total_count: all.length, total_size: all.reduce((total, volume) => total + volume.sizeGiB, 0), metadata } });
    })
    .on('POST volumes', create)
    .on('GET volumes/{id}', (call, id) => json(200, { volume: volumeBody(call, findVolume(call, id)) }))
    .on('PUT volumes/{id}', update)
    .on('DELETE volumes/{id}', remove)
    .on('POST volumes/{id}/action', act)
    .on('GET volumes/{id}/metadata', (call, id) => {
      const { metadata } = findVolume(call, id);
      if (!call.version.atLeast(15)) return json(200, { metadata });
      // With its tag since 3.15, and without a word of its being JSON.
      const body = pythonJson({ metadata });
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=UTF-8', Etag: createHash('md5').update(body).digest('hex') }, body };
    })
    .on('POST volumes/{id}/metadata', async (call, id) => {
      const given = checkMetadata((await readBody(call))['metadata']) ?? {};
      const volume = findVolume(call, id);
      volume.metadata = { ...volume.metadata, ...given };
      return json(200, { metadata: volume.metadata });
    })
    .on('PUT volumes/{id}/metadata', async (call, id) => {
      const given = checkMetadata((await readBody(call))['metadata']) ?? {};
      const volume = findVolume(call, id);
      volume.metadata = given;
      return json(200, { metadata: given });
    })
    .on('DELETE volumes/{id}/metadata/{key}', (call, id, key) => {
      const volume = findVolume(call, id);
      const { [key]: gone, ...rest } = volume.metadata;
      if (gone === undefined) throw novaFault(404, `Volume ${id} has no metadata with key ${key}.`);
      volume.metadata = rest;
      return empty(200);
    });
}
