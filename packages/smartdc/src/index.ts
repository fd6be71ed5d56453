import type { Capabilities, Firewall, Image, KeyPair, Network, ProviderManifest, Server, Size, Snapshot, Volume } from '@portolan/core/driver';
import { capabilities } from './capabilities.ts';
import type { FirewallRuleWire } from './compute/firewalls/wire.ts';
import type { ImageWire } from './compute/images/images.ts';
import type { KeyWire } from './compute/key-pairs/key-pairs.ts';
import type { NetworkWire } from './compute/networks/networks.ts';
import type { MachineWire } from './compute/servers/wire.ts';
import type { PackageWire } from './compute/sizes/sizes.ts';
import type { SnapshotWire } from './compute/snapshots/snapshots.ts';
import type { VolumeWire } from './compute/volumes/wire.ts';
import { fields, parseConfig, type SmartdcConfig, type SmartdcSettings } from './config.ts';
import type { SmartdcNative } from './native.ts';

export { capabilities } from './capabilities.ts';
export type { SmartdcNetworkOptions } from './compute/networks/networks.ts';
export type { SmartdcServerOptions } from './compute/servers/native-options.ts';
export type { SmartdcVolumeOptions } from './compute/volumes/volumes.ts';
export type { SmartdcConfig } from './config.ts';
export type { CloudapiCallOptions } from './native/cloudapi.ts';
export type { MantaCallOptions } from './native/manta/manta.ts';
/** Types of the native client: `Smartdc.AccountWire`, `Smartdc.CreateMachineFields`, … */
export type * as Smartdc from './native/types.ts';
export type { SmartdcNative } from './native.ts';
export type { SmartdcPutOptions } from './storage/objects/requests.ts';
export type { ImageWire, KeyWire, MachineWire, NetworkWire, PackageWire, SnapshotWire, VolumeWire };

/** Joyent SmartDC, also called Triton: CloudAPI and Manta. */
export const smartdcManifest: ProviderManifest<SmartdcSettings> = {
  id: 'smartdc',
  capabilities,
  fields,
  parseConfig,
  capabilitiesFor,
  load: async () => (await import('./module.ts')).module,
};

export const manifest: ProviderManifest<SmartdcSettings> = smartdcManifest;

/** Without CloudAPI no compute, without Manta no storage. Manta lets no subuser upload in parts. */
function capabilitiesFor(settings: SmartdcSettings): Capabilities {
  const { compute, storage } = capabilities;
  const own = settings.user === undefined ? storage : { ...storage, objects: { ...storage.objects, multipart: false, resumeMultipart: false } };
  return { ...(settings.url === undefined ? {} : { compute }), ...(settings.mantaUrl === undefined ? {} : { storage: own }) };
}

/** What CloudAPI said of a server. */
export const machineOf = (server: Server): MachineWire => server.raw as MachineWire;
export const imageOf = (image: Image): ImageWire => image.raw as ImageWire;
export const packageOf = (size: Size): PackageWire => size.raw as PackageWire;
export const keyOf = (keyPair: KeyPair): KeyWire => keyPair.raw as KeyWire;
export const snapshotOf = (snapshot: Snapshot): SnapshotWire => snapshot.raw as SnapshotWire;
export const volumeOf = (volume: Volume): VolumeWire => volume.raw as VolumeWire;
/** The rules it is made of, the one that keeps it in being first. */
export const firewallOf = (firewall: Firewall): readonly FirewallRuleWire[] => firewall.raw as readonly FirewallRuleWire[];
export const networkOf = (network: Network): NetworkWire => network.raw as NetworkWire;

declare module '@portolan/core' {
  interface ProviderTypes {
    smartdc: { config: SmartdcConfig; native: SmartdcNative; capabilities: typeof capabilities };
  }
}
