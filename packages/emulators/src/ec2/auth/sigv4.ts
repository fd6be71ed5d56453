import { timingSafeEqual } from 'node:crypto';
import type { EmulatorClock } from '../../kit/clock.ts';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type CanonicalRules, canonicalRequest, type Scope, sign, signingKey, stringToSign } from './canonical-request.ts';
import type { CredentialStore, KnownCredential, TokenFault } from './credentials.ts';
import { parseBasicTime, parseHttpDate } from './times.ts';

/** Why a SigV4 request is not believed. Each service words it its own way. */
export type AuthFault =
  | { readonly kind: 'malformed'; readonly part: 'header' | 'query'; readonly detail: string }
  | { readonly kind: 'unknown-key'; readonly accessKeyId: string }
  | { readonly kind: 'token'; readonly fault: TokenFault; readonly token: string }
  | { readonly kind: 'wrong-region'; readonly given: string; readonly expected: string; readonly part: 'header' | 'query' }
  | { readonly kind: 'wrong-service'; readonly given: string; readonly expected: string; readonly part: 'header' | 'query' }
  | { readonly kind: 'skewed'; readonly requestTime: string; readonly requestMs: number }
  | { readonly kind: 'expired'; readonly expiresMs: number; readonly seconds: number }
  | { readonly kind: 'not-yet-valid' }
  | { readonly kind: 'expires-range'; readonly detail: string }
  | { readonly kind: 'unsigned-header'; readonly name: string }
  | { readonly kind: 'mismatch'; readonly accessKeyId: string; readonly provided: string; readonly stringToSign: string; readonly canonicalRequest?: string };

export interface SigV4Grant {
  readonly credential: KnownCredential;
  /** As sent in the signature: `20150830T123600Z`. */
  readonly time: string;
  readonly scope: Scope;
  readonly key: Buffer;
  readonly signature: string;
  readonly presigned: boolean;
  readonly signedHeaders: readonly string[];
}

export interface SigV4Expectation {
  readonly rules: CanonicalRules;
  /** Undefined: any (Eucalyptus checks neither region nor service). */
  readonly region: string | undefined;
  readonly service: string | undefined;
  readonly futureMs: number;
  readonly pastMs: number;
  /** How long a presigned request is still taken after its time. */
  readonly expiryGraceMs?: number;
  readonly minExpiresSeconds?: number;
  /** Whether every `x-amz-*` header that is sent must be among the signed ones. */
  readonly amzHeadersMustBeSigned: boolean;
  /** Given the value of `x-amz-content-sha256`; presigned requests pass through here too. */
  readonly payloadHash: (presigned: boolean) => string;
}

interface Claim {
  readonly part: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly time: string;
  readonly timeMs: number;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly token: string | undefined;
  readonly expiresSeconds: number | undefined;
}

const MAX_PRESIGNED_SECONDS = 604_800;

export const isSigV4Header = (request: EmulatorRequest): boolean => request.header('authorization')?.startsWith('AWS4-HMAC-SHA256') ?? false;

export const isSigV4Query = (request: EmulatorRequest): boolean => request.queryPairs().some(([name]) => name === 'X-Amz-Algorithm');

const malformed = (part: 'header' | 'query', detail: string): AuthFault => ({ kind: 'malformed', part, detail });

