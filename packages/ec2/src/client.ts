import {
  type Answer,
  type AuthStrategy,
  asEmpty,
  asText,
  asXmlList,
  type BodyReader,
  type CallOptions,
  CloudError,
  type Connection,
  formBody,
  HttpClient,
  type HttpRequest,
  type HttpResponse,
  isCloudError,
  jsonBody,
  parseXml,
  type QueryInput,
  type RequestBody,
  responseError,
  withQuery,
  type XmlNode,
} from '@portolan/core/driver';
import { LIST_ITEMS, type PlainRecord, plain } from './compute/ec2-xml.ts';
import type { Query } from './compute/query.ts';
import type { Endpoint, S3Endpoint } from './endpoints.ts';
import { brokenAnswer, ec2Error, embeddedError, faultOf, regionNamedBy, s3Error } from './errors.ts';

/** What a list of EC2 holds, and one of the other services. */
const ALL_ITEMS: ReadonlySet<string> = new Set(['item', 'member', 'entry']);

/** Where what is described stands. */
const LONG_LISTS: readonly string[] = [
  'addressesSet',
  'imagesSet',
  'instanceTypeSet',
  'reservationSet',
  'securityGroupInfo',
  'snapshotSet',
  'subnetSet',
  'volumeSet',
].map((name) => `${name}/item`);

type XmlList<T> = Awaited<ReturnType<ReturnType<typeof asXmlList<T>>>>;

const userAgent = (connection: Connection): string => `portolan/0.1.0 ${connection.provider}`;

/** Sends actions of EC2: a form up, XML down. */
export class QueryClient {
  readonly #http: HttpClient;
  readonly #endpoint: Endpoint;
  readonly #version: string;
  readonly #userAgent: string;

  constructor(connection: Connection, auth: AuthStrategy, endpoint: Endpoint, version: string) {
    this.#http = new HttpClient(connection, { auth, toError: ec2Error });
    this.#endpoint = endpoint;
    this.#version = version;
    this.#userAgent = userAgent(connection);
  }

