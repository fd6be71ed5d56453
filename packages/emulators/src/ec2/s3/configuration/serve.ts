import { reply } from '../../../kit/exchange.ts';
import { bucketFor } from '../access.ts';
import { answerEmpty, answerXml } from '../answer.ts';
import type { S3Call } from '../call.ts';
import { isPublic, parsePolicy } from '../policy/policy.ts';
import { invalidArgument, noSubresource, S3Error } from '../s3-error.ts';
import { document, tag } from '../s3-xml.ts';
import type { Bucket } from '../store.ts';
import { checkPolicy, DOCUMENTS, type DocumentKind } from './documents.ts';
import { settleLifecycle } from './lifecycle.ts';
import { configurationBody, rootElement } from './xml-body.ts';

export const documentName = (call: S3Call): string | undefined => Object.keys(DOCUMENTS).find((name) => call.query.has(name));

const notAllowed = (call: S3Call, name: string): S3Error =>
  new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    Method: call.request.method,
    ResourceType: name.toUpperCase(),
  });

/** `analytics`, `inventory` and their like are several to a bucket. */
function placeOf(call: S3Call, kind: DocumentKind, name: string): string {
  if (kind.byId !== true) return name;
  const id = call.query.get('id') ?? '';
  if (id === '') throw invalidArgument('Missing required query parameter: id', 'id', '');
  return `${name}:${id}`;
}

function listed(call: S3Call, bucket: Bucket, kind: DocumentKind, name: string): void {
  const found = [...bucket.documents]
    .filter(([place]) => place.startsWith(`${name}:`))
    .map(([, body]) => body.toString('utf8').replace(/^<\?xml[^>]*\?>\s*/, ''));
  answerXml(call, document(`List${kind.root}sResult`, tag('IsTruncated', false), ...found));
}

async function putDocument(call: S3Call, bucket: Bucket, kind: DocumentKind, place: string): Promise<void> {
  const body = await configurationBody(call, kind.digest === true);
  if (kind.json === true) checkPolicy(body, bucket);
  else {
    const root = rootElement(body, kind.root);
    kind.check?.(root, call);
  }
  bucket.documents.set(place, body);
  if (kind.root === 'LifecycleConfiguration') {
    bucket.settledDay = -1;
    settleLifecycle(bucket, call.now);
  }
  answerEmpty(call, kind.status ?? 200);
}

/** A setting of the bucket that is a document: given back as it was put. */
export async function bucketDocument(call: S3Call, name: string): Promise<void> {
  const kind = DOCUMENTS[name];
  if (kind === undefined || (call.isEucalyptus && !kind.eucalyptus)) throw noSubresource(name);
  const bucket = bucketFor(call, 'OWN');
  const { method } = call.request;
  if (method === 'GET' && kind.byId === true && !call.query.has('id')) return listed(call, bucket, kind, name);
  const place = placeOf(call, kind, name);
  if (method === 'PUT') return putDocument(call, bucket, kind, place);
  if (method === 'DELETE' && kind.deletable === true) {
    bucket.documents.delete(place);
    answerEmpty(call, 204);
    return;
  }
  if (method !== 'GET') throw notAllowed(call, name);
  const stored = bucket.documents.get(place);
  if (stored === undefined && typeof kind.missing !== 'string') throw new S3Error(...kind.missing, { BucketName: bucket.name });
  if (kind.json === true && stored !== undefined) {
    reply(call.response, 200, { 'Content-Type': 'application/json' }, stored);
    return;
  }
  answerXml(call, stored?.toString('utf8') ?? document(kind.root, String(kind.missing)));
}

export function policyStatus(call: S3Call): void {
  if (call.isEucalyptus) throw noSubresource('policyStatus');
  const bucket = bucketFor(call, 'OWN');
  const stored = bucket.documents.get('policy');
  if (stored === undefined) throw new S3Error(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist', { BucketName: bucket.name });
  answerXml(call, document('PolicyStatus', tag('IsPublic', isPublic(parsePolicy(stored, bucket.name)))));
}
