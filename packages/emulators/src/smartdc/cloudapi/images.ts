import { randomUUID } from 'node:crypto';
import { ApiError, invalidArgument, missingParameter, notFound } from './api-error.ts';
import { type Answer, type Call, created, noContent, ok } from './call.ts';
import { type Image, makeImage } from './catalog.ts';
import { cloneImage, exportImage, importImage, notImageOwner } from './image-transfers.ts';
import { visibleImages } from './lookup.ts';
import { text } from './params.ts';
import { atLeast } from './version.ts';

const OLD_TYPES: Readonly<Record<string, string>> = { smartmachine: 'zone-dataset', virtualmachine: 'zvol' };

/** Only active ones unless `state` says otherwise (`all`, or one state); docker images only when asked for by type. */
export function listImages(call: Call): Answer {
  const { params, version } = call;
  const asked = (name: string): string | undefined => text(params, name) || undefined;
  const state = asked('state') ?? 'active';
  let type = asked('type');
  if (type !== undefined && !atLeast(version, '8.0.0')) {
    if (OLD_TYPES[type] === undefined) throw invalidArgument(`image type ${type} is not a valid type`);
    type = OLD_TYPES[type];
  }
  const tests: ((image: Image) => boolean)[] = [
    (image) => state === 'all' || image.state === state,
    (image) => (type === undefined ? image.type !== 'docker' : image.type === type),
    (image) => nameMatches(image.name, asked('name')),
    (image) => asked('os') === undefined || image.os === asked('os'),
    (image) => asked('version') === undefined || image.version === asked('version'),
    (image) => asked('owner') === undefined || image.ownerId === asked('owner'),
    (image) => asked('public') === undefined || String(image.public) === asked('public'),
  ];
  const images = visibleImages(call).filter((image) => tests.every((test) => test(image)));
  return ok(images.map((image) => imageView(image, version)));
}

/** IMGAPI: exact, or a substring after `~`. */
const nameMatches = (name: string, wanted: string | undefined): boolean =>
  wanted === undefined || (wanted.startsWith('~') ? name.includes(wanted.slice(1)) : name === wanted);

function findImage(call: Call): Image {
  const id = text(call.params, 'image') ?? '';
  const image = visibleImages(call).find((candidate) => candidate.id === id);
  if (image === undefined) throw notFound(`${id} not found`);
  return image;
}

export const getImage = (call: Call): Answer => ok(imageView(findImage(call), call.version));

export function createImage(call: Call): Answer {
  const { params, cloud, account } = call;
  const action = text(params, 'action');
  if (action === 'import-from-datacenter') return ok(imageView(importImage(call), call.version));
  const machineId = text(params, 'machine');
  if (!machineId) throw missingParameter('machine is a required argument');
  const name = text(params, 'name');
  if (!name) throw missingParameter('Image name is a required argument');
  const version = text(params, 'version');
  if (!version) throw missingParameter('Image version is a required argument');
  const machine = cloud.machines.find((candidate) => candidate.id === machineId && candidate.ownerId === account.id);
  if (machine === undefined) throw notFound('VM not found');
  const origin = cloud.images.find((image) => image.id === machine.imageId);
  const image = makeImage(
    {
      name,
      version,
      os: origin?.os ?? 'other',
      type: origin?.type ?? 'other',
      state: 'creating',
      requirements: origin?.requirements ?? {},
      ...(origin === undefined ? {} : { origin: origin.id }),
      ...(origin?.imageSizeMiB === undefined ? {} : { imageSizeMiB: origin.imageSizeMiB }),
      ownerId: account.id,
      public: false,
      activeAtMs: call.now + cloud.transitionMs,
      fails: cloud.failingImages > 0,
    },
    call.now,
  );
  cloud.failingImages = Math.max(0, cloud.failingImages - 1);
  applyAttributes(image, params);
  cloud.images.push(image);
  // Until it is there, IMGAPI knows only what it was given.
  const view = {
    id: image.id,
    name,
    version,
    requirements: {},
    ...(image.description === undefined ? {} : { description: image.description }),
    state: 'creating',
  };
  const answer = created(view, `/${account.login}/images/${image.id}`);
  return { ...answer, headers: { ...answer.headers, 'x-joyent-jobid': randomUUID() } };
}

const ATTRIBUTES = ['name', 'version', 'description', 'homepage', 'eula'] as const;

function applyAttributes(image: Image, params: Readonly<Record<string, unknown>>): void {
  for (const name of ATTRIBUTES) {
    const value = text(params, name);
    if (value !== undefined) image[name] = value;
  }
  const { acl, tags } = params;
  if (Array.isArray(acl)) image.acl = acl.map(String);
  if (typeof tags === 'object' && tags !== null && !Array.isArray(tags))
    image.tags = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}

export function updateImage(call: Call): Answer {
  const action = text(call.params, 'action');
  const image = findImage(call);
  switch (action) {
    case 'update':
      if (image.ownerId !== call.account.id) throw notImageOwner(call, image);
      applyAttributes(image, call.params);
      return ok(imageView(image, call.version));
    case 'export':
      return ok(exportImage(call, image, imageView(image, call.version)));
    case 'clone':
      return ok(imageView(cloneImage(call, image), call.version));
    case undefined:
    case '':
      throw missingParameter('action is a required argument');
    default:
      throw invalidArgument(`action ${action} is not a valid argument`);
  }
}

export function deleteImage(call: Call): Answer {
  const image = findImage(call);
  if (image.ownerId !== call.account.id) throw notImageOwner(call, image);
  if (call.cloud.images.some((other) => other.origin === image.id)) {
    throw new ApiError(422, 'ImageHasDependentImages', `image "${image.id}" has dependent images`);
  }
  call.cloud.images.splice(call.cloud.images.indexOf(image), 1);
  return noContent;
}

/** `lib/datasets.js` translate(): requirements are numbers, whatever the documentation says. */
function imageView(image: Image, version: string): Record<string, unknown> {
  const { min_ram: min, max_ram: max, brand, bootrom } = image.requirements;
  const old = image.type === 'zvol' ? 'virtualmachine' : 'smartmachine';
  const late = {
    owner: image.ownerId,
    public: image.public,
    state: image.state,
    ...(image.eula === undefined ? {} : { eula: image.eula }),
    ...(image.acl === undefined ? {} : { acl: image.acl }),
    ...(image.origin === undefined ? {} : { origin: image.origin }),
    ...(image.error === undefined ? {} : { error: image.error }),
  };
  return {
    id: image.id,
    name: image.name,
    version: image.version,
    os: image.os,
    requirements: {
      ...(max === undefined ? {} : { max_memory: max, max_ram: max }),
      ...(min === undefined ? {} : { min_memory: min, min_ram: min }),
      ...(brand === undefined ? {} : { brand }),
      ...(bootrom === undefined ? {} : { bootrom }),
    },
    type: atLeast(version, '8.0.0') ? image.type : old,
    ...(image.type === 'zvol' ? { image_size: image.imageSizeMiB } : {}),
    ...(image.description === undefined ? {} : { description: image.description }),
    files: [{ compression: 'gzip', sha1: '97a4a43e8a1c0ac93d6a3c5d4fc7a4a8bc2ac3d5', size: image.sizeBytes }],
    tags: image.tags,
    ...(image.homepage === undefined ? {} : { homepage: image.homepage }),
    published_at: new Date(image.publishedMs).toISOString(),
    ...(atLeast(version, '7.1.0') ? late : {}),
  };
}
