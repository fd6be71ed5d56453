import {
  type Answer,
  type AuthStrategy,
  asEmpty,
  asJson,
  type BodyReader,
  type CallOptions,
  type Connection,
  encodeQuery,
  HttpClient,
  type HttpRequest,
  type HttpResponse,
  jsonBody,
  type QueryInput,
  type RequestBody,
  unexpectedBody,
} from '@portolan/core/driver';
import { chooseRegion, type Endpoint, findEndpoint, parseEndpoint } from './auth/catalog.ts';
import { type ServiceType, serviceTypes } from './auth/service-types.ts';
import type { Session } from './auth/session.ts';
import type { SessionSource } from './auth/sessions.ts';
import { KeystoneAuth } from './auth.ts';
import { discardBody } from './discard-body.ts';
import { toCloudError } from './errors.ts';
import type { EndpointInterface, OpenstackSettings, Scope } from './settings.ts';
import { userAgent } from './user-agent.ts';

/** A request to a service, before its address is known: the catalog comes with the token. */
export interface ServiceRequest {
  readonly service: ServiceType;
  readonly method: string;
  /** Behind the service's endpoint, encoded: `/servers/9f…`; `''` is the endpoint itself. */
  readonly path: string;
  readonly query?: QueryInput | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: RequestBody | undefined;
  readonly idempotent?: boolean | undefined;
  readonly accept?: readonly number[] | undefined;
  readonly expectContinue?: boolean | undefined;
  /** The address itself is a secret: it is printed nowhere. */
  readonly secretTarget?: boolean | undefined;
  /** Stands for the answer while a create is only planned. */
  readonly planned?: unknown;
  readonly operation: string;
  /** Where to send it, when not where the catalog says: version documents and Keystone's own calls are elsewhere. */
  readonly at?: Endpoint | undefined;
}

/** For calls that carry their credentials themselves, or need none. */
export const unsignedClient = (connection: Connection, service: ServiceType): HttpClient =>
  new HttpClient(connection, { toError: (failure) => toCloudError(failure, service) });

/** The only one that sends: finds the endpoint, adds the default headers, hands over to core. */
export class OpenstackClient {
  readonly settings: OpenstackSettings;
  readonly connection: Connection;
  readonly #sessions: SessionSource;
  readonly #http: ReadonlyMap<ServiceType, HttpClient>;
  readonly #unsigned: HttpClient;
  readonly #auth: AuthStrategy;
  readonly #userAgent: string;
  #endpoints: { readonly session: Session; readonly found: Map<string, Endpoint> } | undefined;

  constructor(settings: OpenstackSettings, connection: Connection, sessions: SessionSource, auth: AuthStrategy) {
    this.settings = settings;
    this.connection = connection;
    this.#sessions = sessions;
    this.#auth = auth;
    this.#unsigned = unsignedClient(connection, 'object-store');
    this.#userAgent = userAgent(settings);
    this.#http = new Map(serviceTypes.map((service) => [service, new HttpClient(connection, { auth, toError: (failure) => toCloudError(failure, service) })]));
  }

  /** The answer as it arrives. */
  async send(request: ServiceRequest, options: CallOptions): Promise<HttpResponse> {
    return this.#clientOf(request).send(await this.#resolve(request, options), options);
  }

  async read<T>(request: ServiceRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    return this.#clientOf(request).read(await this.#resolve(request, options), options, reader);
  }

  /** A JSON answer. `T` names the members that are read; all of them may be missing. */
  async json<T extends object>(request: ServiceRequest, options: CallOptions): Promise<T> {
    const { body, status, headers } = await this.read(request, options, asJson<T>());
    if (typeof body !== 'object' || body === null) throw unexpectedBody('it is no JSON object', { status, contentType: headers['content-type'] });
    return body;
  }

  async empty(request: ServiceRequest, options: CallOptions): Promise<Answer<undefined>> {
    return this.read(request, options, asEmpty());
  }

  /** Without a token, at an address that is no catalog entry: Swift's `/info` is beside the account. */
  async readUnsigned<T>(endpoint: Endpoint, request: ServiceRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    return this.#unsigned.read(this.#at(endpoint, request), options, reader);
  }

