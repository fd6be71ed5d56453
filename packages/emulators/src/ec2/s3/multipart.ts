import { createHash } from 'node:crypto';
import { children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { bucketFor } from './access.ts';
import { grantsFromHeaders, ownerXml, privateGrants } from './acl.ts';
import { answerEmpty, answerXml } from './answer.ts';
import { attributesFrom, tagsFromHeader } from './attributes.ts';
import { ObjectBody } from './body.ts';
import type { S3Call } from './call.ts';
import { type ChecksumAlgorithm, checksumOf, isChecksumAlgorithm, runningChecksum } from './checksums.ts';
import { checkWriteConditions } from './conditions.ts';
import { answeredWithEmbeddedError, checksumElements, copySource } from './copy.ts';
import { compareKeys } from './key-order.ts';
import { keyWriter, pageSize, walk } from './listing.ts';
import { parseRange } from './object-read.ts';
import { checksumHeaders, ownerOfNew } from './object-write.ts';
import { receive } from './receive.ts';
import { invalidArgument, malformedXml, notImplemented, S3Error } from './s3-error.ts';
import { document, listTime, tag, wrap } from './s3-xml.ts';
import type { Bucket, MultipartUpload, StoredChecksum, StoredObject, UploadedPart } from './store.ts';

const MAX_PARTS = 10_000;
const MAX_COMPLETE_BODY = 2 * 1024 * 1024;

function checksumPlan(call: S3Call): Pick<MultipartUpload, 'checksumAlgorithm' | 'checksumType'> {
  const algorithm = call.isEucalyptus ? undefined : call.header('x-amz-checksum-algorithm')?.toLowerCase();
  if (algorithm === undefined) return { checksumAlgorithm: undefined, checksumType: 'COMPOSITE' };
  if (!isChecksumAlgorithm(algorithm))
    throw new S3Error(
      400,
      'InvalidRequest',
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  const type = call.header('x-amz-checksum-type')?.toUpperCase() ?? (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const impossible = type === 'COMPOSITE' ? algorithm === 'crc64nvme' : algorithm === 'sha1' || algorithm === 'sha256';
  if ((type !== 'COMPOSITE' && type !== 'FULL_OBJECT') || impossible)
    throw new S3Error(400, 'InvalidRequest', `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`);
  return { checksumAlgorithm: algorithm, checksumType: type };
}

export function createMultipartUpload(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const owner = ownerOfNew(call, bucket);
  const plan = checksumPlan(call);
  const upload: MultipartUpload = {
    id: call.settings.store.newUploadId(),
    key: call.key,
    attributes: attributesFrom(call),
    grants: grantsFromHeaders(call.request.headers, owner, bucket.ownerId) ?? privateGrants(owner),
    tags: tagsFromHeader(call),
    initiatedAt: call.now,
    ...plan,
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  const headers: Record<string, string> =
    plan.checksumAlgorithm === undefined ? {} : { 'x-amz-checksum-algorithm': plan.checksumAlgorithm.toUpperCase(), 'x-amz-checksum-type': plan.checksumType };
  answerXml(call, document('InitiateMultipartUploadResult', tag('Bucket', bucket.name), tag('Key', call.key), tag('UploadId', upload.id)), headers);
}

function partNumber(call: S3Call): number {
  const text = call.query.get('partNumber') ?? '';
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > MAX_PARTS)
    throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', text);
  return number;
}

export async function uploadPart(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'WRITE');
  const uploadId = call.query.get('uploadId') ?? '';
  const number = partNumber(call);
  bucket.upload(uploadId, call.key);
  const received = await receive(call);
  // Looked up again: an abort may have come first, and the part must not outlive it.
  const upload = bucket.upload(uploadId, call.key);
  if (upload.checksumAlgorithm !== undefined && received.checksum !== undefined && received.checksum.algorithm !== upload.checksumAlgorithm) {
    throw new S3Error(
      400,
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksumAlgorithm}, actual checksum Type: ${received.checksum.algorithm}`,
    );
  }
  upload.parts.set(number, { number, body: received.body, etag: received.md5, modifiedAt: call.now, checksum: received.checksum });
  answerEmpty(call, 200, { ETag: `"${received.md5}"`, ...checksumHeaders(received.checksum) });
}

export function uploadPartCopy(call: S3Call): void {
  // Eucalyptus has no such operation; it would store an empty part.
  if (call.isEucalyptus) throw notImplemented('x-amz-copy-source');
  const bucket = bucketFor(call, 'WRITE');
  const upload = bucket.upload(call.query.get('uploadId') ?? '', call.key);
  const number = partNumber(call);
  const { object } = copySource(call);
  const header = call.header('x-amz-copy-source-range');
  let body = object.body;
  if (header !== undefined) {
    const whole = /^bytes=(\d+)-(\d+)$/.exec(header);
    if (whole === null)
      throw invalidArgument(
        'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
        'x-amz-copy-source-range',
        header,
      );
    if (Number(whole[2]) >= object.body.length || Number(whole[1]) > Number(whole[2])) {
      throw invalidArgument(`Range specified is not valid for source object of size: ${object.body.length}`, 'x-amz-copy-source-range', header);
    }
    const range = parseRange(header, object.body.length);
    if (range !== undefined) body = object.body.slice(range.start, range.end);
  }
  const hash = createHash('md5');
  for (const chunk of body.chunks) hash.update(chunk);
  const algorithm = upload.checksumAlgorithm;
  const checksum: StoredChecksum | undefined =
    algorithm === undefined ? undefined : { algorithm, value: checksumOf(algorithm, body.chunks).toString('base64'), type: 'FULL_OBJECT' };
  const part: UploadedPart = { number, body, etag: hash.digest('hex'), modifiedAt: call.now, checksum };
  const store = (): void => void upload.parts.set(number, part);
  if (answeredWithEmbeddedError(call, 'UploadPartCopy', store)) return;
  store();
  answerXml(
    call,
    document(
      'CopyPartResult',
      tag('LastModified', listTime(part.modifiedAt)),
      tag('ETag', `"${part.etag}"`),
      checksumElements(part.checksum).replace(/<ChecksumType>.*/, ''),
    ),
  );
}

interface ListedPart {
  readonly number: number;
  readonly etag: string;
  readonly element: XmlElement;
}

function listedParts(body: Buffer): ListedPart[] {
  let root: XmlElement;
  try {
    root = parseXml(body.toString('utf8'));
  } catch {
    throw malformedXml();
  }
  const parts = children(root, 'Part').map((element) => ({
    number: Number((childText(element, 'PartNumber') ?? '').trim()),
    etag: (childText(element, 'ETag') ?? '').trim().replace(/^"|"$/g, ''),
    element,
  }));
  if (root.name !== 'CompleteMultipartUpload' || parts.length === 0 || parts.some((part) => !Number.isInteger(part.number))) throw malformedXml();
  return parts;
}

function chosenParts(call: S3Call, upload: MultipartUpload, listed: readonly ListedPart[]): UploadedPart[] {
  for (const [index, part] of listed.entries()) {
    if (index > 0 && part.number <= listed[index - 1]!.number)
      throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order. Parts must be ordered by part number.', {
        UploadId: upload.id,
      });
  }
  const parts = listed.map(({ number, etag, element }) => {
    const part = upload.parts.get(number);
    const claimed = part?.checksum === undefined ? undefined : childText(element, `Checksum${part.checksum.algorithm.toUpperCase()}`);
    if (part === undefined || part.etag !== etag || (claimed !== undefined && claimed !== part.checksum?.value)) {
      throw new S3Error(
        400,
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        {
          UploadId: upload.id,
          PartNumber: String(number),
          ETag: etag,
        },
      );
    }
    return part;
  });
  for (const part of parts.slice(0, -1)) {
    if (part.body.length < call.settings.minPartBytes) {
      throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        ProposedSize: String(part.body.length),
        MinSizeAllowed: String(call.settings.minPartBytes),
        PartNumber: String(part.number),
        ETag: part.etag,
      });
    }
  }
  return parts;
}

function wholeChecksum(upload: MultipartUpload, parts: readonly UploadedPart[]): StoredChecksum | undefined {
  const algorithm: ChecksumAlgorithm | undefined = upload.checksumAlgorithm;
  if (algorithm === undefined) return undefined;
  const running = runningChecksum(algorithm);
  if (upload.checksumType === 'FULL_OBJECT') {
    for (const part of parts) for (const chunk of part.body.chunks) running.update(chunk);
    return { algorithm, value: running.digest().toString('base64'), type: 'FULL_OBJECT' };
  }
  for (const part of parts) running.update(part.checksum === undefined ? checksumOf(algorithm, part.body.chunks) : Buffer.from(part.checksum.value, 'base64'));
  return { algorithm, value: `${running.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' };
}

function completed(call: S3Call, bucket: Bucket, object: StoredObject): void {
  const host = call.header('host') ?? '';
  const location = call.virtualHost
    ? `http://${host}/${encodeURIComponent(call.key)}`
    : `http://${host}${call.prefix}/${bucket.name}/${encodeURIComponent(call.key)}`;
  const body = document(
    'CompleteMultipartUploadResult',
    tag('Location', location),
    tag('Bucket', bucket.name),
    tag('Key', object.key),
    tag('ETag', `"${object.etag}"`),
    checksumElements(object.checksum),
  );
  // Blanks keep the connection alive while a real server puts the parts together.
  answerXml(call, body.replace('?>\n', '?>\n \n'));
}

export async function completeMultipartUpload(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'WRITE');
  const uploadId = call.query.get('uploadId') ?? '';
  const received = await receive(call, MAX_COMPLETE_BODY);
  const done = bucket.completed.get(uploadId);
  // The answer got lost and the client asks again: AWS says the same once more, Eucalyptus does not know the upload any longer.
  if (done !== undefined && !bucket.uploads.has(uploadId) && done.key === call.key && !call.isEucalyptus) {
    completed(call, bucket, done);
    return;
  }
  const upload = bucket.upload(uploadId, call.key);
  const parts = chosenParts(call, upload, listedParts(received.body.toBuffer()));
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  const object: StoredObject = {
    ...upload.attributes,
    key: call.key,
    body: ObjectBody.join(parts.map((part) => part.body)),
    etag: `${md5.digest('hex')}-${parts.length}`,
    modifiedAt: call.now,
    checksum: wholeChecksum(upload, parts),
    partSizes: parts.map((part) => part.body.length),
    grants: upload.grants,
    tags: upload.tags,
  };
  const claimedSize = call.isEucalyptus ? undefined : call.header('x-amz-mp-object-size');
  if (claimedSize !== undefined && Number(claimedSize) !== object.body.length) {
    throw new S3Error(
      400,
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header value ${claimedSize} does not match what was computed: ${object.body.length}`,
    );
  }
  const claimed = object.checksum === undefined ? undefined : call.header(`x-amz-checksum-${object.checksum.algorithm}`);
  if (object.checksum?.type === 'FULL_OBJECT' && claimed !== undefined && claimed !== object.checksum.value) {
    throw new S3Error(400, 'BadDigest', `The ${object.checksum.algorithm} you specified did not match the calculated checksum.`);
  }
  const apply = (): void => {
    bucket.put(object);
    bucket.uploads.delete(uploadId);
    bucket.completed.set(uploadId, object);
  };
  if (answeredWithEmbeddedError(call, 'CompleteMultipartUpload', apply)) return;
  apply();
  completed(call, bucket, object);
}

export function abortMultipartUpload(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const upload = bucket.upload(call.query.get('uploadId') ?? '', call.key);
  bucket.uploads.delete(upload.id);
  answerEmpty(call, 204);
}

export function listParts(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const upload = bucket.upload(call.query.get('uploadId') ?? '', call.key);
  const marker = Number(call.query.get('part-number-marker') ?? '0');
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
      ownerXml(bucket.ownerId, 'Initiator'),
      ownerXml(bucket.ownerId),
      tag('StorageClass', upload.attributes.storageClass),
      tag('PartNumberMarker', marker),
      tag('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      tag('MaxParts', limit),
      tag('IsTruncated', rest.length > page.length),
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

export function listMultipartUploads(call: S3Call): void {
  const bucket = bucketFor(call, 'READ');
  const { write, element } = keyWriter(call);
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter') ?? '';
  const keyMarker = call.query.get('key-marker') ?? '';
  const idMarker = call.query.get('upload-id-marker') ?? '';
  const limit = pageSize(call, 'max-uploads');
  const ordered = [...bucket.uploads.values()].sort((a, b) => compareKeys(a.key, b.key) || a.initiatedAt - b.initiatedAt || compareKeys(a.id, b.id));
  // Of the marked key itself only the uploads behind the marked id are left.
  const place = ordered.findIndex((upload) => upload.key === keyMarker && upload.id === idMarker);
  const rest = ordered.filter(
    (upload, index) =>
      upload.key.startsWith(prefix) &&
      (keyMarker === '' || compareKeys(upload.key, keyMarker) > 0 || (place !== -1 && index > place && upload.key === keyMarker)),
  );
  const rolled = walk([...new Set(rest.map((upload) => upload.key))], { prefix, delimiter, after: '', limit: Number.POSITIVE_INFINITY });
  const listable = rest.filter((upload) => rolled.keys.includes(upload.key));
  const page = listable.slice(0, limit);
  const truncated = listable.length > page.length;
  const last = page.at(-1);
  answerXml(
    call,
    document(
      'ListMultipartUploadsResult',
      tag('Bucket', bucket.name),
      tag('KeyMarker', write(keyMarker)),
      tag('UploadIdMarker', idMarker),
      truncated && last !== undefined ? tag('NextKeyMarker', write(last.key)) + tag('NextUploadIdMarker', last.id) : '',
      tag('Prefix', write(prefix)),
      delimiter === '' ? '' : tag('Delimiter', write(delimiter)),
      tag('MaxUploads', limit),
      element,
      tag('IsTruncated', truncated),
      ...page.map((upload) =>
        wrap(
          'Upload',
          tag('Key', write(upload.key)),
          tag('UploadId', upload.id),
          ownerXml(bucket.ownerId, 'Initiator'),
          ownerXml(bucket.ownerId),
          tag('StorageClass', upload.attributes.storageClass),
          tag('Initiated', listTime(upload.initiatedAt)),
        ),
      ),
      ...rolled.prefixes.map((common) => wrap('CommonPrefixes', tag('Prefix', write(common)))),
    ),
  );
}
