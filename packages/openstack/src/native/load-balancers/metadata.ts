import type { CallOptions } from '@portolan/core/driver';
import { type IdRef, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type ChangeOptions, type LoadBalancerChanges, pathOf } from './changes.ts';
import type { MetadataItemWire } from './wire.ts';

/** A load balancer, or one of its nodes. */
export type MetadataOwner = IdRef | { readonly loadBalancer: IdRef; readonly node: IdRef };

export type Metadata = Readonly<Record<string, string>>;

/** Names and values of a load balancer or a node, 25 at most. On the wire each has an id of its own, by which it is changed. */
export class LoadBalancerMetadata {
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    this.#calls = calls;
    this.#changes = changes;
  }

  async get(owner: MetadataOwner, options: CallOptions = {}): Promise<Metadata> {
    return Object.fromEntries((await this.items(owner, options)).map(({ key, value }) => [key, value]));
  }

  /** With their ids. */
  async items(owner: MetadataOwner, options: CallOptions = {}): Promise<readonly MetadataItemWire[]> {
    return this.#calls.array<MetadataItemWire>({ method: 'GET', path: placeOf(owner).path, operation: 'ListMetadata' }, 'metadata', options);
  }

  /** These and no others. Not in one step: the service has none for it. */
  async set(owner: MetadataOwner, metadata: Metadata, options: ChangeOptions = {}): Promise<void> {
    const there = await this.items(owner, options);
    await this.#deleteItems(
      owner,
      there.filter(({ key }) => !Object.hasOwn(metadata, key)),
      options,
    );
    await this.#write(owner, there, metadata, options);
  }

  /** These, and those that are there. */
  async update(owner: MetadataOwner, metadata: Metadata, options: ChangeOptions = {}): Promise<void> {
    await this.#write(owner, await this.items(owner, options), metadata, options);
  }

  /** By name; all without names. Absent is success. */
  async delete(owner: MetadataOwner, keys?: readonly string[], options: ChangeOptions = {}): Promise<void> {
    const there = await this.items(owner, options);
    await this.#deleteItems(owner, keys === undefined ? there : there.filter(({ key }) => keys.includes(key)), options);
  }

  async #write(owner: MetadataOwner, there: readonly MetadataItemWire[], metadata: Metadata, options: ChangeOptions): Promise<void> {
    const { loadBalancer, path } = placeOf(owner);
    const known = new Map(there.map((item) => [item.key, item]));
    const added: { readonly key: string; readonly value: string }[] = [];
    for (const [key, value] of Object.entries(metadata)) {
      const item = known.get(key);
      if (item === undefined) added.push({ key, value });
      else if (item.value !== value) {
        const call = { method: 'PUT', path: `${path}${idPath(item, 'metadata')}`, json: { meta: { value } }, operation: 'UpdateMetadata' } as const;
        await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
      }
    }
    if (added.length === 0) return;
    const call = { method: 'POST', path, json: { metadata: added }, operation: 'AddMetadata' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  async #deleteItems(owner: MetadataOwner, items: readonly MetadataItemWire[], options: ChangeOptions): Promise<void> {
    if (items.length === 0) return;
    const { loadBalancer, path } = placeOf(owner);
    const call = { method: 'DELETE', path, query: { id: items.map(({ id }) => id) }, operation: 'DeleteMetadata' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }
}

function placeOf(owner: MetadataOwner): { readonly loadBalancer: IdRef; readonly path: string } {
  if (typeof owner === 'object' && 'loadBalancer' in owner) {
    const { loadBalancer, node } = owner;
    return { loadBalancer, path: `${pathOf(loadBalancer)}/nodes${idPath(node, 'node')}/metadata` };
  }
  return { loadBalancer: owner, path: `${pathOf(owner)}/metadata` };
}
