import { CLOUD_ERROR_CODES, type CloudError, type FailedResponse } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { CLOUDAPI_CODES, cloudapiError, MANTA_CODES, mantaError } from './errors.ts';

const DATE = 'Thu, 05 Jan 2017 21:31:40 GMT';

function failure(status: number, body: unknown = '', more: Partial<FailedResponse> & { readonly signed?: string } = {}): FailedResponse {
  return {
    request: { method: 'GET', origin: 'https://x.test', target: '/demo', headers: { Date: more.signed ?? DATE, Authorization: 'Signature secret' } },
    status,
    headers: { date: DATE, 'request-id': 'r-1' },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt: Date.parse(DATE),
    ...more,
  };
}

const cloudapi = (status: number, code: string, message = '', errors?: unknown): CloudError => cloudapiError(failure(status, { code, message, errors }));
const manta = (status: number, code: string, message = ''): CloudError => mantaError(failure(status, { code, message }));

describe('CloudAPI', () => {
  // Statuses and codes of the documentation's table and of the server's source.
  it.each([
    [400, 'InvalidHeader', 'unauthenticated'],
    [400, 'InvalidVersion', 'unsupported'],
    [400, 'InvalidContent', 'invalid-argument'],
    [400, 'RequestExpired', 'unauthenticated'],
    [400, 'MachineHasNoVNCError', 'unsupported'],
    [400, 'MachineStoppedError', 'conflict'],
    [400, 'UpgradeRequiredError', 'invalid-argument'],
    [401, 'InvalidCredentials', 'unauthenticated'],
    [403, 'NotAuthorized', 'permission-denied'],
    [403, 'Forbidden', 'permission-denied'],
    [404, 'ResourceNotFound', 'not-found'],
    [404, 'VolumeNotFound', 'not-found'],
    [405, 'MethodNotAllowedError', 'unsupported'],
    [406, 'NotAcceptableError', 'unsupported'],
    [409, 'InvalidArgument', 'invalid-argument'],
    [409, 'MissingParameter', 'invalid-argument'],
    [409, 'ValidationFailed', 'invalid-argument'],
    [409, 'ValidationError', 'invalid-argument'],
    [409, 'InvalidParameters', 'invalid-argument'],
    [409, 'KeyRequired', 'conflict'],
    [409, 'CannotDestroyMachineError', 'conflict'],
    [409, 'InUseError', 'conflict'],
    [409, 'InUse', 'conflict'],
    [409, 'ConflictError', 'conflict'],
    [409, 'UnallocatedVM', 'conflict'],
    [409, 'VmNotStopped', 'conflict'],
    [409, 'BrandNotSupported', 'unsupported'],
    [409, 'DefaultFabricNetworkNotConfiguredError', 'conflict'],
    [409, 'VolumeAlreadyExists', 'already-exists'],
    [409, 'CloudApiError', 'conflict'],
    [404, 'CloudApiError', 'not-found'],
    [412, 'PreconditionFailed', 'precondition-failed'],
    [413, 'PayloadTooLargeError', 'invalid-argument'],
    [413, 'RequestTooLarge', 'invalid-argument'],
    [420, 'RequestThrottled', 'rate-limited'],
    [429, 'RequestThrottled', 'rate-limited'],
    [500, 'InternalError', 'unknown'],
    [501, 'NotImplementedError', 'unsupported'],
    [503, 'ServiceUnavailableError', 'unavailable'],
    [503, 'ServiceUnavailable', 'unavailable'],
    [409, 'ImageHasDependentImages', 'conflict'],
    [409, 'SomethingNew', 'conflict'],
  ])('%i %s is %s', (status, code, expected) => {
    expect(cloudapi(status, code)).toMatchObject({ code: expected, status, providerCode: code, requestId: 'r-1' });
  });

  it('a full cloud has no code of its own', () => {
    expect(cloudapi(409, 'ValidationFailed', 'Insufficient capacity in datacenter to provision machine').code).toBe('quota-exceeded');
    expect(cloudapi(409, 'ValidationFailed', '', [{ field: 'x', code: 'InsufficientCapacity' }]).code).toBe('quota-exceeded');
  });

  it('a name that is taken is told by its field', () => {
    const error = cloudapi(409, 'ValidationFailed', 'Invalid VM parameters: Invalid machine name', [
      { field: 'alias', code: 'Duplicate', message: 'Already exists for this owner_uuid' },
    ]);
    expect(error.code).toBe('already-exists');
    expect(error.problems).toEqual(['alias: Duplicate: Already exists for this owner_uuid']);
    expect(cloudapi(409, 'ValidationFailed', '', [{ field: 'alias', code: 'Invalid' }]).code).toBe('invalid-argument');
  });

  // What users meet, and what helps. Texts as the server has them.
  it.each([
    [403, 'NotAuthorized', 'Quota exceeded; to have your limits raised please contact Support', 'quota-exceeded', 'raise the limits'],
    // The plugin of before 2015 had a code of its own.
    [403, 'QuotaExceeded', 'To have your limits raised please contact Support.', 'quota-exceeded', 'raise the limits'],
    [403, 'NotAuthorized', 'Account or user is disabled', 'permission-denied', 'disabled'],
    [409, 'InvalidArgument', 'User is not currently approved for provisioning', 'permission-denied', 'ask its operator'],
    [401, 'InvalidCredentials', 'Invalid authorization credentials supplied', 'unauthenticated', 'the key is in the account'],
    [401, 'InvalidCredentials', 'Invalid KeyId /a/SHA256:x/y in authorization header', 'unauthenticated', 'fingerprint or a name'],
    [409, 'ValidationFailed', 'Invalid VM parameters: Invalid machine name', 'invalid-argument', 'letters, digits'],
    [409, 'InvalidArgument', 'g9-huge is not a valid package', 'invalid-argument', 'sizes.list()'],
    [409, 'InvalidArgument', 'key is invalid', 'invalid-argument', 'OpenSSH line'],
    [409, 'InvalidArgument', 'package g9-huge does not exist', 'invalid-argument', 'sizes.list()'],
    [404, 'ResourceNotFound', 'Package g9-huge not found', 'not-found', 'sizes.list()'],
    [409, 'InvalidArgument', 'Invalid Networks', 'invalid-argument', 'networks.list()'],
    [409, 'InvalidArgument', 'key already exists or is invalid', 'invalid-argument', 'OpenSSH line'],
    [409, 'InvalidArgument', 'VM must be stopped', 'conflict', 'stop it first'],
    [409, 'KeyRequired', 'At least one SSH key is required to provision', 'conflict', 'import a key pair'],
    [400, 'InvalidVersion', '~5 is not supported by GET /my/machines', 'unsupported', 'apiVersion'],
    [403, 'NotAuthorized', 'You do not have permission to access /demo/machines (listmachines)', 'permission-denied', 'roles'],
  ])('%i %s "%s" is %s, with what helps', (status, code, message, expected, remedy) => {
    expect(cloudapi(status, code, message)).toMatchObject({ code: expected, remedy: expect.stringContaining(remedy), outcome: 'not-done' });
  });

  it('not-found at a create does not say of what: then all that could be is named', () => {
    const request = { method: 'POST', origin: 'https://x.test', target: '/demo/machines', headers: {} };
    const error = cloudapiError(failure(404, { code: 'ResourceNotFound', message: '9f not found' }, { request }));
    expect(error).toMatchObject({ code: 'not-found', remedy: expect.stringContaining('image, package or one of the networks') });
    expect(cloudapi(404, 'ResourceNotFound', '9f not found').remedy).toBeUndefined();
  });

  it('throttling may be tried again, having changed nothing, whatever its status', () => {
    for (const status of [420, 429]) expect(cloudapi(status, 'RequestThrottled')).toMatchObject({ retry: 'maybe', outcome: 'not-done' });
  });

  it('maintenance has changed nothing; a 503 of something between may have', () => {
    expect(cloudapi(503, 'ServiceUnavailableError').outcome).toBe('not-done');
    expect(cloudapi(503, 'ServiceUnavailable').outcome).toBe('unknown');
  });

  it('a stale clock says by how much', () => {
    const error = cloudapiError(
      failure(400, { code: 'InvalidHeader', message: 'clock skew of 372 s was greater than 300s' }, { receivedAt: Date.parse(DATE) - 372_000 }),
    );
    expect(error).toMatchObject({ code: 'unauthenticated', remedy: 'the clock is 372 s behind the server: correct it' });
  });
});

