import {
  CloudError,
  type CloudErrorCode,
  clockSkewMs,
  type FailedResponse,
  parseXml,
  type ResponseFault,
  responseError,
  type XmlNode,
  xmlChild,
  xmlChildren,
  xmlText,
} from '@portolan/core/driver';

/** A code of the provider, in our words. What is left out follows from the status. */
export type Meaning = Pick<ResponseFault, 'code' | 'retry' | 'outcome' | 'remedy'>;

const refused = (code: CloudErrorCode, remedy?: string): Meaning => ({ code, retry: 'never', outcome: 'not-done', remedy });
const transient = (code: CloudErrorCode): Meaning => ({ code, retry: 'maybe' });
/** Refused before anything was done: may be sent again whatever it is. */
const throttled: Meaning = { code: 'rate-limited', retry: 'maybe', outcome: 'not-done' };

const KEY = 'check accessKeyId and secretAccessKey';
const REGION = 'set the region that the message names';
const CAPACITY = 'try another zone or size, or try later';

/** Every code that EC2, S3 and Eucalyptus document, as far as its status does not already say it all. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  // Who we are
  AuthFailure: refused('unauthenticated', KEY),
  AuthorizationHeaderMalformed: refused('unauthenticated', REGION),
  AuthorizationQueryParametersError: refused('unauthenticated'),
  ExpiredToken: refused('unauthenticated', 'the session token has expired: get a new one'),
  ExpiredTokenException: refused('unauthenticated', 'the session token has expired: get a new one'),
  IncompleteSignature: refused('unauthenticated'),
  InvalidAccessKeyId: refused('unauthenticated', KEY),
  IDPRejectedClaim: refused('unauthenticated', 'the provider of the web identity rejects its token: get a new one'),
  InvalidClientTokenId: refused('unauthenticated', KEY),
  InvalidIdentityToken: refused('unauthenticated', 'the token of the web identity is not valid here'),
  InvalidSecurity: refused('unauthenticated', KEY),
  InvalidSignatureException: refused('unauthenticated'),
  InvalidToken: refused('unauthenticated', 'the session token is not valid: get a new one'),
  MissingAuthenticationToken: refused('unauthenticated', KEY),
  MissingSecurityHeader: refused('unauthenticated'),
  NotSignedUp: refused('unauthenticated'),
  RequestExpired: refused('unauthenticated'),
  RequestTimeTooSkewed: refused('unauthenticated'),
  SignatureDoesNotMatch: refused('unauthenticated', 'check secretAccessKey; a proxy that changes the Host header or the path has this effect, too'),
  UnrecognizedClientException: refused('unauthenticated', KEY),
  '403 Forbidden': refused('unauthenticated', KEY),

  // What we may
  AccessDenied: refused('permission-denied'),
  AccountProblem: refused('permission-denied'),
  AllAccessDisabled: refused('permission-denied'),
  Blocked: refused('permission-denied'),
  OperationNotPermitted: refused('permission-denied', 'the server may be protected from termination'),
  OptInRequired: refused('permission-denied', 'the account must subscribe to the service or the image first'),
  PendingVerification: refused('permission-denied', 'the account is still being verified'),
  UnauthorizedOperation: refused('permission-denied'),
  AccessControlListNotSupported: refused('unsupported'),

  // Exists
  BucketAlreadyExists: refused('already-exists', 'bucket names are unique in the whole cloud: choose another'),
  BucketAlreadyOwnedByYou: refused('already-exists'),
  'Resource.AlreadyAssociated': refused('already-exists'),
  RouteAlreadyExists: refused('already-exists'),

  // State and dependencies
  BucketNotEmpty: refused('conflict'),
  ConditionalRequestConflict: { code: 'precondition-failed', retry: 'never', outcome: 'not-done', remedy: 'somebody wrote it at the same time: read again' },
  DeleteConflict: refused('conflict'),
  DependencyViolation: refused('conflict'),
  DryRunOperation: refused('precondition-failed'),
  'Gateway.NotAttached': refused('conflict'),
  IdempotentParameterMismatch: refused('conflict', 'this idempotency key was used with other arguments: use a new one'),
  IncorrectInstanceState: refused('conflict'),
  IncorrectState: refused('conflict'),
  'InvalidAMIID.Unavailable': refused('not-found'),
  InvalidBucketState: refused('conflict'),
  'InvalidGroup.InUse': refused('conflict'),
  'InvalidGroup.Reserved': refused('conflict'),
  'InvalidNetworkInterface.InUse': refused('conflict'),
  InvalidObjectState: refused('conflict', 'the object is archived: restore it first'),
  'InvalidSnapshot.InUse': refused('conflict'),
  'InvalidSubnet.Conflict': refused('conflict'),
  'InvalidVolume.ZoneMismatch': refused('conflict', 'volume and server must be in the same zone'),
  OperationAborted: { code: 'conflict', retry: 'maybe', outcome: 'not-done' },
  RestoreAlreadyInProgress: refused('conflict'),
  VolumeInUse: refused('conflict'),
  // Of an address, a volume, a route: the thing it hangs on is not there.
  'InvalidAttachment.NotFound': refused('not-found'),
  'InvalidPlacementGroup.Unknown': refused('not-found'),
  InvalidInstanceType: refused('not-found'),

  // Quotas and capacity
  AttachmentLimitExceeded: refused('quota-exceeded'),
  InsufficientAddressCapacity: refused('quota-exceeded', CAPACITY),
  InsufficientCapacity: refused('quota-exceeded', CAPACITY),
  InsufficientHostCapacity: refused('quota-exceeded', CAPACITY),
  InsufficientInstanceCapacity: refused('quota-exceeded', CAPACITY),
  InsufficientResources: refused('quota-exceeded', CAPACITY),
  InsufficientVolumeCapacity: refused('quota-exceeded', CAPACITY),
  MaxSpotInstanceCountExceeded: refused('quota-exceeded'),
  TooManyBuckets: refused('quota-exceeded'),

  // Too fast
  BandwidthLimitExceeded: throttled,
  EC2ThrottledException: throttled,
  LimitExceededException: throttled,
  PriorRequestNotComplete: throttled,
  ProvisionedThroughputExceededException: throttled,
  RequestLimitExceeded: throttled,
  RequestThrottled: throttled,
  RequestThrottledException: throttled,
  SlowDown: throttled,
  ThrottledException: throttled,
  Throttling: throttled,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  TransactionInProgressException: throttled,

  // Not now
  InternalError: transient('unavailable'),
  InternalFailure: transient('unavailable'),
  ServiceUnavailable: transient('unavailable'),
  Unavailable: transient('unavailable'),
  // 400: the connection was idle too long in the middle of an upload.
  RequestTimeout: transient('timeout'),
  RequestTimeoutException: transient('timeout'),
  IncompleteBody: transient('unavailable'),
  BadDigest: { code: 'protocol', retry: 'maybe', outcome: 'not-done', remedy: 'the bytes were changed on the way' },
  XAmzContentSHA256Mismatch: { code: 'protocol', retry: 'maybe', outcome: 'not-done', remedy: 'the bytes were changed on the way' },

  // Of ELB, Auto Scaling, IAM and CloudFormation, where they name things in a way of their own
  AlreadyExistsException: refused('already-exists'),
  DuplicateListener: refused('already-exists'),
  DuplicateLoadBalancerName: refused('already-exists'),
  DuplicatePolicyName: refused('already-exists'),
  EntityTemporarilyUnmodifiable: { code: 'conflict', retry: 'maybe', outcome: 'not-done' },
  InsufficientCapabilitiesException: refused('invalid-argument', 'say in Capabilities what the template may do'),
  InvalidConfigurationRequest: refused('conflict'),
  InvalidEndPoint: refused('not-found', 'the balancer has no such server'),
  InvalidInstance: refused('not-found', 'the balancer has no such server'),
  PackedPolicyTooLarge: refused('invalid-argument'),
  ScalingActivityInProgress: { code: 'conflict', retry: 'maybe', outcome: 'not-done' },
  ServiceFailure: transient('unavailable'),
  TooManyLoadBalancers: refused('quota-exceeded'),
  ValidationError: refused('invalid-argument'),

  // What this cloud has not
  ActionNotSupported: refused('unsupported'),
  InvalidAction: refused('unsupported'),
  MethodNotAllowed: refused('unsupported'),
  NotImplemented: refused('unsupported'),
  Unsupported: refused('unsupported'),
  UnsupportedOperation: refused('unsupported'),

  // Elsewhere
  IllegalLocationConstraintException: refused('invalid-argument', 'the bucket belongs to another region: set that one'),
  PermanentRedirect: refused('protocol', 'the bucket is in another region or must be addressed otherwise'),
  TemporaryRedirect: { code: 'unavailable', retry: 'maybe', outcome: 'not-done' },

  // Wrong arguments whose status is not 400, or whose code looks like something else
  'InvalidPermission.Malformed': refused('invalid-argument'),
  'InvalidUserID.Malformed': refused('invalid-argument'),
  EntityTooLarge: refused('invalid-argument'),
  InvalidRange: refused('invalid-argument'),
  MissingContentLength: refused('invalid-argument'),
  PreconditionFailed: refused('precondition-failed'),
  VPCIdNotSpecified: refused('invalid-argument', 'the account has no default network: name one'),
}; // prettier-ignore

/** Families of codes, where the table has no entry of their own. */
const FAMILIES: readonly (readonly [RegExp, Meaning])[] = [
  [/\.(?:NotFound|Unknown)$|^NoSuch|NotFound$/, refused('not-found')],
  // An id that is no id names nothing: `InvalidInstanceID.Malformed` for `nonsense`.
  [/\.Malformed$/, refused('not-found')],
  [/\.Duplicate$|AlreadyExists$/, refused('already-exists')],
  [/\.InUse$|InUse$|^IncorrectState/, refused('conflict')],
  [/LimitExceeded$/, refused('quota-exceeded')],
  [/^(?:Invalid|Missing|Malformed|Unknown)/, refused('invalid-argument')],
];

