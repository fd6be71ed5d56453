import { child } from '../../kit/xml.ts';
import { bucketFor, objectFor } from './access.ts';
import { aclDocument, type Grant, grantsFromHeaders, grantsFromXml } from './acl.ts';
import { answerEmpty, answerXml } from './answer.ts';
import { checkTags } from './attributes.ts';
import type { S3Call } from './call.ts';
import { isOwnerEnforced } from './configuration/ownership.ts';
import { refusePublicGrants } from './configuration/public-access.ts';
import { configurationBody, rootElement, tagsOf } from './configuration/xml-body.ts';
import { receive } from './receive.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { document, tag, wrap } from './s3-xml.ts';
import type { Bucket } from './store.ts';
import { versionHeader } from './versions.ts';

const MAX_BODY = 64 * 1024;

async function grantsAsked(call: S3Call, bucket: Bucket, ownerId: string): Promise<readonly Grant[]> {
  if (isOwnerEnforced(bucket)) throw new S3Error(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs');
  const grants = await grantsSent(call, bucket, ownerId);
  refusePublicGrants(bucket, grants);
  return grants;
}

async function grantsSent(call: S3Call, bucket: Bucket, ownerId: string): Promise<readonly Grant[]> {
  const fromHeaders = grantsFromHeaders(call.headers, ownerId, bucket.ownerId);
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
  bucket.grants = await grantsAsked(call, bucket, bucket.ownerId);
  answerEmpty(call);
}

export async function objectAcl(call: S3Call): Promise<void> {
  const put = call.request.method === 'PUT';
  const { bucket, object } = objectFor(call, put ? 'WRITE_ACP' : 'READ_ACP');
  if (!put) {
    answerXml(call, aclDocument(object.ownerId, object.grants), versionHeader(bucket, object));
    return;
  }
  object.grants = await grantsAsked(call, bucket, object.ownerId);
  answerEmpty(call, 200, versionHeader(bucket, object));
}

export async function objectTagging(call: S3Call): Promise<void> {
  if (call.isEucalyptus) throw notImplemented('tagging');
  const { method } = call.request;
  const { bucket, object } = objectFor(call, method === 'GET' ? 'READ' : 'WRITE');
  const headers = versionHeader(bucket, object);
  if (method === 'GET') {
    answerXml(call, document('Tagging', wrap('TagSet', ...object.tags.map(([key, value]) => wrap('Tag', tag('Key', key), tag('Value', value))))), headers);
    return;
  }
  if (method === 'DELETE') {
    object.tags = [];
    answerEmpty(call, 204, headers);
    return;
  }
  const tags = tagsOf(child(rootElement(await configurationBody(call, true), 'Tagging'), 'TagSet'));
  checkTags(tags);
  object.tags = tags;
  answerEmpty(call, 200, headers);
}
