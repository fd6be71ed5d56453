import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { CredentialStore, KnownCredential } from '../auth/credentials.ts';
import { hmacBase64, restStringToSign } from '../auth/sigv2.ts';
import { type AuthFault, isSigV4Header, isSigV4Query, type SigV4Grant, sameText, verifySigV4 } from '../auth/sigv4.ts';
import { isoSeconds, parseHttpDate } from '../auth/times.ts';
import type { Address, S3Settings } from './call.ts';
import { accessDenied, S3Error } from './s3-error.ts';

/** Who calls, and what the signature says about the body. */
export interface S3Grant {
  readonly credential: KnownCredential;
  /** Absent with version 2, which does not cover the body. */
  readonly v4: SigV4Grant | undefined;
  readonly payload: string;
}

const MINUTE = 60_000;
const SKEW_MS = 15 * MINUTE;

const hexDump = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replace(/..(?!$)/g, '$& ');

/** Eucalyptus words what it finds wrong before it looks at the signature (S3V4Authentication). */
function eucalyptusFault(fault: AuthFault): S3Error | undefined {
  switch (fault.kind) {
    case 'malformed':
      return accessDenied('Credential header is invalid.');
    case 'expires-range':
      return accessDenied('Invalid Expires parameter.');
    case 'expired':
      return accessDenied('Cannot process request. Expired.');
    case 'not-yet-valid':
      return accessDenied('Cannot process request. X-Amz-Date is not yet valid.');
    default:
      return undefined;
  }
}

function fail(fault: AuthFault, settings: S3Settings): S3Error {
  const now = settings.clock.now();
  const worded = settings.flavour.name === 'eucalyptus' ? eucalyptusFault(fault) : undefined;
  if (worded !== undefined) return worded;
  switch (fault.kind) {
    case 'malformed':
      return fault.part === 'header'
        ? new S3Error(400, 'AuthorizationHeaderMalformed', `The authorization header is malformed; ${fault.detail}`)
        : new S3Error(400, 'AuthorizationQueryParametersError', fault.detail);
    case 'expires-range':
      return new S3Error(400, 'AuthorizationQueryParametersError', fault.detail);
    case 'wrong-region':
      return fault.part === 'header'
        ? new S3Error(
            400,
            'AuthorizationHeaderMalformed',
            `The authorization header is malformed; the region '${fault.given}' is wrong; expecting '${fault.expected}'`,
            { Region: fault.expected },
            { 'x-amz-bucket-region': fault.expected },
          )
        : new S3Error(
            400,
            'AuthorizationQueryParametersError',
            `Error parsing the X-Amz-Credential parameter; the region '${fault.given}' is wrong; expecting '${fault.expected}'`,
            { Region: fault.expected },
          );
    case 'wrong-service': {
      const detail = `incorrect service "${fault.given}". This endpoint belongs to "${fault.expected}".`;
      return fault.part === 'header'
        ? new S3Error(400, 'AuthorizationHeaderMalformed', `The authorization header is malformed; ${detail}`)
        : new S3Error(400, 'AuthorizationQueryParametersError', `Error parsing the X-Amz-Credential parameter; ${detail}`);
    }
    case 'unknown-key':
      return new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', { AWSAccessKeyId: fault.accessKeyId });
    case 'token':
      if (fault.fault === 'expired') return new S3Error(400, 'ExpiredToken', 'The provided token has expired.', { 'Token-0': fault.token });
      return fault.fault === 'invalid'
        ? new S3Error(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.', { 'Token-0': fault.token })
        : new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
    case 'skewed':
      return new S3Error(403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', {
        RequestTime: fault.requestTime,
        ServerTime: isoSeconds(now),
        MaxAllowedSkewMilliseconds: String(SKEW_MS),
      });
    case 'expired':
      return new S3Error(403, 'AccessDenied', 'Request has expired', {
        'X-Amz-Expires': String(fault.seconds),
        Expires: isoSeconds(fault.expiresMs),
        ServerTime: isoSeconds(now),
      });
    case 'not-yet-valid':
      return new S3Error(403, 'AccessDenied', 'Request is not yet valid', { ServerTime: isoSeconds(now) });
    case 'unsigned-header':
      return new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', { HeadersNotSigned: fault.name });
    case 'mismatch':
      return new S3Error(
        403,
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        {
          AWSAccessKeyId: fault.accessKeyId,
          StringToSign: fault.stringToSign,
          SignatureProvided: fault.provided,
          StringToSignBytes: hexDump(fault.stringToSign),
          ...(fault.canonicalRequest === undefined ? {} : { CanonicalRequest: fault.canonicalRequest, CanonicalRequestBytes: hexDump(fault.canonicalRequest) }),
        },
      );
  }
}

