import { encodePathSegment, xml } from '@portolan/core/driver';
import type { EngineRequest } from '../../client.ts';
import { all, equals } from '../../search.ts';
import { leaf, refTo } from '../../wire-values.ts';
import type { StorageDomain } from '../buckets/buckets.ts';
import { DESCRIPTION_MARK } from './description.ts';

/** Volumes are whole pages of this. Source: vdsm lib/vdsm/storage, alignment of file volumes. */
const ALIGNMENT = 4096;

export const diskPath = (id: string): string => `/disks/${encodePathSegment(id)}`;

export const virtualSize = (sizeBytes: number): number => Math.max(ALIGNMENT, Math.ceil(sizeBytes / ALIGNMENT) * ALIGNMENT);

const search = (condition: string | undefined): EngineRequest => ({ operation: 'ListDisks', method: 'GET', path: '/disks', query: { search: condition } });

/** All in one answer: pages of a list that others change at the same time would not fit together, and objects are sorted here anyway. */
export const listMarked = (domain: StorageDomain): EngineRequest => search(all(`description=*${DESCRIPTION_MARK}*`, equals('storage.name', domain.name)));

/** Searches do not tell upper from lower case, and aliases are not unique: there may be others among them. */
export const listByAlias = (alias: string): EngineRequest => search(equals('alias', alias));

export const get = (id: string): EngineRequest => ({ operation: 'GetDisk', method: 'GET', path: diskPath(id) });

/** Raw, so that what is written can be read at its own offset. Files are sparse; on block storage the engine refuses that. */
export function create(domain: StorageDomain, alias: string, description: string, sizeBytes: number): EngineRequest {
  const body = xml(
    'disk',
    {},
    leaf('alias', alias),
    leaf('content_type', 'data'),
    leaf('description', description),
    leaf('format', 'raw'),
    leaf('name', alias),
    leaf('provisioned_size', virtualSize(sizeBytes)),
    leaf('sparse', !domain.block),
    xml('storage_domains', {}, refTo('storage_domain', domain.id)),
  );
  return { operation: 'AddDisk', method: 'POST', path: '/disks', body };
}

export const update = (id: string, change: { readonly alias?: string; readonly description: string }): EngineRequest => ({
  operation: 'UpdateDisk',
  method: 'PUT',
  path: diskPath(id),
  body: xml('disk', {}, leaf('alias', change.alias), leaf('description', change.description), leaf('name', change.alias)),
});

export const copy = (id: string, domain: StorageDomain, alias: string): EngineRequest => ({
  operation: 'CopyDisk',
  method: 'POST',
  path: `${diskPath(id)}/copy`,
  body: xml('action', {}, xml('disk', {}, leaf('alias', alias), leaf('name', alias)), refTo('storage_domain', domain.id)),
});

export const remove = (id: string): EngineRequest => ({ operation: 'RemoveDisk', method: 'DELETE', path: diskPath(id) });
