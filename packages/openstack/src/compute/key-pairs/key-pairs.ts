import {
  type CallOptions,
  type CreatedKeyPair,
  type CreateKeyPairRequest,
  encodePathSegment,
  type ImportKeyPairRequest,
  isCloudError,
  type KeyPair,
  type KeyPairDriver,
  type ListDriverOptions,
  type Page,
  Secret,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../../client.ts';
import { type LinkWire, nextOfLinks, pageQuery } from '../../link-paging.ts';

// requests. Source: compute api-ref "Keypairs". They belong to the user, not to the project; the name is the id.

const list = (options: ListDriverOptions, cursor?: string): ServiceRequest => ({
  service: 'compute',
  method: 'GET',
  path: '/os-keypairs',
  query: pageQuery({ limit: options.pageSize }, cursor),
  operation: 'ListKeyPairs',
});

const get = (name: string): ServiceRequest => ({ service: 'compute', method: 'GET', path: `/os-keypairs/${encodePathSegment(name)}`, operation: 'GetKeyPair' });

const create = (name: string, publicKey: string | undefined): ServiceRequest => ({
  service: 'compute',
  method: 'POST',
  path: '/os-keypairs',
  json: { keypair: { name, ...(publicKey === undefined ? {} : { public_key: publicKey }) } },
  // A second import finds the first one's key, and says so by the name.
  idempotent: publicKey !== undefined,
  operation: publicKey === undefined ? 'CreateKeyPair' : 'ImportKeyPair',
});

const remove = (name: string): ServiceRequest => ({
  service: 'compute',
  method: 'DELETE',
  path: `/os-keypairs/${encodePathSegment(name)}`,
  accept: [404],
  operation: 'DeleteKeyPair',
});

// wire

export interface KeyPairWire {
  readonly name: string;
  readonly public_key?: string;
  readonly fingerprint?: string;
  readonly type?: string;
  readonly created_at?: string;
}

interface CreatedKeyPairWire extends KeyPairWire {
  /** Told once, and only when Nova made the key. */
  readonly private_key?: string;
}

interface KeyPairsPageWire {
  /** Each in an object of its own. */
  readonly keypairs?: readonly { readonly keypair?: KeyPairWire }[];
  readonly keypairs_links?: readonly LinkWire[];
}

// mapping

export const toKeyPair = (wire: KeyPairWire): KeyPair => ({
  id: wire.name,
  name: wire.name,
  fingerprint: wire.fingerprint,
  publicKey: wire.public_key?.trim(),
  raw: wire,
});

export class OpenstackKeyPairs implements KeyPairDriver {
  readonly #client: OpenstackClient;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<KeyPair>> {
    const page = await this.#client.json<KeyPairsPageWire>(list(options, cursor), options);
    if (!Array.isArray(page.keypairs)) throw unexpectedBody('it has no list of key pairs');
    const items = (page.keypairs as readonly { readonly keypair?: KeyPairWire }[]).flatMap(({ keypair }) =>
      keypair === undefined ? [] : [toKeyPair(keypair)],
    );
    const next = nextOfLinks(page.keypairs_links);
    return next === undefined ? { items } : { items, next };
  }

  async get(id: string, options: CallOptions): Promise<KeyPair> {
    return toKeyPair(this.#keyOf(await this.#client.json(get(id), options)));
  }

  async import({ name, publicKey }: ImportKeyPairRequest, options: CallOptions): Promise<KeyPair> {
    try {
      return toKeyPair(this.#keyOf(await this.#client.json(create(name, publicKey), options)));
    } catch (error) {
      if (!isCloudError(error, 'already-exists') && !isCloudError(error, 'conflict')) throw error;
      const there = await this.get(name, options);
      if (there.publicKey !== undefined && sameKey(there.publicKey, publicKey)) return there;
      throw error;
    }
  }

  async create({ name }: CreateKeyPairRequest, options: CallOptions): Promise<CreatedKeyPair> {
    const { private_key: privateKey, ...wire } = this.#keyOf(
      await this.#client.json<{ readonly keypair?: CreatedKeyPairWire }>(create(name, undefined), options),
    );
    if (privateKey === undefined) throw unexpectedBody('the key pair came without its private half');
    return { keyPair: toKeyPair(wire), privateKey: new Secret(privateKey) };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(remove(id), options);
  }

  #keyOf(body: { readonly keypair?: CreatedKeyPairWire }): CreatedKeyPairWire {
    if (typeof body.keypair?.name !== 'string') throw unexpectedBody('it has no key pair');
    return body.keypair;
  }
}

/** Type and key; the comment behind them does not count. */
const sameKey = (a: string, b: string): boolean => keyOf(a) === keyOf(b);

const keyOf = (line: string): string => line.trim().split(/\s+/).slice(0, 2).join(' ');
