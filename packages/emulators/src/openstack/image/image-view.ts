import { isoSeconds } from '../timestamps.ts';
import type { JsonObject } from '../values.ts';
import type { Image } from './image-state.ts';

/** Flat: custom properties first, Glance's own fields after, in the order Zed writes them. */
export const imageBody = (image: Image): JsonObject => ({
  ...Object.fromEntries(image.properties),
  name: image.name,
  disk_format: image.diskFormat,
  container_format: image.containerFormat,
  visibility: image.visibility,
  size: image.size,
  virtual_size: image.size,
  status: image.status,
  checksum: image.checksum,
  protected: image.protected,
  min_ram: image.minRam,
  min_disk: image.minDisk,
  owner: image.owner,
  os_hidden: image.hidden,
  os_hash_algo: image.sha512 === null ? null : 'sha512',
  os_hash_value: image.sha512,
  id: image.id,
  created_at: isoSeconds(image.createdAt),
  updated_at: isoSeconds(image.updatedAt),
  tags: image.tags,
  self: `/v2/images/${image.id}`,
  file: `/v2/images/${image.id}/file`,
  schema: '/v2/schemas/image',
  stores: image.data === undefined ? undefined : 'file',
});
