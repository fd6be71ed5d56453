import { bucketFor } from './access.ts';
import { ownerXml } from './acl.ts';
import { answerXml } from './answer.ts';
import type { S3Call } from './call.ts';
import { compareKeys } from './key-order.ts';
import { keyWriter, pageSize } from './listing.ts';
import { invalidArgument } from './s3-error.ts';
import { document, listTime, tag, wrap } from './s3-xml.ts';
import type { MultipartUpload } from './store.ts';

export function listParts(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const upload = bucket.upload(call.query.get('uploadId') ?? '', call.key);
  const markerText = call.query.get('part-number-marker') ?? '0';
  if (!/^\d*$/.test(markerText)) throw invalidArgument('Provided part-number-marker not an integer or within integer range', 'part-number-marker', markerText);
  const marker = Number(markerText);
  const limit = pageSize(call, 'max-parts');
  const rest = [...upload.parts.values()].filter((part) => part.number > marker).sort((a, b) => a.number - b.number);
  const page = rest.slice(0, limit);
  answerXml(
    call,
    document(
      'ListPartsResult',
      tag('Bucket', bucket.name),
      tag('Key', keyWriter(call).write(upload.key)),
      tag('UploadId', upload.id),
      ownerXml(upload.ownerId, 'Initiator'),
      ownerXml(upload.ownerId),
      tag('StorageClass', upload.attributes.storageClass),
      tag('PartNumberMarker', marker),
      tag('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      tag('MaxParts', limit),
      tag('IsTruncated', rest.length > page.length),
      upload.checksumAlgorithm === undefined ? '' : tag('ChecksumAlgorithm', upload.checksumAlgorithm.toUpperCase()) + tag('ChecksumType', upload.checksumType),
      ...page.map((part) =>
        wrap(
          'Part',
          tag('PartNumber', part.number),
          tag('LastModified', listTime(part.modifiedAt)),
          tag('ETag', `"${part.etag}"`),
          tag('Size', part.body.length),
          part.checksum === undefined ? '' : tag(`Checksum${part.checksum.algorithm.toUpperCase()}`, part.checksum.value),
        ),
      ),
    ),
  );
}

/** A page of uploads in order of key and age; those behind a common prefix count as one. */
interface UploadPage {
  readonly uploads: readonly MultipartUpload[];
  readonly prefixes: readonly string[];
  /** Where the next page starts after; undefined at the end. */
  readonly next: { readonly key: string; readonly id: string } | undefined;
}

interface UploadQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  readonly idMarker: string;
  readonly limit: number;
}

function pageOf(ordered: readonly MultipartUpload[], query: UploadQuery): UploadPage {
  const { prefix, delimiter, keyMarker, idMarker, limit } = query;
  // Of the marked key itself only the uploads behind the marked id are left.
  const place = ordered.findIndex((upload) => upload.key === keyMarker && upload.id === idMarker);
  const uploads: MultipartUpload[] = [];
  const prefixes: string[] = [];
  let last: UploadPage['next'];
  for (const [index, upload] of ordered.entries()) {
    const { key } = upload;
    if (!key.startsWith(prefix)) continue;
    const order = keyMarker === '' ? 1 : compareKeys(key, keyMarker);
    if (order < 0 || (order === 0 && (place === -1 || index <= place))) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut === -1 ? undefined : key.slice(0, cut + delimiter.length);
    if (common !== undefined && (prefixes.at(-1) === common || (keyMarker !== '' && compareKeys(common, keyMarker) <= 0))) continue;
    if (uploads.length + prefixes.length >= limit) return { uploads, prefixes, next: last };
    if (common === undefined) uploads.push(upload);
    else prefixes.push(common);
    last = { key: common ?? key, id: common === undefined ? upload.id : '' };
  }
  return { uploads, prefixes, next: undefined };
}

export function listMultipartUploads(call: S3Call): void {
  const bucket = bucketFor(call, 'READ');
  const { write, element } = keyWriter(call);
  const query: UploadQuery = {
    prefix: call.query.get('prefix') ?? '',
    delimiter: call.query.get('delimiter') ?? '',
    keyMarker: call.query.get('key-marker') ?? '',
    idMarker: call.query.get('upload-id-marker') ?? '',
    limit: pageSize(call, 'max-uploads'),
  };
  const ordered = [...bucket.uploads.values()].sort((a, b) => compareKeys(a.key, b.key) || a.initiatedAt - b.initiatedAt || compareKeys(a.id, b.id));
  const page = pageOf(ordered, query);
  answerXml(
    call,
    document(
      'ListMultipartUploadsResult',
      tag('Bucket', bucket.name),
      tag('KeyMarker', write(query.keyMarker)),
      tag('UploadIdMarker', query.idMarker),
      page.next === undefined ? '' : tag('NextKeyMarker', write(page.next.key)) + tag('NextUploadIdMarker', page.next.id),
      tag('Prefix', write(query.prefix)),
      query.delimiter === '' ? '' : tag('Delimiter', write(query.delimiter)),
      tag('MaxUploads', query.limit),
      element,
      tag('IsTruncated', page.next !== undefined),
      ...page.uploads.map((upload) =>
        wrap(
          'Upload',
          tag('Key', write(upload.key)),
          tag('UploadId', upload.id),
          ownerXml(upload.ownerId, 'Initiator'),
          ownerXml(upload.ownerId),
          tag('StorageClass', upload.attributes.storageClass),
          tag('Initiated', listTime(upload.initiatedAt)),
          upload.checksumAlgorithm === undefined
            ? ''
            : tag('ChecksumAlgorithm', upload.checksumAlgorithm.toUpperCase()) + tag('ChecksumType', upload.checksumType),
        ),
      ),
      ...page.prefixes.map((common) => wrap('CommonPrefixes', tag('Prefix', write(common)))),
    ),
  );
}