export function meaningOf(providerCode: string): Meaning | undefined {
  return (Object.hasOwn(MEANINGS, providerCode) ? MEANINGS[providerCode] : undefined) ?? FAMILIES.find(([family]) => family.test(providerCode))?.[1];
}

/** What an error body says, in either form: S3's `<Error>`, EC2's `<Response><Errors><Error>`, the other services' `<ErrorResponse><Error>`. */
export interface Fault {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  /** S3: where the bucket really is. */
  readonly region?: string | undefined;
  readonly bucket?: string | undefined;
}

const ROOTS = ['Error', 'Response', 'ErrorResponse'];
const LISTS: ReadonlySet<string> = new Set();

/** Whatever the content type says: Eucalyptus labels these text/plain. A body that is none of them is an empty fault. */
export async function readFault(failure: Pick<FailedResponse, 'body' | 'headers'>): Promise<Fault> {
  const { headers } = failure;
  const fromHeaders = { requestId: headers['x-amz-request-id'] ?? headers['x-amzn-requestid'], region: headers['x-amz-bucket-region'] };
  const text = failure.body.toString('utf8').trim();
  if (!text.startsWith('<')) return fromHeaders;
  try {
    const { name, root } = await parseXml(text, { root: ROOTS, arrays: LISTS });
    return faultOf(name, root, fromHeaders);
  } catch {
    return fromHeaders;
  }
}

