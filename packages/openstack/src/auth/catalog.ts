import { CloudError } from '@portolan/core/driver';
import type { EndpointInterface } from '../settings.ts';
import { aliasesOf, type ServiceType } from './service-types.ts';

/** One address of one service, the same for v2 and v3 catalogs. */
export interface CatalogEndpoint {
  readonly interface: EndpointInterface;
  /** Absent: the service is global and answers in every region. */
  readonly region?: string | undefined;
  readonly url: string;
}

export interface CatalogService {
  readonly type: string;
  readonly name: string;
  readonly endpoints: readonly CatalogEndpoint[];
}

export type Catalog = readonly CatalogService[];

export interface EndpointQuery {
  readonly service: ServiceType;
  /** Preferred where several rows have the type. */
  readonly serviceName?: string | undefined;
  readonly region?: string | undefined;
  readonly interface: EndpointInterface;
}

/** An address taken apart. `path` begins with a slash or is empty, and ends without one. */
export interface Endpoint {
  readonly origin: string;
  readonly path: string;
}

/** Regions named anywhere in the catalog, sorted: catalogs come in random order. */
export function regionsOf(catalog: Catalog): readonly string[] {
  const regions = new Set<string>();
  for (const service of catalog) for (const endpoint of service.endpoints) if (endpoint.region !== undefined) regions.add(endpoint.region);
  return [...regions].sort();
}

/**
 * The region to work in: the one asked for, else the account's default, else the only one there is.
 * Several and none asked for is an error that lists them: taking any would put servers where nobody looks.
 */
export function chooseRegion(catalog: Catalog, asked: string | undefined, accountDefault: string | undefined): string | undefined {
  const regions = regionsOf(catalog);
  if (asked !== undefined) {
    if (regions.length === 0 || regions.includes(asked)) return asked;
    throw new CloudError('invalid-argument', `there is no region ${JSON.stringify(asked)} (names are case-sensitive)`, {
      outcome: 'not-done',
      remedy: `regions of this account: ${regions.join(', ')}`,
    });
  }
  if (accountDefault !== undefined && regions.includes(accountDefault)) return accountDefault;
  if (regions.length <= 1) return regions[0];
  throw new CloudError('invalid-argument', 'the cloud has several regions and the profile names none', {
    outcome: 'not-done',
    remedy: `give region: one of ${regions.join(', ')}`,
  });
}

/** The address of a service, or an `unsupported` error that says what there is instead. */
export function findEndpoint(catalog: Catalog, query: EndpointQuery): string {
  const aliases = aliasesOf(query.service);
  const rows = aliases.flatMap((alias) => catalog.filter((service) => service.type === alias));
  const named = rows.filter((service) => service.name === query.serviceName);
  const candidates = query.serviceName !== undefined && named.length > 0 ? named : rows;
  for (const service of candidates) {
    const endpoint = service.endpoints.find((one) => one.interface === query.interface && inRegion(one, query.region) && one.url !== '');
    if (endpoint !== undefined) return endpoint.url;
  }
  throw absent(catalog, candidates, query);
}

const inRegion = (endpoint: CatalogEndpoint, region: string | undefined): boolean =>
  endpoint.region === undefined || region === undefined || endpoint.region === region;

function absent(catalog: Catalog, rows: readonly CatalogService[], query: EndpointQuery): CloudError {
  const where = query.region === undefined ? '' : ` in region ${query.region}`;
  const endpoints = rows.flatMap((service) => service.endpoints);
  const elsewhere = [...new Set(endpoints.map((endpoint) => `${endpoint.interface} in ${endpoint.region ?? 'all regions'}`))].sort();
  const types = [...new Set(catalog.map((service) => service.type))].sort();
  const found =
    rows.length === 0
      ? `the catalog has no such service, only ${types.length === 0 ? 'an empty list' : types.join(', ')}`
      : elsewhere.length === 0
        ? 'the catalog lists the service without any address'
        : `it has ${elsewhere.join(', ')}`;
  return new CloudError('unsupported', `the cloud has no ${query.interface} endpoint for ${query.service}${where}: ${found}`, {
    outcome: 'not-done',
    remedy:
      types.length === 0
        ? 'give projectName or projectId: a token for no project reaches no service'
        : `give region or interface, or the address itself under endpointOverrides.${query.service}`,
  });
}

/** `https://host:8774/v2.1/` taken apart. A catalog can hold anything: what is no address is `protocol`. */
export function parseEndpoint(url: string, service: ServiceType): Endpoint {
  const parts = /^(https?:\/\/[^/?#@\s]+)(\/[^?#\s]*)?$/i.exec(url.trim());
  if (parts === null)
    throw new CloudError('protocol', `the catalog's address of ${service} cannot be read: ${JSON.stringify(url.slice(0, 200))}`, { outcome: 'not-done' });
  const path = (parts[2] ?? '').replace(/\/+$/, '');
  return { origin: (parts[1] as string).toLowerCase(), path: withVersion(path, service) };
}

// Catalogs list image and network with and without their version; the others always have it.
const VERSIONS: Partial<Record<ServiceType, string>> = { image: 'v2', network: 'v2.0', compute: 'v2.1' };

function withVersion(path: string, service: ServiceType): string {
  const version = VERSIONS[service];
  return version === undefined || /\/v\d[\d.]*(\/|$)/.test(path) ? path : `${path}/${version}`;
}