describe('Manta', () => {
  it.each([
    [401, 'AuthorizationRequired', 'unauthenticated'],
    [403, 'InvalidSignature', 'unauthenticated'],
    [403, 'KeyDoesNotExist', 'unauthenticated'],
    [403, 'AccountDoesNotExist', 'unauthenticated'],
    [403, 'InvalidQueryStringAuthentication', 'unauthenticated'],
    [403, 'AccountBlocked', 'permission-denied'],
    [403, 'AuthorizationFailed', 'permission-denied'],
    [403, 'NoMatchingRoleTag', 'permission-denied'],
    [403, 'SnaplinksDisabledError', 'unsupported'],
    [400, 'DirectoryNotEmpty', 'conflict'],
    [400, 'OperationNotAllowedOnDirectory', 'conflict'],
    [400, 'ParentNotDirectory', 'conflict'],
    [400, 'InvalidArgumentError', 'invalid-argument'],
    [404, 'DirectoryDoesNotExist', 'not-found'],
    [404, 'ResourceNotFoundError', 'not-found'],
    [408, 'UploadTimeout', 'timeout'],
    [409, 'DirectoryLimitExceeded', 'quota-exceeded'],
    [409, 'InvalidMultipartUploadState', 'conflict'],
    [411, 'ContentLengthRequired', 'invalid-argument'],
    [412, 'PreconditionFailed', 'precondition-failed'],
    [416, 'RangeNotSatisfiable', 'invalid-argument'],
    [499, 'UploadAbandoned', 'unavailable'],
    [503, 'ThrottledError', 'rate-limited'],
    [503, 'InternalError', 'unknown'],
    [507, 'NotEnoughSpace', 'quota-exceeded'],
  ])('%i %s is %s', (status, code, expected) => {
    expect(manta(status, code)).toMatchObject({ code: expected, status });
  });

  it('bytes changed on the way and races lost may be tried again', () => {
    expect(manta(400, 'ContentMD5Mismatch')).toMatchObject({ code: 'protocol', retry: 'maybe', outcome: 'not-done' });
    expect(manta(409, 'ConcurrentRequest')).toMatchObject({ code: 'conflict', retry: 'maybe', outcome: 'not-done' });
  });

  it('an object put over a directory is a conflict, though the server complains of headers', () => {
    expect(manta(400, 'InvalidUpdate', 'overwrite of "content-length" forbidden on a directory').code).toBe('conflict');
    expect(manta(400, 'InvalidUpdate', 'overwrite of "content-length" forbidden').code).toBe('invalid-argument');
  });
});

