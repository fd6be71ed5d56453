import {
  type CallOptions,
  CloudError,
  type CreatedKeyPair,
  type CreateKeyPairRequest,
  type ImportKeyPairRequest,
  isCloudError,
  type KeyPair,
  type KeyPairDriver,
  type ListDriverOptions,
  type Page,
  Secret,
  unexpectedBody,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { type Filter, filters, type Query } from '../query.ts';
import { marksIn, markTags, ownerFilter, type TagWire, tagSpecification } from '../tags.ts';
import { fingerprintsOf } from './fingerprint.ts';

// Requests

/** With the public keys, where the version of the API has them. */
const list = (context: Ec2Context, name?: string, filter?: Filter): Query => ({
  action: 'DescribeKeyPairs',
  parameters: { 'KeyName.1': name, IncludePublicKey: context.preset.id === 'aws' ? true : undefined, ...filters([filter]) },
});

const importKey = ({ name, publicKey, owner }: ImportKeyPairRequest, now: number): Query => ({
  action: 'ImportKeyPair',
  parameters: {
    KeyName: name,
    PublicKeyMaterial: Buffer.from(publicKey, 'utf8').toString('base64'),
    ...tagSpecification('key-pair', markTags({ owner }, now)),
  },
});

const create = ({ name, owner }: CreateKeyPairRequest, now: number): Query => ({
  action: 'CreateKeyPair',
  parameters: { KeyName: name, ...tagSpecification('key-pair', markTags({ owner }, now)) },
});

/** A key that is not there is as good as deleted. */
const remove = (name: string): Query => ({ action: 'DeleteKeyPair', parameters: { KeyName: name }, idempotent: true });

// Wire

/** Source: EC2 API "KeyPairInfo". `publicKey` and `keyPairId` in 2016-11-15 alone; `keyMaterial` from CreateKeyPair alone. */
export interface KeyPairWire {
  readonly keyName?: string | undefined;
  readonly keyFingerprint?: string | undefined;
  readonly keyPairId?: string | undefined;
  readonly publicKey?: string | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
}

// Mapping

const toKeyPair = (wire: KeyPairWire): KeyPair => ({
  id: wire.keyName ?? '',
  name: wire.keyName ?? '',
  fingerprint: wire.keyFingerprint || undefined,
  publicKey: wire.publicKey?.trim() || undefined,
  ...marksIn(wire.tagSet),
  raw: wire,
});

function isSameKey(known: KeyPair, publicKey: string): boolean {
  const bare = (text: string): string => text.trim().split(/\s+/).slice(0, 2).join(' ');
  if (known.publicKey !== undefined) return bare(known.publicKey) === bare(publicKey);
  return known.fingerprint !== undefined && fingerprintsOf(publicKey).includes(known.fingerprint);
}

// Glue

export class Ec2KeyPairs implements KeyPairDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions): Promise<Page<KeyPair>> {
    return { items: await this.#describe(undefined, options, ownerFilter(options.owner)) };
  }

  get(id: string, options: CallOptions): Promise<KeyPair> {
    return this.#context.fresh.settled(id, options, async () => {
      const [found] = await this.#describe(id, options);
      if (found === undefined) throw new CloudError('not-found', 'no such key pair');
      return found;
    });
  }

  async import(request: ImportKeyPairRequest, options: CallOptions): Promise<KeyPair> {
    const { name, publicKey, owner } = request;
    try {
      const wire = (await this.#context.client.call(importKey(request, this.#context.clock.now()), options)) as KeyPairWire;
      this.#context.fresh.remember(name);
      return { ...toKeyPair({ publicKey, ...wire }), owner };
    } catch (error) {
      if (!isCloudError(error, 'already-exists')) throw error;
      const known = await this.get(name, options).catch(() => undefined);
      if (known === undefined || !isSameKey(known, publicKey) || (owner !== undefined && known.owner !== owner)) throw error;
      return known;
    }
  }

  async create(request: CreateKeyPairRequest, options: CallOptions): Promise<CreatedKeyPair> {
    const { keyMaterial, ...wire } = (await this.#context.client.call(create(request, this.#context.clock.now()), options)) as KeyPairWire & {
      readonly keyMaterial?: string;
    };
    if (keyMaterial === undefined || keyMaterial === '') throw unexpectedBody('CreateKeyPair tells no private key');
    this.#context.fresh.remember(request.name);
    return { keyPair: { ...toKeyPair(wire), owner: request.owner }, privateKey: new Secret(keyMaterial) };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#context.client.call(remove(id), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#context.fresh.forget(id);
  }

  async #describe(name: string | undefined, options: CallOptions, filter?: Filter): Promise<KeyPair[]> {
    const wire = (await this.#context.client.call(list(this.#context, name, filter), options)) as { readonly keySet?: readonly KeyPairWire[] };
    return (wire.keySet ?? []).map(toKeyPair);
  }
}
