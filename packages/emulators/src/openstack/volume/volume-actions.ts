import { type Answer, empty, json } from '../answer.ts';
import { invalidField, novaFault } from '../compute/nova-faults.ts';
import { isAdministrator } from '../service-auth.ts';
import { isoNaive } from '../timestamps.ts';
import { integerAt, type JsonObject, objectAt, stringAt } from '../values.ts';
import { findVolume, readBody, type VolumeCall } from './volume-call.ts';
import { refusePolicy } from './volume-quotas.ts';
import { setStatus, type Volume } from './volume-state.ts';

/** Administrators act on anybody's. */
const target = (call: VolumeCall, id: string): Volume => {
  const volume = isAdministrator(call) ? call.region.volumes.volumes.get(id) : undefined;
  return volume ?? findVolume(call, id);
};

function requireAdmin(call: VolumeCall, rule: string): void {
  if (!isAdministrator(call)) throw refusePolicy(rule);
}

export async function act(call: VolumeCall, id: string): Promise<Answer> {
  const body = await readBody(call);
  const [name = ''] = Object.keys(body);
  const argument = objectAt(body, name);
  const volume = target(call, id);
  switch (name) {
    case 'os-extend':
      return extend(call, volume, integerAt(argument, 'new_size'));
    case 'os-set_bootable':
      volume.bootable = argument?.['bootable'] === true || argument?.['bootable'] === 'true';
      return empty(200);
    case 'os-update_readonly_flag':
      volume.readOnly = argument?.['readonly'] === true || argument?.['readonly'] === 'true';
      return empty(202);
    case 'os-set_image_metadata':
      volume.imageMetadata = { ...volume.imageMetadata, ...(objectAt(argument, 'metadata') as Record<string, string> | undefined) };
      return json(200, { metadata: volume.imageMetadata });
    case 'os-unset_image_metadata': {
      const { [stringAt(argument, 'key') ?? '']: gone, ...rest } = volume.imageMetadata ?? {};
      if (gone === undefined) throw novaFault(404, `Volume ${id} does not have a glance image metadata with that key.`);
      volume.imageMetadata = rest;
      return empty(200);
    }
    case 'os-show_image_metadata':
      return json(200, { metadata: volume.imageMetadata ?? {} });
    case 'os-reset_status':
      requireAdmin(call, 'volume_extension:volume_admin_actions:reset_status');
      volume.timeline.cancel();
      setStatus(volume, stringAt(argument, 'status') ?? volume.status, call.now);
      return empty(202);
    case 'os-force_delete':
      requireAdmin(call, 'volume_extension:volume_admin_actions:force_delete');
      volume.timeline.cancel();
      call.region.volumes.delete(volume, call.now, call.cloud.transitionMs);
      return empty(202);
    case 'revert':
      return revert(call, volume, stringAt(argument, 'snapshot_id'));
    case 'os-retype':
      return retype(call, volume, stringAt(argument, 'new_type'));
    case 'os-volume_upload_image':
      return uploadImage(call, volume, argument);
    default:
      throw novaFault(400, `There is no such action: ${name}. Verify the request body and Content-Type header and try again.`);
  }
}

function extend(call: VolumeCall, volume: Volume, size: number | undefined): Answer {
  if (size === undefined) throw invalidField('os-extend', {}, "'new_size' is a required property");
  const inUse = volume.status === 'in-use' && call.version.atLeast(42);
  if (volume.status !== 'available' && !inUse) {
    throw novaFault(
      400,
      `Invalid volume: Volume ${volume.id} status must be '(${call.version.atLeast(42) ? "'available', 'in-use'" : "'available',"})' to extend, currently ${volume.status}.`,
    );
  }
  if (size <= volume.sizeGiB) {
    throw novaFault(400, `Invalid input received: New size for extend must be greater than current size. (current: ${volume.sizeGiB}, extended: ${size}).`);
  }
  passing(call, volume, 'extending', () => {
    volume.sizeGiB = size;
  });
  return empty(202);
}

/** In `status` for as long as a transition takes, and then as before. */
function passing(call: VolumeCall, volume: Volume, status: string, done: () => void): void {
  const before = volume.status;
  setStatus(volume, status, call.now);
  volume.timeline.plan(call.now, call.cloud.transitionMs, (at) => {
    done();
    setStatus(volume, before, at);
  });
}

/** To the last snapshot, and no other. */
function revert(call: VolumeCall, volume: Volume, snapshotId: string | undefined): Answer {
  const last = call.region.volumes.snapshotsOf(volume.id).at(-1);
  if (last === undefined || last.id !== snapshotId)
    throw novaFault(400, `Invalid snapshot: Specified snapshot ${snapshotId ?? ''} is not the latest one of volume ${volume.id}.`);
  if (volume.status !== 'available' && volume.status !== 'in-use')
    throw novaFault(400, `Invalid volume: Can't revert volume ${volume.id} in status ${volume.status}.`);
  passing(call, volume, 'reverting', () => {
    volume.sizeGiB = last.sizeGiB;
  });
  return empty(202);
}

/** Only where there is a place for the other type: one whose backend nobody has leaves the volume as it is. */
function retype(call: VolumeCall, volume: Volume, wanted: string | undefined): Answer {
  const type = call.region.volumes.types.find((one) => one.name === wanted || one.id === wanted);
  if (type === undefined) throw novaFault(404, `Volume type with name ${wanted ?? ''} could not be found.`);
  if (type === volume.type) throw novaFault(400, 'Invalid volume: Retype needs volume to be of another type.');
  if (volume.status !== 'available' && volume.status !== 'in-use')
    throw novaFault(400, `Invalid volume: Unable to retype volume ${volume.id} in status ${volume.status}.`);
  passing(call, volume, 'retyping', () => {
    if (type.extraSpecs['volume_backend_name'] === undefined) volume.type = type;
  });
  return empty(202);
}

function uploadImage(call: VolumeCall, volume: Volume, argument: JsonObject | undefined): Answer {
  const name = stringAt(argument, 'image_name');
  if (name === undefined || name === '') throw invalidField('os-volume_upload_image', argument ?? {}, "'image_name' is a required property");
  if (volume.status !== 'available' && !(volume.status === 'in-use' && argument?.['force'] === true))
    throw novaFault(400, `Invalid volume: Volume ${volume.id} status must be available or in-use, but current status is: ${volume.status}.`);
  const diskFormat = stringAt(argument, 'disk_format') ?? 'raw';
  const containerFormat = stringAt(argument, 'container_format') ?? 'bare';
  const image = call.region.images.add({ name, owner: call.project.id, diskFormat, containerFormat, minDisk: volume.sizeGiB, status: 'queued' }, call.now);
  image.timeline.plan(call.now, call.cloud.transitionMs, () => {
    image.status = 'active';
    image.data = [Buffer.from(`volume ${volume.id}`)];
    image.size = volume.sizeGiB * 2 ** 30;
  });
  passing(call, volume, 'uploading', () => undefined);
  const body = {
    id: volume.id,
    status: 'uploading',
    size: volume.sizeGiB,
    image_id: image.id,
    image_name: name,
    disk_format: diskFormat,
    container_format: containerFormat,
    display_description: volume.description,
    updated_at: volume.updatedAt === null ? null : isoNaive(volume.updatedAt),
    volume_type: { id: volume.type.id, name: volume.type.name, description: volume.type.description },
    visibility: stringAt(argument, 'visibility'),
  };
  return json(202, { 'os-volume_upload_image': body });
}