export function faultOf(name: string, root: XmlNode, known: Fault = {}): Fault {
  const first = name === 'Error' ? root : xmlChildren(name === 'Response' ? (xmlChild(root, 'Errors') ?? {}) : root, 'Error')[0];
  if (first === undefined) return known;
  return {
    code: xmlText(first, 'Code'),
    message: xmlText(first, 'Message'),
    requestId: xmlText(root, 'RequestID') ?? xmlText(root, 'RequestId') ?? known.requestId,
    region: known.region ?? xmlText(first, 'Region'),
    bucket: xmlText(first, 'BucketName') ?? xmlText(first, 'Bucket'),
  };
}

const SKEW = /expired|in the future|not yet (?:valid|current)|skew/i;
const PRESIGNED = /[?&]X-Amz-Signature=/;

/** The error for an answer of EC2. */
export async function ec2Error(failure: FailedResponse): Promise<CloudError> {
  return errorOf(failure, await readFault(failure));
}

/** The error for an answer of S3. */
export async function s3Error(failure: FailedResponse): Promise<CloudError> {
  const fault = await readFault(failure);
  const error = errorOf(failure, fault);
  if (fault.region !== undefined) regions.set(error, fault.region);
  return error;
}

const regions = new WeakMap<CloudError, string>();

/** The region that S3's answer said to use instead. */
export function regionNamedBy(error: CloudError): string | undefined {
  return regions.get(error);
}

