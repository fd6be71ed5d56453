import { CLOUD_ERROR_CODES, type FailedResponse, isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { ec2Error, embeddedError, MEANINGS, meaningOf, regionNamedBy, s3Error } from './errors.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const failure = (status: number, body: string, changes: Partial<FailedResponse> = {}): FailedResponse => ({
  request: { method: 'GET', origin: 'https://h', target: '/b/k', headers: { Authorization: 'AWS4-HMAC-SHA256 Credential=SECRETISH' } },
  status,
  headers: { date: new Date(NOW).toUTCString() },
  body: Buffer.from(body),
  receivedAt: NOW,
  ...changes,
});
const ec2Body = (code: string, message = 'm'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>ea966190</RequestID></Response>`;
const s3Body = (code: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>m</Message>${more}<RequestId>tx1</RequestId><HostId>h</HostId></Error>`;

describe('MEANINGS', () => {
  it('uses codes of this library', () => {
    for (const { code } of Object.values(MEANINGS)) expect(CLOUD_ERROR_CODES).toContain(code);
  });

  it.each([
    ['InvalidInstanceID.NotFound', 'not-found'],
    ['InvalidInstanceID.Malformed', 'not-found'],
    ['InvalidGroupId.Malformed', 'not-found'],
    ['InvalidVolume.Malformed', 'not-found'],
    ['InvalidPermission.Malformed', 'invalid-argument'],
    ['InvalidAMIID.Unavailable', 'not-found'],
    ['InvalidParameterValue', 'invalid-argument'],
    ['MissingParameter', 'invalid-argument'],
    ['MalformedXML', 'invalid-argument'],
    ['UnknownParameter', 'invalid-argument'],
    ['InvalidKeyPair.Duplicate', 'already-exists'],
    ['InvalidPermission.Duplicate', 'already-exists'],
    ['BucketAlreadyExists', 'already-exists'],
    ['DependencyViolation', 'conflict'],
    ['VolumeInUse', 'conflict'],
    ['InvalidSnapshot.InUse', 'conflict'],
    ['InvalidIPAddress.InUse', 'conflict'],
    ['IncorrectInstanceState', 'conflict'],
    ['BucketNotEmpty', 'conflict'],
    ['InstanceLimitExceeded', 'quota-exceeded'],
    ['VcpuLimitExceeded', 'quota-exceeded'],
    ['InsufficientInstanceCapacity', 'quota-exceeded'],
    ['RequestLimitExceeded', 'rate-limited'],
    ['SlowDown', 'rate-limited'],
    ['NoSuchBucket', 'not-found'],
    ['NoSuchUpload', 'not-found'],
    ['UnauthorizedOperation', 'permission-denied'],
    ['AuthFailure', 'unauthenticated'],
    ['PreconditionFailed', 'precondition-failed'],
    ['ConditionalRequestConflict', 'precondition-failed'],
    ['NotImplemented', 'unsupported'],
    ['constructor', undefined],
  ])('%s is %s', (providerCode, code) => {
    expect(meaningOf(providerCode)?.code).toBe(code);
  });
});

describe('ec2Error', () => {
  it('reads code, message and request id', async () => {
    const error = await ec2Error(failure(400, ec2Body('InvalidInstanceID.NotFound', 'The instance ID &apos;i-00000000&apos; does not exist')));
    expect(error).toMatchObject({
      code: 'not-found',
      status: 400,
      providerCode: 'InvalidInstanceID.NotFound',
      requestId: 'ea966190',
      outcome: 'not-done',
      retry: 'never',
    });
    expect(error.message).toContain("The instance ID 'i-00000000' does not exist");
  });

  it('reads what Eucalyptus labels as plain text, and tells how far the clock is off', async () => {
    const body =
      '<?xml version="1.0"?><Response><Errors><Error><Code>403 Forbidden</Code><Message>Message was generated in the future (times in UTC): Timestamp=x</Message></Error></Errors><RequestID>r</RequestID></Response>';
    const error = await ec2Error(failure(403, body, { headers: { 'content-type': 'text/plain', date: new Date(NOW - 42_000).toUTCString() } }));
    expect(error).toMatchObject({ code: 'unauthenticated', remedy: 'the clock is 42 s ahead of the server: correct it' });
  });

  it('takes a throttled call for not done, and a failed server for unknown', async () => {
    expect(await ec2Error(failure(503, ec2Body('RequestLimitExceeded')))).toMatchObject({ code: 'rate-limited', retry: 'maybe', outcome: 'not-done' });
    expect(await ec2Error(failure(500, ec2Body('InternalError')))).toMatchObject({ code: 'unavailable', retry: 'maybe', outcome: 'unknown' });
    expect(await ec2Error(failure(500, ec2Body('InsufficientInstanceCapacity')))).toMatchObject({
      code: 'quota-exceeded',
      retry: 'never',
      outcome: 'not-done',
    });
  });

  it.each(['', '<html><body>Bad gateway</body></html>', '{"error":1}', '<Response><Errors/></Response>'])(
    'goes by the status where the body is %j',
    async (body) => {
      const error = await ec2Error(failure(502, body));
      expect(error).toMatchObject({ code: 'unavailable', retry: 'maybe' });
      expect(error.providerCode).toBeUndefined();
    },
  );

  it('tells a wrong region from a wrong secret', async () => {
    const region = await ec2Error(failure(403, ec2Body('SignatureDoesNotMatch', "Credential should be scoped to a valid region: 'eu-west-3'.")));
    expect(region).toMatchObject({ code: 'unauthenticated', remedy: expect.stringContaining('region') });
    expect((await ec2Error(failure(403, ec2Body('SignatureDoesNotMatch')))).remedy).toMatch(/secretAccessKey/);
  });

  it('reads the form of the other query services', async () => {
    const body =
      '<ErrorResponse xmlns="http://x/"><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>no</Message></Error><RequestId>r-9</RequestId></ErrorResponse>';
    expect(await ec2Error(failure(403, body))).toMatchObject({ code: 'unauthenticated', providerCode: 'InvalidClientTokenId', requestId: 'r-9' });
  });
});

describe('s3Error', () => {
  it('reads code and request id', async () => {
    expect(await s3Error(failure(404, s3Body('NoSuchKey', '<Key>k</Key>')))).toMatchObject({ code: 'not-found', providerCode: 'NoSuchKey', requestId: 'tx1' });
  });

  it('keeps the region that the answer names, from body or header', async () => {
    const body = await s3Error(failure(400, s3Body('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')));
    expect(regionNamedBy(body)).toBe('eu-west-1');
    expect(body.code).toBe('unauthenticated');
    const head = await s3Error(failure(301, '', { headers: { 'x-amz-bucket-region': 'us-west-2' } }));
    expect(regionNamedBy(head)).toBe('us-west-2');
    expect(head.remedy).toContain('us-west-2');
    expect(regionNamedBy(await s3Error(failure(404, s3Body('NoSuchKey'))))).toBeUndefined();
  });

  it('sees the clock behind a refused HEAD, which has no body', async () => {
    const request = { method: 'HEAD', origin: 'https://h', target: '/b/k', headers: {} };
    const skewed = failure(403, '', { request, headers: { date: new Date(NOW + 2_000_000).toUTCString() } });
    expect(await s3Error(skewed)).toMatchObject({ code: 'unauthenticated', remedy: 'the clock is 2000 s behind the server: correct it' });
    expect(await s3Error(failure(403, '', { request }))).toMatchObject({ code: 'permission-denied' });
  });

  it('shows no credentials, however it is printed', async () => {
    const error = await s3Error(failure(403, s3Body('AccessDenied')));
    expect(`${error.message}${JSON.stringify(error)}${String(error.stack)}`).not.toContain('SECRETISH');
  });
});

describe('embeddedError', () => {
  it('may be tried again where its code says so, and its outcome is open', () => {
    const error = embeddedError({ code: 'InternalError', message: 'try again' }, 200);
    expect(isCloudError(error, 'unavailable')).toBe(true);
    expect(error).toMatchObject({ retry: 'maybe', outcome: 'unknown', status: 200, providerCode: 'InternalError' });
    expect(embeddedError({ code: 'AccessDenied' }, 200)).toMatchObject({ code: 'permission-denied', retry: 'never', outcome: 'not-done' });
  });
});

describe('an older Eucalyptus', () => {
  const of = (message: string) => ec2Error(failure(412, ec2Body('412 Precondition Failed', message)));

  it('fails on parameters it does not know, which are named without their values', async () => {
    const token = await of('Failed to bind the following fields:\nClientToken = sesame\nTagSpecification.1.Tag.1.Key = sesame\n');
    expect(token).toMatchObject({ code: 'unsupported', outcome: 'not-done', remedy: expect.stringMatching(/clientTokens to false/) });
    expect(token.message).toContain('ClientToken, TagSpecification.1.Tag.1.Key');
    expect(token.message).not.toContain('sesame');
    expect(await of('Failed to bind the following fields:\nDryRun = true\n')).toMatchObject({ remedy: expect.stringMatching(/leave them out/) });
  });

  it('fails on versions it does not know, with which to ask for instead', async () => {
    const error = await of('Failed to find binding for namespace: http://ec2.amazonaws.com/doc/2016-11-15/');
    expect(error).toMatchObject({ code: 'unsupported', outcome: 'not-done', remedy: expect.stringMatching(/2014-10-01/) });
  });
});
