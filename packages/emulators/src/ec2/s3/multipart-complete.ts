import { createHash } from 'node:crypto';
import { children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { bucketFor } from './access.ts';
import { answerXml } from './answer.ts';
import { ObjectBody } from './body.ts';
import type { S3Call } from './call.ts';
import { type ChecksumAlgorithm, checksumOf, runningChecksum } from './checksums.ts';
import { checkWriteConditions } from './conditions.ts';
import { heldFields } from './configuration/object-lock.ts';
import { answeredWithEmbeddedError, checksumElements } from './copy.ts';
import { writtenHeaders } from './object-write.ts';
import { receive } from './receive.ts';
import { malformedXml, S3Error } from './s3-error.ts';
import { document, tag } from './s3-xml.ts';
import type { Bucket, MultipartUpload, StoredChecksum, StoredObject, UploadedPart } from './store.ts';

const MAX_COMPLETE_BODY = 2 * 1024 * 1024;

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
  answerXml(call, body.replace('?>\n', '?>\n \n'), writtenHeaders(bucket, object));
}

export async function completeMultipartUpload(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'WRITE');
  const uploadId = call.query.get('uploadId') ?? '';
  const received = await receive(call, MAX_COMPLETE_BODY);
  const listed = listedParts(received.body.toBuffer());
  const done = bucket.completed.get(uploadId);
  // The answer got lost and the client asks again: AWS says the same once more, Eucalyptus does not know the upload any longer.
  if (done !== undefined && !bucket.uploads.has(uploadId) && done.key === call.key && !call.isEucalyptus) {
    completed(call, bucket, done);
    return;
  }
  const upload = bucket.upload(uploadId, call.key);
  const parts = chosenParts(call, upload, listed);
  checkWriteConditions(call, bucket.objects.get(call.key), call.key);
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  const object: StoredObject = {
    ...upload.attributes,
    key: call.key,
    ownerId: upload.ownerId,
    body: ObjectBody.join(parts.map((part) => part.body)),
    etag: `${md5.digest('hex')}-${parts.length}`,
    modifiedAt: call.now,
    checksum: wholeChecksum(upload, parts),
    parts: parts.map((part) => ({ number: part.number, size: part.body.length, checksum: part.checksum?.value })),
    grants: upload.grants,
    tags: upload.tags,
    ...heldFields(upload.hold),
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
