import {
  type CallOptions,
  CloudError,
  encodePathSegment,
  type ImportKeyPairRequest,
  isCloudError,
  type KeyPair,
  type KeyPairDriver,
  type ListDriverOptions,
  type Page,
  unexpectedBody,
} from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs/index.md "GetKey"; lib/keys.js. Names need not be unique; fingerprints are. */
export interface KeyWire {
  readonly name: string;
  /** MD5, colons. */
  readonly fingerprint: string;
  /** OpenSSH line. */
  readonly key?: string;
  readonly attested?: boolean;
  readonly multifactor?: readonly string[];
}

// ---- requests ----

export const list = (): CloudapiRequest => ({ operation: 'ListKeys', method: 'GET', path: '/keys' });
/** By name or fingerprint. */
export const get = (key: string): CloudapiRequest => ({ operation: 'GetKey', method: 'GET', path: `/keys/${encodePathSegment(key)}` });
export const create = (name: string, key: string): CloudapiRequest => ({ operation: 'CreateKey', method: 'POST', path: '/keys', body: { name, key } });
export const remove = (fingerprint: string): CloudapiRequest => ({
  operation: 'DeleteKey',
  method: 'DELETE',
  path: `/keys/${encodePathSegment(fingerprint)}`,
  accept: [404],
});

// ---- mapping ----

export function toKeyPair(wire: KeyWire): KeyPair {
  if (typeof wire?.fingerprint !== 'string') throw unexpectedBody('it is no key', {}, JSON.stringify(wire));
  return {
    id: wire.fingerprint,
    name: wire.name ?? wire.fingerprint,
    fingerprint: wire.fingerprint,
    ...(wire.key === undefined ? {} : { publicKey: wire.key.trim() }),
    raw: wire,
  };
}

/** Kind and bytes of a line, without its comment. */
const material = (line: string | undefined): string => (line ?? '').trim().split(/\s+/).slice(0, 2).join(' ');

// ---- key pairs ----

/** SSH keys of the account. All of them are let into every machine. */
export class SmartdcKeyPairs implements KeyPairDriver {
  readonly #client: CloudapiClient;
  /** Fingerprint of the key that signs. */
  readonly #own: () => Promise<string>;

  constructor(client: CloudapiClient, own: () => Promise<string>) {
    this.#client = client;
    this.#own = own;
  }

  async listPage(options: ListDriverOptions): Promise<Page<KeyPair>> {
    return { items: (await this.#all(options)).map(toKeyPair) };
  }

  async get(id: string, options: CallOptions): Promise<KeyPair> {
    return toKeyPair(await this.#client.json<KeyWire>(get(id), options));
  }

  /** CloudAPI has one answer for a name or key that is there already and for a bad key: so look first. */
  async import({ name, publicKey }: ImportKeyPairRequest, options: CallOptions): Promise<KeyPair> {
    const keys = await this.#all(options);
    const wanted = material(publicKey);
    const named = keys.find((key) => key.name === name);
    if (named !== undefined && material(named.key) === wanted) return toKeyPair(named);
    if (named !== undefined) throw new CloudError('already-exists', `another key of the account is called so: ${named.fingerprint}`, { outcome: 'not-done' });
    const twin = keys.find((key) => material(key.key) === wanted);
    if (twin !== undefined)
      throw new CloudError('already-exists', `the key is in the account already, called ${JSON.stringify(twin.name)}`, { outcome: 'not-done' });
    return toKeyPair(await this.#client.json<KeyWire>(create(name, publicKey), options));
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    let key: KeyPair;
    try {
      key = await this.get(id, options);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return;
      throw error;
    }
    if (key.id === (await this.#own())) {
      throw new CloudError('conflict', 'this is the key that signs our requests: without it nobody gets in', {
        outcome: 'not-done',
        remedy: 'connect with another key to delete it',
      });
    }
    await this.#client.empty(remove(key.id), options);
  }

  async #all(options: CallOptions): Promise<readonly KeyWire[]> {
    const keys = await this.#client.json<unknown>(list(), options);
    if (!Array.isArray(keys)) throw unexpectedBody('it is no list of keys', {}, JSON.stringify(keys));
    return keys as readonly KeyWire[];
  }
}
