import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  type CallOptions,
  CloudError,
  type CreatedKeyPair,
  type CreateKeyPairRequest,
  type ImportKeyPairRequest,
  type KeyPair,
  type KeyPairDriver,
  type ListDriverOptions,
  type Page,
  Secret,
} from '@portolan/core/driver';
import { lookUp, type MemoryContext } from '../../memory-context.ts';

export class MemoryKeyPairs implements KeyPairDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<KeyPair>> {
    return this.#context.page([...this.#context.store.keyPairs], options, cursor);
  }

  async get(id: string, options: CallOptions): Promise<KeyPair> {
    return lookUp(this.#context.store.keyPairs, id, 'key pair', options);
  }

  async import({ name, publicKey, owner }: ImportKeyPairRequest, options: CallOptions): Promise<KeyPair> {
    options.signal?.throwIfAborted();
    const { keyPairs } = this.#context.store;
    const fingerprint = fingerprintOf(publicKey);
    const known = keyPairs.get(name);
    if (known?.fingerprint === fingerprint && known !== undefined && (owner === undefined || known.owner === owner)) return known;
    if (known !== undefined) throw new CloudError('already-exists', 'another key has this name', { outcome: 'not-done' });
    const keyPair: KeyPair = { id: name, name, fingerprint, publicKey, createdAt: this.#context.now(), owner, raw: undefined };
    keyPairs.set(name, keyPair);
    return keyPair;
  }

  async create({ name, owner }: CreateKeyPairRequest, options: CallOptions): Promise<CreatedKeyPair> {
    options.signal?.throwIfAborted();
    if (this.#context.store.keyPairs.has(name)) throw new CloudError('already-exists', 'another key has this name', { outcome: 'not-done' });
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const keyPair = await this.import({ name, publicKey: opensshEd25519(raw), owner }, options);
    return { keyPair, privateKey: new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()) };
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    this.#context.store.keyPairs.delete(id);
  }
}

const fingerprintOf = (publicKey: string): string =>
  `SHA256:${createHash('sha256')
    .update(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'))
    .digest('base64')
    .replace(/=+$/, '')}`;

/** RFC 8709: the type's name and the 32 bytes, each with its length before it. */
function opensshEd25519(key: Buffer): string {
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  return `ssh-ed25519 ${Buffer.concat([field(Buffer.from('ssh-ed25519')), field(key)]).toString('base64')}`;
}