  /** The same connection and user, in another project, domain or the system. */
  inScope(scope: Scope): OpenstackClient {
    const sessions = this.#sessions.inScope(scope);
    return new OpenstackClient(this.settings, this.connection, sessions, new KeystoneAuth(sessions, Object.values(this.settings.endpointOverrides)));
  }

  /** The same session elsewhere in its catalog. */
  at({ region, interface: face }: { readonly region?: string | undefined; readonly interface?: EndpointInterface | undefined }): OpenstackClient {
    const elsewhere = { ...(region === undefined ? {} : { region }), ...(face === undefined ? {} : { interface: face, interfaces: undefined }) };
    return new OpenstackClient({ ...this.settings, ...elsewhere }, this.connection, this.#sessions, this.#auth);
  }

  async session(options: CallOptions): Promise<Session> {
    return this.#sessions.get(options);
  }

  /** The region worked in; undefined where the cloud has no regions. */
  async region(options: CallOptions): Promise<string | undefined> {
    const { catalog, defaultRegion } = await this.#sessions.get(options);
    return chooseRegion(catalog, this.settings.region, defaultRegion);
  }

  /** Where a service answers. `face`: another interface than the profile's (temporary URLs are for the public). */
  async endpoint(service: ServiceType, options: CallOptions, face: EndpointInterface = this.#faceOf(service)): Promise<Endpoint> {
    const session = await this.#sessions.get(options);
    if (this.#endpoints?.session !== session) this.#endpoints = { session, found: new Map() };
    const { found } = this.#endpoints;
    const key = `${face} ${service}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const endpoint = this.#find(session, service, face);
    found.set(key, endpoint);
    return endpoint;
  }

  /** Whether the catalog (or the profile) has the service here at all. */
  async offers(service: ServiceType, options: CallOptions): Promise<boolean> {
    try {
      await this.endpoint(service, options);
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'unsupported') return false;
      throw error;
    }
  }

  #find(session: Session, service: ServiceType, face: EndpointInterface): Endpoint {
    const { endpointOverrides, region: asked, dialect, serviceNames } = this.settings;
    const override = endpointOverrides[service];
    if (override !== undefined) {
      const project = session.projectId ?? '';
      return parseEndpoint(override.replace(/%\((?:project|tenant)_id\)s|\$\((?:project|tenant)_id\)s|\{project_id\}/g, project), service);
    }
    const region = chooseRegion(session.catalog, asked, session.defaultRegion);
    const url = findEndpoint(session.catalog, { service, serviceName: serviceNames?.[service] ?? dialect.serviceNames[service], region, interface: face });
    return parseEndpoint(url, service);
  }

  #faceOf(service: ServiceType): EndpointInterface {
    return this.settings.interfaces?.[service] ?? this.settings.interface;
  }

  #clientOf(request: ServiceRequest): HttpClient {
    return this.#http.get(request.service) as HttpClient;
  }

  async #resolve(request: ServiceRequest, options: CallOptions): Promise<HttpRequest> {
    try {
      return this.#at(request.at ?? (await this.endpoint(request.service, options)), request);
    } catch (error) {
      discardBody(request.body);
      throw error;
    }
  }

  #at(endpoint: Endpoint, request: ServiceRequest): HttpRequest {
    const query = request.query === undefined ? '' : encodeQuery(request.query);
    const path = `${endpoint.path}${request.path}`;
    const body = request.json === undefined ? request.body : jsonBody(request.json);
    return {
      method: request.method,
      origin: endpoint.origin,
      target: `${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}`,
      headers: {
        'User-Agent': this.#userAgent,
        // Exactly this: with more in it Glance, Heat and old Novas answer errors in HTML.
        Accept: 'application/json',
        ...(request.json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      body,
      operation: request.operation,
      ...(request.idempotent === undefined ? {} : { idempotent: request.idempotent }),
      ...(request.accept === undefined ? {} : { accept: request.accept }),
      ...(request.expectContinue === undefined ? {} : { expectContinue: request.expectContinue }),
      ...(request.secretTarget === undefined ? {} : { secretTarget: request.secretTarget }),
      ...(request.planned === undefined ? {} : { planned: JSON.stringify(request.planned) }),
    };
  }
}
