import { createHmac } from 'node:crypto';
import {
  bytesBody,
  type CallOptions,
  CloudError,
  encodeForm,
  encodePathSegment,
  encodeQuery,
  type FailedResponse,
  type HttpRequest,
} from '@portolan/core/driver';
import { authorityOf } from '../endpoints.ts';
import type { PolicySignature } from '../native/s3/post-form.ts';
import { type Identity, type IdentitySource, sourceOf } from './identity.ts';
import { ServerClock } from './server-clock.ts';
import { assertOurs, bytesOf, headerOf, isQuery, type Presignable, renewed, type Signer, type SignerOptions } from './signer.ts';

type Pairs = readonly (readonly [string, string])[];

/** What a query of version 2 is signed as: sorted by the bytes of its names, which are ASCII. */
export function queryStringToSign(method: string, authority: string, path: string, parameters: Pairs): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return [method, authority.toLowerCase(), path, encodeQuery(sorted)].join('\n');
}

export const querySignature = (secretAccessKey: string, text: string): string => createHmac('sha256', secretAccessKey).update(text).digest('base64');

// Parts of an address that are another resource. Values of `response-*` are signed decoded.
const SUB_RESOURCES: ReadonlySet<string> = new Set([
  'acl',
  'cors',
  'delete',
  'lifecycle',
  'location',
  'logging',
  'notification',
  'partNumber',
  'policy',
  // Of radosgw 16, which wants these two signed and no other newer one.
  'policyStatus',
  'publicAccessBlock',
  'requestPayment',
  'restore',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
]);

/** `date`: the Date header, or when a presigned address expires. `bucket`: where it is in the host's name. */
export function restStringToSign(request: Pick<HttpRequest, 'method' | 'target' | 'headers'>, date: string, bucket?: string): string {
  const [path = '', query = ''] = request.target.split('?');
  const amz = Object.entries(request.headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name]) => name.startsWith('x-amz-'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`);
  const resources = query
    .split('&')
    .map((pair) => pair.split('=').map(decodeURIComponent))
    .filter(([name = '']) => SUB_RESOURCES.has(name))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .map(([name = '', value = '']) => (value === '' ? name : `${name}=${value}`));
  const resource = `${bucket === undefined ? '' : `/${encodePathSegment(bucket)}`}${path}${resources.length === 0 ? '' : `?${resources.join('&')}`}`;
  const said = (name: string): string => headerOf(request, name) ?? '';
  return [request.method, said('content-md5'), said('content-type'), date, `${amz.join('')}${resource}`].join('\n');
}

export const restSignature = (secretAccessKey: string, text: string): string => createHmac('sha1', secretAccessKey).update(text).digest('base64');

/** For clouds of before 2012: version 2 of query signatures (HMAC-SHA256) and the REST signatures of S3 (HMAC-SHA1). Bodies are not covered, but for Content-MD5. */
export class SigV2 implements Signer {
  readonly scheme: string = 'sigv2';
  readonly coversBodies: boolean = false;
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
    const query = isQuery(request, this.#options.ec2);
    if (!query) assertOurs(request, this.#options.s3, this.#options.ec2);
    const identity = await this.#identities.get(options);
    return query ? this.#authorizeQuery(request, identity) : this.#authorizeRest(request, identity);
  }

  async refresh(rejected: FailedResponse, _options: CallOptions): Promise<boolean> {
    const { request } = rejected;
    const form = isQuery(request, this.#options.ec2) ? new URLSearchParams(Buffer.from(bytesOf(request) ?? []).toString()) : undefined;
    const timestamp = form === undefined ? headerOf(request, 'date') : form.get('Timestamp');
    if (this.#clock.learn(rejected, Date.parse(timestamp ?? ''))) return true;
    const used = form === undefined ? /^AWS ([^:]+):/.exec(headerOf(request, 'authorization') ?? '')?.[1] : (form.get('AWSAccessKeyId') ?? undefined);
    return renewed(rejected, this.#identities, used);
  }

  async presign({ method, origin, target, headers, bucket }: Presignable, expiresInSeconds: number): Promise<string> {
    const identity = await this.#identities.get({});
    const expires = String(Math.floor(this.now() / 1000) + expiresInSeconds);
    const token = tokenOf(identity);
    const text = restStringToSign({ method, target, headers: { ...headers, ...token } }, expires, this.#inHost(origin, bucket));
    const signature = restSignature(identity.secretAccessKey.reveal(), text);
    const added = encodeQuery({ AWSAccessKeyId: identity.accessKeyId, Expires: expires, ...token, Signature: signature });
    return `${origin}${target}${target.includes('?') ? '&' : '?'}${added}`;
  }

  async signPolicy(_bucket: string): Promise<PolicySignature> {
    const identity = await this.#identities.get({});
    const sign = (policy: string): Record<string, string> => ({
      AWSAccessKeyId: identity.accessKeyId,
      signature: restSignature(identity.secretAccessKey.reveal(), policy),
    });
    return { fields: tokenOf(identity), sign };
  }

  #authorizeQuery(request: HttpRequest, identity: Identity): HttpRequest {
    const bytes = bytesOf(request);
    if (bytes === undefined) throw new CloudError('invalid-argument', 'the body of a query must be at hand', { outcome: 'not-done' });
    const authority = authorityOf(request.origin);
    const token = identity.sessionToken?.reveal();
    const parameters: Pairs = [
      ...new URLSearchParams(Buffer.from(bytes).toString()),
      ['AWSAccessKeyId', identity.accessKeyId],
      ['SignatureMethod', 'HmacSHA256'],
      ['SignatureVersion', '2'],
      ['Timestamp', `${new Date(this.now()).toISOString().slice(0, 19)}Z`],
      ...(token === undefined ? [] : ([['SecurityToken', token]] as const)),
    ];
    const signature = querySignature(identity.secretAccessKey.reveal(), queryStringToSign(request.method, authority, request.target, parameters));
    const body = bytesBody(Buffer.from(encodeForm([...parameters, ['Signature', signature]])));
    return { ...request, headers: { Host: authority, ...request.headers }, body };
  }

  #authorizeRest(request: HttpRequest, identity: Identity): HttpRequest {
    const { s3 } = this.#options;
    const date = new Date(this.now()).toUTCString();
    const headers: Record<string, string> = { Host: authorityOf(request.origin), ...request.headers, Date: date, ...tokenOf(identity) };
    const bucket = s3?.bucketOf(request.origin, request.target);
    const text = restStringToSign({ ...request, headers }, date, bucket === undefined ? undefined : this.#inHost(request.origin, bucket));
    headers['Authorization'] = `AWS ${identity.accessKeyId}:${restSignature(identity.secretAccessKey.reveal(), text)}`;
    return { ...request, headers };
  }

  /** The bucket, where the host's name tells it and the path does not. */
  #inHost(origin: string, bucket: string): string | undefined {
    return authorityOf(origin).startsWith(`${bucket}.`) && authorityOf(origin) !== this.#options.s3?.endpoint.authority ? bucket : undefined;
  }
}

function tokenOf(identity: Identity): Record<string, string> {
  const token = identity.sessionToken?.reveal();
  return token === undefined ? {} : { 'x-amz-security-token': token };
}
