import { type CloudError, type CloudErrorCode, type FailedResponse, type Outcome, type ResponseFault, type Retry, responseError } from '@portolan/core/driver';

/** What a code means. What is absent follows from the status. */
export interface CodeMeaning {
  readonly code?: CloudErrorCode;
  readonly retry?: Retry;
  readonly outcome?: Outcome;
  readonly remedy?: string;
}

const is = (code: CloudErrorCode, remedy?: string): CodeMeaning => ({ code, outcome: 'not-done', ...(remedy === undefined ? {} : { remedy }) });
const later = (code: CloudErrorCode): CodeMeaning => ({ code, retry: 'maybe', outcome: 'not-done' });
const byStatus: CodeMeaning = {};

const REMEDY_KEYS = 'check account, user and keyId, and that the key is in the account';
const REMEDY_RIGHTS = 'check the roles of the subuser and the role tags of what is asked for';
const REMEDY_QUOTA = 'delete what is not needed, or ask the operator to raise the limits (cloud.native.account.limits shows them)';

/**
 * CloudAPI's codes, without the suffix `Error` that some bear. Bad input is 409 there, not 400.
 * Source: sdc-cloudapi docs/index.md and lib/, IMGAPI's and VMAPI's that pass through.
 */
export const CLOUDAPI_CODES: Readonly<Record<string, CodeMeaning>> = {
  InvalidHeader: is('unauthenticated'), // The Authorization header, or its date: nothing else is checked under this code.
  RequestExpired: is('unauthenticated'),
  InvalidCredentials: is('unauthenticated', REMEDY_KEYS),
  InvalidVersion: is('unsupported', 'set apiVersion to what this CloudAPI serves, e.g. "~7.2"'),
  InvalidContent: is('invalid-argument'),
  BadDigest: later('protocol'),
  BadRequest: is('invalid-argument'),
  MachineHasNoVNC: is('unsupported', 'kvm and bhyve machines alone have a screen'),
  MachineStopped: is('conflict', 'start it first'),
  UpgradeRequired: is('invalid-argument'),
  NotAuthorized: is('permission-denied', REMEDY_RIGHTS),
  Forbidden: is('permission-denied', REMEDY_RIGHTS),
  QuotaExceeded: is('quota-exceeded', REMEDY_QUOTA),
  ResourceNotFound: is('not-found'),
  VolumeNotFound: is('not-found'),
  MethodNotAllowed: is('unsupported'),
  NotAcceptable: is('unsupported'),
  InvalidArgument: is('invalid-argument'),
  MissingParameter: is('invalid-argument'),
  ValidationFailed: is('invalid-argument'),
  Validation: is('invalid-argument'), // `ValidationError`
  InvalidParameters: is('invalid-argument'),
  KeyRequired: is('conflict', 'import a key pair first: the account has none'),
  CannotDestroyMachine: is('conflict', 'switch its deletion protection off first'),
  InvalidFabricPackage: is('invalid-argument'),
  InUse: is('conflict'),
  Conflict: is('conflict'),
  UnallocatedVM: is('conflict', 'wait until it is running'),
  VmNotRunning: is('conflict', 'start it first'),
  VmNotStopped: is('conflict', 'stop it first'),
  BrandNotSupported: is('unsupported'),
  DefaultFabricNetworkNotConfigured: is('conflict', 'name a network'),
  VmWithoutFlexibleDiskSize: is('unsupported', 'resize it to a package with flexible_disk first'),
  InsufficientDiskSpace: is('quota-exceeded', 'resize it to a bigger package, or shrink another disk'),
  VolumeInUse: is('conflict', 'delete the machines that mount it first'),
  VolumesNotReachable: is('invalid-argument', 'put the machine on a network of the volume'),
  VolumeSizeNotAvailable: is('invalid-argument', 'cloud.native.volumes.sizes shows what there is'),
  VolumeAlreadyExists: is('already-exists'),
  PreconditionFailed: is('precondition-failed'),
  PayloadTooLarge: is('invalid-argument', 'a request may have 100000 bytes, boot script and metadata included'),
  RequestTooLarge: is('invalid-argument', 'a request may have 100000 bytes, boot script and metadata included'),
  UnsupportedMediaType: is('invalid-argument'),
  RequestThrottled: later('rate-limited'), // 429; 420 in the documentation.
  Internal: { code: 'unknown', retry: 'maybe', outcome: 'unknown' },
  InternalServer: { code: 'unknown', retry: 'maybe', outcome: 'unknown' },
  Unknown: { code: 'unknown', retry: 'maybe', outcome: 'unknown' },
  CloudApi: byStatus, // Takes the status of what it hides.
  NotImplemented: is('unsupported'),
  ServiceUnavailable: byStatus, // A proxy in front says it so. CloudAPI itself says `ServiceUnavailableError`: see below.
  InsufficientServerVersion: is('unsupported'),
  NotAvailable: is('unsupported'),
  ImageUuidAlreadyExists: is('already-exists'),
  OriginIsNotActive: is('conflict'),
  NotImageOwner: is('permission-denied'),
  ImageNotShared: is('permission-denied'),
  ImageHasDependentImages: is('conflict', 'delete the images made from it first'),
  Unauthorized: is('unauthenticated', REMEDY_KEYS),
};

