import { xml } from '@portolan/core/driver';
import type { EngineRequest } from '../../client.ts';
import type { StorageDomain } from '../../storage/buckets/buckets.ts';
import { diskPath, virtualSize } from '../../storage/objects/requests.ts';
import { leaf, refTo } from '../../wire-values.ts';

export interface NewDisk {
  readonly name: string;
  readonly description?: string | undefined;
  readonly contentType: 'data' | 'iso';
  readonly format: 'raw' | 'cow';
  readonly sparse: boolean;
  readonly virtualSizeBytes: number;
  /** Room that a qcow2 file takes at once: on block storage its volume is made that large. */
  readonly initialSizeBytes?: number | undefined;
  readonly domain: StorageDomain;
}

export const create = (disk: NewDisk): EngineRequest => ({
  operation: 'AddDisk',
  method: 'POST',
  path: '/disks',
  body: xml(
    'disk',
    {},
    leaf('alias', disk.name),
    leaf('content_type', disk.contentType),
    leaf('description', disk.description),
    leaf('format', disk.format),
    leaf('initial_size', disk.initialSizeBytes),
    leaf('name', disk.name),
    leaf('provisioned_size', virtualSize(disk.virtualSizeBytes)),
    leaf('sparse', disk.sparse),
    xml('storage_domains', {}, refTo('storage_domain', disk.domain.id)),
  ),
});

/** A search cannot say `:`, so for the last word of it; the rest is compared afterwards. */
export const listByMark = (mark: string): EngineRequest => ({
  operation: 'ListDisks',
  method: 'GET',
  path: '/disks',
  query: { search: `description=*${mark.split(' ').at(-1) ?? ''}*` },
});

export const get = (id: string): EngineRequest => ({ operation: 'GetDisk', method: 'GET', path: diskPath(id) });
