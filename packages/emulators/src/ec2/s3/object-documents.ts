import { child, children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { bucketFor, objectFor } from './access.ts';
import { aclDocument, type Grant, grantsFromHeaders, grantsFromXml } from './acl.ts';
import { answerEmpty, answerXml } from './answer.ts';
import { checkTags } from './attributes.ts';
import type { S3Call } from './call.ts';
import { receive } from './receive.ts';
import { malformedXml, notImplemented, S3Error } from './s3-error.ts';
import { document, tag, wrap } from './s3-xml.ts';

const MAX_BODY = 64 * 1024;

async function grantsAsked(call: S3Call, ownerId: string): Promise<readonly Grant[]> {
  const fromHeaders = grantsFromHeaders(call.request.headers, ownerId, ownerId);
  const received = await receive(call, MAX_BODY);
  if (fromHeaders !== undefined && received.body.length > 0) throw new S3Error(400, 'UnexpectedContent', 'This request does not support content');
  if (fromHeaders !== undefined) return fromHeaders;
  if (received.body.length === 0)
    throw new S3Error(400, 'MissingSecurityHeader', 'Your request was missing a required header', { MissingHeaderName: 'x-amz-acl' });
  return grantsFromXml(received.body.toBuffer());
}

export async function bucketAcl(call: S3Call): Promise<void> {
  const put = call.request.method === 'PUT';
  const bucket = bucketFor(call, put ? 'WRITE_ACP' : 'READ_ACP');
  if (!put) {
    answerXml(call, aclDocument(bucket.ownerId, bucket.grants));
    return;
  }
  bucket.grants = await grantsAsked(call, bucket.ownerId);
  answerEmpty(call);
}

export async function objectAcl(call: S3Call): Promise<void> {
  const put = call.request.method === 'PUT';
  const { bucket, object } = objectFor(call, put ? 'WRITE_ACP' : 'READ_ACP');
  if (!put) {
    answerXml(call, aclDocument(bucket.ownerId, object.grants));
    return;
  }
  object.grants = await grantsAsked(call, bucket.ownerId);
  answerEmpty(call);
}

export async function objectTagging(call: S3Call): Promise<void> {
  if (call.isEucalyptus) throw notImplemented('tagging');
  const { object } = objectFor(call, 'READ');
  if (call.request.method === 'GET') {
    answerXml(call, document('Tagging', wrap('TagSet', ...object.tags.map(([key, value]) => wrap('Tag', tag('Key', key), tag('Value', value))))));
    return;
  }
  if (call.request.method === 'DELETE') {
    object.tags = [];
    answerEmpty(call, 204);
    return;
  }
  const received = await receive(call, MAX_BODY);
  if (call.header('content-md5') === undefined && received.checksum === undefined)
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  let root: XmlElement;
  try {
    root = parseXml(received.body.toBuffer().toString('utf8'));
  } catch {
    throw malformedXml();
  }
  const tags = children(child(root, 'TagSet'), 'Tag').map((element): [string, string] => [childText(element, 'Key') ?? '', childText(element, 'Value') ?? '']);
  if (root.name !== 'Tagging') throw malformedXml();
  checkTags(tags);
  object.tags = tags;
  answerEmpty(call);
}
