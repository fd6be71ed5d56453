import { type Answer, asJson, asText, type BodyReader, type CallOptions, type QueryInput, withContext } from '@portolan/core/driver';
import type { Catalog } from './auth/catalog.ts';
import type { ServiceType } from './auth/service-types.ts';
import type { OpenstackClient } from './client.ts';
import type { AutoscaleNative } from './native/autoscale/autoscale.ts';
import type { BlockStorageNative } from './native/block-storage/block-storage.ts';
import type { CdnNative } from './native/cdn/cdn.ts';
import type { ComputeNative } from './native/compute/compute.ts';
import type { DatabasesNative } from './native/databases/databases.ts';
import type { DnsNative } from './native/dns/dns.ts';
import type { IdentityNative } from './native/identity/identity.ts';
import type { ImageNative } from './native/image/image.ts';
import { LazyServices } from './native/lazy-services.ts';
import type { LoadBalancersNative } from './native/load-balancers/load-balancers.ts';
import type { MonitoringNative } from './native/monitoring/monitoring.ts';
import type { NetworkNative } from './native/network/network.ts';
import type { ObjectStorageNative } from './native/object-storage/object-storage.ts';
import type { QueuesNative } from './native/queues/queues.ts';
import type { EndpointInterface, Scope } from './settings.ts';

export interface NativeRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  readonly query?: QueryInput | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** `2.79`: for compute and block storage. */
  readonly microversion?: string | undefined;
  /** Whether the request may be sent again after a failure that leaves open whether it was carried out. Default: by the method. */
  readonly idempotent?: boolean | undefined;
}

export interface NativePlace {
  readonly region?: string | undefined;
  /** For every service. */
  readonly interface?: EndpointInterface | undefined;
}

export interface SessionFacts {
  readonly userId: string | undefined;
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  readonly expiresAt: Date | undefined;
  /** The region worked in. */
  readonly region: string | undefined;
  readonly catalog: Catalog;
}

const MICROVERSION_NAMES: Partial<Record<ServiceType, string>> = { compute: 'compute', 'block-storage': 'volume' };

/**
 * OpenStack's own words: a typed client for each service, loaded when it is first asked for, and any other call of any service in the catalog,
 * all with the connection's token, retries and errors.
 *
 * ```ts
 * const nova = await cloud.native.compute;
 * await nova.servers.rebuild('9f…', { imageRef: 'img-2' });
 * const { server_groups } = await cloud.native.json<{ server_groups: Group[] }>('compute', '/os-server-groups');
 * ```
 */
export class OpenstackNative {
  readonly #client: OpenstackClient;
  readonly #services: LazyServices;

  constructor(client: OpenstackClient) {
    this.#client = client;
    this.#services = new LazyServices(client);
  }

  /** Keystone: users, projects, roles, credentials; what this token may do. */
  get identity(): Promise<IdentityNative> {
    return this.#services.get('identity', async (client) => new (await import('./native/identity/identity.ts')).IdentityNative(client));
  }

  /** Nova. */
  get compute(): Promise<ComputeNative> {
    return this.#services.get('compute', async (client) => new (await import('./native/compute/compute.ts')).ComputeNative(client));
  }

  /** Glance. */
  get image(): Promise<ImageNative> {
    return this.#services.get('image', async (client) => new (await import('./native/image/image.ts')).ImageNative(client));
  }

  /** Cinder, or Rackspace's Cloud Block Storage. */
  get blockStorage(): Promise<BlockStorageNative> {
    return this.#services.get('blockStorage', async (client) => new (await import('./native/block-storage/block-storage.ts')).BlockStorageNative(client));
  }

  /** Neutron. */
  get network(): Promise<NetworkNative> {
    return this.#services.get('network', async (client) => new (await import('./native/network/network.ts')).NetworkNative(client));
  }

  /** Swift, or Rackspace Cloud Files. */
  get objectStorage(): Promise<ObjectStorageNative> {
    return this.#services.get('objectStorage', async (client) => new (await import('./native/object-storage/object-storage.ts')).ObjectStorageNative(client));
  }

  /** Rackspace Cloud Load Balancers. */
  get loadBalancers(): Promise<LoadBalancersNative> {
    return this.#services.get('loadBalancers', async (client) => new (await import('./native/load-balancers/load-balancers.ts')).LoadBalancersNative(client));
  }

