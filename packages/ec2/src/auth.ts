import { createHash, createHmac } from 'node:crypto';
import { type CallOptions, CloudError, digestNow, digestOf, type FailedResponse, type HttpRequest } from '@portolan/core/driver';
import aws4 from 'aws4';
import { awsChunked, type ChunkSeed, SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER, signingKey, UNSIGNED_CHUNKS_TRAILER } from './auth/aws-chunked.ts';
import { assertIdentity, type Identity, type IdentitySource, sourceOf } from './auth/identity.ts';
import { ServerClock } from './auth/server-clock.ts';
import { assertOurs, bytesOf, headerOf, isQuery, type Presignable, renewed, type Signer, type SignerOptions } from './auth/signer.ts';
import { algorithmNamed } from './checksums/checksum.ts';
import { authorityOf } from './endpoints.ts';
import { readFault } from './errors.ts';
import type { PolicySignature } from './native/s3/post-form.ts';

export { SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER, UNSIGNED_CHUNKS_TRAILER } from './auth/aws-chunked.ts';
export type { Identity, IdentitySource } from './auth/identity.ts';
export type { Signer, SignerOptions } from './auth/signer.ts';
export { SigV2 } from './auth/sigv2.ts';

/** Not covered by the signature; only where TLS covers it. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** `X-Amz-Expires` of a presigned address: seven days. */
export const MAX_EXPIRES_SECONDS = 604_800;

export interface Scope {
  readonly region: string;
  readonly service: string;
  readonly timeMs: number;
}

export interface Signable {
  readonly method: string;
  /** Host and port as the Host header says them. */
  readonly authority: string;
  /** Path and query, strictly encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes that the signature covers, unless `x-amz-content-sha256` says what does. */
  readonly body?: Uint8Array | undefined;
}

export interface Signed {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What our transport, a proxy or the server's front end may still change, besides what aws4 leaves out by itself. */
const NEVER_SIGNED = Object.fromEntries(['accept', 'accept-encoding', 'te', 'trailer', 'transfer-encoding', 'keep-alive'].map((name) => [name, true]));
const NOR_LENGTH = { ...NEVER_SIGNED, 'content-length': true };
const REPLACED: ReadonlySet<string> = new Set(['authorization', 'host', 'x-amz-date', 'x-amz-security-token']);

/**
 * One request, signed with SigV4. aws4 changes what it is given and keeps the date of a request it saw before, so it gets a new object every time;
 * it signs every header it finds, so it finds the final ones; what it adds by itself (Content-Length) is neither signed nor kept.
 */
export function signRequest(request: Signable, scope: Scope, identity: Identity, expiresInSeconds?: number): Signed {
  assertIdentity(identity);
  const headers: Record<string, string> = { Host: request.authority };
  let saysLength = false;
  for (const name of Object.keys(request.headers)) {
    const lower = name.toLowerCase();
    if (REPLACED.has(lower)) continue;
    if (lower === 'content-length') saysLength = true;
    headers[name] = request.headers[name] as string;
  }
  const time = amzTime(scope.timeMs);
  const presign = expiresInSeconds !== undefined;
  if (!presign) headers['X-Amz-Date'] = time;
  const question = request.target.includes('?') ? '&' : '?';
  const options = {
    // aws4 signs the method as it is written.
    method: request.method,
    path: presign ? `${request.target}${question}X-Amz-Date=${time}&X-Amz-Expires=${expiresInSeconds}` : request.target,
    headers,
    service: scope.service,
    region: scope.region,
    signQuery: presign,
    // A path is encoded once when it comes here. Amazon encodes it twice, but for S3, and has no paths where that shows; Eucalyptus, which has, does not.
    doNotEncodePath: true,
    extraHeadersToIgnore: saysLength ? NEVER_SIGNED : NOR_LENGTH,
    ...(request.body === undefined || request.body.byteLength === 0
      ? {}
      : { body: Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength) }),
  };
  const sessionToken = identity.sessionToken?.reveal();
  const signed = aws4.sign(options, {
    accessKeyId: identity.accessKeyId,
    secretAccessKey: identity.secretAccessKey.reveal(),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  // aws4 has made these of its own.
  const result = signed.headers as Record<string, string>;
  if (!saysLength) delete result['Content-Length'];
  return { target: signed.path ?? request.target, headers: result };
}

let writtenSecond = Number.NaN;
let writtenTime = '';

/** `20150830T123600Z` */
export function amzTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== writtenSecond) {
    writtenTime = new Date(second * 1000).toISOString().replace(/[:-]|\.\d{3}/g, '');
    writtenSecond = second;
  }
  return writtenTime;
}

