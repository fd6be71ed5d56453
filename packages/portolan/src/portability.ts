import { type AnyCloud, type Capabilities, comparePortability, type LiveOptions, livePortability, type PortabilityReport } from '@portolan/core';

/** `operations`: only these groups, operations or limits; the rest is about the look at both accounts. */
export type PortabilityOptions = LiveOptions;

/** A provider id, or a connection: then its own capabilities count, and both accounts are read when both sides are connections. */
export type PortabilitySide = string | AnyCloud;

/**
 * What a program that runs on `from` would lose on `to`. By provider ids alone from what both declare, sending nothing; of two connections also
 * from their accounts: whether the sizes and images in use have a counterpart, and whether the keys of objects can be keys there. Changes nothing.
 *
 * ```ts
 * const report = await portability('aws', 'smartdc', { operations: ['servers', 'objects.multipart'] });
 * console.log(report.portable, portabilityTable(report));
 * ```
 */
export async function portability(from: PortabilitySide, to: PortabilitySide, options: PortabilityOptions = {}): Promise<PortabilityReport> {
  const report = comparePortability(await sideOf(from), await sideOf(to), options.operations);
  if (typeof from === 'string' || typeof to === 'string') return report;
  const findings = await livePortability(from, to, options);
  return { ...report, findings, portable: report.portable && findings.every(({ verdict }) => verdict === 'same') };
}

async function sideOf(side: PortabilitySide): Promise<{ readonly name: string; readonly capabilities: Capabilities }> {
  if (typeof side !== 'string') return { name: side.provider, capabilities: side.capabilities };
  const [{ loadDi }, { importDriver, knownProviders, looksLikePackage }] = await Promise.all([import('@portolan/core/driver'), import('./providers.ts')]);
  const { ProviderRegistry } = await loadDi();
  const registry = new ProviderRegistry(knownProviders());
  const manifest =
    registry.find(side) === undefined && looksLikePackage(side)
      ? await importDriver(side, process.cwd(), 'portability()')
      : await registry.manifest(side, 'portability()');
  return { name: manifest.id, capabilities: manifest.capabilities };
}
