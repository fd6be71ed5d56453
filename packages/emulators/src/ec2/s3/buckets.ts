import { childText, parseXml } from '../../kit/xml.ts';
import { bucketFor } from './access.ts';
import { canonicalId, grantsFromHeaders, privateGrants } from './acl.ts';
import { answerEmpty, answerXml } from './answer.ts';
import { checkBucketName } from './bucket-name.ts';
import type { S3Call } from './call.ts';
import { receive } from './receive.ts';
import { accessDenied, invalidArgument, malformedXml, S3Error } from './s3-error.ts';
import { S3_NAMESPACE, xmlText } from './s3-xml.ts';
import { Bucket } from './store.ts';

const MAX_CONFIGURATION = 64 * 1024;
const OWNERSHIP = new Set(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']);
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

/** Object lock brings versioning along; ownership becomes the document it could also be put as. */
function applyCreationHeaders(call: S3Call, bucket: Bucket): void {
  if (call.isEucalyptus) return;
  if (call.header('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true') {
    bucket.versioning = 'Enabled';
    bucket.objectLock = { retention: undefined };
  }
  const ownership = call.header('x-amz-object-ownership');
  if (ownership === undefined) return;
  if (!OWNERSHIP.has(ownership)) throw invalidArgument('Invalid x-amz-object-ownership header', 'x-amz-object-ownership', ownership);
  bucket.documents.set(
    'ownershipControls',
    Buffer.from(`<OwnershipControls xmlns="${S3_NAMESPACE}"><Rule><ObjectOwnership>${ownership}</ObjectOwnership></Rule></OwnershipControls>`),
  );
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
    const grants = grantsFromHeaders(call.headers, owner, owner) ?? privateGrants(owner);
    const bucket = new Bucket(call.bucketName, owner, region, call.now, grants);
    applyCreationHeaders(call, bucket);
    call.settings.store.buckets.set(call.bucketName, bucket);
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
  if (!bucket.isEmpty) {
    const message =
      bucket.versioning === undefined
        ? 'The bucket you tried to delete is not empty'
        : 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
    throw new S3Error(409, 'BucketNotEmpty', message, { BucketName: bucket.name });
  }
  call.settings.store.buckets.delete(bucket.name);
  answerEmpty(call, 204);
}

export function bucketLocation(call: S3Call): void {
  const bucket = bucketFor(call, 'OWN');
  const text = bucket.region === 'us-east-1' ? '' : bucket.region;
  answerXml(call, `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="${S3_NAMESPACE}">${xmlText(text)}</LocationConstraint>`);
}
