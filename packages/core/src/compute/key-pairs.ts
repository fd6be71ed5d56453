import type { CallOptions } from '../call-options.ts';
import type { GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import type { CreatedKeyPair, KeyPairDriver } from './compute-driver.ts';
import type { KeyPair } from './compute-types.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';

export interface ListKeyPairsOptions extends CallOptions, PageOptions {
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

/** `owner` is for `cloud.sweep`. Names of key pairs are unique: the name is the key. */
export interface CreateKeyPairOptions extends CallOptions, Pick<Marks, 'owner'> {}

export interface ImportKeyPairOptions extends CreateKeyPairOptions {
  readonly name: string;
  /** One line, OpenSSH form: `ssh-ed25519 AAAA… me@host`. */
  readonly publicKey: string;
}

const OPENSSH = /^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+={0,3}( [^\r\n]*)?$/;

/** Keys that new servers let in. */
export class KeyPairs extends MarkedGroup<KeyPairDriver> {
  constructor(context: GroupContext, driver: KeyPairDriver | undefined) {
    super(context, 'compute.keyPairs', driver);
  }

  list(options: ListKeyPairsOptions = {}): List<KeyPair> {
    const driver = this.requireList(options.owner);
    return new List<KeyPair>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: ({ owner }) => options.owner === undefined || owner === options.owner,
    });
  }

  async get(keyPair: Ref, options: CallOptions = {}): Promise<KeyPair> {
    const driver = this.require('get');
    const id = this.idOf(keyPair, 'get', 'key pair');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  /** The very key is there already: it is returned. Rejects with `already-exists` when another key has the name, or this one without the owner given here. */
  async import(options: ImportKeyPairOptions): Promise<KeyPair> {
    const { owner, name: _name, publicKey: _key, ...call } = options;
    const driver = this.requireMarked('import', { owner }, options.name, 'import');
    const name = this.nameOf(options.name, 'import');
    const publicKey = typeof options.publicKey === 'string' ? options.publicKey.trim() : '';
    if (publicKey.includes('PRIVATE KEY')) throw this.invalid('import', 'publicKey: this is a private key', name, 'give the .pub file');
    if (!OPENSSH.test(publicKey)) throw this.invalid('import', 'publicKey: expected one line such as "ssh-ed25519 AAAA… me@host"', name);
    return this.run('import', name, options.signal, () => this.method(driver, 'import', 'import')({ name, publicKey, owner }, call));
  }

  /** The cloud makes the key. The private half is told this once: keep it. */
  async create(name: string, options: CreateKeyPairOptions = {}): Promise<CreatedKeyPair> {
    const { owner, ...call } = options;
    const driver = this.requireMarked('create', { owner }, name, 'create');
    this.nameOf(name, 'create');
    return this.run('create', name, options.signal, () => this.method(driver, 'create', 'create')({ name, owner }, call));
  }

  /** Be gone: absent is success. Servers made with it are not touched. */
  async delete(keyPair: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(keyPair, 'delete', 'key pair');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async deleteMany(keyPairs: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('deleteMany', 'delete');
    return this.deleteEach('deleteMany', 'delete', keyPairs, 'key pair', options, (id, call) => this.delete(id, call));
  }
}