describe('answers without a body', () => {
  it('HEAD: a date too far off is told from a bad argument by the dates themselves', () => {
    expect(mantaError(failure(400, '', { signed: 'Thu, 05 Jan 2017 21:20:00 GMT' })).code).toBe('unauthenticated');
    expect(mantaError(failure(400, '', { signed: 'Thu, 05 Jan 2017 21:30:00 GMT' })).code).toBe('invalid-argument');
  });

  it.each([
    [304, 'precondition-failed'],
    [401, 'unauthenticated'],
    [404, 'not-found'],
    [412, 'precondition-failed'],
  ])('%i is %s', (status, expected) => {
    expect(mantaError(failure(status)).code).toBe(expected);
  });

  it("a proxy's page is no reason for a TypeError", () => {
    expect(cloudapiError(failure(502, '<html>Bad Gateway</html>'))).toMatchObject({ code: 'unavailable', status: 502 });
    expect(cloudapiError(failure(400, '[1,2]')).code).toBe('invalid-argument');
    expect(cloudapiError(failure(400, 'null')).code).toBe('invalid-argument');
  });
});

// Every code of the documentation and the sources: reference of the two services. A new row in the documentation wants one here.
it.each([
  [
    'CloudAPI',
    CLOUDAPI_CODES,
    'InvalidHeader InvalidVersion InvalidContent BadDigest BadRequest RequestExpired MachineHasNoVNC MachineStopped UpgradeRequired InvalidCredentials ' +
      'NotAuthorized Forbidden ResourceNotFound VolumeNotFound MethodNotAllowed NotAcceptable InvalidArgument MissingParameter ValidationFailed ' +
      'InvalidParameters KeyRequired CannotDestroyMachine InvalidFabricPackage InUse Conflict UnallocatedVM VmNotRunning VmNotStopped BrandNotSupported ' +
      'DefaultFabricNetworkNotConfigured VolumeInUse VolumeAlreadyExists Validation PreconditionFailed PayloadTooLarge RequestTooLarge ' +
      'UnsupportedMediaType RequestThrottled Internal CloudApi Unknown NotImplemented ServiceUnavailable InsufficientServerVersion NotAvailable ' +
      'ImageUuidAlreadyExists OriginIsNotActive NotImageOwner ImageNotShared ImageHasDependentImages Unauthorized',
  ],
  [
    'Manta',
    MANTA_CODES,
    'AuthorizationRequired InvalidAlgorithm AccountDoesNotExist AccountBlocked UserDoesNotExist KeyDoesNotExist InvalidKeyId InvalidSignature ' +
      'AuthorizationFailed AuthorizationSchemeNotAllowed InvalidAuthenticationToken InvalidHttpAuthenticationToken InvalidQueryStringAuthentication ' +
      'MissingPermission NoMatchingRoleTag SecureTransportRequired QueryParameterForbidden SnaplinksDisabled ContentMD5Mismatch DirectoryNotEmpty ' +
      'OperationNotAllowedOnDirectory OperationNotAllowedOnRootDirectory ParentNotDirectory InvalidDurabilityLevel InvalidArgument InvalidParameter ' +
      'InvalidResource InvalidUpdate InvalidLink LinkNotObject LocationRequired InvalidMaxContentLength BadRequest ResourceNotFound DirectoryDoesNotExist ' +
      'SourceObjectNotFound NotAcceptable UploadTimeout ConcurrentRequest DirectoryLimitExceeded EntityAlreadyExists InvalidRole InvalidRoleTag ' +
      'MultipartUploadInvalidArgument InvalidMultipartUploadState ContentLengthRequired PreconditionFailed MaxContentLengthExceeded UploadAbandoned ' +
      'Internal NotImplemented ServiceUnavailable Throttled NotEnoughSpace',
  ],
] as const)('%s: no documented code is forgotten', (_, table, documented) => {
  expect(documented.split(' ').filter((code) => !Object.hasOwn(table, code))).toEqual([]);
});

it('every code of the tables is one of ours, and no suffix hides one', () => {
  for (const table of [CLOUDAPI_CODES, MANTA_CODES]) {
    for (const [name, meaning] of Object.entries(table)) {
      expect(name).not.toMatch(/Error$/);
      if (meaning.code !== undefined) expect(CLOUD_ERROR_CODES).toContain(meaning.code);
    }
  }
});

it('credentials are in no form of the error', () => {
  const error = cloudapi(401, 'InvalidCredentials', 'Invalid authorization credentials supplied');
  expect(JSON.stringify(error) + String(error.stack)).not.toContain('Signature secret');
});