  /** Rackspace Cloud DNS. */
  get dns(): Promise<DnsNative> {
    return this.#services.get('dns', async (client) => new (await import('./native/dns/dns.ts')).DnsNative(client));
  }

  /** Rackspace Cloud Databases, or Trove. */
  get databases(): Promise<DatabasesNative> {
    return this.#services.get('databases', async (client) => new (await import('./native/databases/databases.ts')).DatabasesNative(client));
  }

  /** Rackspace's CDNs: of Cloud Files, and Rackspace CDN (Poppy). */
  get cdn(): Promise<CdnNative> {
    return this.#services.get('cdn', async (client) => new (await import('./native/cdn/cdn.ts')).CdnNative(client));
  }

  /** Rackspace Cloud Monitoring. */
  get monitoring(): Promise<MonitoringNative> {
    return this.#services.get('monitoring', async (client) => new (await import('./native/monitoring/monitoring.ts')).MonitoringNative(client));
  }

  /** Rackspace Autoscale. */
  get autoscale(): Promise<AutoscaleNative> {
    return this.#services.get('autoscale', async (client) => new (await import('./native/autoscale/autoscale.ts')).AutoscaleNative(client));
  }

  /** Rackspace Cloud Queues, or Zaqar by its first API. */
  get queues(): Promise<QueuesNative> {
    return this.#services.get('queues', async (client) => new (await import('./native/queues/queues.ts')).QueuesNative(client));
  }

  /**
   * The same user in another project or domain, in the system, or in none: the connection's token is exchanged for one of that scope when it is needed.
   * `cloud.native.inScope({ project: { name: 'lab', domain: { name: 'Default' } } })`; `myProjects()` tells which there are.
   */
  inScope(scope: Scope): OpenstackNative {
    return new OpenstackNative(this.#client.inScope(scope));
  }

  /**
   * The same token in another region, or by other addresses of the catalog: `cloud.native.at({ region: 'ORD' })`, `cloud.native.at({ interface: 'internal' })`.
   * Addresses that the profile names stay.
   */
  at(place: NativePlace): OpenstackNative {
    return new OpenstackNative(this.#client.at(place));
  }

  /** A JSON answer; `undefined` where the service sends none. `path` is encoded already. */
  async json<T>(service: ServiceType, path: string, request: NativeRequest = {}, options: CallOptions = {}): Promise<T> {
    return (await this.#call(service, path, request, options, asJson<T>({ allowEmpty: true }))).body;
  }

  /** Status, headers and the text of the answer. */
  async request(service: ServiceType, path: string, request: NativeRequest = {}, options: CallOptions = {}): Promise<Answer<string>> {
    return this.#call(service, path, request, options, asText());
  }

  /** Who and where we are. Signs in, if that was not done yet. */
  async session(options: CallOptions = {}): Promise<SessionFacts> {
    const { userId, projectId, projectName, expiresAt, catalog } = await this.#client.session(options);
    return { userId, projectId, projectName, expiresAt, catalog, region: await this.#client.region(options) };
  }

  /** Where a service answers: `https://nova.example.com/v2.1`. */
  async endpoint(service: ServiceType, options: CallOptions = {}): Promise<string> {
    const { origin, path } = await this.#client.endpoint(service, options);
    return `${origin}${path}`;
  }

  #call<T>(service: ServiceType, path: string, request: NativeRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>> {
    const context = { provider: this.#client.settings.dialect.provider, operation: `native ${request.method ?? 'GET'}`, target: `${service} ${path}` };
    return withContext(context, options.signal, () => this.#client.read(this.#request(service, path, request), options, reader));
  }

  #request(service: ServiceType, path: string, request: NativeRequest): Parameters<OpenstackClient['send']>[0] {
    const { method = 'GET', query, headers, json, idempotent } = request;
    const versioned = MICROVERSION_NAMES[service];
    const microversion = request.microversion ?? this.#client.settings.microversions?.[service];
    return {
      service,
      method,
      path,
      query,
      json,
      idempotent,
      headers: {
        ...(microversion === undefined || versioned === undefined ? {} : { 'OpenStack-API-Version': `${versioned} ${microversion}` }),
        // Nova's own header, for clouds before 2.27.
        ...(microversion === undefined || service !== 'compute' ? {} : { 'X-OpenStack-Nova-API-Version': microversion }),
        ...headers,
      },
      operation: `${method} ${service}`,
    };
  }
}
