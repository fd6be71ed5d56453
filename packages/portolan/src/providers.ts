import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CloudError } from '@portolan/core';
import type { ProviderEntry, ProviderManifest } from '@portolan/core/driver';

/** A provider as a program registers it. */
export type RegisteredProvider = ProviderEntry;

/** The providers of this project. Naming one imports its package; this list imports nothing. */
export const BUILT_IN: readonly ProviderEntry[] = [
  { id: 'memory', manifest: async () => (await import('@portolan/memory')).memoryManifest },
  { id: 'smartdc', manifest: async () => (await import('@portolan/smartdc')).smartdcManifest },
  { id: 'ovirt', manifest: async () => (await import('@portolan/ovirt')).ovirtManifest },
  { id: 'openstack', manifest: async () => (await import('@portolan/openstack')).openstackManifest },
  { id: 'rackspace', manifest: async () => (await import('@portolan/openstack')).rackspaceManifest },
  { id: 'eucalyptus', manifest: async () => (await import('@portolan/ec2')).eucalyptusManifest },
  { id: 'aws', manifest: async () => (await import('@portolan/ec2')).awsManifest },
];

const registered: ProviderEntry[] = [];

/** Makes a provider known by its id, for this program. Give a manifest, or an entry that imports one when it is needed. */
export function registerProvider(provider: ProviderEntry | ProviderManifest): void {
  registered.push('load' in provider ? { id: provider.id, manifest: async () => provider } : provider);
}

/** Built-in and registered ones; of the same id the later counts. */
export const knownProviders = (): readonly ProviderEntry[] => [...BUILT_IN, ...registered];

/** `@acme/portolan-acme`, `portolan-acme`, `./driver.js`: what is not a plain id is a package or a file. */
export const looksLikePackage = (provider: string): boolean => /[/\\-]/.test(provider);

/** Imports a driver that a profile names by its package, as seen from the folder of the configuration. */
export async function importDriver(name: string, directory: string, source: string): Promise<ProviderManifest> {
  let loaded: Record<string, unknown>;
  try {
    loaded = (await import(await resolveDriver(name, directory))) as Record<string, unknown>;
  } catch (error) {
    throw new CloudError(
      'invalid-argument',
      `${source}: field "provider": the driver ${JSON.stringify(name)} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      {
        operation: 'connect',
        outcome: 'not-done',
        remedy: name.startsWith('.') ? undefined : `install it where the configuration is: npm install ${name}`,
        cause: error,
      },
    );
  }
  const manifest = [loaded['manifest'], loaded['default']].find(isManifest);
  if (manifest !== undefined) return manifest;
  throw new CloudError(
    'invalid-argument',
    `${source}: field "provider": ${JSON.stringify(name)} is no driver: it exports no "manifest" with id, capabilities, parseConfig and load`,
    {
      operation: 'connect',
      outcome: 'not-done',
    },
  );
}

async function resolveDriver(name: string, directory: string): Promise<string> {
  const require = createRequire(pathToFileURL(join(directory, 'portolan.config')));
  try {
    return pathToFileURL(require.resolve(name)).href;
  } catch (error) {
    // Packages for `import` alone are not seen by `require.resolve`; from here they may be.
    if (name.startsWith('.')) throw error;
    return name;
  }
}

function isManifest(value: unknown): value is ProviderManifest {
  const candidate = value as Partial<ProviderManifest> | null | undefined;
  return (
    typeof candidate?.id === 'string' &&
    typeof candidate.load === 'function' &&
    typeof candidate.parseConfig === 'function' &&
    typeof candidate.capabilities === 'object'
  );
}
