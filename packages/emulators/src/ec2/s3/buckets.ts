import { reply } from '../../kit/exchange.ts';
import { childText, parseXml } from '../../kit/xml.ts';
import { bucketFor } from './access.ts';
import { canonicalId, grantsFromHeaders, privateGrants } from './acl.ts';
import { answerEmpty, answerXml } from './answer.ts';
import { checkBucketName } from './bucket-name.ts';
import type { S3Call } from './call.ts';
import { receive } from './receive.ts';
import { accessDenied, malformedXml, noSubresource, S3Error } from './s3-error.ts';
import { document, S3_NAMESPACE, xmlText } from './s3-xml.ts';
import { Bucket } from './store.ts';

const MAX_CONFIGURATION = 64 * 1024;
const FOREIGN_REGIONS = /^(?:EU|[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d)$/;

function regionAsked(call: S3Call, body: Buffer): string {
  const { region } = call.settings;
  if (body.length === 0) {
    if (!call.isEucalyptus && region !== 'us-east-1') {
      throw new S3Error(
        400,
        'IllegalLocationConstraintException',
        'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
      );
    }
    return region;
  }
  let constraint: string | undefined;
  try {
    const root = parseXml(body.toString('utf8'));
    if (root.name !== 'CreateBucketConfiguration') throw malformedXml();
    constraint = childText(root, 'LocationConstraint');
  } catch {
    throw malformedXml();
  }
  if (constraint === undefined || constraint === '') return region;
  if (call.isEucalyptus) {
    if (constraint === region || constraint === 'EU' || constraint === 'US') return constraint;
    throw new S3Error(400, 'InvalidLocationConstraint', 'The specified location-constraint is not valid', { LocationConstraint: constraint });
  }
  // us-east-1 is named by saying nothing.
  if (constraint === 'us-east-1' || !FOREIGN_REGIONS.test(constraint))
    throw new S3Error(400, 'InvalidLocationConstraint', 'The specified location-constraint is not valid', { LocationConstraint: constraint });
  if (region !== 'us-east-1' && constraint !== region) {
    throw new S3Error(
      400,
      'IllegalLocationConstraintException',
      `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}

export async function createBucket(call: S3Call): Promise<void> {
  if (call.grant === undefined || call.callerId === undefined) throw accessDenied();
  checkBucketName(call.bucketName, call.isEucalyptus);
  const body =
    call.header('content-length') === undefined && call.header('transfer-encoding') === undefined
      ? Buffer.alloc(0)
      : (await receive(call, MAX_CONFIGURATION)).body.toBuffer();
  const region = regionAsked(call, body);
  const existing = call.settings.store.buckets.get(call.bucketName);
  if (existing !== undefined && existing.ownerId !== call.callerId) {
    throw new S3Error(
      409,
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      { BucketName: call.bucketName },
    );
  }
  // Only us-east-1 lets one create one's own bucket again.
  if (existing !== undefined && (call.isEucalyptus || existing.region !== 'us-east-1')) {
    throw new S3Error(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', {
      BucketName: call.bucketName,
    });
  }
  if (existing === undefined) {
    const owner = canonicalId(call.grant.credential.accountId);
    const grants = grantsFromHeaders(call.request.headers, owner, owner) ?? privateGrants(owner);
    call.settings.store.buckets.set(call.bucketName, new Bucket(call.bucketName, owner, region, call.now, grants));
  }
  answerEmpty(call, 200, { Location: `/${call.bucketName}` });
}

export function headBucket(call: S3Call): void {
  const bucket = bucketFor(call, 'READ');
  answerEmpty(
    call,
    200,
    call.isEucalyptus ? {} : { 'x-amz-bucket-region': bucket.region, 'x-amz-access-point-alias': 'false', 'Content-Type': 'application/xml' },
  );
}

export function deleteBucket(call: S3Call): void {
  const bucket = bucketFor(call, 'OWN');
  if (bucket.objects.size > 0) throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', { BucketName: bucket.name });
  call.settings.store.buckets.delete(bucket.name);
  answerEmpty(call, 204);
}

export function bucketLocation(call: S3Call): void {
  const bucket = bucketFor(call, 'OWN');
  const text = bucket.region === 'us-east-1' ? '' : bucket.region;
  answerXml(call, `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="${S3_NAMESPACE}">${xmlText(text)}</LocationConstraint>`);
}

interface DocumentKind {
  readonly root: string;
  /** The document is JSON, kept as it comes. */
  readonly json?: boolean;
  readonly missing: readonly [status: number, code: string, message: string] | undefined;
  /** The server wants Content-MD5 or a checksum with it. */
  readonly digest?: boolean;
  readonly eucalyptus: boolean;
}

/** Bucket settings kept as the document that was put. What is not set: an error of its own, or an empty document. */
const DOCUMENTS: Readonly<Record<string, DocumentKind>> = {
  policy: { json: true, root: 'Policy', missing: [404, 'NoSuchBucketPolicy', 'The bucket policy does not exist'], eucalyptus: true },
  cors: { root: 'CORSConfiguration', missing: [404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist'], digest: true, eucalyptus: true },
  lifecycle: {
    root: 'LifecycleConfiguration',
    missing: [404, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
    digest: true,
    eucalyptus: true,
  },
  tagging: { root: 'Tagging', missing: [404, 'NoSuchTagSet', 'The TagSet does not exist'], digest: true, eucalyptus: true },
  website: {
    root: 'WebsiteConfiguration',
    missing: [404, 'NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
    eucalyptus: false,
  },
  encryption: {
    root: 'ServerSideEncryptionConfiguration',
    missing: [404, 'ServerSideEncryptionConfigurationNotFoundError', 'The server side encryption configuration was not found'],
    eucalyptus: false,
  },
  publicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    missing: [404, 'NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
    eucalyptus: false,
  },
  ownershipControls: {
    root: 'OwnershipControls',
    missing: [404, 'OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
    eucalyptus: false,
  },
  logging: { root: 'BucketLoggingStatus', missing: undefined, eucalyptus: true },
  notification: { root: 'NotificationConfiguration', missing: undefined, eucalyptus: false },
  accelerate: { root: 'AccelerateConfiguration', missing: undefined, eucalyptus: false },
  requestPayment: { root: 'RequestPaymentConfiguration', missing: undefined, eucalyptus: false },
};

export function documentName(call: S3Call): string | undefined {
  return Object.keys(DOCUMENTS).find((name) => call.query.has(name));
}

function rootOf(body: Buffer): string {
  try {
    return parseXml(body.toString('utf8')).name;
  } catch {
    throw malformedXml();
  }
}

const malformedPolicy = (): S3Error => new S3Error(400, 'MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'");

function checkPolicy(body: Buffer): void {
  let policy: unknown;
  try {
    policy = JSON.parse(body.toString('utf8'));
  } catch {
    throw malformedPolicy();
  }
  if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) throw malformedPolicy();
}

export async function bucketDocument(call: S3Call, name: string): Promise<void> {
  const kind = DOCUMENTS[name];
  if (kind === undefined || (call.isEucalyptus && !kind.eucalyptus)) throw noSubresource(name);
  const bucket = bucketFor(call, 'OWN');
  if (call.request.method === 'GET') {
    const stored = bucket.documents.get(name);
    if (stored === undefined && kind.missing !== undefined) throw new S3Error(...kind.missing, { BucketName: bucket.name });
    if (kind.json === true && stored !== undefined) {
      reply(call.response, 200, { 'Content-Type': 'application/json' }, stored);
      return;
    }
    const payer = name === 'requestPayment' ? '<Payer>BucketOwner</Payer>' : '';
    answerXml(call, stored?.toString('utf8') ?? document(kind.root, payer));
    return;
  }
  if (call.request.method === 'DELETE') {
    bucket.documents.delete(name);
    answerEmpty(call, 204);
    return;
  }
  if (call.request.method !== 'PUT')
    throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      Method: call.request.method,
      ResourceType: name.toUpperCase(),
    });
  const received = await receive(call, MAX_CONFIGURATION);
  if (kind.digest === true && !call.isEucalyptus && call.header('content-md5') === undefined && received.checksum === undefined) {
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  const body = received.body.toBuffer();
  if (kind.json === true) checkPolicy(body);
  else if (rootOf(body) !== kind.root) throw malformedXml();
  bucket.documents.set(name, body);
  answerEmpty(call, name === 'tagging' || name === 'policy' ? 204 : 200);
}
