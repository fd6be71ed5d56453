import { children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { bucketFor } from './access.ts';
import { answerXml } from './answer.ts';
import type { S3Call } from './call.ts';
import { receive } from './receive.ts';
import { malformedXml, S3Error } from './s3-error.ts';
import { document, tag, wrap } from './s3-xml.ts';

const MAX_BODY = 4 * 1024 * 1024;
const MAX_OBJECTS = 1000;

export async function deleteObjects(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'WRITE');
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
  const rows: string[] = [];
  for (const object of objects) {
    const key = childText(object, 'Key');
    if (key === undefined || key === '') throw malformedXml();
    const version = childText(object, 'VersionId');
    if (version !== undefined && version !== 'null') {
      rows.push(
        wrap('Error', tag('Key', key), tag('VersionId', version), tag('Code', 'NoSuchVersion'), tag('Message', 'The specified version does not exist.')),
      );
      continue;
    }
    const refusal = call.settings.refusedDeletes.get(`${bucket.name}/${key}`);
    if (refusal !== undefined) {
      rows.push(wrap('Error', tag('Key', key), tag('Code', refusal), tag('Message', refusal === 'AccessDenied' ? 'Access Denied' : refusal)));
      continue;
    }
    bucket.delete(key);
    if (!quiet) rows.push(wrap('Deleted', tag('Key', key), version === undefined ? '' : tag('VersionId', version)));
  }
  answerXml(call, document('DeleteResult', ...rows));
}
