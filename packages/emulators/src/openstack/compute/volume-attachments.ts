import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, findServer, readBody } from './compute-call.ts';
import type { ServerRecord, VolumeAttachment } from './compute-state.ts';
import { novaFault } from './nova-faults.ts';
import { requireState } from './server-actions.ts';

function view(call: ComputeCall, server: ServerRecord, attachment: VolumeAttachment): JsonObject {
  const base = { serverId: server.id, volumeId: attachment.volumeId, device: attachment.device };
  // 2.89 dropped `id`, which was the volume's.
  const ids = call.version.atLeast(89) ? { attachment_id: attachment.attachmentId, bdm_uuid: attachment.attachmentId } : { id: attachment.volumeId };
  const late = {
    ...(call.version.atLeast(70) ? { tag: null } : {}),
    ...(call.version.atLeast(79) ? { delete_on_termination: attachment.deleteOnTermination } : {}),
  };
  return { ...ids, ...base, ...late };
}

async function attach(call: ComputeCall, id: string): Promise<Answer> {
  const given = objectAt(await readBody(call), 'volumeAttachment');
  const volumeId = stringAt(given, 'volumeId');
  if (volumeId === undefined) throw novaFault(400, "Invalid input for field/attribute volumeAttachment. Value: {}. 'volumeId' is a required property");
  const server = findServer(call, id);
  requireState(server, 'attach_volume', ['active', 'paused', 'stopped', 'resized', 'shelved', 'shelved_offloaded']);
  const volume = call.region.volumes.find(volumeId, call.project.id);
  if (volume === undefined) throw novaFault(404, `Volume ${volumeId} could not be found.`);
  if (volume.status !== 'available') {
    throw novaFault(400, `Invalid volume: volume ${volumeId} status must be 'available'. Currently in '${volume.status}' status`);
  }
  // The device asked for is a wish; the guest takes the next free one.
  const device = `/dev/vd${String.fromCharCode(98 + server.volumes.length)}`;
  const attachmentId = call.region.volumes.attach(volume, server.id, device, call.now, call.cloud.transitionMs);
  const attachment: VolumeAttachment = { volumeId, device, attachmentId, deleteOnTermination: given?.['delete_on_termination'] === true };
  server.volumes.push(attachment);
  return json(200, { volumeAttachment: view(call, server, attachment) });
}

function find(call: ComputeCall, id: string, volumeId: string): { server: ServerRecord; attachment: VolumeAttachment } {
  const server = findServer(call, id);
  const attachment = server.volumes.find((item) => item.volumeId === volumeId);
  if (attachment === undefined) throw novaFault(404, `Instance ${id} is not attached to volume ${volumeId}`);
  return { server, attachment };
}

function detach(call: ComputeCall, id: string, volumeId: string): Answer {
  const { server, attachment } = find(call, id, volumeId);
  requireState(server, 'detach_volume', ['active', 'paused', 'stopped', 'suspended', 'resized', 'shelved', 'shelved_offloaded']);
  const volume = call.region.volumes.find(volumeId, call.project.id);
  if (volume !== undefined) {
    if (volume.status !== 'in-use')
      throw novaFault(
        400,
        `Invalid volume: Invalid input received: Invalid volume: Unable to detach volume. Volume status must be 'in-use' and attach_status must be 'attached' to detach.`,
      );
    call.region.volumes.detach(volume, call.now, call.cloud.transitionMs);
  }
  server.volumes.splice(server.volumes.indexOf(attachment), 1);
  return empty(202);
}

export function addAttachmentRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET servers/{id}/os-volume_attachments', (call, id) => {
      const server = findServer(call, id);
      return json(200, { volumeAttachments: server.volumes.map((attachment) => view(call, server, attachment)) });
    })
    .on('POST servers/{id}/os-volume_attachments', attach)
    .on('GET servers/{id}/os-volume_attachments/{volume}', (call, id, volumeId) => {
      const { server, attachment } = find(call, id, volumeId);
      return json(200, { volumeAttachment: view(call, server, attachment) });
    })
    .on('DELETE servers/{id}/os-volume_attachments/{volume}', detach);
}
