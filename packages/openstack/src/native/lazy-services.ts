import type { OpenstackClient } from '../client.ts';

/** Typed clients of services, each loaded and made when it is first asked for. A load that failed is tried again. */
export class LazyServices {
  readonly #client: OpenstackClient;
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  get<T>(name: string, make: (client: OpenstackClient) => Promise<T>): Promise<T> {
    const known = this.#made.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = make(this.#client);
    this.#made.set(name, made);
    made.catch(() => this.#made.delete(name));
    return made;
  }
}