function parseAmzTime(text: string | undefined): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts.map(Number) as [number, number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Signs requests to EC2 and S3 with one identity. Measures the server's clock when it refuses ours, and goes by it from then on;
 * takes the region from S3's answer when the profile's is not the bucket's.
 */
export class SigV4 implements Signer {
  readonly scheme: string = 'sigv4';
  readonly coversBodies: boolean = true;
  readonly #options: SignerOptions;
  readonly #identities: IdentitySource;
  readonly #clock: ServerClock;

  constructor(options: SignerOptions) {
    this.#options = options;
    this.#identities = sourceOf(options.identity);
    this.#clock = new ServerClock(options.clock, options.clockToleranceMs);
  }

  now(): number {
    return this.#clock.now();
  }

  async authorize(request: HttpRequest, options: CallOptions): Promise<HttpRequest> {
    if (!isQuery(request, this.#options.ec2)) assertOurs(request, this.#options.s3, this.#options.ec2);
    const identity = await this.#identities.get(options);
    if (isQuery(request, this.#options.ec2)) return this.#authorizeQuery(request, identity);
    const hash = payloadHash(request);
    return this.#authorizeS3(request, identity, typeof hash === 'string' ? hash : await hash);
  }

  async refresh(rejected: FailedResponse, _options: CallOptions): Promise<boolean> {
    const clock = this.#clock.learn(rejected, parseAmzTime(headerOf(rejected.request, 'x-amz-date')));
    const region = await this.#learnRegion(rejected);
    if (clock || region) return true;
    return renewed(rejected, this.#identities, /Credential=([^/]+)\//.exec(headerOf(rejected.request, 'authorization') ?? '')?.[1]);
  }

  async presign(request: Presignable, expiresInSeconds: number): Promise<string> {
    const scope = { region: this.#regionOf(request.bucket), service: 's3', timeMs: this.now() };
    const identity = await this.#identities.get({});
    return `${request.origin}${signRequest({ ...request, authority: authorityOf(request.origin) }, scope, identity, expiresInSeconds).target}`;
  }

  async signPolicy(bucket: string): Promise<PolicySignature> {
    const { accessKeyId, secretAccessKey, sessionToken } = await this.#identities.get({});
    const region = this.#regionOf(bucket);
    const time = amzTime(this.now());
    const date = time.slice(0, 8);
    const fields = {
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${accessKeyId}/${date}/${region}/s3/aws4_request`,
      'x-amz-date': time,
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken.reveal() }),
    };
    const key = signingKey(secretAccessKey.reveal(), date, region, 's3');
    return { fields, sign: (policy) => ({ 'x-amz-signature': createHmac('sha256', key).update(policy).digest('hex') }) };
  }

  #authorizeQuery(request: HttpRequest, identity: Identity): HttpRequest {
    const body = bytesOf(request);
    if (request.body !== undefined && body === undefined)
      throw new CloudError('invalid-argument', 'the body of a query must be at hand', { outcome: 'not-done' });
    const signable = { method: request.method, authority: authorityOf(request.origin), target: request.target, headers: request.headers, body };
    const scope = { region: this.#options.region, service: this.#options.service ?? 'ec2', timeMs: this.now() };
    return { ...request, ...signRequest(signable, scope, identity) };
  }

  #authorizeS3(request: HttpRequest, identity: Identity, contentSha256: string): HttpRequest {
    const { s3 } = this.#options;
    const region = this.#regionOf(s3?.bucketOf(request.origin, request.target));
    const timeMs = this.now();
    const framed = FRAMED.get(request.headers['x-amz-content-sha256'] ?? '');
    const headers = { ...request.headers, ...(framed === undefined ? { 'x-amz-content-sha256': contentSha256 } : chunkHeaders(request)) };
    const signed = signRequest(
      { method: request.method, authority: authorityOf(request.origin), target: request.target, headers },
      { region, service: 's3', timeMs },
      identity,
    );
    if (framed === undefined || request.body === undefined) return { ...request, ...signed };
    const seed = framed.signed ? seedOf(signed, region, timeMs, identity) : undefined;
    const checksum = algorithmNamed(request.headers['x-amz-trailer']?.replace('x-amz-checksum-', '') ?? '');
    return { ...request, ...signed, body: awsChunked(request.body, { seed, checksum }) };
  }

  #regionOf(bucket: string | undefined): string {
    return this.#options.s3?.regionOf(bucket) ?? this.#options.region;
  }

  /** Signing anew does where one endpoint serves all regions; Amazon's buckets must be asked for elsewhere, which the client does. */
  async #learnRegion(rejected: FailedResponse): Promise<boolean> {
    const { s3 } = this.#options;
    if (s3 === undefined || s3.regional || isQuery(rejected.request, this.#options.ec2)) return false;
    const { region } = await readFault(rejected);
    const bucket = s3.bucketOf(rejected.request.origin, rejected.request.target);
    const used = /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(headerOf(rejected.request, 'authorization') ?? '')?.[1];
    if (region === undefined || region === used || !/^[\w.-]{1,64}$/.test(region)) return false;
    if (bucket === undefined) s3.learnDefaultRegion(region);
    else s3.learnRegion(bucket, region);
    return true;
  }
}

/** What `x-amz-content-sha256` may say of a body that comes in frames. */
const FRAMED: ReadonlyMap<string, { readonly signed: boolean }> = new Map([
  [SIGNED_CHUNKS, { signed: true }],
  [SIGNED_CHUNKS_TRAILER, { signed: true }],
  [UNSIGNED_CHUNKS_TRAILER, { signed: false }],
]);

/** What the first chunk's signature goes on from. */
function seedOf(signed: Signed, region: string, timeMs: number, identity: Identity): ChunkSeed {
  const time = amzTime(timeMs);
  const date = time.slice(0, 8);
  return {
    signature: /Signature=([0-9a-f]{64})$/.exec(signed.headers['Authorization'] ?? '')?.[1] ?? '',
    signingKey: signingKey(identity.secretAccessKey.reveal(), date, region, 's3'),
    time,
    scope: `${date}/${region}/s3/aws4_request`,
  };
}

function chunkHeaders(request: HttpRequest): Record<string, string> {
  const encoding = headerOf(request, 'content-encoding');
  return {
    'x-amz-decoded-content-length': String(request.body?.length ?? 0),
    'Content-Encoding': encoding === undefined ? 'aws-chunked' : `aws-chunked,${encoding}`,
  };
}

/** As the request says; else the digest of the bytes. What would have to be read twice is for the client to decide. */
function payloadHash(request: HttpRequest): string | Promise<string> {
  const said = request.headers['x-amz-content-sha256'];
  if (said !== undefined) return said;
  const body = bytesOf(request);
  if (request.body !== undefined && body === undefined)
    throw new CloudError('invalid-argument', 'a stream needs its payload hash said', { outcome: 'not-done' });
  if (body === undefined) return EMPTY_SHA256;
  return digestNow('sha256', body)?.toString('hex') ?? digestOf('sha256', body).then((digest) => digest.toString('hex'));
}

const EMPTY_SHA256 = createHash('sha256').digest('hex');
