import { hexId, type Project } from './directory.ts';

export interface CatalogRegion {
  readonly name: string;
  readonly origin: string;
}

export interface CatalogEndpoint {
  readonly id: string;
  readonly interface: 'public' | 'internal' | 'admin';
  readonly region: string | undefined;
  readonly url: string;
  /** Rackspace's v2 rows name the tenant of each endpoint. */
  readonly tenantId?: string;
}

export interface CatalogService {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly endpoints: readonly CatalogEndpoint[];
}

const INTERFACES = ['admin', 'public', 'internal'] as const;

type CatalogProject = Pick<Project, 'id' | 'storageAccount'>;

interface Row {
  readonly type: string;
  readonly name: string;
  readonly path: (project: CatalogProject) => string;
  /** Swift's admin endpoint has no account. */
  readonly adminPath?: string;
  /** Served by the first region for all. */
  readonly central?: true;
}

/** A DevStack-like set, with a modern and an older block storage type and the legacy compute row that DevStack keeps. */
const OPENSTACK_ROWS: readonly Row[] = [
  { type: 'network', name: 'neutron', path: () => '/networking' },
  { type: 'volumev3', name: 'cinderv3', path: (project) => `/volume/v3/${project.id}` },
  { type: 'block-storage', name: 'cinder', path: (project) => `/volume/v3/${project.id}` },
  { type: 'compute_legacy', name: 'nova_legacy', path: (project) => `/compute/v2/${project.id}` },
  { type: 'compute', name: 'nova', path: () => '/compute/v2.1' },
  { type: 'image', name: 'glance', path: () => '/image' },
  { type: 'identity', name: 'keystone', path: () => '/identity', central: true },
  { type: 'object-store', name: 'swift', path: (project) => `/v1/${project.storageAccount}`, adminPath: '/v1' },
];

/** Makes the catalog of a project. Ids are the same in every answer of one emulator. */
export class Catalog {
  readonly #regions: readonly CatalogRegion[];
  readonly #flavour: 'openstack' | 'rackspace';
  readonly #ids = new Map<string, string>();
  #turn = 0;

  constructor(regions: readonly CatalogRegion[], flavour: 'openstack' | 'rackspace') {
    this.#regions = regions;
    this.#flavour = flavour;
  }

  forProject(project: CatalogProject): CatalogService[] {
    return this.#flavour === 'rackspace' ? this.#rackspace(project) : this.#openstack(project);
  }

  /** What is registered, for whom it is of no matter. */
  registered(): CatalogService[] {
    return this.forProject({ id: '$(project_id)s', storageAccount: 'AUTH_$(project_id)s' });
  }

  get regionNames(): string[] {
    return this.#regions.map((region) => region.name);
  }

  #openstack(project: CatalogProject): CatalogService[] {
    const origin = this.#regions[0]?.origin ?? '';
    const services = OPENSTACK_ROWS.map((row) => ({
      id: this.#id(row.type),
      type: row.type,
      name: row.name,
      endpoints: this.#regions.flatMap((region) =>
        INTERFACES.map((side) => ({
          id: this.#id(`${row.type} ${region.name} ${side}`),
          interface: side,
          region: region.name,
          url: (row.central === true ? origin : region.origin) + (side === 'admin' && row.adminPath !== undefined ? row.adminPath : row.path(project)),
        })),
      ),
    }));
    // A service that is registered but deployed nowhere: clouds have such rows.
    return [...services, { id: this.#id('orchestration'), type: 'orchestration', name: 'heat', endpoints: [] }];
  }

  /** Rackspace: two rows of type `compute`, endpoints without a region, and an order that changes from answer to answer. */
  #rackspace(project: CatalogProject): CatalogService[] {
    const origin = this.#regions[0]?.origin ?? '';
    const row = (type: string, name: string, path: string, tenantId: string = project.id, internal = false): CatalogService => ({
      id: this.#id(name),
      type,
      name,
      endpoints: this.#rotate(this.#regions).flatMap((region) => {
        const endpoint = { id: this.#id(`${name} ${region.name}`), interface: 'public', region: region.name, url: region.origin + path, tenantId } as const;
        return internal ? [endpoint, { ...endpoint, interface: 'internal' } as const] : [endpoint];
      }),
    });
    const global = (type: string, name: string, path: string): CatalogService => ({
      id: this.#id(name),
      type,
      name,
      endpoints: [{ id: this.#id(name), interface: 'public', region: undefined, url: origin + path, tenantId: project.id }],
    });
    const services = [
      global('compute', 'cloudServers', `/firstgen/v1.0/${project.id}`),
      row('compute', 'cloudServersOpenStack', `/servers/v2/${project.id}`),
      row('object-store', 'cloudFiles', `/v1/${project.storageAccount}`, project.storageAccount, true),
      row('rax:object-cdn', 'cloudFilesCDN', `/cdn/v1/${project.storageAccount}`, project.storageAccount),
      row('volume', 'cloudBlockStorage', `/blockstorage/v1/${project.id}`),
      row('network', 'cloudNetworks', '/networks/v2.0'),
      row('image', 'cloudImages', '/images/v2'),
      row('rax:load-balancer', 'cloudLoadBalancers', `/loadbalancers/v1.0/${project.id}`),
      row('rax:database', 'cloudDatabases', `/databases/v1.0/${project.id}`),
      row('rax:autoscale', 'autoscale', `/autoscale/v1.0/${project.id}`),
      row('rax:queues', 'cloudQueues', `/queues/v1/${project.id}`, project.id, true),
      global('rax:cdn', 'rackCDN', `/rackcdn/v1.0/${project.id}`),
      global('rax:dns', 'cloudDNS', `/dns/v1.0/${project.id}`),
      global('rax:monitor', 'cloudMonitoring', `/monitoring/v1.0/${project.id}`),
    ];
    this.#turn += 1;
    return this.#rotate(services);
  }

  #rotate<T>(items: readonly T[]): T[] {
    const by = items.length === 0 ? 0 : this.#turn % items.length;
    return [...items.slice(by), ...items.slice(0, by)];
  }

  #id(key: string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = hexId();
    this.#ids.set(key, id);
    return id;
  }
}
