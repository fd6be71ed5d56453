import { Refusal, webobError } from '../answer.ts';
import { isObject, textOf } from '../values.ts';
import { type ImageCall, imageFault } from './image-call.ts';
import type { Image } from './image-state.ts';

const TYPES = ['application/openstack-images-v2.0-json-patch', 'application/openstack-images-v2.1-json-patch'];

const READ_ONLY = new Set([
  'id',
  'status',
  'created_at',
  'updated_at',
  'size',
  'virtual_size',
  'checksum',
  'self',
  'file',
  'schema',
  'owner',
  'os_hash_algo',
  'os_hash_value',
  'direct_url',
  'stores',
]);

type Setter = (image: Image, value: unknown) => void;

const FIELDS: Readonly<Record<string, Setter>> = {
  name: (image, value) => {
    image.name = value === null ? null : textOf(value);
  },
  visibility: (image, value) => {
    image.visibility = value as Image['visibility'];
  },
  min_disk: (image, value) => {
    image.minDisk = Number(value);
  },
  min_ram: (image, value) => {
    image.minRam = Number(value);
  },
  protected: (image, value) => {
    image.protected = value === true;
  },
  os_hidden: (image, value) => {
    image.hidden = value === true;
  },
  disk_format: (image, value) => {
    image.diskFormat = String(value);
  },
  container_format: (image, value) => {
    image.containerFormat = String(value);
  },
  tags: (image, value) => {
    image.tags.splice(0, image.tags.length, ...(Array.isArray(value) ? value.map(String) : []));
  },
};

/** Glance's JSON patch: a media type of its own, one level deep, and rules about which members may change. */
export async function patchImage(call: ImageCall, image: Image): Promise<void> {
  const type = call.request.header('content-type') ?? '';
  if (!TYPES.includes(type)) {
    throw new Refusal(
      webobError(415, `The request media type ${type} is not supported by this server.`, call.request.header('accept'), { 'Accept-Patch': TYPES.join(', ') }),
    );
  }
  let operations: unknown;
  try {
    operations = JSON.parse((await call.request.body()).toString('utf8'));
  } catch {
    throw imageFault(call, 400, 'Malformed JSON in request body.');
  }
  if (!Array.isArray(operations)) throw imageFault(call, 400, 'Request body must be a JSON array of operation objects.');
  const checked = operations.map((operation: unknown) => check(call, image, operation));
  for (const apply of checked) apply();
  image.updatedAt = call.now;
}

function check(call: ImageCall, image: Image, operation: unknown): () => void {
  if (!isObject(operation)) throw imageFault(call, 400, 'Operations must be JSON objects.');
  const op = String(operation['op']);
  const path = textOf(operation['path'] ?? '');
  if (!['add', 'replace', 'remove'].includes(op))
    throw imageFault(call, 400, 'Operation objects must contain exactly one member named "add", "remove", or "replace".');
  if (!path.startsWith('/') || path.length < 2) throw imageFault(call, 400, `Pointer \`${path}\` does not start with "/".`);
  const name = path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  if (READ_ONLY.has(name)) throw imageFault(call, 403, `Attribute '${name}' is read-only.`);
  const field = FIELDS[name];
  const { value } = operation;
  if (name === 'visibility' && value === 'public') throw imageFault(call, 403, 'You are not authorized to complete publicize_image action.');
  if (field !== undefined) {
    if (op === 'remove') throw imageFault(call, 403, 'Access was denied to this resource.', `Property ${name} may not be removed.`);
    return () => field(image, value);
  }
  if (op !== 'add' && !image.properties.has(name)) {
    throw imageFault(call, 409, 'There was a conflict when trying to complete your request.', `Property ${name} does not exist.`);
  }
  return op === 'remove' ? () => void image.properties.delete(name) : () => void image.properties.set(name, String(value));
}
