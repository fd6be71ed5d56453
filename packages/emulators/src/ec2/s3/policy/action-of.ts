import type { S3Call } from '../call.ts';

/** Sub-resource → the noun in the names of its actions; the first that is in the query counts. */
const OBJECT_NOUNS: Readonly<Record<string, string>> = {
  acl: 'Acl',
  tagging: 'Tagging',
  retention: 'Retention',
  'legal-hold': 'LegalHold',
  attributes: 'Attributes',
};

const BUCKET_NOUNS: Readonly<Record<string, string>> = {
  acl: 'BucketAcl',
  cors: 'BucketCORS',
  lifecycle: 'LifecycleConfiguration',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  tagging: 'BucketTagging',
  website: 'BucketWebsite',
  logging: 'BucketLogging',
  notification: 'BucketNotification',
  encryption: 'EncryptionConfiguration',
  versioning: 'BucketVersioning',
  location: 'BucketLocation',
  requestPayment: 'BucketRequestPayment',
  accelerate: 'AccelerateConfiguration',
  publicAccessBlock: 'BucketPublicAccessBlock',
  ownershipControls: 'BucketOwnershipControls',
  'object-lock': 'BucketObjectLockConfiguration',
};

const nounIn = (call: S3Call, nouns: Readonly<Record<string, string>>): string | undefined => {
  const name = Object.keys(nouns).find((candidate) => call.query.has(candidate));
  return name === undefined ? undefined : nouns[name];
};

function objectAction(call: S3Call): string {
  const { method } = call.request;
  const version = call.query.has('versionId') ? 'Version' : '';
  const noun = nounIn(call, OBJECT_NOUNS) ?? '';
  if (method === 'DELETE') return call.query.has('uploadId') ? 'AbortMultipartUpload' : `DeleteObject${version}${noun}`;
  if (method === 'GET' || method === 'HEAD') return call.query.has('uploadId') ? 'ListMultipartUploadParts' : `GetObject${version}${noun}`;
  if (call.query.has('restore')) return 'RestoreObject';
  return noun === '' ? 'PutObject' : `PutObject${version}${noun}`;
}

function bucketAction(call: S3Call): string {
  const { method } = call.request;
  const noun = nounIn(call, BUCKET_NOUNS);
  // Taking a setting away is putting an empty one, except for these two.
  if (noun !== undefined && method === 'DELETE') return noun === 'BucketPolicy' || noun === 'BucketWebsite' ? `Delete${noun}` : `Put${noun}`;
  if (noun !== undefined) return `${method === 'PUT' ? 'Put' : 'Get'}${noun}`;
  if (call.query.has('uploads')) return 'ListBucketMultipartUploads';
  if (call.query.has('versions')) return 'ListBucketVersions';
  if (method === 'PUT') return 'CreateBucket';
  if (method === 'DELETE') return 'DeleteBucket';
  return method === 'POST' ? (call.query.has('delete') ? 'DeleteObject' : 'PutObject') : 'ListBucket';
}

/** The action a policy would name for this call, such as `s3:GetObject`. */
export const actionOf = (call: S3Call): string => `s3:${call.key === '' ? bucketAction(call) : objectAction(call)}`;
