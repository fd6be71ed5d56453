import type { CloudErrorCode, FailedResponse } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { ServiceType } from './auth/service-types.ts';
import { statusError, toCloudError } from './errors.ts';

const failure = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  sent: Readonly<Record<string, string>> = {},
): FailedResponse => ({
  request: { method: 'GET', origin: 'https://cloud.test', target: '/x', headers: { 'X-Auth-Token': 'secret-token', ...sent } },
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  receivedAt: Date.parse('2030-01-02T03:05:00Z'),
});

const html = (title: string, text: string): string => `<html><h1>${title}</h1><p>${text}</p></html>`;

describe('every fault has its code', () => {
  it.each<[ServiceType, number, unknown, CloudErrorCode, string | undefined]>([
    [
      'identity',
      401,
      { error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } },
      'unauthenticated',
      'Unauthorized',
    ],
    ['identity', 401, { unauthorized: { code: 401, message: 'Unable to authenticate user with credentials provided.' } }, 'unauthenticated', 'unauthorized'],
    [
      'identity',
      401,
      { receipt: { methods: ['password'], user: { id: 'u' } }, required_auth_methods: [['password', 'totp'], ['token']] },
      'unauthenticated',
      'MoreFactorsRequired',
    ],
    ['identity', 403, { Code: 'AccessDenied', Message: '', RequestId: 'tx1', HostId: 'h' }, 'unauthenticated', 'AccessDenied'],
    ['object-store', 404, { Code: 'NoSuchKey', Message: '', RequestId: 'tx1', HostId: 'h' }, 'not-found', 'NoSuchKey'],
    ['identity', 403, { userDisabled: { code: 403, message: 'User is disabled' } }, 'unauthenticated', 'userDisabled'],
    ['identity', 404, { error: { code: 404, title: 'Not Found', message: 'Could not find token: abc' } }, 'unauthenticated', 'Not Found'],
    ['identity', 404, html('Not Found', 'nothing here'), 'protocol', 'Not Found'],
    ['identity', 413, { overLimit: { code: 413, message: 'OverLimit Retry...', retryAfter: '2030-01-02T03:06:00Z' } }, 'rate-limited', 'overLimit'],
    [
      'rax:load-balancer',
      422,
      { message: "Load Balancer '71' has a status of 'PENDING_UPDATE' and is considered immutable.", code: 422 },
      'conflict',
      undefined,
    ],
    ['rax:load-balancer', 410, { message: 'The loadbalancer is marked as deleted.', code: 410 }, 'not-found', undefined],
    ['rax:load-balancer', 400, { message: ['JSON does not match the expected schema'] }, 'invalid-argument', undefined],
    ['rax:load-balancer', 413, { overLimit: { code: 413, message: 'Your load balancer limit has been reached' } }, 'quota-exceeded', 'overLimit'],
    ['rax:dns', 409, { code: 409, message: 'The object already exists.', details: 'Domain already exists' }, 'already-exists', undefined],
    ['rax:dns', 401, '', 'unauthenticated', undefined],
    ['database', 422, { unprocessableEntity: { code: 422, message: 'Instance is not ready.' } }, 'conflict', 'unprocessableEntity'],
    ['rax:monitor', 400, { type: 'limitReached', code: 400, message: 'Limit has been reached', details: '' }, 'quota-exceeded', 'limitReached'],
    ['rax:monitor', 404, { type: 'notFoundError', code: 404, message: 'Object does not exist', details: 'x' }, 'not-found', 'notFoundError'],
    ['rax:autoscale', 404, { error: { type: 'NoSuchScalingGroupError', code: 404, message: 'no', details: '' } }, 'not-found', 'NoSuchScalingGroupError'],
    ['message', 400, { title: 'Bad request', description: 'The "Client-ID" header is required.' }, 'invalid-argument', 'Bad request'],
    ['rax:cdn', 400, { message: 'Service 96 neither deployed nor failed' }, 'conflict', undefined],
    ['compute', 400, { badRequest: { code: 400, message: 'Can not find requested image' } }, 'not-found', 'badRequest'],
    ['compute', 400, { badRequest: { code: 400, message: 'Flavor 99 could not be found.' } }, 'not-found', 'badRequest'],
    ['compute', 400, { badRequest: { code: 400, message: 'Invalid key_name provided.' } }, 'not-found', 'badRequest'],
    ['compute', 400, { badRequest: { code: 400, message: 'Invalid input for field/attribute imageRef. Value: nope.' } }, 'invalid-argument', 'badRequest'],
    ['compute', 401, '', 'unauthenticated', undefined],
    [
      'compute',
      403,
      { forbidden: { code: 403, message: 'Quota exceeded for cores, instances: Requested 4, 4, but already used 20 of 20 cores' } },
      'quota-exceeded',
      'forbidden',
    ],
    [
      'compute',
      403,
      { forbidden: { code: 403, message: "Policy doesn't allow os_compute_api:servers:start to be performed." } },
      'permission-denied',
      'forbidden',
    ],
    ['compute', 404, { itemNotFound: { code: 404, message: 'Instance 9f could not be found.' } }, 'not-found', 'itemNotFound'],
    ['compute', 406, { computeFault: { code: 406, message: 'Version 2.999 is not supported by the API.' } }, 'unsupported', 'computeFault'],
    [
      'compute',
      409,
      { conflictingRequest: { code: 409, message: "Cannot 'os-stop' instance 9f while it is in vm_state stopped" } },
      'conflict',
      'conflictingRequest',
    ],
    ['compute', 409, { conflictingRequest: { code: 409, message: "Key pair 'k' already exists." } }, 'already-exists', 'conflictingRequest'],
    ['compute', 413, { overLimit: { code: 413, message: 'Quota exceeded for ram' } }, 'quota-exceeded', 'overLimit'],
    ['compute', 500, { computeFault: { code: 500, message: 'Unexpected API Error.' } }, 'unknown', 'computeFault'],
    ['network', 404, { NeutronError: { type: 'NetworkNotFound', message: 'Network 9f could not be found.', detail: '' } }, 'not-found', 'NetworkNotFound'],
    ['network', 409, { NeutronError: { type: 'OverQuota', message: "Quota exceeded for resources: ['network'].", detail: '' } }, 'quota-exceeded', 'OverQuota'],
    ['network', 409, { NeutronError: { type: 'SecurityGroupRuleExists', message: 'exists', detail: '' } }, 'already-exists', 'SecurityGroupRuleExists'],
    ['network', 409, { NeutronError: { type: 'NetworkInUse', message: 'Unable to complete operation', detail: '' } }, 'conflict', 'NetworkInUse'],
    [
      'network',
      404,
      { NeutronError: { type: 'ExternalGatewayForFloatingIPNotFound', message: 'not reachable', detail: '' } },
      'conflict',
      'ExternalGatewayForFloatingIPNotFound',
    ],
    ['block-storage', 400, { badRequest: { code: 400, message: 'Invalid volume: Volume status must be available or error' } }, 'conflict', 'badRequest'],
    [
      'block-storage',
      400,
      { badRequest: { code: 400, message: 'Invalid input received: New size for extend must be greater' } },
      'invalid-argument',
      'badRequest',
    ],
    [
      'block-storage',
      413,
      { overLimit: { code: 413, message: 'VolumeSizeExceedsAvailableQuota: Requested volume exceeds allowed gigabytes quota.' } },
      'quota-exceeded',
      'overLimit',
    ],
    ['image', 404, { message: 'No image found with ID 123<br /><br />\n\n\n', code: '404 Not Found', title: 'Not Found' }, 'not-found', 'Not Found'],
    ['image', 403, { message: 'Image 9f is protected and cannot be deleted.', code: '403 Forbidden', title: 'Forbidden' }, 'conflict', 'Forbidden'],
    ['image', 413, 'Denying attempt to upload image because it exceeds the quota: needs 5 of 4 bytes.', 'quota-exceeded', undefined],
    ['image', 413, 'Denying attempt to upload image larger than 1099511627776 bytes.', 'invalid-argument', undefined],
    ['network', 401, 'Authentication required', 'unauthenticated', undefined],
    ['network', 401, '', 'unauthenticated', undefined],
    ['network', 409, { NeutronError: 'Unable to complete operation on network 9f. There are one or more ports still in use' }, 'conflict', undefined],
    [
      'network',
      412,
      { NeutronError: { type: 'RevisionNumberConstraintFailed', message: 'Constrained to 5', detail: '' } },
      'invalid-argument',
      'RevisionNumberConstraintFailed',
    ],
    ['compute', 400, { badRequest: { code: 400, message: 'Compute service of fake1 is still in use.' } }, 'conflict', 'badRequest'],
    ['compute', 403, { resizeNotAllowed: { code: 403, message: 'Resize not allowed' } }, 'conflict', 'resizeNotAllowed'],
    ['compute', 409, { buildInProgress: { code: 409, message: 'Currently building' } }, 'conflict', 'buildInProgress'],
    ['compute', 409, { backupOrResizeInProgress: { code: 409, message: 'In progress' } }, 'conflict', 'backupOrResizeInProgress'],
    ['compute', 503, { serverCapacityUnavailable: { code: 503, message: 'No capacity' } }, 'quota-exceeded', 'serverCapacityUnavailable'],
    ['compute', 423, { locked: { code: 423, message: 'Instance is locked' } }, 'conflict', 'locked'],
    ['compute', 501, { notImplemented: { code: 501, message: 'not here' } }, 'unsupported', 'notImplemented'],
    ['compute', 413, { overLimit: { code: 413, message: 'Slow down', retryAt: '2030-01-02T03:06:00Z' } }, 'rate-limited', 'overLimit'],
    ['compute', 413, { overLimit: { code: 413, message: 'Rate limit exceeded: only 3 POST requests can be made every minute' } }, 'rate-limited', 'overLimit'],
    ['identity', 413, { overLimit: { code: 413, message: 'Too many requests' } }, 'rate-limited', 'overLimit'],
    ['rax:monitor', 400, { type: 'rateLimitReached', code: 400, message: 'Too many requests', details: '' }, 'rate-limited', 'rateLimitReached'],
    ['rax:dns', 413, { overLimit: { code: 413, message: 'Number of domains allowed has been reached', retryAfter: '' } }, 'quota-exceeded', 'overLimit'],
    ['database', 413, { overLimit: { code: 413, message: 'Quota exceeded for resources: instances' } }, 'quota-exceeded', 'overLimit'],
    ['rax:cdn', 404, { message: 'service 96 could not be found' }, 'not-found', undefined],
    [
      'rax:load-balancer',
      400,
      { code: 400, message: 'Validation Failure', validationErrors: { messages: ['Node ip is invalid'] } },
      'invalid-argument',
      undefined,
    ],
    ['object-store', 404, html('Not Found', 'The resource could not be found.'), 'not-found', 'Not Found'],
    ['object-store', 409, html('Conflict', 'There was a conflict when trying to complete your request.'), 'conflict', 'Conflict'],
    ['object-store', 413, html('Request Entity Too Large', 'Upload exceeds quota.'), 'quota-exceeded', 'Request Entity Too Large'],
    ['object-store', 413, 'Your request is too large.', 'invalid-argument', undefined],
    ['object-store', 422, html('Unprocessable Entity', 'Unable to process the contained instructions'), 'protocol', 'Unprocessable Entity'],
    ['object-store', 498, html('Slow down', 'Slow down'), 'rate-limited', 'Slow down'],
    ['object-store', 499, '', 'unavailable', undefined],
    ['object-store', 507, '', 'quota-exceeded', undefined],
    ['object-store', 503, '', 'unavailable', undefined],
  ])('%s %i %j is %s', (service, status, body, code, providerCode) => {
    const error = toCloudError(failure(status, body), service);
    expect(error.code).toBe(code);
    expect(error.providerCode).toBe(providerCode);
    expect(error.status).toBe(status);
    expect(String(error)).not.toMatch(/[<>]|secret-token/);
  });
});

