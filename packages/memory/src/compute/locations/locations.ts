import type { CallOptions, ListDriverOptions, Location, LocationDriver, Page } from '@portolan/core/driver';
import { lookUp, type MemoryContext } from '../../memory-context.ts';

export class MemoryLocations implements LocationDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Location>> {
    return this.#context.page([...this.#context.store.locations], options, cursor);
  }

  async get(id: string, options: CallOptions): Promise<Location> {
    return lookUp(this.#context.store.locations, id, 'location', options);
  }
}
