import type { CallOptions, List, Ref } from '@portolan/core/driver';
import { type Filters, type ServiceCalls, segment } from '../service-calls.ts';

/** What every list of Neutron takes. Any attribute of the resource is a filter; several values of one are alternatives. */
export interface NeutronListOptions extends CallOptions {
  readonly filters?: Filters | undefined;
  /** Attributes wanted; all when absent. */
  readonly fields?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly sortKey?: string | undefined;
  /** Neutron wants one for each key: `asc` is sent when it is absent. */
  readonly sortDir?: 'asc' | 'desc' | undefined;
}

export interface NeutronUpdateOptions extends CallOptions {
  /** Only when the resource is of this revision still; else it fails with `precondition-failed`. */
  readonly revision?: number | undefined;
}

/** Names of a kind of resource: in paths, of one, of several. */
export interface NeutronKind {
  /** `security-groups` */
  readonly path: string;
  /** `security_group` */
  readonly one: string;
  /** `security_groups` */
  readonly many: string;
  /** `SecurityGroup`, in names of operations. */
  readonly name: string;
}

/**
 * Neutron treats all its resources alike: create, read, change what is given, delete, tag. Source: networking api-ref v2.0.
 * Pages are asked for as the cloud cuts them; whole lists come from clouds that do not page.
 */
export class NeutronCollection<Wire, Create extends object, Update extends object> {
  protected readonly calls: ServiceCalls;
  protected readonly kind: NeutronKind;

  constructor(calls: ServiceCalls, kind: NeutronKind) {
    this.calls = calls;
    this.kind = kind;
  }

  list(options: NeutronListOptions = {}): List<Wire> {
    const { filters, fields, limit, sortKey, sortDir } = options;
    const query = { ...filters, fields, limit, sort_key: sortKey, sort_dir: sortDir ?? (sortKey === undefined ? undefined : 'asc') };
    return this.calls.list<Wire>({ method: 'GET', path: `/${this.kind.path}`, query, operation: `List${this.kind.name}s` }, this.kind.many, options);
  }

  async get(resource: Ref, options: CallOptions = {}): Promise<Wire> {
    return this.calls.member<Wire>({ method: 'GET', path: this.pathOf(resource), operation: `Get${this.kind.name}` }, this.kind.one, options);
  }

  async create(fields: Create, options: CallOptions = {}): Promise<Wire> {
    const call = { method: 'POST', path: `/${this.kind.path}`, json: { [this.kind.one]: fields }, operation: `Create${this.kind.name}` };
    return this.calls.member<Wire>(call, this.kind.one, options);
  }

  /** All or none of them. */
  async createMany(fields: readonly Create[], options: CallOptions = {}): Promise<readonly Wire[]> {
    const call = { method: 'POST', path: `/${this.kind.path}`, json: { [this.kind.many]: fields }, operation: `Create${this.kind.name}s` };
    return this.calls.array<Wire>(call, this.kind.many, options);
  }

  /** Only what is given changes. */
  async update(resource: Ref, fields: Update, options: NeutronUpdateOptions = {}): Promise<Wire> {
    const { revision } = options;
    const headers = revision === undefined ? undefined : { 'If-Match': `revision_number=${revision}` };
    const call = { method: 'PUT', path: this.pathOf(resource), json: { [this.kind.one]: fields }, headers, operation: `Update${this.kind.name}` };
    return this.calls.member<Wire>(call, this.kind.one, options);
  }

  /** Absent is success. */
  async delete(resource: Ref, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'DELETE', path: this.pathOf(resource), accept: [404], operation: `Delete${this.kind.name}` }, options);
  }

  async tags(resource: Ref, options: CallOptions = {}): Promise<readonly string[]> {
    return this.calls.array({ method: 'GET', path: `${this.pathOf(resource)}/tags`, operation: 'ListTags' }, 'tags', options);
  }

  /** These and no others. */
  async setTags(resource: Ref, tags: readonly string[], options: CallOptions = {}): Promise<readonly string[]> {
    return this.calls.array({ method: 'PUT', path: `${this.pathOf(resource)}/tags`, json: { tags }, operation: 'ReplaceTags' }, 'tags', options);
  }

  async addTag(resource: Ref, tag: string, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'PUT', path: `${this.pathOf(resource)}/tags/${segment(tag, 'tag')}`, operation: 'AddTag' }, options);
  }

  /** Absent is success. */
  async deleteTag(resource: Ref, tag: string, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'DELETE', path: `${this.pathOf(resource)}/tags/${segment(tag, 'tag')}`, accept: [404], operation: 'DeleteTag' }, options);
  }

  protected pathOf(resource: Ref): string {
    return `/${this.kind.path}/${segment(resource, this.kind.one.replaceAll('_', ' '))}`;
  }
}
