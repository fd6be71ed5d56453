import { CloudError, type ObjectInfo, type ObjectPrefix, type ObjectSummary, type ReadConditions, xmlChild, xmlChildren, xmlText } from '@portolan/core/driver';
import { idOf } from '../../wire-values.ts';
import type { StorageDomain } from '../buckets/buckets.ts';
import { keyOf } from './alias.ts';
import { type ObjectNotes, readDescription } from './description.ts';
import type { DiskWire } from './wire.ts';

/** A disk that is an object. */
export interface ObjectDisk {
  readonly key: string;
  readonly notes: ObjectNotes;
  readonly raw: DiskWire;
}

/** undefined for disks of others, of another domain, and those not yet written whole. */
export function toObjectDisk(node: DiskWire, domain: StorageDomain): ObjectDisk | undefined {
  const notes = readDescription(xmlText(node, 'description') ?? '', idOf(node));
  const key = notes === undefined ? undefined : keyOf(xmlText(node, 'alias') ?? xmlText(node, 'name') ?? '');
  if (notes === undefined || key === undefined) return undefined;
  const domains = xmlChild(node, 'storage_domains');
  const held = domains !== undefined && xmlChildren(domains, 'storage_domain').some((one) => idOf(one) === domain.id);
  return held ? { key, notes, raw: node } : undefined;
}

/** Later first; of two written in the same millisecond all programs take the same one. */
export const newestFirst = (a: ObjectDisk, b: ObjectDisk): number => b.notes.writtenAt - a.notes.writtenAt || (a.notes.diskId < b.notes.diskId ? 1 : -1);

export function toSummary({ key, notes, raw }: ObjectDisk): ObjectSummary {
  return {
    kind: 'object',
    key,
    sizeBytes: notes.sizeBytes,
    // Every content is a disk of its own.
    etag: notes.diskId,
    lastModified: new Date(notes.writtenAt),
    contentType: notes.contentType,
    md5: notes.md5,
    raw,
  };
}

export const toInfo = (disk: ObjectDisk, bucket: string): ObjectInfo => ({ ...toSummary(disk), ...disk.notes.headers, bucket, metadata: disk.notes.metadata });

const bytewise = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')));

/** One row a key, the newest disk; keys that go on behind the delimiter as one row; in the order of UTF-8 bytes. */
export function rowsOf(disks: readonly ObjectDisk[], prefix: string, delimiter: string | undefined): readonly (ObjectSummary | ObjectPrefix)[] {
  const rows = new Map<string, ObjectSummary | ObjectPrefix>();
  for (const disk of [...disks].sort(newestFirst)) {
    if (!disk.key.startsWith(prefix)) continue;
    const cut = delimiter === undefined ? -1 : disk.key.indexOf(delimiter, prefix.length);
    if (cut !== -1 && delimiter !== undefined) {
      const folded = disk.key.slice(0, cut + delimiter.length);
      // A key that ends with the delimiter is under its own fold.
      rows.set(`p${folded}`, { kind: 'prefix', prefix: folded });
    } else if (!rows.has(`k${disk.key}`)) rows.set(`k${disk.key}`, toSummary(disk));
  }
  return [...rows.values()].sort((a, b) => bytewise(nameOf(a), nameOf(b)));
}

export const nameOf = (row: ObjectSummary | ObjectPrefix): string => (row.kind === 'object' ? row.key : row.prefix);

export const isAfter = (row: ObjectSummary | ObjectPrefix, name: string | undefined): boolean => name === undefined || bytewise(nameOf(row), name) > 0;

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** The engine has no conditions; they are held against the disk that is then read. As RFC 9110 §13 orders them. */
export function checkRead(notes: ObjectNotes, conditions: ReadConditions): void {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const { diskId, writtenAt } = notes;
  const fail = (said: string, status: number): CloudError => new CloudError('precondition-failed', said, { status, outcome: 'not-done' });
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== diskId) throw fail(`its etag is ${diskId}`, 412);
  if (ifMatch === undefined && ifUnmodifiedSince !== undefined && seconds(writtenAt) > seconds(ifUnmodifiedSince.getTime())) throw fail('it was modified', 412);
  if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || ifNoneMatch === diskId)) throw fail('its etag is still the same', 304);
  if (ifNoneMatch === undefined && ifModifiedSince !== undefined && seconds(writtenAt) <= seconds(ifModifiedSince.getTime()))
    throw fail('it was not modified', 304);
}
