import { ContainerModule } from 'inversify';
import { describe, expect, it } from 'vitest';
import { cloudError } from '../testing/rejection.ts';
import type { ProviderEntry, ProviderManifest } from './manifest.ts';
import { ProviderRegistry } from './registry.ts';
import { ProviderEntryToken } from './tokens.ts';

const entry = (id: string, mark: object = {}): ProviderEntry & { readonly mark: object } => ({
  id,
  mark,
  manifest: async () => ({ id, mark }) as unknown as ProviderManifest,
});

describe('ProviderRegistry', () => {
  it('knows what it was given, in that order', async () => {
    const registry = new ProviderRegistry([entry('openstack'), entry('ovirt')]);
    registry.load(new ContainerModule(({ bind }) => void bind(ProviderEntryToken).toConstantValue(entry('acme'))));
    expect(registry.ids).toEqual(['openstack', 'ovirt', 'acme']);
    expect((await registry.manifest('acme', 'x')).id).toBe('acme');
    expect(new ProviderRegistry().ids).toEqual([]);
  });

  it('lets a later entry of one id take the place of the earlier', () => {
    const later = entry('ovirt', { later: true });
    const registry = new ProviderRegistry([entry('ovirt'), later]);
    expect(registry.ids).toEqual(['ovirt']);
    expect(registry.find('ovirt')).toBe(later);
  });

  it('shares nothing with another registry', () => {
    const registry = new ProviderRegistry([entry('ovirt')]);
    expect(new ProviderRegistry([entry('smartdc')]).ids).toEqual(['smartdc']);
    expect(registry.find('smartdc')).toBeUndefined();
  });

  it('refuses an unknown provider, with a suggestion where one is close', async () => {
    const registry = new ProviderRegistry([entry('openstack'), entry('ovirt')]);
    const close = await cloudError(registry.manifest('opnstack', 'portolan.yaml, profile "dev"'));
    expect(close).toMatchObject({ code: 'invalid-argument', operation: 'connect', outcome: 'not-done' });
    expect(close.message).toContain('portolan.yaml, profile "dev": unknown provider "opnstack"; did you mean "openstack"? Known: openstack, ovirt');
    expect((await cloudError(registry.manifest('zz', 'connect()'))).message).toContain('unknown provider "zz". Known: openstack, ovirt');
  });
});