describe('413 has three meanings', () => {
  it('a rate, when it says when to come back', () => {
    const error = toCloudError(failure(413, { overLimit: { message: 'OverLimit Retry...' } }, { 'retry-after': '12' }), 'compute');
    expect(error).toMatchObject({ code: 'rate-limited', retry: 'maybe', retryAfterMs: 12_000, outcome: 'not-done' });
  });

  it('a quota, when coming back does not help', () => {
    expect(toCloudError(failure(413, { overLimit: { message: 'Quota exceeded' } }, { 'retry-after': '0' }), 'block-storage')).toMatchObject({
      code: 'quota-exceeded',
      retry: 'never',
    });
  });

  it('a rate, when that is a date, in the header or in the body', () => {
    for (const [headers, body] of [
      [{ 'retry-after': 'Wed, 02 Jan 2030 03:06:00 GMT' }, '<html>Slow down</html>'],
      [{ 'retry-after': '2030-01-02T03:06:00Z' }, ''],
      [{ 'reply-after': '60' }, ''],
      [{}, { overLimit: { code: 413, message: 'This request was rate-limited.', retryAfter: '2030-01-02T03:06:00Z' } }],
    ] as const) {
      expect(toCloudError(failure(413, body, headers), 'rax:load-balancer')).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
    }
  });

  it('a body too large, at Swift and at Glance', () => {
    expect(toCloudError(failure(413, ''), 'object-store').code).toBe('invalid-argument');
    expect(toCloudError(failure(413, ''), 'image').code).toBe('invalid-argument');
  });
});

