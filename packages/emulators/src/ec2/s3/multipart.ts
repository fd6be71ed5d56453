import { createHash } from 'node:crypto';
import { bucketFor } from './access.ts';
import { answerEmpty, answerXml } from './answer.ts';
import { attributesFrom, tagsFromHeader } from './attributes.ts';
import type { S3Call } from './call.ts';
import { checksumOf, isChecksumAlgorithm } from './checksums.ts';
import { holdFrom } from './configuration/object-lock.ts';
import { answeredWithEmbeddedError, checksumElements, copySource } from './copy.ts';
import { checkCustomerKey, encryptionHeaders } from './encryption.ts';
import { parseRange } from './object-read.ts';
import { checksumHeaders, grantsOfNew, ownerOfNew } from './object-write.ts';
import { receive } from './receive.ts';
import { invalidArgument, notImplemented, S3Error } from './s3-error.ts';
import { document, listTime, tag } from './s3-xml.ts';
import type { MultipartUpload, StoredChecksum, UploadedPart } from './store.ts';
import { versionHeader } from './versions.ts';

const MAX_PARTS = 10_000;

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
  const ownerId = ownerOfNew(call, bucket);
  const plan = checksumPlan(call);
  const upload: MultipartUpload = {
    id: call.settings.store.newUploadId(),
    key: call.key,
    ownerId,
    attributes: attributesFrom(call, bucket),
    grants: grantsOfNew(call, bucket, ownerId),
    tags: tagsFromHeader(call),
    hold: holdFrom(call, bucket),
    initiatedAt: call.now,
    ...plan,
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  const headers: Record<string, string> =
    plan.checksumAlgorithm === undefined ? {} : { 'x-amz-checksum-algorithm': plan.checksumAlgorithm.toUpperCase(), 'x-amz-checksum-type': plan.checksumType };
  answerXml(call, document('InitiateMultipartUploadResult', tag('Bucket', bucket.name), tag('Key', call.key), tag('UploadId', upload.id)), {
    ...headers,
    ...encryptionHeaders(upload.attributes),
  });
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
  checkCustomerKey(call, upload.attributes);
  // A part without any is refused only where the whole is made of the parts' own.
  const missing = received.checksum === undefined && upload.checksumType === 'COMPOSITE';
  if (upload.checksumAlgorithm !== undefined && (missing || (received.checksum !== undefined && received.checksum.algorithm !== upload.checksumAlgorithm))) {
    throw new S3Error(
      400,
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksumAlgorithm}, actual checksum Type: ${received.checksum?.algorithm ?? 'null'}`,
    );
  }
  upload.parts.set(number, { number, body: received.body, etag: received.md5, modifiedAt: call.now, checksum: received.checksum });
  answerEmpty(call, 200, { ETag: `"${received.md5}"`, ...checksumHeaders(received.checksum), ...encryptionHeaders(upload.attributes) });
}

export function uploadPartCopy(call: S3Call): void {
  // Eucalyptus has no such operation; it would store an empty part.
  if (call.isEucalyptus) throw notImplemented('x-amz-copy-source');
  const bucket = bucketFor(call, 'WRITE');
  const upload = bucket.upload(call.query.get('uploadId') ?? '', call.key);
  const number = partNumber(call);
  const { bucket: sourceBucket, object } = copySource(call);
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
    versionHeader(sourceBucket, object, 'x-amz-copy-source-version-id'),
  );
}

export function abortMultipartUpload(call: S3Call): void {
  const bucket = bucketFor(call, 'WRITE');
  const upload = bucket.upload(call.query.get('uploadId') ?? '', call.key);
  bucket.uploads.delete(upload.id);
  answerEmpty(call, 204);
}
