import { createHash, randomBytes } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { isObject, stringAt } from '../values.ts';
import type { ComputeCall } from './compute-call.ts';
import type { ServerRecord } from './compute-state.ts';
import { invalidField, novaFault, wrongState } from './nova-faults.ts';
import { checkMetadata } from './server-create.ts';

/** `createImage`: a Glance image that is queued at once and active when the snapshot is done. */
export function createImage(call: ComputeCall, server: ServerRecord, argument: unknown): Answer {
  const name = stringAt(argument, 'name');
  if (name === undefined) throw invalidField('createImage', argument, "'name' is a required property");
  const metadata = isObject(argument) ? argument['metadata'] : undefined;
  checkMetadata(metadata);
  if (server.locked) throw novaFault(409, `Instance ${server.id} is locked`);
  if (!['active', 'stopped', 'paused', 'suspended'].includes(server.vmState)) throw wrongState('createImage', server.id, 'vm_state', server.vmState);
  if (server.taskState !== null) throw wrongState('createImage', server.id, 'task_state', server.taskState);
  // Those of the image the server was booted from are handed down.
  const inherited = call.region.images.get(server.imageId)?.properties ?? new Map<string, string>();
  const properties = new Map<string, string>([
    ...inherited,
    ['base_image_ref', server.imageId],
    ['instance_uuid', server.id],
    ['user_id', server.userId],
    ['image_type', 'snapshot'],
    ['image_state', 'available'],
    ['owner_id', server.projectId],
    ...Object.entries((metadata ?? {}) as Record<string, string>),
  ]);
  const image = call.region.images.add(
    { name, owner: server.projectId, visibility: 'private', diskFormat: 'raw', containerFormat: 'bare', minDisk: server.flavor.diskGiB, properties },
    call.now,
  );
  const data = randomBytes(512);
  server.taskState = 'image_snapshot_pending';
  server.updatedAt = call.now;
  server.actions.unshift({ action: 'createImage', requestId: call.requestId, startedAt: call.now });
  // The upload's task outlives the image's way to active: Nova 26 takes no order in between.
  server.timeline
    .plan(call.now, call.cloud.transitionMs / 2, () => {
      server.taskState = 'image_uploading';
    })
    .plan(call.now, call.cloud.transitionMs, (at) => {
      server.taskState = null;
      server.updatedAt = at;
    });
  image.timeline
    .plan(call.now, call.cloud.transitionMs / 2, (at) => {
      image.status = 'saving';
      image.updatedAt = at;
    })
    .plan(call.now, call.cloud.transitionMs / 2, (at) => {
      image.status = 'active';
      image.updatedAt = at;
      image.size = data.length;
      image.checksum = createHash('md5').update(data).digest('hex');
      image.sha512 = createHash('sha512').update(data).digest('hex');
      image.data = [data];
    });
  if (call.version.atLeast(45)) return json(202, { image_id: image.id });
  return empty(202, {
    'Content-Type': 'text/html; charset=UTF-8',
    Location: `${call.region.linkOrigin}${call.cloud.flavour === 'rackspace' ? '/images/v2' : '/image'}/images/${image.id}`,
  });
}
