import { createHmac, randomBytes } from 'node:crypto';
import { type CallOptions, CloudError, encodePath, encodeQuery, isCloudError, type PresignedRequest, type PresignRequest, Secret } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import type { SwiftInfo } from '../swift-info.ts';

export type Digest = 'sha256' | 'sha512' | 'sha1';

export interface TempUrlInput {
  readonly method: string;
  /** Seconds since the epoch. */
  readonly expires: number;
  /** Decoded, from `/v1/` on: `/v1/AUTH_x/container/object`. */
  readonly path: string;
  readonly key: string;
  readonly digest: Digest;
}

/** Source: swift/common/middleware/tempurl.py and digest.py. The signed path is decoded and begins with `/v1/`, whatever stands before it in the address. */
export const signTempUrl = ({ method, expires, path, key, digest }: TempUrlInput): string =>
  createHmac(digest, key).update(`${method}\n${expires}\n${path}`, 'utf8').digest('hex');

/** Swift before 2.14 knows SHA-1 alone and does not say so. SHA-1 is what operators switch off. */
export function chooseDigest(allowed: readonly string[] | undefined): Digest {
  if (allowed === undefined) return 'sha256';
  const known = (['sha256', 'sha512', 'sha1'] as const).find((digest) => allowed.includes(digest));
  if (known !== undefined) return known;
  throw new CloudError('unsupported', `the cloud signs temporary URLs with ${allowed.join(', ')} alone`, { outcome: 'not-done' });
}

const SLOTS = ['X-Account-Meta-Temp-URL-Key', 'X-Account-Meta-Temp-URL-Key-2'] as const;

/**
 * Temporary URLs. Their key is metadata of the account: the profile's `tempUrlKey` (written there if it is not there yet, into a free slot),
 * else the one that is there, else a random one, written once. A key that was just written may not be known to all servers for a minute.
 */
export class TempUrls {
  readonly #client: OpenstackClient;
  readonly #info: SwiftInfo;
  #key: Promise<Secret> | undefined;

  constructor(client: OpenstackClient, info: SwiftInfo) {
    this.#client = client;
    this.#info = info;
  }

  async presign(request: PresignRequest, options: CallOptions): Promise<PresignedRequest> {
    const endpoint = await this.publicEndpoint(options);
    const info = await this.#info.get(options);
    const { tempurl } = info;
    if (tempurl === undefined && info.swift !== undefined) throw new CloudError('unsupported', 'this Swift has no temporary URLs', { outcome: 'not-done' });
    if (tempurl?.methods !== undefined && !tempurl.methods.includes(request.method))
      throw new CloudError('unsupported', `this Swift allows no temporary URLs for ${request.method}`, { outcome: 'not-done' });
    const key = await this.#keyOnce(options);
    const expires = Math.floor(this.#client.connection.clock.now() / 1000) + request.expiresInSeconds;
    const object = `/${request.bucket}/${request.key}`;
    const signature = signTempUrl({
      method: request.method,
      expires,
      path: `${signedAccount(endpoint.path)}${object}`,
      key: key.reveal(),
      // Absent in an /info that has tempurl: a Swift before 2.14.
      digest: tempurl !== undefined && tempurl.allowed_digests === undefined ? 'sha1' : chooseDigest(tempurl?.allowed_digests),
    });
    return {
      url: `${endpoint.origin}${endpoint.path}${encodePath(object)}?${encodeQuery({ temp_url_sig: signature, temp_url_expires: expires })}`,
      method: request.method,
      headers: request.method === 'PUT' && request.contentType !== undefined ? { 'Content-Type': request.contentType } : {},
      expiresAt: new Date(expires * 1000),
    };
  }

  /** The key that URLs are signed with: the profile's, the account's, or one that is made now. */
  async key(options: CallOptions): Promise<Secret> {
    return this.#keyOnce(options);
  }

  /** Whoever gets the URL is outside, even if we are inside. */
  async publicEndpoint(options: CallOptions): Promise<{ readonly origin: string; readonly path: string }> {
    try {
      return await this.#client.endpoint('object-store', options, 'public');
    } catch (error) {
      if (isCloudError(error, 'unsupported')) return this.#client.endpoint('object-store', options);
      throw error;
    }
  }

  #keyOnce(options: CallOptions): Promise<Secret> {
    // Shared by all callers: it must not end with the first one's signal.
    this.#key ??= this.#findKey(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }).catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #findKey(options: CallOptions): Promise<Secret> {
    const configured = this.#client.settings.tempUrlKey;
    const there = await this.#keysThere(options);
    if (configured !== undefined && (there === undefined || there.includes(configured.reveal()))) return configured;
    if (there === undefined) throw noKey();
    const [first] = there.filter((key) => key !== undefined);
    if (configured === undefined && first !== undefined) return new Secret(first);
    const slot = SLOTS.find((_, index) => there[index] === undefined);
    if (slot === undefined) {
      throw new CloudError('conflict', 'both of the account’s keys for temporary URLs are others than tempUrlKey', {
        outcome: 'not-done',
        remedy: 'leave tempUrlKey out to use the account’s, or free one of them',
      });
    }
    const key = configured ?? new Secret(randomBytes(32).toString('hex'));
    try {
      await this.#client.empty(
        { service: 'object-store', method: 'POST', path: '', headers: { [slot]: key.reveal() }, idempotent: true, operation: 'SetTempUrlKey' },
        options,
      );
    } catch (error) {
      if (isCloudError(error, 'permission-denied')) throw noKey(error);
      throw error;
    }
    // Another program may have written its own at the same time: the one that stayed is good for both.
    const now = (await this.#keysThere(options))?.filter((value) => value !== undefined) ?? [];
    return now.includes(key.reveal()) || now[0] === undefined ? key : new Secret(now[0]);
  }

  /** The keys in their slots; undefined where we may not see them. */
  async #keysThere(options: CallOptions): Promise<readonly (string | undefined)[] | undefined> {
    try {
      const { headers } = await this.#client.empty(
        { service: 'object-store', method: 'HEAD', path: '', headers: { Accept: '*/*' }, operation: 'HeadAccount' },
        options,
      );
      return SLOTS.map((slot) => headers[slot.toLowerCase()] || undefined);
    } catch (error) {
      if (isCloudError(error, 'permission-denied')) return undefined;
      throw error;
    }
  }
}

const noKey = (cause?: unknown): CloudError =>
  new CloudError('permission-denied', 'this user may neither see nor set the account’s key for temporary URLs', {
    outcome: 'not-done',
    remedy: 'give tempUrlKey',
    cause,
  });

/** `/swift/v1/AUTH_x` is signed as `/v1/AUTH_x`, decoded. */
export function signedAccount(path: string): string {
  const start = path.search(/\/v1(?:\.0)?(?:\/|$)/);
  const account = (start === -1 ? path : path.slice(start)).replace(/^\/v1(?:\.0)?/, '/v1');
  try {
    return decodeURIComponent(account);
  } catch {
    return account;
  }
}
