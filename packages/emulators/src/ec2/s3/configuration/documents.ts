import { child, children, type XmlElement } from '../../../kit/xml.ts';
import type { S3Call } from '../call.ts';
import { isPublic, parsePolicy } from '../policy/policy.ts';
import { accessDenied, invalidArgument, malformedXml, S3Error } from '../s3-error.ts';
import type { Bucket } from '../store.ts';
import { checkCors } from './cors.ts';
import { checkLifecycle } from './lifecycle.ts';
import { publicAccessBlock } from './public-access.ts';
import { checkWebsite } from './website.ts';
import { tagsOf, trimmed } from './xml-body.ts';

export interface DocumentKind {
  readonly root: string;
  /** The document is JSON, kept as it comes. */
  readonly json?: boolean;
  /** What is answered where none was put: an error, or the elements of the document. */
  readonly missing: readonly [status: number, code: string, message: string] | string;
  /** The server wants Content-MD5 or a checksum with it. */
  readonly digest?: boolean;
  /** It is deleted by a request of its own. */
  readonly deletable?: boolean;
  /** Status of a successful PUT; 200 when absent. */
  readonly status?: number;
  readonly eucalyptus: boolean;
  /** Several, told apart by `id` in the query. */
  readonly byId?: boolean;
  /** Throws on what the service would refuse. */
  readonly check?: (root: XmlElement, call: S3Call) => void;
}

const MAX_BUCKET_TAGS = 50;
const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'];
const OWNERSHIP = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'];

const oneOf = (root: XmlElement | undefined, name: string, allowed: readonly string[]): void => {
  if (!allowed.includes(trimmed(root, name) ?? '')) throw malformedXml();
};

function checkBucketTags(root: XmlElement): void {
  const tags = tagsOf(child(root, 'TagSet'));
  if (tags.length > MAX_BUCKET_TAGS) throw new S3Error(400, 'BadRequest', `Bucket tag count cannot be greater than ${MAX_BUCKET_TAGS}`);
  for (const [key, value] of tags)
    if (key === '' || key.length > 128 || value.length > 256) throw new S3Error(400, 'InvalidTag', 'The TagKey you have provided is invalid', { TagKey: key });
  if (new Set(tags.map(([key]) => key)).size !== tags.length) throw new S3Error(400, 'InvalidTag', 'Cannot provide multiple Tags with the same key');
}

function checkLogging(root: XmlElement, call: S3Call): void {
  const enabled = child(root, 'LoggingEnabled');
  if (enabled === undefined) return;
  const name = trimmed(enabled, 'TargetBucket') ?? '';
  const target = call.settings.store.buckets.get(name);
  if (target === undefined || target.ownerId !== call.callerId)
    throw new S3Error(
      400,
      'InvalidTargetBucketForLogging',
      'The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants for the log-delivery group.',
      {
        TargetBucket: name,
      },
    );
}

function checkNotification(root: XmlElement): void {
  for (const configuration of root.children.filter(({ name }) => name !== 'EventBridgeConfiguration')) {
    const events = children(configuration, 'Event').map((event) => event.text.trim());
    if (events.length === 0) throw malformedXml();
    for (const event of events) if (!event.startsWith('s3:')) throw invalidArgument('The event is not supported for notifications', 'Event', event);
  }
}

function checkEncryption(root: XmlElement): void {
  const rules = children(root, 'Rule');
  if (rules.length === 0) throw malformedXml();
  for (const rule of rules) oneOf(child(rule, 'ApplyServerSideEncryptionByDefault'), 'SSEAlgorithm', ALGORITHMS);
}

function checkAccelerate(root: XmlElement, call: S3Call): void {
  oneOf(root, 'Status', ['Enabled', 'Suspended']);
  if (call.bucketName.includes('.'))
    throw new S3Error(400, 'InvalidRequest', 'S3 Transfer Acceleration is not supported for buckets with periods (.) in their names');
}

/** Bucket settings kept as the document that was put. */
export const DOCUMENTS: Readonly<Record<string, DocumentKind>> = {
  policy: {
    json: true,
    root: 'Policy',
    missing: [404, 'NoSuchBucketPolicy', 'The bucket policy does not exist'],
    deletable: true,
    status: 204,
    eucalyptus: true,
  },
  cors: {
    root: 'CORSConfiguration',
    missing: [404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
    digest: true,
    deletable: true,
    eucalyptus: true,
    check: checkCors,
  },
  lifecycle: {
    root: 'LifecycleConfiguration',
    missing: [404, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
    digest: true,
    deletable: true,
    eucalyptus: true,
    check: checkLifecycle,
  },
  tagging: {
    root: 'Tagging',
    missing: [404, 'NoSuchTagSet', 'The TagSet does not exist'],
    digest: true,
    deletable: true,
    status: 204,
    eucalyptus: true,
    check: checkBucketTags,
  },
  website: {
    root: 'WebsiteConfiguration',
    missing: [404, 'NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
    deletable: true,
    eucalyptus: false,
    check: checkWebsite,
  },
  encryption: {
    root: 'ServerSideEncryptionConfiguration',
    missing: [404, 'ServerSideEncryptionConfigurationNotFoundError', 'The server side encryption configuration was not found'],
    deletable: true,
    eucalyptus: false,
    check: checkEncryption,
  },
  publicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    missing: [404, 'NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
    deletable: true,
    eucalyptus: false,
  },
  ownershipControls: {
    root: 'OwnershipControls',
    missing: [404, 'OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
    deletable: true,
    eucalyptus: false,
    check: (root) => oneOf(child(root, 'Rule'), 'ObjectOwnership', OWNERSHIP),
  },
  logging: { root: 'BucketLoggingStatus', missing: '', eucalyptus: true, check: checkLogging },
  notification: { root: 'NotificationConfiguration', missing: '', eucalyptus: false, check: checkNotification },
  accelerate: { root: 'AccelerateConfiguration', missing: '', eucalyptus: false, check: checkAccelerate },
  requestPayment: {
    root: 'RequestPaymentConfiguration',
    missing: '<Payer>BucketOwner</Payer>',
    eucalyptus: false,
    check: (root) => oneOf(root, 'Payer', ['BucketOwner', 'Requester']),
  },
  replication: {
    root: 'ReplicationConfiguration',
    missing: [404, 'ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
    deletable: true,
    eucalyptus: false,
  },
  analytics: {
    root: 'AnalyticsConfiguration',
    missing: [404, 'NoSuchConfiguration', 'The specified configuration does not exist.'],
    deletable: true,
    byId: true,
    eucalyptus: false,
  },
  inventory: {
    root: 'InventoryConfiguration',
    missing: [404, 'NoSuchConfiguration', 'The specified configuration does not exist.'],
    deletable: true,
    byId: true,
    eucalyptus: false,
  },
  metrics: {
    root: 'MetricsConfiguration',
    missing: [404, 'NoSuchConfiguration', 'The specified configuration does not exist.'],
    deletable: true,
    byId: true,
    eucalyptus: false,
  },
  'intelligent-tiering': {
    root: 'IntelligentTieringConfiguration',
    missing: [404, 'NoSuchConfiguration', 'The specified configuration does not exist.'],
    deletable: true,
    byId: true,
    eucalyptus: false,
  },
};

/** A policy takes effect at once, so it is read when it is put; a public one may be blocked. */
export function checkPolicy(body: Buffer, bucket: Bucket): void {
  const policy = parsePolicy(body, bucket.name);
  if (isPublic(policy) && publicAccessBlock(bucket).BlockPublicPolicy) throw accessDenied();
}