/** Manta's codes. Bad credentials are 403 there. Source: sdc-muskie lib/errors.js, docs/user-guide. */
export const MANTA_CODES: Readonly<Record<string, CodeMeaning>> = {
  AuthorizationRequired: is('unauthenticated'),
  InvalidAlgorithm: is('unauthenticated'),
  InvalidHeader: is('unauthenticated'),
  RequestExpired: is('unauthenticated'),
  AccountDoesNotExist: is('unauthenticated', REMEDY_KEYS),
  UserDoesNotExist: is('unauthenticated', REMEDY_KEYS),
  KeyDoesNotExist: is('unauthenticated', REMEDY_KEYS),
  InvalidKeyId: is('unauthenticated', REMEDY_KEYS),
  InvalidSignature: is('unauthenticated', REMEDY_KEYS),
  AuthorizationSchemeNotAllowed: is('unauthenticated'),
  InvalidAuthenticationToken: is('unauthenticated'),
  InvalidHttpAuthenticationToken: is('unauthenticated'),
  InvalidQueryStringAuthentication: is('unauthenticated'),
  AccountBlocked: is('permission-denied', 'the account is disabled: its operator can enable it'),
  AuthorizationFailed: is('permission-denied', REMEDY_RIGHTS),
  MissingPermission: is('permission-denied', REMEDY_RIGHTS),
  NoMatchingRoleTag: is('permission-denied', REMEDY_RIGHTS),
  SecureTransportRequired: is('permission-denied', 'mantaUrl must begin with https://'),
  QueryParameterForbidden: is('permission-denied'),
  SnaplinksDisabled: is('unsupported', 'Manta v2 has no links: copy the object instead'),
  ContentMD5Mismatch: later('protocol'), // Changed on the way.
  DirectoryNotEmpty: is('conflict'),
  OperationNotAllowedOnDirectory: is('conflict', 'there is a folder of that name: a key cannot be both'),
  OperationNotAllowedOnRootDirectory: is('invalid-argument'),
  ParentNotDirectory: is('conflict', 'a part of the key is an object: a key cannot be both object and folder'),
  InvalidDurabilityLevel: is('invalid-argument'),
  InvalidArgument: is('invalid-argument'),
  InvalidParameter: is('invalid-argument'),
  InvalidResource: is('invalid-argument', 'a path has no empty, "." or ".." part'),
  InvalidUpdate: is('invalid-argument'),
  InvalidLink: is('invalid-argument'),
  LinkNotObject: is('invalid-argument'),
  LocationRequired: is('invalid-argument'),
  InvalidMaxContentLength: is('invalid-argument'),
  InvalidContent: is('invalid-argument'),
  BadRequest: is('invalid-argument'),
  ResourceNotFound: is('not-found'),
  DirectoryDoesNotExist: is('not-found', 'make the directory above first'),
  SourceObjectNotFound: is('not-found'),
  MethodNotAllowed: is('unsupported'),
  NotAcceptable: is('unsupported'),
  UploadTimeout: later('timeout'),
  ConcurrentRequest: later('conflict'), // A race lost on a condition: once more, and the condition itself decides.
  DirectoryLimitExceeded: is('quota-exceeded', 'a directory takes a million entries: spread the keys over folders'),
  EntityAlreadyExists: is('already-exists'),
  InvalidRole: is('invalid-argument', 'check the roles of the profile'),
  InvalidRoleTag: is('invalid-argument'),
  MultipartUploadInvalidArgument: is('invalid-argument'),
  InvalidMultipartUploadState: is('conflict'),
  ContentLengthRequired: is('invalid-argument'),
  PreconditionFailed: is('precondition-failed'),
  MaxContentLengthExceeded: is('invalid-argument', 'give contentLength'),
  RangeNotSatisfiable: is('invalid-argument'),
  RequestedRangeNotSatisfiable: is('invalid-argument'),
  UploadAbandoned: later('unavailable'),
  Internal: { code: 'unknown', retry: 'maybe', outcome: 'unknown' },
  NotImplemented: is('unsupported'),
  ServiceUnavailable: byStatus,
  Throttled: later('rate-limited'),
  NotEnoughSpace: is('quota-exceeded', 'the storage has no room for it: ask its operator'),
};

