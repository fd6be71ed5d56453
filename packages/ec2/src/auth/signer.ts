import { type AuthStrategy, assertSameOrigin, type Clock, CloudError, type FailedResponse, type HttpRequest } from '@portolan/core/driver';
import type { Endpoint, S3Endpoint } from '../endpoints.ts';
import { readFault } from '../errors.ts';
import type { PolicySignature } from '../native/s3/post-form.ts';
import type { Identity, IdentitySource } from './identity.ts';

export interface SignerOptions {
  readonly identity: Identity | IdentitySource;
  readonly region: string;
  readonly clock: Clock;
  readonly ec2: Endpoint | undefined;
  /** What lives at `ec2`, as scopes of signatures have it. Default `ec2`. */
  readonly service?: string | undefined;
  readonly s3: S3Endpoint | undefined;
  /** From here on the server's clock is believed rather than ours. */
  readonly clockToleranceMs: number;
}

export interface Presignable {
  readonly method: string;
  readonly origin: string;
  /** Path and query, strictly encoded. */
  readonly target: string;
  /** What whoever uses the address must send. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bucket: string;
}

/** What both versions of signatures do. */
export interface Signer extends AuthStrategy {
  /** Whether signatures cover what bodies hold. */
  readonly coversBodies: boolean;
  /** The server's time, as far as we know it. */
  now(): number;
  /** An address that carries its signature. */
  presign(request: Presignable, expiresInSeconds: number): Promise<string>;
  /** What a form for browsers is signed with. */
  signPolicy(bucket: string): Promise<PolicySignature>;
}

/** Keys that ended, or that the server has forgotten: another may be had where they come from. */
const ENDED: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidToken',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'TokenRefreshRequired',
]);

/** The keys that a rejected request was signed with are forgotten, if that is why; whether others may be had. */
export async function renewed(rejected: FailedResponse, identities: IdentitySource, accessKeyId: string | undefined): Promise<boolean> {
  if (accessKeyId === undefined) return false;
  const { code = '' } = await readFault(rejected);
  return ENDED.has(code) && identities.forget(accessKeyId);
}

/** EC2 has one address, which no S3 request has: those of POST carry a query. */
export function isQuery(request: HttpRequest, ec2: Endpoint | undefined): boolean {
  return ec2 !== undefined && request.method === 'POST' && request.origin === ec2.origin && request.target === (ec2.path === '' ? '/' : ec2.path);
}

/** Credentials go to the endpoints of the profile, and to the hosts of buckets under them. */
export function assertOurs(request: HttpRequest, s3: S3Endpoint | undefined, ec2: Endpoint | undefined): void {
  if (s3?.allows(request.origin) === true) return;
  assertSameOrigin(
    request,
    [s3?.endpoint.origin, ec2?.origin].filter((origin) => origin !== undefined),
  );
  // The address of EC2, and not what EC2 is asked.
  if (s3 === undefined) throw new CloudError('protocol', 'this is no request to EC2, and the profile has no s3Url', { outcome: 'not-done' });
}

/** A header by its name in lower case. */
export function headerOf(request: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  return Object.entries(request.headers).find(([known]) => known.toLowerCase() === name)?.[1];
}

/** Bytes that are at hand; undefined for streams. */
export function bytesOf(request: Pick<HttpRequest, 'body'>): Uint8Array | undefined {
  if (request.body?.replayable !== true) return undefined;
  const source = request.body.open();
  if (source instanceof Uint8Array) return source;
  source.on('error', () => undefined).destroy();
  return undefined;
}
