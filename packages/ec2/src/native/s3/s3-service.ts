import { type Answer, type CallOptions, CloudError, type HttpResponse, withContext, withQuery, type XmlNode } from '@portolan/core/driver';
import { MAX_EXPIRES_SECONDS, type Signer } from '../../auth.ts';
import { algorithmNamed, CHECKSUM_ALGORITHMS, type ChecksumAlgorithm, checksumHeader } from '../../checksums/checksum.ts';
import type { S3Client, S3Request } from '../../client.ts';
import { type Payload, Payloads } from '../../storage/objects/payload.ts';
import { unknownMember } from '../encode.ts';
import type { S3Actions } from '../generated/s3.ts';
import type { S3Operation, S3Table } from '../table.ts';
import { S3Lists } from './lists.ts';
import { type Prepared, prepare } from './operation.ts';
import { type PostForm, type PostFormRequest, postForm } from './post-form.ts';
import { headersOf, resultOf } from './result.ts';
import { ignored, isSomethingElse, namesOf, SubResources, subResourceOf } from './sub-resources.ts';

export interface S3ServiceOptions {
  readonly client: S3Client;
  readonly auth: Signer;
  readonly provider: string;
  readonly eucalyptus: boolean;
  readonly urlEncodedLists: boolean;
  /** What uploads carry unless they ask for another. */
  readonly checksum?: ChecksumAlgorithm | undefined;
  readonly loadTable: () => Promise<S3Table>;
}

/**
 * Eucalyptus ignores the parts of an address that it does not know: it would put a document of tags in the place of the object, and take a part to be
 * copied for an empty one. The others it answers with 501, and these are refused as well.
 */
const NOT_ON_EUCALYPTUS =
  /^(?:UploadPartCopy|ListObjectsV2|\w+ObjectTagging|RestoreObject|GetObjectAttributes|\w+Object(?:LockConfiguration|Retention|LegalHold)|\w+BucketEncryption|\w+PublicAccessBlock|\w+BucketOwnershipControls|GetBucketPolicyStatus|\w+BucketNotificationConfiguration|\w+BucketRequestPayment|\w+BucketWebsite|\w+BucketAccelerateConfiguration)$/;

const ARRAYS: ReadonlySet<string> = new Set();

/** What S3's client does besides its operations, which `s3Service` adds. */
export class S3Service {
  /** Lists that follow their pages: `all.objects({ Bucket })`, `all.versions`, `all.uploads`, `all.parts`, `all.buckets`. */
  readonly all: S3Lists;
  readonly #options: S3ServiceOptions;
  readonly #payloads: Payloads;
  readonly #subResources: SubResources;
  #table: Promise<S3Table> | undefined;

  constructor(options: S3ServiceOptions) {
    this.#options = options;
    this.#subResources = new SubResources(options.client);
    this.#payloads = new Payloads(options.client.tls, options.auth.coversBodies);
    this.all = new S3Lists(this as unknown as S3Actions, options.provider, options.urlEncodedLists, options.client.endpoint.regional);
  }

  /** Any request, its answer as it arrives: read its body to the end or destroy it. */
  request(request: S3Request, options: CallOptions = {}): Promise<HttpResponse> {
    return this.#options.client.stream(request, options);
  }

  /** Any request that is answered with a document of this name. */
  async requestXml(request: S3Request, root: string, options: CallOptions & { readonly arrays?: ReadonlySet<string> | undefined } = {}): Promise<XmlNode> {
    return (await this.#options.client.xml(request, { root, arrays: options.arrays }, options)).body;
  }

  /**
   * An address that carries its signature, for any operation without a document: `presign('GetObject', { Bucket, Key, VersionId }, 3600)`.
   * Headers among the parameters must be sent by whoever uses it, as they are.
   */
  async presign(
    operation: string,
    parameters: object,
    expiresInSeconds: number,
  ): Promise<{ readonly url: string; readonly method: string; readonly headers: Readonly<Record<string, string>> }> {
    return withContext(this.#context(operation), undefined, async () => {
      if (!(expiresInSeconds > 0 && expiresInSeconds <= MAX_EXPIRES_SECONDS)) {
        throw new CloudError('invalid-argument', `expiresInSeconds: got ${expiresInSeconds}, S3 takes 1 to ${MAX_EXPIRES_SECONDS}`, { outcome: 'not-done' });
      }
      const { request } = await this.#prepare(operation, parameters);
      const { bucket = '', key, method, query = {}, body } = request;
      if (body !== undefined) throw new CloudError('invalid-argument', 'a document cannot be signed for in an address', { outcome: 'not-done' });
      const given = parameters as { readonly ContentType?: unknown };
      const headers = Object.fromEntries(Object.entries(request.headers ?? {}).filter(([name]) => name !== 'Content-Type' || given.ContentType !== undefined));
      const { origin, path } = this.#options.client.endpoint.address(bucket, key);
      const url = await this.#options.auth.presign({ method, origin, target: withQuery(path, query), headers, bucket }, expiresInSeconds);
      return { url, method, headers };
    });
  }

