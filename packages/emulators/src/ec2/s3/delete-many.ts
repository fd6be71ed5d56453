import { children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { bucketFor } from './access.ts';
import { answerXml } from './answer.ts';
import type { S3Call } from './call.ts';
import { deleteOne } from './object-write.ts';
import { receive } from './receive.ts';
import { malformedXml, preconditionFailed, S3Error } from './s3-error.ts';
import { document, tag, wrap } from './s3-xml.ts';
import { isMarker } from './store.ts';
import { isWellFormed, noSuchVersion } from './versions.ts';

const MAX_BODY = 4 * 1024 * 1024;
const MAX_OBJECTS = 1000;

export async function deleteObjects(call: S3Call): Promise<void> {
  call.settings.store.bucket(call.bucketName);
  if (call.grant === undefined) bucketFor(call, 'WRITE');
  const received = await receive(call, MAX_BODY);
  if (call.header('content-md5') === undefined && received.checksum === undefined && !call.isEucalyptus) {
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  let root: XmlElement;
  try {
    root = parseXml(received.body.toBuffer().toString('utf8'));
  } catch {
    throw malformedXml();
  }
  const objects = children(root, 'Object');
  if (root.name !== 'Delete' || objects.length === 0 || objects.length > MAX_OBJECTS) throw malformedXml();
  const quiet = childText(root, 'Quiet')?.trim() === 'true';
  answerXml(call, document('DeleteResult', ...objects.map((object) => rowFor(call, object, quiet))));
}

/** One object's line of the answer. `Quiet` leaves out what went well. */
function rowFor(call: S3Call, element: XmlElement, quiet: boolean): string {
  const key = childText(element, 'Key');
  if (key === undefined || key === '') throw malformedXml();
  const versionId = childText(element, 'VersionId');
  const versionTag = versionId === undefined ? '' : tag('VersionId', versionId);
  try {
    const bucket = bucketFor(call, 'WRITE', key, versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion');
    const existing = bucket.objects.get(key);
    const etag = childText(element, 'ETag')?.replace(/^"|"$/g, '');
    if (etag !== undefined && existing !== undefined && etag !== '*' && etag !== existing.etag) throw preconditionFailed('If-Match');
    if (versionId !== undefined && bucket.version(key, versionId) === undefined && !isWellFormed(versionId)) throw noSuchVersion(key, versionId);
    const { version } = deleteOne(call, bucket, key, versionId);
    const marker = version !== undefined && isMarker(version) ? tag('DeleteMarker', true) + tag('DeleteMarkerVersionId', version.versionId) : '';
    return quiet ? '' : wrap('Deleted', tag('Key', key), versionTag, marker);
  } catch (error) {
    if (!(error instanceof S3Error) || error.code === 'MalformedXML') throw error;
    return wrap('Error', tag('Key', key), versionTag, tag('Code', error.code), tag('Message', error.message));
  }
}
