import type { CallOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { ServiceCalls } from '../service-calls.ts';
import { GlanceImages } from './images.ts';
import { GlanceMembers } from './members.ts';
import { GlanceTasks } from './tasks.ts';

export type SchemaName = 'image' | 'images' | 'member' | 'members' | 'task' | 'tasks';

/** Glance's own calls (v2), and those of Rackspace's Cloud Images. Members are spelled as Glance spells them. */
export class ImageNative {
  readonly images: GlanceImages;
  readonly members: GlanceMembers;
  readonly tasks: GlanceTasks;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.#calls = new ServiceCalls(client, 'image');
    this.images = new GlanceImages(this.#calls);
    this.members = new GlanceMembers(this.#calls);
    this.tasks = new GlanceTasks(this.#calls);
  }

  /** A JSON schema: what members there are, and what they may hold. */
  async schema(name: SchemaName, options: CallOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.#calls.json({ method: 'GET', path: `/schemas/${name}`, operation: 'GetSchema' }, options);
  }

  /** How data may get in: `glance-direct`, `web-download`, … */
  async importMethods(options: CallOptions = {}): Promise<readonly string[]> {
    const info = { method: 'GET', path: '/info/import', operation: 'GetImportInfo' };
    return (await this.#calls.member<{ readonly value?: readonly string[] }>(info, 'import-methods', options)).value ?? [];
  }

  /** Where data is kept. 404, and so `not-found`, on clouds with one store. */
  async stores(options: CallOptions = {}): Promise<readonly { readonly id: string; readonly description?: string; readonly default?: string }[]> {
    return this.#calls.array({ method: 'GET', path: '/info/stores', operation: 'ListStores' }, 'stores', options);
  }
}
