import os from 'node:os';
import type { Cloud } from '@portolan/core';
import { loadDi, type ProviderManifest } from '@portolan/core/driver';
export async function open(manifest: ProviderManifest<any>, config: unknown, env: Record<string, string> = {}): Promise<Cloud> {
  const { openCloud, ProviderRegistry } = await loadDi();
  return openCloud(new ProviderRegistry().container, manifest, config, { source: 'scratch', directory: process.cwd(), home: os.homedir(), env });
}
