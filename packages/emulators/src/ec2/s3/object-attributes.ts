import { objectFor } from './access.ts';
import { answerXml } from './answer.ts';
import type { S3Call } from './call.ts';
import { checkCustomerKey } from './encryption.ts';
import { invalidArgument, noSubresource } from './s3-error.ts';
import { document, tag, wrap } from './s3-xml.ts';
import type { StoredObject } from './store.ts';
import { versionHeader } from './versions.ts';

const NAMES = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];
const MAX_PARTS = 1000;

function whole(call: S3Call, header: string, standard: number): number {
  const text = call.header(header);
  if (text === undefined) return standard;
  if (!/^\d+$/.test(text)) throw invalidArgument(`Provided ${header} not an integer or within integer range`, header, text);
  return Number(text);
}

/** Parts are listed one by one only where they were kept with checksums. */
function partsXml(call: S3Call, object: StoredObject): string {
  if (object.parts.length === 0) return '';
  if (object.checksum === undefined) return wrap('ObjectParts', tag('PartsCount', object.parts.length));
  const algorithm = object.checksum.algorithm.toUpperCase();
  const limit = Math.min(whole(call, 'x-amz-max-parts', MAX_PARTS), MAX_PARTS);
  const marker = whole(call, 'x-amz-part-number-marker', 0);
  const rest = object.parts.filter((part) => part.number > marker);
  const page = rest.slice(0, limit);
  return wrap(
    'ObjectParts',
    tag('IsTruncated', rest.length > page.length),
    tag('MaxParts', limit),
    tag('NextPartNumberMarker', page.at(-1)?.number ?? 0),
    tag('PartNumberMarker', marker),
    tag('PartsCount', object.parts.length),
    ...page.map((part) =>
      wrap('Part', tag('PartNumber', part.number), tag('Size', part.size), part.checksum === undefined ? '' : tag(`Checksum${algorithm}`, part.checksum)),
    ),
  );
}

export function objectAttributes(call: S3Call): void {
  if (call.isEucalyptus) throw noSubresource('attributes');
  const { bucket, object } = objectFor(call, 'READ');
  const header = 'x-amz-object-attributes';
  const asked = (call.header(header) ?? '').split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw invalidArgument('Invalid attribute name specified.', header, unknown);
  checkCustomerKey(call, object);
  const { checksum } = object;
  const sum =
    checksum === undefined ? '' : wrap('Checksum', tag(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value), tag('ChecksumType', checksum.type));
  // The ETag stands without quotes here.
  const elements: Readonly<Record<string, string>> = {
    ETag: tag('ETag', object.etag),
    Checksum: sum,
    ObjectParts: partsXml(call, object),
    StorageClass: tag('StorageClass', object.storageClass),
    ObjectSize: tag('ObjectSize', object.body.length),
  };
  const headers = { 'Last-Modified': new Date(object.modifiedAt).toUTCString(), ...versionHeader(bucket, object) };
  answerXml(call, document('GetObjectAttributesResponse', ...NAMES.filter((name) => asked.includes(name)).map((name) => elements[name] ?? '')), headers);
}
