import { type Answer, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import type { JsonObject } from '../values.ts';
import { type ImageCall, imageFault } from './image-call.ts';

const text = (description: string, more: JsonObject = {}): JsonObject => ({ type: ['null', 'string'], description, ...more });
const readOnly = (type: string, description: string): JsonObject => ({ type, readOnly: true, description });
const late = (type: string, description: string, more: JsonObject = {}): JsonObject => ({ type: ['null', type], readOnly: true, description, ...more });

const UUID = '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$';

/** What an image may have. Anything else is a property of its owner's making, and text. */
const IMAGE: JsonObject = {
  id: {
    type: 'string',
    description: 'An identifier for the image',
    pattern: UUID,
  },
  name: text('Descriptive name for the image', { maxLength: 255 }),
  status: {
    ...readOnly('string', 'Status of the image'),
    enum: ['queued', 'saving', 'active', 'killed', 'deleted', 'uploading', 'importing', 'pending_delete', 'deactivated'],
  },
  visibility: { type: 'string', description: 'Scope of image accessibility', enum: ['community', 'public', 'private', 'shared'] },
  protected: { type: 'boolean', description: 'If true, image will not be deletable.' },
  os_hidden: { type: 'boolean', description: 'If true, image will not appear in default image list response.' },
  checksum: late('string', 'md5 hash of image contents.', { maxLength: 32 }),
  os_hash_algo: late('string', 'Algorithm to calculate the os_hash_value', { maxLength: 64 }),
  os_hash_value: late('string', 'Hexdigest of the image contents', { maxLength: 128 }),
  owner: text('Owner of the image', { maxLength: 255 }),
  size: late('integer', 'Size of image file in bytes'),
  virtual_size: late('integer', 'Virtual size of image in bytes'),
  container_format: text('Format of the container', { enum: [null, 'ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'] }),
  disk_format: text('Format of the disk', { enum: [null, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'] }),
  created_at: readOnly('string', 'Date and time of image registration'),
  updated_at: readOnly('string', 'Date and time of the last image modification'),
  tags: { type: 'array', description: 'List of strings related to the image', items: { type: 'string', maxLength: 255 } },
  min_ram: { type: 'integer', description: 'Amount of ram (in MB) required to boot image.' },
  min_disk: { type: 'integer', description: 'Amount of disk space (in GB) required to boot image.' },
  direct_url: readOnly('string', 'URL to access the image file kept in external store'),
  stores: readOnly('string', 'Store in which image data resides.'),
  locations: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        url: { type: 'string', maxLength: 255 },
        metadata: { type: 'object' },
        validation_data: {
          description: 'Values to be used to populate the corresponding image properties.',
          type: 'object',
          writeOnly: true,
          additionalProperties: false,
          properties: {
            checksum: { type: 'string', minLength: 32, maxLength: 32 },
            os_hash_algo: { type: 'string', maxLength: 64 },
            os_hash_value: { type: 'string', maxLength: 128 },
          },
          required: ['os_hash_algo', 'os_hash_value'],
        },
      },
      required: ['url', 'metadata'],
    },
    description: 'A set of URLs to access the image file kept in external store',
  },
  self: readOnly('string', 'An image self url'),
  file: readOnly('string', 'An image file url'),
  schema: readOnly('string', 'An image schema url'),
};

const MEMBER: JsonObject = {
  member_id: { type: 'string', description: 'An identifier for the image member (tenantId)' },
  image_id: { type: 'string', description: 'An identifier for the image', pattern: UUID },
  created_at: { type: 'string', description: 'Date and time of image member creation' },
  updated_at: { type: 'string', description: 'Date and time of last modification of image member' },
  status: { type: 'string', description: 'The status of this image member', enum: ['pending', 'accepted', 'rejected'] },
  schema: { type: 'string', readOnly: true },
};

const TASK: JsonObject = {
  id: { type: 'string', description: 'An identifier for the task' },
  type: { type: 'string', description: 'The type of task represented by this content', enum: ['import', 'api_image_import'] },
  status: { type: 'string', description: 'The current status of this task', enum: ['pending', 'processing', 'success', 'failure'] },
  input: { type: ['null', 'object'], description: 'The parameters required by task' },
  result: { type: ['null', 'object'], description: 'The result of current task' },
  owner: { type: 'string', description: 'An identifier for the owner of this task' },
  message: { type: 'string', description: 'Human-readable informative message' },
};

const IMAGE_LINKS = [
  { rel: 'self', href: '{self}' },
  { rel: 'enclosure', href: '{file}' },
  { rel: 'describedby', href: '{schema}' },
];

const one = (name: string, properties: JsonObject): JsonObject => ({
  name,
  properties,
  ...(name === 'image' ? { additionalProperties: { type: 'string' }, links: IMAGE_LINKS } : {}),
});

const many = (name: string, of: string, properties: JsonObject): JsonObject => ({
  name,
  properties: { [name]: { type: 'array', items: one(of, properties) }, first: { type: 'string' }, next: { type: 'string' }, schema: { type: 'string' } },
  links: [
    { rel: 'first', href: '{first}' },
    { rel: 'next', href: '{next}' },
    { rel: 'describedby', href: '{schema}' },
  ],
});

const SCHEMAS: Readonly<Record<string, JsonObject>> = {
  image: one('image', IMAGE),
  images: many('images', 'image', IMAGE),
  member: one('member', MEMBER),
  members: many('members', 'member', MEMBER),
  task: one('task', TASK),
  tasks: many('tasks', 'task', TASK),
};

export function addSchemaRoutes(routes: Routes<ImageCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET schemas/{name}', (call, name) => {
      const schema = SCHEMAS[name];
      if (schema === undefined) throw imageFault(call, 404, 'The resource could not be found.');
      return json(200, schema);
    })
    .on('GET info/stores', () => json(200, { stores: [{ id: 'file', default: 'true', description: 'Local files' }] }));
}