function parseCredential(part: 'header' | 'query', text: string): AuthFault | { accessKeyId: string; scope: Scope } {
  const pieces = text.split('/');
  if (pieces.length !== 5 || pieces[4] !== 'aws4_request')
    return malformed(part, 'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  return { accessKeyId: pieces[0]!, scope: { date: pieces[1]!, region: pieces[2]!, service: pieces[3]! } };
}

function claimFromHeader(request: EmulatorRequest): AuthFault | Claim {
  const text = (request.header('authorization') ?? '').slice('AWS4-HMAC-SHA256'.length).trim();
  const parts = new Map(
    text.split(',').map((piece) => {
      const equals = piece.indexOf('=');
      return [piece.slice(0, equals).trim(), piece.slice(equals + 1).trim()] as const;
    }),
  );
  for (const name of ['Credential', 'SignedHeaders', 'Signature']) if (!parts.get(name)) return malformed('header', `the ${name} is missing.`);
  const credential = parseCredential('header', parts.get('Credential')!);
  if ('kind' in credential) return credential;
  const amzDate = request.header('x-amz-date');
  const date = amzDate ?? request.header('date') ?? '';
  const timeMs = amzDate === undefined ? parseHttpDate(date) : parseBasicTime(amzDate);
  if (timeMs === undefined) return malformed('header', 'a valid Date or x-amz-date header is required.');
  const time = new Date(timeMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
  return {
    part: 'header',
    ...credential,
    time,
    timeMs,
    signedHeaders: parts.get('SignedHeaders')!.split(';'),
    signature: parts.get('Signature')!,
    token: request.header('x-amz-security-token'),
    expiresSeconds: undefined,
  };
}

function claimFromQuery(request: EmulatorRequest): AuthFault | Claim {
  const values = new Map(request.queryPairs());
  if (values.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    return malformed('query', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  const missing = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-Date', 'X-Amz-SignedHeaders', 'X-Amz-Expires'].some((name) => !values.get(name));
  if (missing)
    return malformed(
      'query',
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  const credential = parseCredential('query', values.get('X-Amz-Credential')!);
  if ('kind' in credential) return credential;
  const time = values.get('X-Amz-Date')!;
  const timeMs = parseBasicTime(time);
  if (timeMs === undefined) return malformed('query', "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const expires = values.get('X-Amz-Expires')!;
  if (!/^-?\d+$/.test(expires)) return { kind: 'expires-range', detail: 'X-Amz-Expires should be a number' };
  const expiresSeconds = Number(expires);
  if (expiresSeconds < 0) return { kind: 'expires-range', detail: 'X-Amz-Expires must be non-negative' };
  if (expiresSeconds > MAX_PRESIGNED_SECONDS)
    return {
      kind: 'expires-range',
      detail: 'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    };
  return {
    part: 'query',
    ...credential,
    time,
    timeMs,
    signedHeaders: values.get('X-Amz-SignedHeaders')!.split(';'),
    signature: values.get('X-Amz-Signature')!,
    token: values.get('X-Amz-Security-Token') ?? request.header('x-amz-security-token'),
    expiresSeconds,
  };
}

function checkTime(claim: Claim, expected: SigV4Expectation, now: number): AuthFault | undefined {
  if (claim.timeMs - now > expected.futureMs) {
    return claim.expiresSeconds === undefined ? { kind: 'skewed', requestTime: claim.time, requestMs: claim.timeMs } : { kind: 'not-yet-valid' };
  }
  if (claim.expiresSeconds !== undefined) {
    const expiresMs = claim.timeMs + claim.expiresSeconds * 1000;
    if (claim.expiresSeconds < (expected.minExpiresSeconds ?? 0)) return { kind: 'expires-range', detail: 'X-Amz-Expires must be positive' };
    return now > expiresMs + (expected.expiryGraceMs ?? 0) ? { kind: 'expired', expiresMs, seconds: claim.expiresSeconds } : undefined;
  }
  return now - claim.timeMs > expected.pastMs ? { kind: 'skewed', requestTime: claim.time, requestMs: claim.timeMs } : undefined;
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Verifies an Authorization header or a presigned query; the body itself is compared by whoever reads it. */
export function verifySigV4(request: EmulatorRequest, expected: SigV4Expectation, store: CredentialStore, clock: EmulatorClock): AuthFault | SigV4Grant {
  const claim = isSigV4Header(request) ? claimFromHeader(request) : claimFromQuery(request);
  if ('kind' in claim) return claim;
  const { scope, part } = claim;
  if (!claim.time.startsWith(scope.date))
    return malformed(part, `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${claim.time.slice(0, 8)}".`);
  if (expected.region !== undefined && scope.region !== expected.region) return { kind: 'wrong-region', given: scope.region, expected: expected.region, part };
  if (expected.service !== undefined && scope.service !== expected.service)
    return { kind: 'wrong-service', given: scope.service, expected: expected.service, part };
  const credential = store.find(claim.accessKeyId);
  if (credential === undefined) return { kind: 'unknown-key', accessKeyId: claim.accessKeyId };
  const time = checkTime(claim, expected, clock.now());
  if (time !== undefined) return time;
  const mustBeSigned = expected.amzHeadersMustBeSigned ? Object.keys(request.headers).filter((name) => name.startsWith('x-amz-')) : [];
  for (const name of ['host', ...mustBeSigned]) {
    if (!claim.signedHeaders.includes(name) && !(name === 'x-amz-content-sha256' && part === 'query')) return { kind: 'unsigned-header', name };
  }
  const canonical = canonicalRequest(
    {
      method: request.method,
      path: request.path,
      query: request.query,
      rawHeaders: request.rawHeaders,
      signedHeaders: claim.signedHeaders,
      payloadHash: expected.payloadHash(part === 'query'),
    },
    expected.rules,
    part === 'query' ? 'X-Amz-Signature' : undefined,
  );
  const text = stringToSign(claim.time, scope, canonical);
  const key = signingKey(credential.secretAccessKey, scope);
  if (!sameText(sign(key, text), claim.signature)) {
    return { kind: 'mismatch', accessKeyId: claim.accessKeyId, provided: claim.signature, stringToSign: text, canonicalRequest: canonical };
  }
  const fault = store.checkToken(credential, claim.token);
  if (fault !== undefined) return { kind: 'token', fault, token: claim.token ?? '' };
  return { credential, time: claim.time, scope, key, signature: claim.signature, presigned: part === 'query', signedHeaders: claim.signedHeaders };
}