/**
 * Eucalyptus fails on what its version does not know, before it does anything: `Failed to bind the following fields:\nClientToken = web-1`, and
 * `Failed to find binding for namespace: http://ec2.amazonaws.com/doc/2016-11-15/`. The values are not repeated: one may be a key.
 */
function unbound(message = ''): { readonly meaning: Meaning; readonly message: string } | undefined {
  if (/^Failed to find binding for namespace/.test(message)) {
    return { meaning: refused('unsupported', 'set apiVersion to one that this cloud knows, e.g. 2014-10-01'), message: 'this version of the API is not known' };
  }
  const fields = /^Failed to bind the following fields:?\s*(.*)$/s.exec(message)?.[1];
  if (fields === undefined) return undefined;
  const names = fields.split('\n').flatMap((line) => /^\s*([\w.]+)\s*=/.exec(line)?.[1] ?? []);
  const remedy = names.includes('ClientToken')
    ? 'set clientTokens to false: this cloud is older than they are'
    : 'leave them out: this cloud is older than they are';
  return { meaning: refused('unsupported', remedy), message: `unknown parameters: ${names.join(', ')}` };
}

/** Auto Scaling and CloudFormation have one code for all that is wrong, and tell by their text alone that something is not there. */
const ABSENT = /does not exist|not found/i;

function errorOf(failure: FailedResponse, fault: Fault): CloudError {
  const providerCode = fault.code ?? '';
  const absent = providerCode === 'ValidationError' && ABSENT.test(fault.message ?? '');
  const old = unbound(fault.message);
  const meaning = absent ? refused('not-found') : (old?.meaning ?? meaningOf(providerCode) ?? {});
  const skewRemedy = clockRemedy(failure, providerCode, fault.message);
  return responseError(failure, {
    ...meaning,
    // A refused HEAD has no body to tell why. When the clocks are far apart, that is why.
    ...(skewRemedy === undefined ? {} : { code: 'unauthenticated', retry: 'never', outcome: 'not-done', remedy: skewRemedy }),
    ...(fault.region === undefined || skewRemedy !== undefined ? {} : { remedy: meaning.remedy ?? `the bucket is in ${fault.region}: set that region` }),
    ...(/scoped to a valid region/i.test(fault.message ?? '') ? { remedy: 'the region in the profile is not the one of this endpoint: correct it' } : {}),
    providerCode: fault.code,
    message: old?.message ?? fault.message,
    requestId: fault.requestId,
  });
}

const SKEW_CODES: ReadonlySet<string> = new Set([
  'RequestTimeTooSkewed',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  '403 Forbidden',
  'AuthFailure',
]);
/** Nobody refuses less. */
const SMALLEST_SKEW_MS = 10_000;
const HEAD_SKEW_MS = 240_000;

/** `the clock is 372 s behind the server: correct it`, when that is what the answer is about. */
function clockRemedy(failure: FailedResponse, providerCode: string, message: string | undefined): string | undefined {
  if (PRESIGNED.test(failure.request.target)) return undefined;
  const skew = clockSkewMs(failure);
  if (skew === undefined) return undefined;
  const headless = failure.status === 403 && failure.request.method === 'HEAD' && failure.body.length === 0 && Math.abs(skew) > HEAD_SKEW_MS;
  const told = providerCode === 'RequestTimeTooSkewed' || (SKEW_CODES.has(providerCode) && SKEW.test(message ?? ''));
  if (!headless && !(told && Math.abs(skew) > SMALLEST_SKEW_MS)) return undefined;
  return `the clock is ${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? 'behind' : 'ahead of'} the server: correct it`;
}

/** S3 begins its answer with 200 and finds out later: copy, complete and delete end with an error in the body. */
export function embeddedError(fault: Fault, status: number): CloudError {
  const meaning = meaningOf(fault.code ?? '');
  return new CloudError(meaning?.code ?? 'unknown', fault.message ?? '', {
    status,
    providerCode: fault.code,
    requestId: fault.requestId,
    retry: meaning?.retry ?? 'maybe',
    outcome: meaning?.outcome ?? 'unknown',
    remedy: meaning?.remedy,
  });
}

/** A 200 that ends before its document does, or with another one: what was asked may have happened; asking again tells. */
export function brokenAnswer(cause: CloudError): CloudError {
  return new CloudError(cause.code, 'the answer was cut off or is not the one documented', { status: cause.status, retry: 'maybe', outcome: 'unknown', cause });
}
