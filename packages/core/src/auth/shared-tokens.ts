import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { isCloudError } from '../errors/cloud-error.ts';
import type { Secret } from '../secret.ts';
import type { Clock } from '../time/clock.ts';
import type { FreshToken } from './token-cache.ts';
import type { TokenStore } from './token-store.ts';

export interface SharedTokensOptions<T> {
  readonly store: TokenStore;
  /** What the token is for, without secrets: the server's address, the user, the project. As JSON it tells entries apart. */
  readonly identity: readonly unknown[];
  /** What a token is got with. Whoever has it could get a token too, and nobody else can open the entry. */
  readonly secret: Secret;
  readonly clock: Clock;
  /** To and from what JSON can hold. */
  readonly encode: (value: T) => unknown;
  /** `undefined`: it is none. */
  readonly decode: (encoded: unknown) => T | undefined;
}

/** Format of keys and entries: those of another are not found. */
const FORMAT = 1;
/** A store that is slower than signing in is of no use. */
const PATIENCE_MS = 2_000;
/** Of tokens that say no end, or one in the year 9999. */
const LONGEST_MS = 7 * 86_400_000;

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** scrypt's usual cost, 16 MiB and some 40 ms, once a connection: entries are worth guessing passwords on. */
const COST = { N: 16_384, r: 8, p: 1 } as const;

interface Entry {
  /** ISO; absent: it says no end. */
  readonly ends?: string | undefined;
  readonly value: unknown;
}

/**
 * One account's token in a store. Sealed with the secret that it was got with: someone with another password finds nothing, and a store that others can
 * read tells nothing. A store that fails or hangs is as good as an empty one; one that is set up wrongly says so.
 */
export class SharedTokens<T> {
  readonly #options: SharedTokensOptions<T>;
  readonly #name: string;
  #key: Promise<Buffer> | undefined;

  constructor(options: SharedTokensOptions<T>) {
    this.#options = options;
    this.#name = `portolan-${createHash('sha256')
      .update(JSON.stringify([FORMAT, ...options.identity]))
      .digest('hex')}`;
  }

  async get(signal?: AbortSignal): Promise<FreshToken<T> | undefined> {
    const sealed = await this.#patiently(() => this.#options.store.get(this.#name), signal);
    if (typeof sealed !== 'string') return undefined;
    const entry = this.#open(sealed, await this.#sealingKey());
    if (entry === undefined) return undefined;
    const value = this.#options.decode(entry.value);
    if (value === undefined) return undefined;
    return entry.ends === undefined ? { value } : { value, expiresAt: new Date(entry.ends) };
  }

  async put({ value, expiresAt }: FreshToken<T>, signal?: AbortSignal): Promise<void> {
    const ends = expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const livesMs = ends - this.#options.clock.now();
    if (!(livesMs > 0)) return;
    const entry: Entry = { ...(Number.isFinite(ends) ? { ends: new Date(ends).toISOString() } : {}), value: this.#options.encode(value) };
    const sealed = this.#seal(entry, await this.#sealingKey());
    await this.#patiently(() => this.#options.store.set(this.#name, sealed, Math.min(livesMs, LONGEST_MS)), signal);
  }

  /** What is there is good for nobody. */
  async drop(signal?: AbortSignal): Promise<void> {
    await this.#patiently(() => this.#options.store.delete(this.#name), signal);
  }

  async #patiently(work: () => unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const done = new AbortController();
    const limit = signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]);
    const patience = this.#options.clock.sleep(PATIENCE_MS, limit).catch(() => undefined);
    try {
      return await Promise.race([(async () => work())(), patience]);
    } catch (error) {
      if (isCloudError(error, 'invalid-argument')) throw error;
      return undefined;
    } finally {
      done.abort();
      signal?.throwIfAborted();
    }
  }

  #sealingKey(): Promise<Buffer> {
    this.#key ??= new Promise((resolve, reject) => {
      scrypt(this.#options.secret.reveal(), this.#name, KEY_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
    });
    return this.#key;
  }

  #seal(entry: Entry, key: Buffer): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(this.#name));
    const text = Buffer.concat([cipher.update(JSON.stringify(entry), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  }

  /** `undefined`: sealed with another secret, cut, changed, or something else altogether. */
  #open(sealed: string, key: Buffer): Entry | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(this.#name))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as Entry;
    } catch {
      return undefined;
    }
  }
}