  /** The members of `<ActionResponse>`. Long lists are read item by item as they arrive. */
  async call(query: Query, options: CallOptions): Promise<PlainRecord> {
    if (!query.action.startsWith('Describe')) return plain(await this.#read(query, options, LIST_ITEMS));
    const reader = asXmlList({ root: `${query.action}Response`, items: LONG_LISTS, arrays: LIST_ITEMS }, (item, path) => ({ path, record: plain(item) }));
    const { body } = await this.#http.read(this.#request(query), options, reader);
    const lists: Record<string, PlainRecord[]> = {};
    for (const { path, record } of body.items) {
      const name = path.slice(0, path.indexOf('/'));
      const list = lists[name] ?? [];
      list.push(record);
      lists[name] = list;
    }
    return { ...plain(body.root), ...lists };
  }

  /** The same as it was parsed, its lists of either dialect as lists. */
  document(query: Query, options: CallOptions): Promise<XmlNode> {
    return this.#read(query, options, ALL_ITEMS);
  }

  /** One list of an answer, item by item as it arrives. `path`: `reservationSet/item`. */
  async list<T>(query: Query, path: string, options: CallOptions, map: (item: XmlNode) => T): Promise<XmlList<T>> {
    const reader = asXmlList({ root: `${query.action}Response`, items: path, arrays: ALL_ITEMS }, map);
    return (await this.#http.read(this.#request(query), options, reader)).body;
  }

  #request(query: Query): HttpRequest {
    const { action, parameters, planned } = query;
    return {
      method: 'POST',
      origin: this.#endpoint.origin,
      target: this.#endpoint.path === '' ? '/' : this.#endpoint.path,
      // Always a form: Eucalyptus takes 4 KiB of a query in the address, and 300 KiB of a form.
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8', 'User-Agent': this.#userAgent },
      body: formBody({ Action: action, ...parameters, Version: this.#version }),
      idempotent: query.idempotent ?? /^(?:Describe|Get)/.test(action),
      operation: action,
      ...(planned === undefined ? {} : { planned: `<${action}Response>${planned}</${action}Response>` }),
    };
  }

  async #read(query: Query, options: CallOptions, arrays: ReadonlySet<string>): Promise<XmlNode> {
    const read: BodyReader<XmlNode> = async (response) => {
      const text = await asText()(response);
      const origin = { status: response.status, contentType: response.headers['content-type'] };
      return (await parseXml(text, { root: `${query.action}Response`, arrays, ...origin })).root;
    };
    return (await this.#http.read(this.#request(query), options, read)).body;
  }
}

/** One request to S3, before it is known where its bucket lives. */
export interface S3Request {
  readonly operation: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query?: QueryInput | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody | undefined;
  readonly idempotent?: boolean | undefined;
  readonly expectContinue?: boolean | undefined;
}

export interface XmlReading {
  readonly root: string | readonly string[];
  readonly arrays?: ReadonlySet<string> | undefined;
  /** Another document that may come instead, and what is then wrong. */
  readonly unless?: { readonly is: (text: string) => boolean; readonly error: () => CloudError } | undefined;
}

/** Sends requests to S3: finds the bucket's host, follows it to its region, and reads the errors that come with a 200. */
export class S3Client {
  readonly endpoint: S3Endpoint;
  /** Whether bodies travel where others can read and change them. */
  readonly tls: boolean;
  readonly #http: HttpClient;
  readonly #userAgent: string;
  #saysTwice: boolean;

  constructor(connection: Connection, auth: AuthStrategy, endpoint: S3Endpoint) {
    this.#http = new HttpClient(connection, { auth, toError: s3Error });
    this.endpoint = endpoint;
    this.tls = endpoint.endpoint.origin.startsWith('https:');
    this.#saysTwice = !endpoint.regional;
    this.#userAgent = userAgent(connection);
  }

  /** The answer as it arrives. */
  stream(request: S3Request, options: CallOptions): Promise<HttpResponse> {
    return this.#send(request, options, (ready) => this.#http.send(ready, options));
  }

  /** Status and headers; what body there is says nothing. */
  empty(request: S3Request, options: CallOptions): Promise<Answer<undefined>> {
    return this.#send(request, options, (ready) => this.#http.read(ready, options, asEmpty()));
  }

  /** What is neither a document nor an object: the JSON of a policy. */
  async text(request: S3Request, options: CallOptions): Promise<string> {
    return (await this.#send(request, options, (ready) => this.#http.read(ready, options, asText()))).body;
  }

  xml(request: S3Request, reading: XmlReading, options: CallOptions): Promise<Answer<XmlNode>> {
    return this.#send(request, options, (ready) => this.#http.read(ready, options, readXml(reading, request.method !== 'GET')));
  }

  /** A listing, row by row as it arrives. `rows`: where they stand under the root. */
  async list<T>(request: S3Request, root: string, rows: readonly string[], options: CallOptions, map: (row: XmlNode, path: string) => T): Promise<XmlList<T>> {
    const read = asXmlList({ root: [root, 'Error'], items: rows }, map);
    // Thrown where the answer is read: there what it repeats of the request is blanked out.
    const reader: BodyReader<XmlList<T>> = async (response) => {
      const listing = await read(response);
      if (listing.name === 'Error') throw embeddedError(faultOf('Error', listing.root), response.status);
      return listing;
    };
    return (await this.#send(request, options, (ready) => this.#http.read(ready, options, reader))).body;
  }

  #ready(request: S3Request): HttpRequest {
    const { operation, method, bucket, key, query, headers, body, idempotent, expectContinue } = request;
    const { origin, path } = this.endpoint.address(bucket, key);
    return {
      method,
      origin,
      target: query === undefined ? path : withQuery(path, query),
      headers: { 'Accept-Encoding': 'identity', ...headers, ...this.#copyConditions(headers), 'User-Agent': this.#userAgent },
      operation,
      body,
      idempotent,
      expectContinue,
    };
  }

  /** Amazon answers 301, 307 or 400 for a bucket of another region, and names it: asked there, once. */
  async #send<T>(request: S3Request, options: CallOptions, send: (ready: HttpRequest) => Promise<T>): Promise<T> {
    try {
      return await send(this.#ready(request));
    } catch (error) {
      const { bucket } = request;
      const region = isCloudError(error) ? regionNamedBy(error) : undefined;
      const elsewhere = region !== undefined && bucket !== undefined && this.endpoint.moveTo(bucket, region);
      const unheard = isCloudError(error, 'unsupported') && Object.keys(this.#copyConditions(request.headers)).length > 0;
      if (unheard) this.#saysTwice = false;
      const told = !elsewhere && isCloudError(error) && error.status === 400 && (await this.#learnsWhy(request, options));
      if (!(elsewhere || unheard || told) || request.body?.replayable === false) throw error;
      return send(this.#ready(request));
    }
  }

  /**
   * A refused HEAD has no body to tell why. Amazon names the region in a header; Swift's S3 door does not: a GET is refused with the region's name, which
   * whoever signs learns from. Whether something was learned.
   */
  async #learnsWhy({ method, bucket }: S3Request, options: CallOptions): Promise<boolean> {
    if (method !== 'HEAD' || bucket === undefined) return false;
    const before = this.endpoint.regionOf(bucket);
    const ask = this.#ready({ operation: 'ListObjects', method: 'GET', bucket, query: { 'max-keys': 0 } });
    await this.#http.read(ask, options, asText()).catch(() => undefined);
    return this.endpoint.regionOf(bucket) !== before;
  }

  /**
   * radosgw 16 takes no notice of `x-amz-copy-source-if-match`, and copies; it looks for `x-amz-copy-if-match`, which others take no notice of: both are said,
   * but to Amazon, until a server refuses the copy as something it has not.
   */
  #copyConditions(headers: S3Request['headers'] = {}): Record<string, string> {
    if (!this.#saysTwice || headers['x-amz-copy-source'] === undefined) return {};
    const conditions = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-copy-source-if-'));
    return Object.fromEntries(conditions.map(([name, value]) => [name.replace('copy-source-if', 'copy-if'), value]));
  }
}

/** Asks a service that gives keys: no signatures, for it is how they are got. */
export class KeyServiceClient {
  readonly #http: HttpClient;
  readonly #origin: string;
  readonly #operation: string;
  readonly #timeoutMs: number;

  constructor(connection: Connection, origin: string, operation: string, timeoutMs: number) {
    this.#http = new HttpClient(connection, { toError: (failure) => responseError(failure, {}) });
    this.#origin = origin;
    this.#operation = operation;
    this.#timeoutMs = timeoutMs;
  }

  text(method: 'GET' | 'PUT', target: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
    const request: HttpRequest = { method, origin: this.#origin, target, headers, operation: this.#operation, idempotent: true };
    return this.#http.text(request, { signal, timeoutMs: this.#timeoutMs });
  }

  /** Sent once: what is shown may be good once. */
  post(target: string, content: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
    const headers = { 'Content-Type': 'application/json' };
    const request: HttpRequest = {
      method: 'POST',
      origin: this.#origin,
      target,
      headers,
      operation: this.#operation,
      body: jsonBody(content),
      idempotent: false,
    };
    return this.#http.text(request, { signal, timeoutMs: this.#timeoutMs });
  }
}

function readXml(reading: XmlReading, changes: boolean): BodyReader<XmlNode> {
  const roots = typeof reading.root === 'string' ? [reading.root] : reading.root;
  return async (response) => {
    // Long copies send blanks to keep the connection open, before the declaration too, where XML allows none.
    const text = (await asText()(response)).trim();
    const origin = { status: response.status, contentType: response.headers['content-type'] };
    if (reading.unless?.is(text) === true) throw reading.unless.error();
    let document: Awaited<ReturnType<typeof parseXml>>;
    try {
      document = await parseXml(text, {
        root: [...roots, 'Error'],
        ...(reading.arrays === undefined ? {} : { arrays: reading.arrays }),
        ...origin,
      });
    } catch (error) {
      if (changes && error instanceof CloudError && error.code === 'protocol') throw brokenAnswer(error);
      throw error;
    }
    if (document.name === 'Error' && !roots.includes('Error')) throw embeddedError(faultOf('Error', document.root), response.status);
    return document.root;
  };
}
