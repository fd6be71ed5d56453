import { encodePath, encodePathSegment } from '@portolan/core/driver';

/** Where a service lives: what goes before the path, and the path before ours (`/services/objectstorage`, or ''). */
export interface Endpoint {
  readonly origin: string;
  /** `host`, or `host:port` where the port is not the scheme's own: what the Host header says and signatures cover. */
  readonly authority: string;
  readonly path: string;
}

/** The URL was checked by the configuration: http(s), no user, no query. */
export function endpointOf(url: string): Endpoint {
  const { origin, host, pathname } = new URL(url);
  return { origin, authority: host, path: pathname.replace(/\/+$/, '') };
}

const authorities = new Map<string, string>();
const MOST_KEPT = 1000;

/** What the Host header of a request to this origin says. */
export function authorityOf(origin: string): string {
  let authority = authorities.get(origin);
  if (authority === undefined) {
    authority = new URL(origin).host;
    // Buckets with hosts of their own are many.
    if (authorities.size >= MOST_KEPT) authorities.clear();
    authorities.set(origin, authority);
  }
  return authority;
}

export interface Address {
  readonly origin: string;
  /** Encoded; without query. */
  readonly path: string;
}

const AMAZON_S3 = /^s3[.-]([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)$|^s3\.amazonaws\.com$/;

/**
 * Where buckets and objects are. Path style (`host/bucket/key`) everywhere but on Amazon, which is moving to virtual hosts (`bucket.host/key`);
 * `pathStyle` overrides, as far as names and certificates allow.
 */
export class S3Endpoint {
  readonly endpoint: Endpoint;
  /** Amazon's own: one endpoint a region, which buckets elsewhere are reached through. */
  readonly regional: boolean;
  readonly #pathStyle: boolean;
  readonly #tls: boolean;
  readonly #regions = new Map<string, string>();
  #defaultRegion: string | undefined;

  constructor(url: string, pathStyle: boolean | undefined) {
    this.endpoint = endpointOf(url);
    this.regional = this.endpoint.path === '' && AMAZON_S3.test(this.endpoint.authority);
    this.#tls = this.endpoint.origin.startsWith('https:');
    this.#pathStyle = pathStyle ?? !this.regional;
  }

  /** The region that answers named, when it is not the connection's: the bucket's own, or (no bucket) the service's. */
  regionOf(bucket: string | undefined): string | undefined {
    return (bucket === undefined ? undefined : this.#regions.get(bucket)) ?? this.#defaultRegion;
  }

  learnRegion(bucket: string, region: string): void {
    this.#regions.set(bucket, region);
  }

  /** For Amazon's own endpoints: whether the bucket will now be asked for in another place than before. */
  moveTo(bucket: string, region: string): boolean {
    if (!this.regional || this.#regions.get(bucket) === region || !/^[a-z]{2}[a-z0-9-]{3,30}$/.test(region)) return false;
    this.#regions.set(bucket, region);
    return true;
  }

  learnDefaultRegion(region: string): void {
    this.#defaultRegion = region;
  }

  forgetRegion(bucket: string): void {
    this.#regions.delete(bucket);
  }

  /** Keys are sent byte for byte: `a//b`, `..` and a leading slash are themselves. */
  address(bucket?: string, key?: string): Address {
    const { path } = this.endpoint;
    if (bucket === undefined) return { origin: this.endpoint.origin, path: `${path}/` };
    const { scheme, authority } = this.#host(bucket);
    const object = key === undefined ? '' : `/${encodePath(key)}`;
    if (this.#virtual(bucket)) return { origin: `${scheme}//${bucket}.${authority}`, path: object === '' ? '/' : object };
    return { origin: `${scheme}//${authority}`, path: `${path}/${encodePathSegment(bucket)}${object}` };
  }

  /** The bucket a request of ours is about; undefined for the service itself. Throws nothing: what is not ours has none. */
  bucketOf(origin: string, target: string): string | undefined {
    const host = authorityOf(origin);
    const own = [this.endpoint.authority, ...[...this.#regions.values()].map((region) => this.#regionalAuthority(region))];
    const suffix = own.find((authority) => host.endsWith(`.${authority}`));
    if (suffix !== undefined) return host.slice(0, -suffix.length - 1);
    const rest = target.slice(this.endpoint.path.length + 1);
    const name = rest.slice(0, rest.search(/[/?]|$/));
    return name === '' ? undefined : decodeURIComponent(name);
  }

  /** Origins that credentials may be sent to, for a bucket. */
  allows(origin: string): boolean {
    const host = authorityOf(origin);
    if (origin.startsWith('https:') !== this.#tls) return false;
    const own = [this.endpoint.authority, ...[...this.#regions.values()].map((region) => this.#regionalAuthority(region))];
    return own.some((authority) => host === authority || (this.endpoint.path === '' && !this.#pathStyle && host.endsWith(`.${authority}`)));
  }

  #host(bucket: string): { readonly scheme: string; readonly authority: string } {
    const scheme = this.#tls ? 'https:' : 'http:';
    const region = this.#regions.get(bucket);
    return { scheme, authority: region === undefined ? this.endpoint.authority : this.#regionalAuthority(region) };
  }

  #regionalAuthority(region: string): string {
    if (!this.regional) return this.endpoint.authority;
    const domain = AMAZON_S3.exec(this.endpoint.authority)?.[2] ?? 'amazonaws.com';
    return `s3.${region}.${domain}`;
  }

  #virtual(bucket: string): boolean {
    if (this.#pathStyle || this.endpoint.path !== '' || !isDnsName(bucket)) return false;
    const host = this.endpoint.authority.replace(/:\d+$/, '');
    if (host.startsWith('[') || /^[\d.]+$/.test(host)) return false;
    // Wildcard certificates cover one label: `a.b.s3.amazonaws.com` has none.
    return !(this.#tls && bucket.includes('.'));
  }
}

/** Whether a bucket's name can be a host's. */
function isDnsName(bucket: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/.test(bucket) && !/\.\.|\.-|-\./.test(bucket) && !/^\d+\.\d+\.\d+\.\d+$/.test(bucket);
}