/** Undefined: anonymous. Throws when a claim is made and not proven. */
export function authenticateS3(request: EmulatorRequest, address: Address, settings: S3Settings, credentials: CredentialStore): S3Grant | undefined {
  const euca = settings.flavour.name === 'eucalyptus';
  if (isSigV4Header(request) || isSigV4Query(request)) {
    const header = request.header('x-amz-content-sha256');
    if (header === undefined && isSigV4Header(request)) {
      throw euca
        ? accessDenied('x-amz-content-sha256 header is missing.')
        : new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
    }
    const payload = isSigV4Header(request) ? (header ?? '') : (header ?? new Map(request.queryPairs()).get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD');
    // A bucket made elsewhere wants its own region in the scope.
    const region = settings.store.buckets.get(address.bucket)?.region ?? settings.region;
    const outcome = verifySigV4(
      request,
      {
        rules: { path: 's3', eucalyptusHeaders: euca },
        region: euca ? undefined : region,
        service: euca ? undefined : 's3',
        futureMs: SKEW_MS,
        pastMs: SKEW_MS,
        expiryGraceMs: euca ? 20_000 : 0,
        minExpiresSeconds: euca ? 1 : 0,
        amzHeadersMustBeSigned: !euca,
        payloadHash: () => payload,
      },
      credentials,
      settings.clock,
    );
    if ('kind' in outcome) throw fail(outcome, settings);
    return { credential: outcome.credential, v4: outcome, payload };
  }
  const authorization = request.header('authorization');
  const query = new Map(request.queryPairs());
  const presigned = query.has('AWSAccessKeyId') && query.has('Signature');
  if (authorization === undefined && !presigned) return undefined;
  if (authorization !== undefined && !/^AWS [^:]+:/.test(authorization))
    throw new S3Error(400, 'InvalidArgument', 'Unsupported Authorization Type', {
      ArgumentName: 'Authorization',
      ArgumentValue: authorization.split(' ')[0] ?? '',
    });
  if (!euca && !settings.acceptSignatureV2)
    throw new S3Error(400, 'InvalidRequest', 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.');
  return verifyRestV2(request, address, settings, credentials, authorization, query);
}

function verifyRestV2(
  request: EmulatorRequest,
  address: Address,
  settings: S3Settings,
  credentials: CredentialStore,
  authorization: string | undefined,
  query: ReadonlyMap<string, string>,
): S3Grant {
  const text = authorization?.slice(4) ?? '';
  const colon = text.lastIndexOf(':');
  const accessKeyId = authorization === undefined ? (query.get('AWSAccessKeyId') ?? '') : text.slice(0, colon);
  const provided = authorization === undefined ? (query.get('Signature') ?? '') : text.slice(colon + 1);
  const credential = credentials.find(accessKeyId);
  if (credential === undefined) throw fail({ kind: 'unknown-key', accessKeyId }, settings);
  const now = settings.clock.now();
  let date: string;
  if (authorization === undefined) {
    date = query.get('Expires') ?? '';
    const expiresMs = Number(date) * 1000;
    if (Number.isNaN(expiresMs) || date === '') throw accessDenied('Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters');
    if (now > expiresMs) throw fail({ kind: 'expired', expiresMs, seconds: 0 }, settings);
  } else {
    const amzDate = request.header('x-amz-date');
    const sent = amzDate ?? request.header('date');
    const requestMs = sent === undefined ? undefined : parseHttpDate(sent);
    if (requestMs === undefined) throw accessDenied('AWS authentication requires a valid Date or x-amz-date header');
    if (Math.abs(requestMs - now) > SKEW_MS) throw fail({ kind: 'skewed', requestTime: sent ?? '', requestMs }, settings);
    date = amzDate === undefined ? (sent ?? '') : '';
  }
  const bucketPart = address.virtualHost ? `/${address.bucket}` : '';
  const signable = (resource: string, withContentType: boolean): string =>
    restStringToSign({ method: request.method, rawHeaders: request.rawHeaders, date, resource, query: request.queryPairs(), withContentType });
  const candidates = [signable(bucketPart + request.path, true)];
  if (settings.flavour.name === 'eucalyptus') {
    // The gateway then tries the path without its service prefix, and reads without their Content-Type.
    candidates.push(signable(request.path.slice(address.prefix.length) || '/', true));
    if (request.method === 'GET' || request.method === 'HEAD') candidates.push(signable(bucketPart + request.path, false));
  }
  if (!candidates.some((candidate) => sameText(hmacBase64('sha1', credential.secretAccessKey, candidate), provided))) {
    throw fail({ kind: 'mismatch', accessKeyId, provided, stringToSign: candidates[0] ?? '' }, settings);
  }
  const token = request.header('x-amz-security-token') ?? query.get('x-amz-security-token');
  const tokenFault = credentials.checkToken(credential, token);
  if (tokenFault !== undefined) throw fail({ kind: 'token', fault: tokenFault, token: token ?? '' }, settings);
  return { credential, v4: undefined, payload: 'UNSIGNED-PAYLOAD' };
}