it('412 is the caller’s condition only when there was one', () => {
  expect(toCloudError(failure(412, 'Maximum limit is 10000'), 'object-store').code).toBe('invalid-argument');
  expect(toCloudError(failure(412, '', {}, { 'If-None-Match': '*' }), 'object-store').code).toBe('precondition-failed');
});

it('reads the wait from the body and from Rackspace’s own header', () => {
  const body = { overLimit: { code: 413, message: 'OverLimit Retry...', retryAfter: '2030-01-02T03:06:00Z' } };
  expect(toCloudError(failure(413, body), 'compute').retryAfterMs).toBe(60_000);
  expect(toCloudError(failure(429, '', { 'reply-after': '7' }), 'compute').retryAfterMs).toBe(7_000);
});

it.each([['x-openstack-request-id'], ['x-compute-request-id'], ['x-trans-id']])('keeps the request id of %s', (header) => {
  expect(toCloudError(failure(404, '', { [header]: 'req-1' }), 'compute').requestId).toBe('req-1');
});

describe('bodies that nobody documents', () => {
  it.each<[string, string | undefined]>([
    ['<html><head><title>502</title><style>b{}</style></head><body>Bad <b>gateway</b></body></html>', '502 Bad gateway'],
    ['404 Not Found\n\nNo image found with ID 123\n\n   ', 'No image found with ID 123'],
    ['{"message":["JSON does not match the expected schema"]}', 'JSON does not match the expected schema'],
    ['{"title":"Bad","description":"The header is required."}', 'The header is required.'],
    ['{"faultcode":"Client","faultstring":"Not found","debuginfo":null}', 'Not found'],
    ['{"explanation":"x","code":404,"error":{"message":"The Resource could not be found.","type":"EntityNotFound"}}', 'The Resource could not be found.'],
    ['{"error_message":"{\\"faultstring\\":\\"Node is locked\\",\\"faultcode\\":\\"Client\\"}"}', 'Node is locked'],
    ['{"error_message":{"faultstring":"Not here"}}', 'Not here'],
    ['{"error_message":"just a text"}', 'just a text'],
    ['{"errors":[{"status":404,"title":"Not Found","detail":"No resource class"},{"title":"Second"}]}', 'No resource class; Second'],
    ['{"messages":["first","second"]}', 'first; second'],
    ['{"NeutronError":"as old ones say it"}', 'as old ones say it'],
    ['\uFEFF<html><h1>Gateway</h1>', 'Gateway'],
    ['{"required_auth_methods":[["totp","password"],["token"]]}', 'this user signs in by password and totp, or by token'],
    ['{"broken', '{"broken'],
    ['', undefined],
  ])('%s', (body, said) => {
    const message = String(toCloudError(failure(400, body), 'image'));
    expect(message).toContain(said ?? '400');
  });
});

describe('statusError', () => {
  it('names a status inside a report like the answer it stands for', () => {
    expect(statusError('409 Conflict', 'object-store', '')).toMatchObject({ code: 'conflict', status: 409 });
    expect(statusError('412 Precondition Failed', 'object-store', '', true).code).toBe('precondition-failed');
    expect(statusError('Not an SLO manifest', 'object-store', 'x').code).toBe('protocol');
  });
});
