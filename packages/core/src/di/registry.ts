import { Container, type ContainerModule } from 'inversify';
import { nearest } from '../config/nearest.ts';
import { CloudError } from '../errors/cloud-error.ts';
import type { ProviderEntry, ProviderManifest } from './manifest.ts';
import { ProviderEntryToken } from './tokens.ts';

/**
 * The providers a program can name, in the container that is the parent of every connection's. Adding one is an explicit act
 * (an entry, or a module that binds `ProviderEntryToken`): nothing registers itself on import. Holds nothing near credentials.
 */
export class ProviderRegistry {
  readonly container: Container = new Container({ defaultScope: 'Singleton' });

  constructor(entries: readonly ProviderEntry[] = []) {
    for (const entry of entries) this.add(entry);
  }

  /** A later entry of the same id takes the place of the earlier. */
  add(entry: ProviderEntry): void {
    this.container.bind(ProviderEntryToken).toConstantValue(entry);
  }

  load(module: ContainerModule): void {
    this.container.load(module);
  }

  /** In the order they were added. */
  get ids(): readonly string[] {
    return [...new Set(this.#entries().map((entry) => entry.id))];
  }

  find(id: string): ProviderEntry | undefined {
    return this.#entries().findLast((entry) => entry.id === id);
  }

  async manifest(id: string, source: string): Promise<ProviderManifest> {
    const entry = this.find(id);
    if (entry !== undefined) return entry.manifest();
    const close = nearest(id, this.ids);
    const meant = close === undefined ? '.' : `; did you mean "${close}"?`;
    throw new CloudError('invalid-argument', `${source}: unknown provider "${id}"${meant} Known: ${this.ids.join(', ')}`, {
      operation: 'connect',
      outcome: 'not-done',
      remedy: 'a driver of somebody else’s is named by its package: provider: "@acme/portolan-acme"',
    });
  }

  #entries(): ProviderEntry[] {
    return this.container.isBound(ProviderEntryToken) ? this.container.getAll(ProviderEntryToken) : [];
  }
}
