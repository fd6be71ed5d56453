import type { CallOptions, List, Ref } from '@portolan/core/driver';
import { identityRoot } from '../../auth/identity-url.ts';
import type { OpenstackClient } from '../../client.ts';
import { type Filters, type NativeCall, ServiceCalls, segment } from '../service-calls.ts';

/** Keystone's calls, at the address that signing in uses: catalogs list it with and without version, or not at all. */
export class KeystoneCalls {
  readonly plain: ServiceCalls;
  readonly #version: 'v2.0' | 'v3';

  constructor(client: OpenstackClient, version: 'v2.0' | 'v3') {
    this.plain = new ServiceCalls(client, 'identity');
    this.#version = version;
  }

  member<T>(call: NativeCall, member: string, options: CallOptions): Promise<T> {
    return this.plain.member<T>(this.#at(call), member, options);
  }

  json<T extends object>(call: NativeCall, options: CallOptions): Promise<T> {
    return this.plain.json<T>(this.#at(call), options);
  }

  async empty(call: NativeCall, options: CallOptions): Promise<number> {
    return (await this.plain.empty(this.#at(call), options)).status;
  }

  list<T>(call: NativeCall & { readonly query?: Filters | undefined }, member: string, options: CallOptions): List<T> {
    return this.plain.list<T>(this.#at(call), member, options);
  }

  #at<C extends NativeCall>(call: C): C {
    const { origin, path } = identityRoot(this.plain.client.settings.identity.url);
    return { ...call, at: { origin, path: `${path}/${this.#version}` } };
  }
}

export interface KeystoneKind {
  readonly path: string;
  readonly one: string;
  readonly many: string;
  readonly name: string;
}

export interface KeystoneListOptions extends CallOptions {
  /** `name`, `domain_id`, `enabled`, … */
  readonly filters?: Filters | undefined;
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
}

/** Keystone v3 treats most of what it has alike. Source: identity api-ref v3. For administrators, but for what is one's own. */
export class KeystoneCollection<Wire, Create extends object, Update extends object> {
  protected readonly calls: KeystoneCalls;
  protected readonly kind: KeystoneKind;

  constructor(calls: KeystoneCalls, kind: KeystoneKind) {
    this.calls = calls;
    this.kind = kind;
  }

  list(options: KeystoneListOptions = {}): List<Wire> {
    const { filters, limit, marker } = options;
    return this.calls.list(
      { method: 'GET', path: this.kind.path, query: { ...filters, limit, marker }, operation: `List${this.kind.name}s` },
      this.kind.many,
      options,
    );
  }

  async get(item: Ref, options: CallOptions = {}): Promise<Wire> {
    return this.calls.member({ method: 'GET', path: this.pathOf(item), operation: `Get${this.kind.name}` }, this.kind.one, options);
  }

  async create(fields: Create, options: CallOptions = {}): Promise<Wire> {
    const call = { method: 'POST', path: this.kind.path, json: { [this.kind.one]: fields }, operation: `Create${this.kind.name}` };
    return this.calls.member(call, this.kind.one, options);
  }

  /** Only what is given changes. */
  async update(item: Ref, fields: Update, options: CallOptions = {}): Promise<Wire> {
    const call = { method: 'PATCH', path: this.pathOf(item), json: { [this.kind.one]: fields }, idempotent: true, operation: `Update${this.kind.name}` };
    return this.calls.member(call, this.kind.one, options);
  }

  /** Absent is success. */
  async delete(item: Ref, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'DELETE', path: this.pathOf(item), accept: [404], operation: `Delete${this.kind.name}` }, options);
  }

  protected pathOf(item: Ref): string {
    return `${this.kind.path}/${segment(item, this.kind.one.replaceAll('_', ' '))}`;
  }
}
