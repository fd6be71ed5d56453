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
import { assertIdentity, type Identity } from './identity.ts';
import { ServerClock } from './server-clock.ts';
import { assertOurs, bytesOf, headerOf, isQuery, type Presignable, type Signer, type SignerOptions } from './signer.ts';

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
  readonly #identity: Identity;
  readonly #clock: ServerClock;

  constructor(options: SignerOptions) {
    assertIdentity(options.identity);
    this.#options = options;
    this.#identity = options.identity;
    this.#clock = new ServerClock(options.clock, options.clockToleranceMs);
  }

  now(): number {
    return this.#clock.now();
  }

  async authorize(request: HttpRequest, _options: CallOptions): Promise<HttpRequest> {
    return isQuery(request, this.#options.ec2) ? this.#authorizeQuery(request) : this.#authorizeRest(request);
  }

  async refresh(rejected: FailedResponse, _options: CallOptions): Promise<boolean> {
    const { request } = rejected;
    const timestamp = isQuery(request, this.#options.ec2)
      ? new URLSearchParams(Buffer.from(bytesOf(request) ?? []).toString()).get('Timestamp')
      : headerOf(request, 'date');
    return this.#clock.learn(rejected, Date.parse(timestamp ?? ''));
  }

  presign({ method, origin, target, headers, bucket }: Presignable, expiresInSeconds: number): string {
    const expires = String(Math.floor(this.now() / 1000) + expiresInSeconds);
    const token = this.#token();
    const text = restStringToSign({ method, target, headers: { ...headers, ...token } }, expires, this.#inHost(origin, bucket));
    const signature = restSignature(this.#identity.secretAccessKey.reveal(), text);
    return `${origin}${target}?${encodeQuery({ AWSAccessKeyId: this.#identity.accessKeyId, Expires: expires, ...token, Signature: signature })}`;
  }

  #authorizeQuery(request: HttpRequest): HttpRequest {
    const bytes = bytesOf(request);
    if (bytes === undefined) throw new CloudError('invalid-argument', 'the body of a query must be at hand', { outcome: 'not-done' });
    const authority = authorityOf(request.origin);
    const token = this.#identity.sessionToken?.reveal();
    const parameters: Pairs = [
      ...new URLSearchParams(Buffer.from(bytes).toString()),
      ['AWSAccessKeyId', this.#identity.accessKeyId],
      ['SignatureMethod', 'HmacSHA256'],
      ['SignatureVersion', '2'],
      ['Timestamp', `${new Date(this.now()).toISOString().slice(0, 19)}Z`],
      ...(token === undefined ? [] : ([['SecurityToken', token]] as const)),
    ];
    const signature = querySignature(this.#identity.secretAccessKey.reveal(), queryStringToSign(request.method, authority, request.target, parameters));
    const body = bytesBody(Buffer.from(encodeForm([...parameters, ['Signature', signature]])));
    return { ...request, headers: { Host: authority, ...request.headers }, body };
  }

  #authorizeRest(request: HttpRequest): HttpRequest {
    const { s3, ec2 } = this.#options;
    assertOurs(request, s3, ec2);
    const date = new Date(this.now()).toUTCString();
    const headers: Record<string, string> = { Host: authorityOf(request.origin), ...request.headers, Date: date, ...this.#token() };
    const bucket = s3?.bucketOf(request.origin, request.target);
    const text = restStringToSign({ ...request, headers }, date, bucket === undefined ? undefined : this.#inHost(request.origin, bucket));
    headers['Authorization'] = `AWS ${this.#identity.accessKeyId}:${restSignature(this.#identity.secretAccessKey.reveal(), text)}`;
    return { ...request, headers };
  }

  #token(): Record<string, string> {
    const token = this.#identity.sessionToken?.reveal();
    return token === undefined ? {} : { 'x-amz-security-token': token };
  }

  /** The bucket, where the host's name tells it and the path does not. */
  #inHost(origin: string, bucket: string): string | undefined {
    return authorityOf(origin).startsWith(`${bucket}.`) && authorityOf(origin) !== this.#options.s3?.endpoint.authority ? bucket : undefined;
  }
}
