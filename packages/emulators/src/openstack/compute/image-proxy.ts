import { type Answer, empty, json } from '../answer.ts';
import type { Image } from '../image/image-state.ts';
import type { Routes } from '../routes.ts';
import { isoSeconds } from '../timestamps.ts';
import type { JsonObject } from '../values.ts';
import { bookmark, type ComputeCall, links, page } from './compute-call.ts';
import { novaFault } from './nova-faults.ts';

/** Nova's words for Glance's states; a queued or saving image is SAVING. */
const STATUS: Readonly<Record<Image['status'], string>> = {
  active: 'ACTIVE',
  queued: 'SAVING',
  saving: 'SAVING',
  importing: 'SAVING',
  uploading: 'SAVING',
  deactivated: 'DELETED',
  killed: 'ERROR',
};

/** The old way to images, gone with 2.36; Rackspace's servers still use it. */
function visible(call: ComputeCall): Image[] {
  if (call.version.atLeast(36)) throw novaFault(404, 'The resource could not be found.');
  const { request } = call;
  const name = request.queryValue('name');
  const status = request.queryValue('status');
  const type = request.queryValue('type');
  return call.region.images
    .visible(call.project.id)
    .filter((image) => name === undefined || image.name === name)
    .filter((image) => status === undefined || STATUS[image.status] === status.toUpperCase())
    .filter((image) => type === undefined || (image.properties.get('image_type') === 'snapshot') === (type.toUpperCase() !== 'BASE'));
}

function find(call: ComputeCall, id: string): Image {
  if (call.version.atLeast(36)) throw novaFault(404, 'The resource could not be found.');
  const image = call.region.images.find(id, call.project.id);
  if (image === undefined) throw novaFault(404, `Image ${id} could not be found.`);
  return image;
}

const imageLinks = (call: ComputeCall, image: Image): readonly JsonObject[] => [
  ...links(call, `images/${image.id}`),
  { rel: 'alternate', type: 'application/vnd.openstack.image', href: `${call.region.linkOrigin}/images/${image.id}` },
];

function detail(call: ComputeCall, image: Image): JsonObject {
  const serverId = image.properties.get('instance_uuid');
  return {
    id: image.id,
    name: image.name,
    minRam: image.minRam,
    minDisk: image.minDisk,
    metadata: Object.fromEntries(image.properties),
    created: isoSeconds(image.createdAt),
    updated: isoSeconds(image.updatedAt),
    status: STATUS[image.status],
    progress: image.status === 'active' ? 100 : image.status === 'saving' ? 50 : 25,
    links: imageLinks(call, image),
    server: serverId === undefined ? undefined : { id: serverId, links: bookmark(call, `servers/${serverId}`) },
    'OS-EXT-IMG-SIZE:size': image.size,
    'OS-DCF:diskConfig': call.cloud.flavour === 'rackspace' ? 'AUTO' : undefined,
  };
}

export function addImageProxyRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET images', (call) => {
      const found = page(call, visible(call), 'images');
      return json(200, { images: found.items.map((image) => ({ id: image.id, name: image.name, links: imageLinks(call, image) })), images_links: found.links });
    })
    .on('GET images/detail', (call) => {
      const found = page(call, visible(call), 'images/detail');
      return json(200, { images: found.items.map((image) => detail(call, image)), images_links: found.links });
    })
    .on('GET images/{id}', (call, id) => json(200, { image: detail(call, find(call, id)) }))
    .on('DELETE images/{id}', (call, id) => {
      const image = find(call, id);
      if (image.owner !== call.project.id || image.protected) throw novaFault(403, `You are not allowed to delete the image.`);
      call.region.images.delete(id);
      return empty(204);
    })
    .on('GET images/{id}/metadata', (call, id) => json(200, { metadata: Object.fromEntries(find(call, id).properties) }));
}