interface MessageMeaning {
  readonly says: RegExp;
  /** Of the table's meaning, what the message knows better. */
  readonly means: CodeMeaning;
}

/**
 * CloudAPI's codes are few: what is the matter stands in the message alone. Texts of sdc-cloudapi lib/ and plugins/provision_limits.js; those of a version
 * unknown to us mean what their code means.
 */
const CLOUDAPI_MESSAGES: readonly MessageMeaning[] = [
  { says: /^quota exceeded/i, means: is('quota-exceeded', REMEDY_QUOTA) },
  { says: /insufficient capacity|capacity in datacenter/i, means: is('quota-exceeded', 'the data center is full for this size: try another one') },
  { says: /account or user is disabled/i, means: is('permission-denied', 'the account or subuser is disabled: its operator can enable it') },
  { says: /not currently approved for provisioning/i, means: is('permission-denied', 'the account may not make machines yet: ask its operator') },
  { says: /^invalid keyid/i, means: is('unauthenticated', 'account and user are logins, keyId is a fingerprint or a name of the account’s keys') },
  { says: /invalid machine name/i, means: { remedy: 'use letters, digits, "_", "." and "-", at most 189 (63 with CNS), and no name that is taken' } },
  { says: /^key (already exists or )?is invalid/i, means: { remedy: 'give an OpenSSH line (ssh-ed25519 AAAA…) of a key that the account does not have yet' } },
  { says: /must be stopped/i, means: is('conflict', 'stop it first') },
  { says: /snapshots of bhyve vms are not allowed/i, means: is('unsupported') },
  { says: /^invalid networks/i, means: { remedy: 'cloud.compute.networks.list() shows those of this account' } },
  {
    says: /\bnot a valid package\b|\bpackage\b.*\b(not found|does not exist|not available|inactive|not valid|invalid)\b|\binvalid package\b/i,
    means: { remedy: 'cloud.compute.sizes.list() shows what there is' },
  },
  { says: /\bimage\b.*\b(not found|does not exist|not active|not valid|invalid)\b/i, means: { remedy: 'cloud.compute.images.list() shows what there is' } },
];

