import type { ProviderManifest } from '@portolan/core/driver';
import { capabilities, type MemoryCapabilities } from './capabilities.ts';
import { fields, type MemoryConfig, parseConfig } from './config.ts';
import type { MemoryStore } from './store.ts';

export { capabilities, type MemoryCapabilities } from './capabilities.ts';
export type { MemoryConfig } from './config.ts';
export { MemoryStore } from './store.ts';

declare module '@portolan/core' {
  interface ProviderTypes {
    memory: { config: MemoryConfig; native: MemoryStore; capabilities: MemoryCapabilities };
  }
}

/** A whole provider in RAM. */
export const memoryManifest: ProviderManifest = {
  id: 'memory',
  capabilities,
  fields,
  parseConfig,
  load: async () => (await import('./module.ts')).module,
};

export { memoryManifest as manifest };
