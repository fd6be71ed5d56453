import {
  type Answer,
  type AuthStrategy,
  asJson,
  type BodyReader,
  bytesBody,
  type CallOptions,
  CloudError,
  type Connection,
  encodePathSegment,
  HttpClient,
  type HttpRequest,
  type HttpResponse,
  isCloudError,
  type QueryInput,
  type RequestBody,
  withQuery,
} from '@portolan/core/driver';
import { cloudapiError, mantaError } from './errors.ts';

const USER_AGENT = 'portolan/0.1.0 smartdc';

/** Origin and path of a base URL. */
export interface Endpoint {
  readonly origin: string;
  /** Without a final slash: `''` for a server of its own. */
  readonly basePath: string;
}

export function endpointOf(url: string): Endpoint {
  const match = /^(https?:\/\/[^/?#]+)([^?#]*)$/i.exec(url);
  if (match === null) throw new CloudError('invalid-argument', `${JSON.stringify(url)} is no address`, { outcome: 'not-done' });
  return { origin: match[1] ?? '', basePath: (match[2] ?? '').replace(/\/+$/, '') };
}

/** One operation of CloudAPI, below the account. */
export interface CloudapiRequest {
  /** CloudAPI's name of it: `GetMachine`. */
  readonly operation: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, from behind the account: `/machines/…`; `''` for the account itself. */
  readonly path: string;
  readonly query?: QueryInput | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly idempotent?: boolean | undefined;
  readonly accept?: readonly number[] | undefined;
  /** false: never name roles in the query: this operation stores every parameter it gets. A list: these instead of the connection's. */
  readonly roles?: false | readonly string[] | undefined;
  /** Instead of the connection's range of versions. */
  readonly apiVersion?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface CloudapiOptions {
  readonly url: string;
  readonly account: string;
  readonly roles?: readonly string[] | undefined;
  readonly apiVersion: string;
  /** Added to every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A request's parameters, boot script included. Source: sdc-cloudapi lib/app.js, bodyParser maxBodySize. */
const MAX_BODY_BYTES = 100_000;

/** Sends to CloudAPI: account in front of the path, version, roles, JSON, signature, errors. */
export class CloudapiClient {
  /** Base URL, without a final slash. */
  readonly url: string;
  readonly #http: HttpClient;
  readonly #auth: AuthStrategy;
  readonly #endpoint: Endpoint;
  /** `/acme`, encoded, base path in front. */
  readonly accountPath: string;
  readonly #roles: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;

  constructor(connection: Connection, auth: AuthStrategy, options: CloudapiOptions) {
    this.#http = new HttpClient(connection, { auth, toError: cloudapiError });
    this.#auth = auth;
    this.#endpoint = endpointOf(options.url);
    this.url = `${this.#endpoint.origin}${this.#endpoint.basePath}`;
    this.accountPath = `${this.#endpoint.basePath}/${encodePathSegment(options.account)}`;
    this.#roles = options.roles ?? [];
    this.#headers = { 'User-Agent': USER_AGENT, ...options.headers, Accept: 'application/json', 'Accept-Version': options.apiVersion };
  }

  /** The request as it would go out, signed, for what does not speak HTTP to its end: WebSockets. */
  async signed(request: CloudapiRequest, options: CallOptions): Promise<HttpRequest> {
    return this.#auth.authorize(this.#complete(request), options);
  }

  /** The answer with its body unread, for streams. */
  async send(request: CloudapiRequest, options: CallOptions): Promise<HttpResponse> {
    return this.#http.send(this.#complete(request), options);
  }

  async read<T>(request: CloudapiRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    return this.#http.read(this.#complete(request), options, reader);
  }

  async json<T>(request: CloudapiRequest, options: CallOptions): Promise<T> {
    return (await this.read(request, options, asJson<T>())).body;
  }

  async empty(request: CloudapiRequest, options: CallOptions): Promise<Answer<undefined>> {
    return this.#http.empty(this.#complete(request), options);
  }

  #complete(request: CloudapiRequest): HttpRequest {
    const { origin } = this.#endpoint;
    const plain = withQuery(`${this.accountPath}${request.path}`, request.query ?? {});
    // triton leaves the comma as it is.
    const roles = request.roles === false ? '' : (request.roles ?? this.#roles).map(encodePathSegment).join(',');
    const target = roles === '' ? plain : `${plain}${plain.includes('?') ? '&' : '?'}as-role=${roles}`;
    const headers = {
      ...this.#headers,
      ...request.headers,
      ...(request.apiVersion === undefined ? {} : { 'Accept-Version': request.apiVersion }),
    };
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body), 'utf8');
    if (body !== undefined && body.byteLength > MAX_BODY_BYTES) {
      throw new CloudError('invalid-argument', `the request has ${body.byteLength} bytes, CloudAPI takes ${MAX_BODY_BYTES}`, {
        outcome: 'not-done',
        remedy: 'let the boot script fetch the rest',
      });
    }
    return {
      method: request.method,
      origin,
      target,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : bytesBody(body),
      idempotent: request.idempotent,
      accept: request.accept,
      operation: request.operation,
    };
  }
}

/** One operation of Manta, below the account. */
export interface MantaRequest {
  readonly operation: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, from behind the account: `/stor/…`. */
  readonly path: string;
  readonly query?: QueryInput | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody | undefined;
  readonly idempotent?: boolean | undefined;
  readonly accept?: readonly number[] | undefined;
  readonly expectContinue?: boolean | undefined;
}

export interface MantaOptions {
  readonly url: string;
  readonly account: string;
  readonly roles?: readonly string[] | undefined;
}

/** Sends to Manta. */
export class MantaClient {
  readonly #http: HttpClient;
  readonly #endpoint: Endpoint;
  readonly #headers: Readonly<Record<string, string>>;
  /** `/acme`, encoded, base path in front. */
  readonly accountPath: string;

  constructor(connection: Connection, auth: AuthStrategy, options: MantaOptions) {
    this.#http = new HttpClient(connection, { auth, toError: mantaError });
    this.#endpoint = endpointOf(options.url);
    this.accountPath = `${this.#endpoint.basePath}/${encodePathSegment(options.account)}`;
    const roles = options.roles ?? [];
    this.#headers = { 'User-Agent': USER_AGENT, 'Accept-Encoding': 'identity', ...(roles.length === 0 ? {} : { Role: roles.join(',') }) };
  }

  get origin(): string {
    return this.#endpoint.origin;
  }

  async send(request: MantaRequest, options: CallOptions): Promise<HttpResponse> {
    return this.#http.send(this.#complete(request), options);
  }

  async read<T>(request: MantaRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    return this.#http.read(this.#complete(request), options, reader);
  }

  async json<T>(request: MantaRequest, options: CallOptions): Promise<T> {
    return (await this.read(request, options, asJson<T>())).body;
  }

  async empty(request: MantaRequest, options: CallOptions): Promise<Answer<undefined>> {
    return this.#http.empty(this.#complete(request), options);
  }

  /** A HEAD. Its refusal has no body, and 403 is a bad key as well as a lack of rights on this wire: so the reason is asked for by a GET. */
  async head(request: MantaRequest, options: CallOptions): Promise<Answer<undefined>> {
    try {
      return await this.empty(request, options);
    } catch (error) {
      if (!isCloudError(error) || error.providerCode !== undefined || ![400, 403, 409].includes(error.status ?? 0)) throw error;
      const answer = await this.send({ ...request, method: 'GET' }, options);
      answer.body.destroy();
      throw error;
    }
  }

  #complete(request: MantaRequest): HttpRequest {
    const { method, body, idempotent, accept, expectContinue, operation } = request;
    return {
      method,
      origin: this.#endpoint.origin,
      target: withQuery(`${this.accountPath}${request.path}`, request.query ?? {}),
      headers: { ...this.#headers, ...request.headers },
      body,
      idempotent,
      accept,
      expectContinue,
      operation,
    };
  }
}
