import type { CallOptions, ListDriverOptions, Page, Size, SizeDriver } from '@portolan/core/driver';
import { lookUp, type MemoryContext } from '../../memory-context.ts';

export class MemorySizes implements SizeDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Size>> {
    return this.#context.page([...this.#context.store.sizes], options, cursor);
  }

  async get(id: string, options: CallOptions): Promise<Size> {
    return lookUp(this.#context.store.sizes, id, 'size', options);
  }
}
