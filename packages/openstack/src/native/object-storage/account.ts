import { randomBytes } from 'node:crypto';
import { type CallOptions, Secret } from '@portolan/core/driver';
import { SwiftInfo } from '../../storage/swift-info.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { ACCOUNT_META, type Headers, type Metadata, metaHeaders, metaOf, numberOf, removeHeaders } from './header-values.ts';
import type { SwiftCapabilities } from './wire.ts';

export interface SwiftAccountInfo {
  readonly containers: number;
  readonly objects: number;
  readonly bytes: number;
  readonly quotaBytes: number | undefined;
  /** One's own; keys of temporary URLs and the quota are left out. */
  readonly metadata: Metadata;
  /** The answer's headers, without the keys of temporary URLs. */
  readonly raw: Headers;
}

export type TempUrlKeySlot = 1 | 2;

const KEYS = /^temp-url-key(-2)?$/;
const NOT_OURS = /^(temp-url-key(-2)?|quota-bytes)$/;

const head = { method: 'HEAD', path: '', headers: { Accept: '*/*' }, operation: 'HeadAccount' } as const;

/** The account itself. Counts and sizes are a little old: Swift adds them up in the background. */
export class SwiftAccount {
  readonly #calls: ServiceCalls;
  readonly #info: SwiftInfo;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
    this.#info = new SwiftInfo(calls.client);
  }

  async get(options: CallOptions = {}): Promise<SwiftAccountInfo> {
    const { headers } = await this.#calls.empty(head, options);
    return {
      containers: numberOf(headers, 'x-account-container-count') ?? 0,
      objects: numberOf(headers, 'x-account-object-count') ?? 0,
      bytes: numberOf(headers, 'x-account-bytes-used') ?? 0,
      quotaBytes: numberOf(headers, 'x-account-meta-quota-bytes'),
      metadata: metaOf(ACCOUNT_META, headers, NOT_OURS),
      raw: Object.fromEntries(Object.entries(headers).filter(([name]) => !KEYS.test(name.replace(/^x-account-meta-/, '')))),
    };
  }

  /** These, and those that are there. */
  async updateMetadata(metadata: Metadata, options: CallOptions = {}): Promise<void> {
    await this.#post(metaHeaders(ACCOUNT_META, metadata), options);
  }

  /** These and no others, in one request. */
  async setMetadata(metadata: Metadata, options: CallOptions = {}): Promise<void> {
    const wanted = metaHeaders(ACCOUNT_META, metadata);
    const names = new Set(Object.keys(wanted).map((name) => name.toLowerCase()));
    const { metadata: there } = await this.get(options);
    const gone = Object.keys(there).filter((name) => !names.has(Object.keys(metaHeaders(ACCOUNT_META, { [name]: '' }))[0]?.toLowerCase() ?? ''));
    await this.#post({ ...removeHeaders(ACCOUNT_META, gone), ...wanted }, options);
  }

  /** These names; all without names. */
  async deleteMetadata(names?: readonly string[], options: CallOptions = {}): Promise<void> {
    const gone = names ?? Object.keys((await this.get(options)).metadata);
    if (gone.length > 0) await this.#post(removeHeaders(ACCOUNT_META, gone), options);
  }

  /** Keys that temporary URLs may be signed with, by slot. Only the account's owner sees them. */
  async tempUrlKeys(options: CallOptions = {}): Promise<Readonly<Partial<Record<TempUrlKeySlot, Secret>>>> {
    const { headers } = await this.#calls.empty(head, options);
    const [first, second] = [headers['x-account-meta-temp-url-key'], headers['x-account-meta-temp-url-key-2']];
    return { ...(first ? { 1: new Secret(first) } : {}), ...(second ? { 2: new Secret(second) } : {}) };
  }

  /** Without a key a random one is made. URLs signed with the slot's old key end; servers may need a minute to know the new one. */
  async setTempUrlKey(key?: string | Secret, options: CallOptions & { readonly slot?: TempUrlKeySlot | undefined } = {}): Promise<Secret> {
    const secret = key instanceof Secret ? key : new Secret(key ?? randomBytes(32).toString('hex'));
    await this.#post({ [`${ACCOUNT_META}Temp-URL-Key${options.slot === 2 ? '-2' : ''}`]: secret.reveal() }, options);
    return secret;
  }

  /** What this Swift can do (`/info`); `{}` where the cloud does not tell. */
  async capabilities(options: CallOptions = {}): Promise<SwiftCapabilities> {
    return this.#calls.within({ path: '/info', operation: 'GetCapabilities', body: undefined }, options, () => this.#info.get(options));
  }

  async #post(headers: Headers, options: CallOptions): Promise<void> {
    await this.#calls.empty({ method: 'POST', path: '', headers, idempotent: true, operation: 'PostAccount' }, options);
  }
}