export const cloudapiError = (failure: FailedResponse): CloudError => toError(failure, CLOUDAPI_CODES);
export const mantaError = (failure: FailedResponse): CloudError => toError(failure, MANTA_CODES);

interface ErrorBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
}

function toError(failure: FailedResponse, table: Readonly<Record<string, CodeMeaning>>): CloudError {
  const body = readBody(failure.body);
  const providerCode = typeof body.code === 'string' && body.code !== '' ? body.code : undefined;
  const message = typeof body.message === 'string' ? body.message : undefined;
  const fieldErrors = Array.isArray(body.errors) ? (body.errors as readonly unknown[]).filter((entry) => typeof entry === 'object' && entry !== null) : [];
  const fault: ResponseFault = {
    providerCode,
    message,
    requestId: failure.headers['request-id'] ?? failure.headers['x-request-id'],
    problems: fieldErrors.map((entry) => describeField(entry as Readonly<Record<string, unknown>>)),
    ...meaningOf(failure, providerCode, message, fieldErrors as readonly Readonly<Record<string, unknown>>[], table),
  };
  return responseError(failure, fault);
}

function meaningOf(
  failure: FailedResponse,
  providerCode: string | undefined,
  message: string | undefined,
  fieldErrors: readonly Readonly<Record<string, unknown>>[],
  table: Readonly<Record<string, CodeMeaning>>,
): CodeMeaning {
  // A HEAD has no body to say why. A date too far off is a 400 as well as a bad argument is.
  if (providerCode === undefined) return failure.status === 400 && isDateRefused(failure) ? is('unauthenticated') : {};
  // CloudAPI in maintenance refuses before it does anything; a proxy of the same status may have passed the request on.
  if (providerCode === 'ServiceUnavailableError' && failure.status === 503) return later('unavailable');
  if (table === CLOUDAPI_CODES) {
    // There is no code of its own for a cloud that is full.
    if (fieldErrors.some((entry) => entry['code'] === 'InsufficientCapacity')) return is('quota-exceeded');
    if (fieldErrors.length > 0 && fieldErrors.every((entry) => entry['code'] === 'Duplicate')) return is('already-exists');
    if (fieldErrors.length > 0 && fieldErrors.every((entry) => entry['code'] === 'UsedBy')) return is('conflict');
  }
  // An object over a directory fails on its headers, before anything says that there is a directory.
  if (table === MANTA_CODES && /^InvalidUpdate/.test(providerCode) && /on a directory/.test(message ?? ''))
    return table['OperationNotAllowedOnDirectory'] ?? {};
  const bare = providerCode.replace(/Error$/, '');
  const coded = table[providerCode] ?? table[bare] ?? {};
  // The message has an id and not whose it is.
  if (table === CLOUDAPI_CODES && failure.status === 404 && failure.request.method === 'POST' && /\/machines(\?|$)/.test(failure.request.target))
    return { ...coded, remedy: 'image, package or one of the networks is not there: cloud.compute.images, .sizes and .networks list what is' };
  const said = table === CLOUDAPI_CODES ? CLOUDAPI_MESSAGES.find(({ says }) => says.test(message ?? '')) : undefined;
  return said === undefined ? coded : { ...coded, ...said.means };
}

const MOST_SKEW_MS = 300_000;

function isDateRefused(failure: FailedResponse): boolean {
  const signed = Date.parse(failure.request.headers['Date'] ?? '');
  const theirs = Date.parse(failure.headers['date'] ?? '');
  return Math.abs(signed - theirs) > MOST_SKEW_MS - 2_000; // Headers state whole seconds.
}

function describeField(entry: Readonly<Record<string, unknown>>): string {
  const text = (name: string): string => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
  return [text('field'), text('code'), text('message')].filter((part) => part !== '').join(': ');
}

function readBody(body: Buffer): ErrorBody {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as ErrorBody) : {};
  } catch {
    return {};
  }
}
