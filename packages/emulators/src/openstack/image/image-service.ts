import type { ServerResponse } from 'node:http';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, empty, json, Refusal, webobError } from '../answer.ts';
import { type Cloud, pageLimit, type Region } from '../cloud.ts';
import { requestId } from '../request-ids.ts';
import { Routes } from '../routes.ts';
import { authenticateCall, isAdministrator, refusalAnswer } from '../service-auth.ts';
import { isObject, stringAt } from '../values.ts';
import { findImage, type ImageCall, imageFault, receive, requireOwner, setData } from './image-call.ts';
import { filterImages } from './image-filters.ts';
import { addImportRoutes } from './image-import.ts';
import { addMemberRoutes } from './image-members.ts';
import { patchImage } from './image-patch.ts';
import { addSchemaRoutes } from './image-schemas.ts';
import type { Image } from './image-state.ts';
import { imageBody } from './image-view.ts';

/** Glance answers 25 rows when no limit is asked, 1000 at most. */
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 1000;

function list(call: ImageCall): Answer {
  const pairs = call.request.queryPairs();
  const value = (name: string): string | undefined => pairs.find(([key]) => key === name)?.[1];
  const limitText = value('limit');
  if (limitText !== undefined && !/^-?\d+$/.test(limitText)) throw imageFault(call, 400, 'limit param must be an integer');
  if (limitText?.startsWith('-') === true) throw imageFault(call, 400, 'limit param must be positive');
  const limit = pageLimit(call.cloud, limitText === undefined ? undefined : Number(limitText), MAX_LIMIT, DEFAULT_LIMIT);
  const all = filterImages(call, pairs);
  const marker = value('marker');
  let start = 0;
  if (marker !== undefined) {
    start = all.findIndex((image) => image.id === marker) + 1;
    if (start === 0) throw imageFault(call, 400, `No image found with ID ${marker}`);
  }
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const encode = (kept: readonly (readonly [string, string])[]): string =>
    kept.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`).join('&');
  const kept = pairs.filter(([name]) => name !== 'marker');
  const query = encode(kept);
  // A path from the unversioned root, never a whole URL.
  const next = last !== undefined && items.length === limit ? `/v2/images?${encode([...kept, ['marker', last.id]])}` : undefined;
  return json(200, { images: items.map(imageBody), first: `/v2/images${query === '' ? '' : `?${query}`}`, schema: '/v2/schemas/images', next });
}

async function create(call: ImageCall): Promise<Answer> {
  let given: unknown;
  try {
    given = JSON.parse((await call.request.body()).toString('utf8'));
  } catch {
    throw imageFault(call, 400, 'Malformed JSON in request body.');
  }
  if (!isObject(given)) throw imageFault(call, 400, 'Provided object does not match schema.');
  const id = stringAt(given, 'id');
  if (id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw imageFault(
      call,
      400,
      `Provided object does not match schema 'image': '${id}' does not match '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$'`,
    );
  if (id !== undefined && call.region.images.exists(id)) throw imageFault(call, 409, `Image ID ${id} already exists!`);
  if (given['visibility'] === 'public' && !isAdministrator(call)) throw imageFault(call, 403, 'You are not authorized to complete publicize_image action.');
  const known = new Set(['id', 'name', 'disk_format', 'container_format', 'visibility', 'min_disk', 'min_ram', 'protected', 'tags', 'os_hidden', 'owner']);
  const properties = new Map(
    Object.entries(given)
      .filter(([name]) => !known.has(name))
      .map(([name, value]) => [name, String(value)]),
  );
  const visibility = stringAt(given, 'visibility') as Image['visibility'] | undefined;
  const name = stringAt(given, 'name');
  const image = call.region.images.add(
    {
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      ...(visibility === undefined ? {} : { visibility }),
      owner: call.project.id,
      diskFormat: stringAt(given, 'disk_format') ?? null,
      containerFormat: stringAt(given, 'container_format') ?? null,
      minDisk: Number(given['min_disk'] ?? 0),
      minRam: Number(given['min_ram'] ?? 0),
      protected: given['protected'] === true,
      hidden: given['os_hidden'] === true,
      tags: Array.isArray(given['tags']) ? given['tags'].map(String) : [],
      properties,
    },
    call.now,
  );
  return json(201, imageBody(image), {
    Location: `${call.region.linkOrigin}${call.cloud.flavour === 'rackspace' ? '/images' : '/image'}/v2/images/${image.id}`,
    'Openstack-Image-Import-Methods': 'glance-direct,web-download',
    'Openstack-Image-Store-Ids': 'file',
  });
}

/** The image's bytes, once. An upload cut half-way leaves the image queued, as Glance's rollback does. */
async function upload(call: ImageCall, id: string): Promise<Answer> {
  const image = findImage(call, id);
  requireOwner(call, image, 'upload_image');
  if (call.cloud.flavour === 'rackspace') throw imageFault(call, 403, 'You are not authorized to complete upload_image action.');
  if (call.request.header('content-type') !== 'application/octet-stream') {
    throw new Refusal(
      webobError(415, `The request media type ${call.request.header('content-type') ?? ''} is not supported by this server.`, call.request.header('accept')),
    );
  }
  if (image.status !== 'queued') throw imageFault(call, 409, `Image status transition from ${image.status} to saving is not allowed`);
  if (image.diskFormat === null || image.containerFormat === null)
    throw imageFault(call, 400, 'Properties disk_format, container_format must be set prior to saving data.');
  image.status = 'saving';
  try {
    setData(image, await receive(call), call.cloud.clock.now());
  } catch (error) {
    image.status = 'queued';
    throw error;
  }
  return empty(204, { 'Content-Type': 'text/html; charset=UTF-8' });
}

function download(call: ImageCall, id: string): Answer {
  const image = findImage(call, id);
  if (image.status === 'deactivated') throw imageFault(call, 403, 'The requested image has been deactivated. Image data download is forbidden.');
  if (image.data === undefined) return empty(204);
  const bytes = Buffer.concat(image.data);
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Md5': image.checksum ?? undefined };
  const range = /^bytes=(\d+)-(\d*)$/.exec(call.request.header('range') ?? '');
  if (range === null) return { status: 200, headers, body: bytes };
  const first = Number(range[1]);
  const last = Math.min(range[2] === '' ? bytes.length - 1 : Number(range[2]), bytes.length - 1);
  if (first > last) {
    const detail = `Invalid start position in Range header. Start position MUST be in the inclusive range [0, ${bytes.length - 1}].`;
    throw imageFault(call, 416, 'The Range requested is not available.', detail);
  }
  return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${first}-${last}/${bytes.length}` }, body: bytes.subarray(first, last + 1) };
}

