import { createHmac } from 'node:crypto';
import { type CallOptions, encodePath, encodeQuery, Secret } from '@portolan/core/driver';
import { containerPath } from '../../storage/objects/paths.ts';
import { chooseDigest, type Digest, signedAccount, signTempUrl, TempUrls } from '../../storage/objects/temp-url.ts';
import { SwiftInfo } from '../../storage/swift-info.ts';
import { given } from '../refs.ts';
import { invalid, type ServiceCalls } from '../service-calls.ts';

interface Signing extends CallOptions {
  /** Seconds it is good for. Default 3600. */
  readonly expiresInSeconds?: number | undefined;
  /** Instead of `expiresInSeconds`. */
  readonly expiresAt?: Date | undefined;
  /** Default: the profile's `tempUrlKey`, else the account's, else one that is made. A container's own key must be given. */
  readonly key?: string | Secret | undefined;
  /** Default: SHA-256, where the cloud takes it. */
  readonly digest?: Digest | undefined;
}

export interface TempUrlOptions extends Signing {
  /** Default GET, which also allows HEAD. */
  readonly method?: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | undefined;
  /** `name` is a prefix: the URL is good for all objects that begin so. */
  readonly prefix?: boolean | undefined;
  /** Only from this address or network: `192.0.2.0/24`. */
  readonly ipRange?: string | undefined;
  /** What a browser saves it as. */
  readonly filename?: string | undefined;
  /** A browser shows it instead of saving it. */
  readonly inline?: boolean | undefined;
}

export interface TempUrl {
  readonly url: string;
  readonly method: string;
  readonly expiresAt: Date;
}

export interface FormPostOptions extends Signing {
  /** Where the browser is sent afterwards. */
  readonly redirect?: string | undefined;
  readonly maxFileBytes: number;
  /** Default 1. */
  readonly maxFiles?: number | undefined;
}

/** A form for `multipart/form-data`: its hidden fields come first, in this order, and then `file1`, `file2`, …. */
export interface FormPost {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: Date;
}

const HOUR = 3600;

/** Addresses that anyone may use who has them. */
export class SwiftSignedUrls {
  readonly #calls: ServiceCalls;
  readonly #info: SwiftInfo;
  readonly #keys: TempUrls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
    this.#info = new SwiftInfo(calls.client);
    this.#keys = new TempUrls(calls.client, this.#info);
  }

  async tempUrl(container: string, name: string, options: TempUrlOptions = {}): Promise<TempUrl> {
    const { method = 'GET', prefix = false, ipRange, filename, inline } = options;
    const call = { path: containerPath(given(container, 'container')), operation: 'SignTempUrl' };
    return this.#calls.within({ ...call, body: undefined }, options, async () => {
      const { endpoint, key, digest, expires } = await this.#material(options, 'tempurl');
      const object = `/${container}/${name}`;
      const path = `${prefix ? 'prefix:' : ''}${signedAccount(endpoint.path)}${object}`;
      const ip = ipRange === undefined ? '' : `ip=${ipRange}\n`;
      const signature = signTempUrl({ method: `${ip}${method}`, expires, path, key, digest });
      const query = encodeQuery({
        temp_url_sig: signature,
        temp_url_expires: expires,
        temp_url_prefix: prefix ? name : undefined,
        temp_url_ip_range: ipRange,
        filename,
      });
      const url = `${endpoint.origin}${endpoint.path}${encodePath(object)}?${query}${inline === true ? '&inline' : ''}`;
      return { url, method, expiresAt: new Date(expires * 1000) };
    });
  }

  /** `prefix`: what the names of uploaded files are put behind. */
  async formPost(container: string, prefix: string, options: FormPostOptions): Promise<FormPost> {
    const { redirect = '', maxFileBytes, maxFiles = 1 } = options;
    const call = { path: containerPath(given(container, 'container')), operation: 'SignFormPost' };
    return this.#calls.within({ ...call, body: undefined }, options, async () => {
      const { endpoint, key, digest, expires } = await this.#material(options, 'formpost');
      const object = `/${container}/${prefix}`;
      const signature = signFormPost({
        path: `${signedAccount(endpoint.path)}${object}`,
        redirect,
        maxFileBytes,
        maxFiles,
        expires,
        key,
        digest,
      });
      return {
        url: `${endpoint.origin}${endpoint.path}${encodePath(object)}`,
        fields: { redirect, max_file_size: String(maxFileBytes), max_file_count: String(maxFiles), expires: String(expires), signature },
        expiresAt: new Date(expires * 1000),
      };
    });
  }

  async #material(options: Signing, middleware: 'tempurl' | 'formpost'): Promise<Material> {
    const { expiresAt, expiresInSeconds = HOUR } = options;
    const now = this.#calls.clock.now() / 1000;
    const expires = expiresAt === undefined ? Math.floor(now) + expiresInSeconds : Math.floor(expiresAt.getTime() / 1000);
    if (!(expires > now)) throw invalid('it would be over before it begins', 'give expiresInSeconds, or an expiresAt to come');
    const endpoint = await this.#keys.publicEndpoint(options);
    const key = options.key === undefined ? await this.#keys.key(options) : new Secret(options.key instanceof Secret ? options.key.reveal() : options.key);
    return { endpoint, key: key.reveal(), digest: options.digest ?? (await this.#digest(options, middleware)), expires };
  }

  /** Swifts before 2.14 know SHA-1 alone, for forms those before 2.30. */
  async #digest(options: CallOptions, middleware: 'tempurl' | 'formpost'): Promise<Digest> {
    const { tempurl, formpost } = (await this.#info.get(options)) as Readonly<Record<string, { readonly allowed_digests?: readonly string[] } | undefined>>;
    const own = middleware === 'formpost' ? formpost : tempurl;
    if (own !== undefined && own.allowed_digests === undefined) return 'sha1';
    if (own === undefined && middleware === 'formpost') return 'sha1';
    return chooseDigest(own?.allowed_digests);
  }
}

interface Material {
  readonly endpoint: { readonly origin: string; readonly path: string };
  readonly key: string;
  readonly digest: Digest;
  readonly expires: number;
}

export interface FormPostInput {
  /** Decoded, from `/v1/` on, with the prefix of names. */
  readonly path: string;
  readonly redirect: string;
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  readonly expires: number;
  readonly key: string;
  readonly digest: Digest;
}

/** Source: swift/common/middleware/formpost.py. */
export const signFormPost = ({ path, redirect, maxFileBytes, maxFiles, expires, key, digest }: FormPostInput): string =>
  createHmac(digest, key).update(`${path}\n${redirect}\n${maxFileBytes}\n${maxFiles}\n${expires}`, 'utf8').digest('hex');
