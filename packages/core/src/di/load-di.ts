/** The container, and what is built on it. */
export interface Di {
  readonly openCloud: typeof import('./open-cloud.ts').openCloud;
  readonly ProviderRegistry: typeof import('./registry.ts').ProviderRegistry;
}

/** Loads the container library: at the first connection, not on import. */
export async function loadDi(): Promise<Di> {
  const [{ openCloud }, { ProviderRegistry }] = await Promise.all([import('./open-cloud.ts'), import('./registry.ts')]);
  return { openCloud, ProviderRegistry };
}