function remove(call: ImageCall, id: string): Answer {
  const image = isAdministrator(call) ? call.region.images.get(id) : call.region.images.find(id, call.project.id);
  if (image === undefined) throw imageFault(call, 404, `Failed to find image ${id} to delete`);
  requireOwner(call, image, 'delete_image');
  if (image.protected) throw imageFault(call, 403, `Image ${id} is protected and cannot be deleted.`);
  call.region.images.delete(id);
  return empty(204, { 'Content-Type': 'text/html; charset=UTF-8' });
}

function setTag(call: ImageCall, id: string, tag: string, present: boolean): Answer {
  const image = findImage(call, id);
  requireOwner(call, image, 'modify_image');
  const index = image.tags.indexOf(tag);
  if (!present && index === -1) throw imageFault(call, 404, 'The resource could not be found.');
  if (present && index === -1) image.tags.push(tag);
  if (!present) image.tags.splice(index, 1);
  image.updatedAt = call.now;
  return empty(204, { 'Content-Type': 'text/html; charset=UTF-8' });
}

function setActive(call: ImageCall, id: string, active: boolean): Answer {
  const image = findImage(call, id);
  requireOwner(call, image, active ? 'reactivate' : 'deactivate');
  if (image.status !== 'active' && image.status !== 'deactivated') {
    throw imageFault(call, 403, `Not allowed to ${active ? 'reactivate' : 'deactivate'} image in status '${image.status}'`);
  }
  image.status = active ? 'active' : 'deactivated';
  return empty(204, { 'Content-Type': 'text/html; charset=UTF-8' });
}

const routes = new Routes<ImageCall, Answer | Promise<Answer>>()
  .on('GET images', list)
  .on('POST images', create)
  .on('GET images/{id}', (call, id) => json(200, imageBody(findImage(call, id))))
  .on('PATCH images/{id}', async (call, id) => {
    const image = findImage(call, id);
    requireOwner(call, image, 'modify_image');
    await patchImage(call, image);
    return json(200, imageBody(image));
  })
  .on('DELETE images/{id}', remove)
  .on('PUT images/{id}/file', upload)
  .on('GET images/{id}/file', download)
  .on('PUT images/{id}/tags/{tag}', (call, id, tag) => setTag(call, id, tag, true))
  .on('DELETE images/{id}/tags/{tag}', (call, id, tag) => setTag(call, id, tag, false))
  .on('POST images/{id}/actions/deactivate', (call, id) => setActive(call, id, false))
  .on('POST images/{id}/actions/reactivate', (call, id) => setActive(call, id, true))
  .on('GET info/import', () =>
    json(200, { 'import-methods': { description: 'Import methods available.', type: 'array', value: ['glance-direct', 'web-download'] } }),
  );

addMemberRoutes(routes);
addImportRoutes(routes);
addSchemaRoutes(routes);

const MINORS = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** Glance under `prefix`; `path` is what follows. 300 at the root, in every release. */
export async function imageService(
  cloud: Cloud,
  region: Region,
  request: EmulatorRequest,
  response: ServerResponse,
  prefix: string,
  path: string,
): Promise<Answer> {
  const [major = '', ...rest] = path.replace(/^\/+/, '').split('/');
  const href = `${region.linkOrigin}${prefix}/v2/`;
  if (major === '' || major === 'versions') {
    const versions = MINORS.map((minor, index) => ({ id: `v2.${minor}`, status: index === 0 ? 'CURRENT' : 'SUPPORTED', links: [{ rel: 'self', href }] }));
    return json(major === '' ? 300 : 200, { versions });
  }
  const ids = { 'X-Openstack-Request-Id': requestId() };
  try {
    const call = { ...authenticateCall(cloud, region, request, 'webob-html'), response };
    region.images.settle(call.now);
    if (request.header('expect')?.toLowerCase() === '100-continue') response.writeContinue();
    const found = major === 'v2' ? routes.find(request.method, rest.join('/')) : undefined;
    const answer =
      typeof found === 'function' ? await found(call) : webobError(404, 'The resource could not be found.', request.header('accept') ?? 'text/html');
    return { ...answer, headers: { ...answer.headers, ...ids } };
  } catch (error) {
    const answer = refusalAnswer(error);
    return answer.status === 401 ? answer : { ...answer, headers: { ...answer.headers, ...ids } };
  }
}
