import type { CallOptions, CreateImageRequest, Image, ImageDriver, ListImagesDriverOptions, Page } from '@portolan/core/driver';
import { lookUp, type MemoryContext, withKey } from '../../memory-context.ts';
import type { StoredImage } from '../../store.ts';

export class MemoryImages implements ImageDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListImagesDriverOptions, cursor?: string): Promise<Page<Image>> {
    return this.#context.page(
      [...this.#context.store.images].map(([id, image]) => [id, this.#toImage(image)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Image> {
    return this.#toImage(lookUp(this.#context.store.images, id, 'image', options));
  }

  async createFromServer({ serverId, name, idempotencyKey, owner }: CreateImageRequest, options: CallOptions): Promise<Image> {
    const { store } = this.#context;
    const server = lookUp(store.servers, serverId, 'server', options);
    const made = withKey(store.images, idempotencyKey);
    if (made !== undefined) return this.#toImage(made);
    const source = store.images.get(server.imageId);
    const image: StoredImage = {
      id: store.id('image'),
      name,
      state: this.#context.moving('pending', 'available'),
      createdAt: this.#context.now(),
      minDiskMiB: source?.minDiskMiB ?? 0,
      os: source?.os ?? 'linux',
      idempotencyKey,
      owner,
    };
    store.images.set(image.id, image);
    return this.#toImage(image);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    this.#context.store.images.delete(id);
  }

  #toImage(image: StoredImage): Image {
    const state = this.#context.state(image);
    const { id, name, createdAt, minDiskMiB, os, owner } = image;
    return { id, name, state, nativeState: state, createdAt, minDiskMiB, os, owner, raw: image };
  }
}