  /** A form for browsers: POST its fields to its address, the file last. */
  async postForm(request: PostFormRequest): Promise<PostForm> {
    const { client, auth } = this.#options;
    const { origin, path } = client.endpoint.address(request.Bucket);
    return postForm(request, `${origin}${path}`, auth.now(), await auth.signPolicy(request.Bucket));
  }

  /** One operation of the table. */
  protected async send(name: string, parameters: object = {}, options: CallOptions = {}): Promise<unknown> {
    return withContext(this.#context(name), options.signal, async () => {
      const { request, upload, operation } = await this.#prepare(name, parameters);
      if (!this.#options.eucalyptus) await this.#subResources.assertKnown(operation, request, await this.#loaded(), options);
      if (upload === undefined) return this.#answer(request, operation, options);
      const send = (payload: Payload): Promise<unknown> => {
        const headers = { ...request.headers, ...payload.headers };
        const expectContinue = !payload.body.replayable && (payload.body.length ?? 0) > 1024 * 1024;
        return this.#answer({ ...request, headers, body: payload.body, expectContinue }, operation, options);
      };
      return this.#payloads.send(upload, undefined, send, askedFor(name, request, this.#options.checksum));
    });
  }

  async #answer(request: S3Request, operation: S3Operation, options: CallOptions): Promise<unknown> {
    const { client } = this.#options;
    const { result, resultHeaders } = operation;
    if (result === 'raw') {
      const { headers, body } = await client.stream(request, options);
      return { ...headersOf(resultHeaders, headers), Body: body };
    }
    const part = operation.method === 'GET' ? subResourceOf(operation) : undefined;
    if (result === 'text') {
      const Policy = await client.text(request, options);
      if (part !== undefined && Policy.trimStart().startsWith('<')) throw ignored(part);
      return { Policy };
    }
    if (result === undefined) {
      const answer: Answer<undefined> = await client.empty(request, options);
      return resultHeaders === undefined ? undefined : headersOf(resultHeaders, answer.headers);
    }
    const root = namesOf(result[0]);
    const unless = part === undefined ? undefined : { is: (text: string) => isSomethingElse(text, operation), error: () => ignored(part) };
    const { body, headers } = await client.xml(request, { root, arrays: ARRAYS, unless }, options);
    return resultOf(operation, body, headers);
  }

  async #prepare(name: string, parameters: object): Promise<Prepared & { readonly operation: S3Operation }> {
    const { eucalyptus } = this.#options;
    if (eucalyptus && NOT_ON_EUCALYPTUS.test(name)) throw new CloudError('unsupported', `Eucalyptus has no ${name}`, { outcome: 'not-done' });
    const table = await this.#loaded();
    if (!Object.hasOwn(table, name)) throw unknownMember('s3', name, Object.keys(table));
    const operation = table[name] as S3Operation;
    return { ...prepare(name, operation, parameters as Readonly<Record<string, unknown>>), operation };
  }

  #loaded(): Promise<S3Table> {
    this.#table ??= this.#options.loadTable();
    return this.#table;
  }

  #context(operation: string): { readonly provider: string; readonly operation: string } {
    return { provider: this.#options.provider, operation: `s3.${operation}` };
  }
}

/**
 * The checksum that is to be made of an upload: the one that it asks for, else the profile's; none where the caller gives one that is made already.
 * Parts have the one that their upload was begun with, which whoever began it knows: Amazon refuses any other.
 */
function askedFor(name: string, { headers = {} }: S3Request, otherwise: ChecksumAlgorithm | undefined): ChecksumAlgorithm | undefined {
  if (CHECKSUM_ALGORITHMS.some((one) => headers[checksumHeader(one)] !== undefined)) return undefined;
  const wanted = headers['x-amz-sdk-checksum-algorithm'];
  if (wanted === undefined) return name === 'PutObject' ? otherwise : undefined;
  const algorithm = algorithmNamed(wanted);
  if (algorithm !== undefined) return algorithm;
  throw new CloudError('invalid-argument', `${name}.ChecksumAlgorithm: got ${wanted}, expected ${CHECKSUM_ALGORITHMS.join(', ').toUpperCase()}`, {
    outcome: 'not-done',
  });
}

/** S3's client with a method for each operation: `getBucketAcl`. */
export function s3Service(options: S3ServiceOptions, names: string): S3Service & S3Actions {
  class Client extends S3Service {
    static {
      for (const name of names.split(' ')) {
        const value = function operation(this: Client, parameters?: object, callOptions?: CallOptions): Promise<unknown> {
          return this.send(name, parameters, callOptions);
        };
        Object.defineProperty(Client.prototype, name.charAt(0).toLowerCase() + name.slice(1), { value, enumerable: false });
      }
    }
  }
  // The generated interface says what the loop above made; the generator's test holds the two together.
  return new Client(options) as unknown as S3Service & S3Actions;
}
