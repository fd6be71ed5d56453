import type { ServerResponse } from 'node:http';
import type { EmulatorClock } from '../../kit/clock.ts';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { decodeBytes } from '../auth/strict-encoding.ts';
import type { Flavour } from '../flavour.ts';
import { canonicalId } from './acl.ts';
import type { EmbeddedErrors } from './embedded-errors.ts';
import type { S3Grant } from './s3-auth.ts';
import { S3Error } from './s3-error.ts';
import type { S3Store } from './store.ts';

export interface S3Settings {
  readonly flavour: Flavour;
  readonly region: string;
  readonly clock: EmulatorClock;
  readonly store: S3Store;
  readonly embeddedErrors: EmbeddedErrors;
  /** Largest page of any listing. */
  readonly pageLimit: number;
  /** Host names under which `bucket.NAME` is a bucket. */
  readonly domains: readonly string[];
  /** Host names under which `bucket.NAME` is a bucket's website. */
  readonly websiteDomains: readonly string[];
  /** `bucket/key` → code of the error a delete of it meets. */
  readonly refusedDeletes: ReadonlyMap<string, string>;
  /** Smallest part but the last. */
  readonly minPartBytes: number;
  /** How long an archived object takes to come back. */
  readonly restoreMs: number;
  /** Buckets of other regions are redirected to, not served. */
  readonly redirects: boolean;
  /** Whether Amazon's flavour still takes signature version 2, as its oldest regions do. */
  readonly acceptSignatureV2: boolean;
}

export interface Address {
  readonly bucket: string;
  readonly key: string;
  /** The bucket is in the host name. */
  readonly virtualHost: boolean;
  /** The service's prefix in the path. */
  readonly prefix: string;
  /** The host name is that of the bucket's website. */
  readonly website: boolean;
}

const MAX_KEY_BYTES = 1024;

/** Path or virtual-host style → bucket and key. Nothing is normalised: `..`, `//` and `%2F` are part of the key. */
export function addressOf(request: EmulatorRequest, settings: S3Settings): Address {
  const host = (request.header('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  const website = settings.websiteDomains.find((name) => host.endsWith(`.${name}`));
  const regional = /(?:^|\.)(s3\.[a-z]{2}-[a-z]+-\d\.localhost)$/.exec(host)?.[1];
  const domains = [...(website === undefined ? settings.domains : [website]), ...(regional === undefined ? [] : [regional])];
  const domain = domains.filter((name) => host === name || host.endsWith(`.${name}`)).sort((a, b) => b.length - a.length)[0];
  const virtualHost = domain !== undefined && host !== domain;
  const prefix = virtualHost
    ? ''
    : (settings.flavour.s3Prefixes.find((candidate) => candidate !== '' && (request.path === candidate || request.path.startsWith(`${candidate}/`))) ?? '');
  const path = request.path.slice(prefix.length).replace(/^\//, '');
  // Eucalyptus decodes the path as a form: `+` is a blank.
  const decode = (text: string): string => {
    const bytes = decodeBytes(text, settings.flavour.name === 'eucalyptus');
    const decoded = bytes.toString('utf8');
    if (!Buffer.from(decoded, 'utf8').equals(bytes)) throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.", { URI: request.path });
    return decoded;
  };
  const slash = path.indexOf('/');
  const bucket = virtualHost ? host.slice(0, -domain.length - 1) : decode(slash === -1 ? path : path.slice(0, slash));
  const key = virtualHost ? decode(path) : slash === -1 ? '' : decode(path.slice(slash + 1));
  if (Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', { Size: String(Buffer.byteLength(key)), MaxSizeAllowed: String(MAX_KEY_BYTES) });
  return { bucket, key, virtualHost, prefix, website: website !== undefined };
}

/** One request to the object store, authenticated. */
export class S3Call {
  readonly request: EmulatorRequest;
  readonly response: ServerResponse;
  readonly settings: S3Settings;
  readonly bucketName: string;
  readonly key: string;
  readonly virtualHost: boolean;
  readonly prefix: string;
  readonly grant: S3Grant | undefined;
  readonly query: ReadonlyMap<string, string>;
  /** Of the request, or of a form the fields that stand for them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawHeaders: EmulatorRequest['rawHeaders'];

  constructor(
    request: EmulatorRequest,
    response: ServerResponse,
    settings: S3Settings,
    address: Address,
    grant: S3Grant | undefined,
    form?: Pick<S3Call, 'headers' | 'rawHeaders'>,
  ) {
    this.request = request;
    this.response = response;
    this.settings = settings;
    this.bucketName = address.bucket;
    this.key = address.key;
    this.virtualHost = address.virtualHost;
    this.prefix = address.prefix;
    this.grant = grant;
    this.query = new Map(request.queryPairs());
    this.headers = form?.headers ?? request.headers;
    this.rawHeaders = form?.rawHeaders ?? request.rawHeaders;
  }

  get isEucalyptus(): boolean {
    return this.settings.flavour.name === 'eucalyptus';
  }

  get now(): number {
    return this.settings.clock.now();
  }

  /** Canonical id of the caller; undefined when anonymous. */
  get callerId(): string | undefined {
    return this.grant === undefined ? undefined : canonicalId(this.grant.credential.accountId);
  }

  header(name: string): string | undefined {
    return this.headers[name.toLowerCase()];
  }

  /** Eucalyptus finds these headers only in exactly this letter case. */
  caseSensitiveHeader(name: string): string | undefined {
    if (!this.isEucalyptus) return this.header(name);
    return this.rawHeaders.find(([given]) => given === name)?.[1];
  }
}
