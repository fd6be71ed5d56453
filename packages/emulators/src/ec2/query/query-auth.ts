import type { EmulatorClock } from '../../kit/clock.ts';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { sha256Hex } from '../auth/canonical-request.ts';
import type { CredentialStore, KnownCredential } from '../auth/credentials.ts';
import { hmacBase64, queryStringToSign } from '../auth/sigv2.ts';
import { type AuthFault, isSigV4Header, isSigV4Query, sameText, verifySigV4 } from '../auth/sigv4.ts';
import { isoSeconds } from '../auth/times.ts';
import type { Flavour } from '../flavour.ts';
import { Ec2Error } from './ec2-error.ts';

/** Refused before the call was looked at. Eucalyptus answers these as text/plain, with the status line for a code. */
export class QueryAuthError extends Ec2Error {}

export interface QueryAuthContext {
  readonly flavour: Flavour;
  readonly region: string;
  readonly credentials: CredentialStore;
  readonly clock: EmulatorClock;
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const INVALID_TOKEN = 'The security token included in the request is invalid.';
const SKEW_MS = 15 * 60_000;
const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';

const awsError = (code: string, message: string, status: number): QueryAuthError => new QueryAuthError(code, message, status);
const eucaError = (message: string): QueryAuthError => new QueryAuthError('403 Forbidden', message, 403);

const basic = (ms: number): string => new Date(ms).toISOString().replace(/[:-]|\.\d{3}/g, '');

/** The services behind Amazon's common front door: all have these answers, which name what is wrong. */
function onFrontDoor(fault: AuthFault, now: number): QueryAuthError {
  switch (fault.kind) {
    case 'malformed':
      return awsError('IncompleteSignature', `Authorization header is malformed: ${fault.detail}`, 403);
    case 'skewed': {
      const limit = fault.requestMs > now ? now + SKEW_MS : now - SKEW_MS;
      const message =
        fault.requestMs > now
          ? `Signature not yet current: ${basic(fault.requestMs)} is still later than ${basic(limit)} (${basic(now)} + 15 min.)`
          : `Signature expired: ${basic(fault.requestMs)} is now earlier than ${basic(limit)} (${basic(now)} - 15 min.)`;
      return awsError('SignatureDoesNotMatch', message, 403);
    }
    case 'expired':
    case 'not-yet-valid':
      return awsError('RequestExpired', 'Request has expired.', 400);
    case 'token':
      return fault.fault === 'expired'
        ? awsError('ExpiredToken', 'The security token included in the request is expired', 403)
        : awsError('InvalidClientTokenId', INVALID_TOKEN, 403);
    case 'unknown-key':
      return awsError('InvalidClientTokenId', INVALID_TOKEN, 403);
    case 'wrong-region':
      return awsError('SignatureDoesNotMatch', `Credential should be scoped to a valid region, not '${fault.given}'.`, 403);
    case 'wrong-service':
      return awsError('SignatureDoesNotMatch', `Credential should be scoped to correct service: '${fault.expected}'.`, 403);
    case 'expires-range':
      return awsError('SignatureDoesNotMatch', fault.detail, 403);
    default:
      return awsError('SignatureDoesNotMatch', MISMATCH, 403);
  }
}

/**
 * EC2 has a door of its own. Signed by version 4, a wrong secret is 401 AuthFailure there, like an unknown key (traces of SDKs and boto, 2012 to 2022);
 * by version 2 it is 403 SignatureDoesNotMatch (2013).
 */
function onEc2(fault: AuthFault, version: 2 | 4): QueryAuthError {
  switch (fault.kind) {
    case 'malformed':
      return version === 4 ? awsError('AuthFailure', fault.detail, 401) : awsError('IncompleteSignature', fault.detail, 400);
    case 'skewed':
    case 'expired':
    case 'not-yet-valid':
      return awsError('RequestExpired', 'Request has expired.', 400);
    case 'token':
      return fault.fault === 'expired' ? awsError('RequestExpired', 'Request has expired.', 400) : awsError('AuthFailure', NOT_VALIDATED, 401);
    case 'mismatch':
    case 'unsigned-header':
      return version === 4 ? awsError('AuthFailure', NOT_VALIDATED, 401) : awsError('SignatureDoesNotMatch', MISMATCH, 403);
    case 'wrong-region':
      return awsError('AuthFailure', `Credential should be scoped to a valid region, not '${fault.given}'. `, 401);
    case 'wrong-service':
      return awsError('AuthFailure', `Credential should be scoped to correct service: '${fault.expected}'. `, 401);
    case 'expires-range':
      return awsError('AuthFailure', fault.detail, 401);
    case 'unknown-key':
      return awsError('AuthFailure', NOT_VALIDATED, 401);
  }
}

function onEucalyptus(fault: AuthFault, now: number): QueryAuthError {
  switch (fault.kind) {
    case 'skewed':
    case 'not-yet-valid': {
      const stamp = fault.kind === 'skewed' ? fault.requestMs : now;
      if (stamp > now || fault.kind === 'not-yet-valid') return eucaError(`Message was generated in the future (times in UTC): Timestamp=${isoSeconds(stamp)}`);
      return eucaError(`Message has expired (times in UTC): Timestamp=${isoSeconds(stamp)} Expires=${isoSeconds(stamp + 900_000)} Deadline=${isoSeconds(now)}`);
    }
    case 'expired':
      return eucaError(`Message has expired (times in UTC): Expires=${isoSeconds(fault.expiresMs)} Deadline=${isoSeconds(now)}`);
    case 'malformed':
      return eucaError(`Invalid authentication details: ${fault.detail}`);
    default:
      return eucaError('Failed to find user or verify signature of the request');
  }
}

/** Who calls; throws when that is not proven. `parameters` are query and form together, as both are signed under version 2. */
export function authenticateQuery(
  request: EmulatorRequest,
  body: Buffer,
  parameters: readonly (readonly [name: string, value: string])[],
  context: QueryAuthContext,
  service: string = 'ec2',
): KnownCredential {
  const euca = context.flavour.name === 'eucalyptus';
  const now = context.clock.now();
  const version = isSigV4Header(request) || isSigV4Query(request) ? 4 : 2;
  const fail = (fault: AuthFault): QueryAuthError => (euca ? onEucalyptus(fault, now) : service === 'ec2' ? onEc2(fault, version) : onFrontDoor(fault, now));
  if (isSigV4Header(request) || isSigV4Query(request)) {
    const outcome = verifySigV4(
      request,
      {
        rules: euca ? { path: 'eucalyptus', eucalyptusHeaders: true } : { path: 'service' },
        // One IAM for all regions.
        region: euca ? undefined : service === 'iam' ? 'us-east-1' : context.region,
        service: euca ? undefined : service,
        futureMs: context.flavour.futureMs,
        pastMs: context.flavour.pastMs,
        amzHeadersMustBeSigned: false,
        payloadHash: () => sha256Hex(body),
      },
      context.credentials,
      context.clock,
    );
    if ('kind' in outcome) throw fail(outcome);
    return outcome.credential;
  }
  const values = new Map(parameters);
  if (!values.has('Signature')) {
    throw euca
      ? eucaError('Missing required authentication parameters')
      : awsError('MissingAuthenticationToken', 'The request must contain either a valid (registered) AWS access key ID or X.509 certificate.', 403);
  }
  return verifyV2(request, parameters, values, context, fail);
}

function verifyV2(
  request: EmulatorRequest,
  parameters: readonly (readonly [name: string, value: string])[],
  values: ReadonlyMap<string, string>,
  context: QueryAuthContext,
  fail: (fault: AuthFault) => QueryAuthError,
): KnownCredential {
  const euca = context.flavour.name === 'eucalyptus';
  const accessKeyId = values.get('AWSAccessKeyId') ?? '';
  const credential = context.credentials.find(accessKeyId);
  if (values.get('SignatureVersion') !== '2') throw fail({ kind: 'malformed', part: 'query', detail: 'SignatureVersion must be 2' });
  if (credential === undefined) throw fail({ kind: 'unknown-key', accessKeyId });
  checkV2Time(values, context, fail);
  const method = values.get('SignatureMethod') ?? 'HmacSHA1';
  if (method !== 'HmacSHA1' && method !== 'HmacSHA256') throw fail({ kind: 'malformed', part: 'query', detail: `SignatureMethod ${method} is not supported` });
  const host = request.header('host') ?? '';
  const bare = host.replace(/:\d+$/, '');
  // Eucalyptus tries the host without port, with port, and with the path in lower case without its final slash.
  const forms: readonly (readonly [string, string])[] = euca
    ? [
        [bare, request.path],
        [host === bare ? `${host}:8773` : host, request.path],
        [host, request.path.toLowerCase().replace(/\/$/, '')],
      ]
    : [[host, request.path]];
  const provided = (values.get('Signature') ?? '').replace(/=+$/, '');
  const text = forms.map(([name, path]) => queryStringToSign(request.method, name, path, parameters));
  const good = text.some((candidate) =>
    sameText(hmacBase64(method === 'HmacSHA1' ? 'sha1' : 'sha256', credential.secretAccessKey, candidate).replace(/=+$/, ''), provided),
  );
  if (!good) throw fail({ kind: 'mismatch', accessKeyId, provided, stringToSign: text[0] ?? '' });
  const token = context.credentials.checkToken(credential, values.get('SecurityToken'));
  if (token !== undefined) throw fail({ kind: 'token', fault: token, token: '' });
  return credential;
}

function checkV2Time(values: ReadonlyMap<string, string>, context: QueryAuthContext, fail: (fault: AuthFault) => QueryAuthError): void {
  const now = context.clock.now();
  const expires = values.get('Expires');
  if (expires !== undefined) {
    const expiresMs = Date.parse(expires);
    if (Number.isNaN(expiresMs) || expiresMs < now) throw fail({ kind: 'expired', expiresMs: Number.isNaN(expiresMs) ? 0 : expiresMs, seconds: 0 });
    return;
  }
  const stamp = values.get('Timestamp') ?? '';
  const requestMs = Date.parse(/[Zz]|[+-]\d\d:?\d\d$/.test(stamp) ? stamp : `${stamp}Z`);
  if (Number.isNaN(requestMs)) throw fail({ kind: 'malformed', part: 'query', detail: 'Timestamp or Expires is required' });
  if (requestMs - now > context.flavour.futureMs || now - requestMs > context.flavour.pastMs) throw fail({ kind: 'skewed', requestTime: stamp, requestMs });
}
