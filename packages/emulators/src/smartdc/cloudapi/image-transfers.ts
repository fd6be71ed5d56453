import { randomUUID } from 'node:crypto';
import { ApiError, invalidArgument, missingParameter, notFound } from './api-error.ts';
import type { Call } from './call.ts';
import { ADMIN_ID, type Image } from './catalog.ts';
import { text } from './params.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

// Images between datacenters, accounts and Manta. IMGAPI says 422 where CloudAPI itself would say 409.

const failed = (message: string, field: string): ApiError =>
  new ApiError(422, 'ValidationFailed', message, { errors: [{ field, code: 'Invalid', message: 'Invalid' }] });

export const notImageOwner = (call: Call, image: Image): ApiError =>
  new ApiError(422, 'NotImageOwner', `account ${call.account.id} is not the owner of image ${image.id}`);

/** `POST /images?action=import-from-datacenter`: one's own active image, with its id, from another datacenter. Waits until it is there. */
export function importImage(call: Call): Image {
  const { cloud, params, account } = call;
  const datacenter = text(params, 'datacenter');
  if (!datacenter) throw missingParameter('datacenter is a required argument');
  const id = text(params, 'id') ?? '';
  if (!UUID.test(id)) throw invalidArgument(`id ${params['id'] === undefined ? 'undefined' : id} must be a UUID`);
  const others = [...cloud.siblings.keys()].join(', ');
  if (datacenter === cloud.datacenter) throw failed(`cannot import into the same datacenter, valid datacenters names are: ${others}`, 'datacenter');
  const source = cloud.siblings.get(datacenter);
  if (source === undefined) throw failed(`datacenter "${datacenter}" is not supported, valid datacenters names are: ${others}`, 'datacenter');
  source.settle(call.now);
  const image = source.images.find((candidate) => candidate.id === id);
  const visible = image !== undefined && (image.public || image.ownerId === account.id || image.acl?.includes(account.id) === true);
  if (!visible) throw notFound('image not found');
  if (image.state !== 'active') throw new ApiError(422, 'ValidationFailed', `Cannot import image ${id} - image is not active.`);
  if (image.ownerId !== account.id) throw new ApiError(401, 'UnauthorizedError', `Cannot import image ${id} - you are not the owner.`);
  if (cloud.images.some((there) => there.id === id)) throw new ApiError(409, 'ImageUuidAlreadyExists', `an image with UUID "${id}" already exists`);
  copyOrigins(call, source.images, image);
  const copy: Image = { ...image, publishedMs: call.now };
  cloud.images.push(copy);
  return copy;
}

/** Origins of one's own come along, disabled; the operator's must be here already. */
function copyOrigins(call: Call, images: readonly Image[], image: Image): void {
  const { cloud } = call;
  const origin = image.origin === undefined ? undefined : images.find((candidate) => candidate.id === image.origin);
  if (origin === undefined || cloud.images.some((there) => there.id === origin.id)) return;
  if (origin.ownerId !== call.account.id) {
    throw notFound(`Unable to import - origin image ${origin.id} must already exist in the datacenter (as this image is not owned by you).`);
  }
  copyOrigins(call, images, origin);
  cloud.images.push({ ...origin, state: 'disabled', publishedMs: call.now });
}

/** A shared image becomes one's own, under a new id; of its origins the sharer's own are copied with it, disabled. */
export function cloneImage(call: Call, image: Image): Image {
  if (image.state !== 'active') throw failed('image is not active', 'active');
  if (image.acl?.includes(call.account.id) !== true) {
    throw new ApiError(422, 'ImageNotShared', `Image ${image.id} is not shared with account ${call.account.id}`);
  }
  if (image.type === 'docker') throw failed('docker images cannot be cloned', 'type');
  return copyOwned(call, image, 'active');
}

function copyOwned(call: Call, image: Image, state: Image['state']): Image {
  const { acl: _, ...rest } = image;
  const origin = call.cloud.images.find((candidate) => candidate.id === image.origin);
  const copiedOrigin = origin === undefined || origin.ownerId === ADMIN_ID ? image.origin : copyOwned(call, origin, 'disabled').id;
  const copy: Image = {
    ...rest,
    id: randomUUID(),
    ownerId: call.account.id,
    public: false,
    state,
    publishedMs: call.now,
    ...(copiedOrigin === undefined ? {} : { origin: copiedOrigin }),
  };
  call.cloud.images.push(copy);
  return copy;
}

/** Writes manifest and file into the account's own part of Manta: into a directory under the image's name, else beside the path given. */
export function exportImage(call: Call, image: Image, manifest: unknown): Record<string, string> {
  const path = text(call.params, 'manta_path');
  if (!path) throw missingParameter('Image destination manta_path is a required argument');
  const pieces = path.split('/').filter((piece) => piece !== '');
  const [login] = pieces;
  if (!path.startsWith('/') || login === undefined) {
    throw new ApiError(422, 'InvalidParameter', 'invalid manta_path prefix, not a valid manta path', {
      errors: [{ field: 'manta_path', code: 'Invalid', message: 'Invalid' }],
    });
  }
  if (login !== call.account.login) {
    throw new ApiError(422, 'NotMantaPathOwner', `account ${call.account.id} is not the owner of Manta path ${path}`);
  }
  const { exports } = call.cloud;
  // Operator images are kept outside Manta.
  if (exports === undefined || image.ownerId === ADMIN_ID) throw new ApiError(503, 'StorageUnsupported', 'storage type is not supported');
  const base = exports.isDirectory(pieces) ? [...pieces, `${image.name}-${image.version}`] : pieces;
  const beside = (suffix: string): string[] => [...base.slice(0, -1), `${base.at(-1)}${suffix}`];
  const [manifestPath, imagePath] = [beside('.imgmanifest'), beside('.zfs.gz')];
  const stored = exports.write(manifestPath, Buffer.from(JSON.stringify(manifest, null, 4)), call.now) && exports.write(imagePath, fileOf(image), call.now);
  if (!stored) throw notFound(`error exporting image manifest: /${manifestPath.slice(0, -1).join('/')} does not exist`);
  return { manta_url: call.cloud.services['manta'] ?? '', image_path: `/${imagePath.join('/')}`, manifest_path: `/${manifestPath.join('/')}` };
}

/** Nobody boots it: the id, where the file system would be. */
const fileOf = (image: Image): Buffer => Buffer.from(image.id);
