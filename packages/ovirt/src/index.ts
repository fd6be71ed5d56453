import type { ProviderManifest } from '@portolan/core/driver';
import { capabilities, type OvirtCapabilities } from './capabilities.ts';
import { fields, type OvirtConfig, parseConfig } from './config.ts';
import type { OvirtNative } from './native.ts';

export { capabilities, type OvirtCapabilities } from './capabilities.ts';
export type { OvirtNetworkOptions } from './compute/networks/native-options.ts';
export type { OvirtServerOptions } from './compute/servers/native-options.ts';
export type { OvirtConfig } from './config.ts';
export type { ConsoleOptions, ConsoleTicket, OvirtConsole, OvirtConsoles } from './native/consoles/consoles.ts';
export type { ImageSource } from './native/images/image-source.ts';
export type {
  DownloadedImage,
  DownloadImageOptions,
  ImageProgress,
  ImageToken,
  ReadImageOptions,
  UploadedImage,
  UploadImageOptions,
} from './native/images/image-types.ts';
export type { OvirtImages } from './native/images/images.ts';
export type { OvirtPreviews, PreviewOptions } from './native/snapshots/previews.ts';
export type { OvirtNative, OvirtRequest } from './native.ts';
export { diskOf, storageDomainOf, templateOf, vmOf } from './raw-views.ts';
/** Types of the generated SDK: `Sdk.Vm`, `Sdk.VmsService`, … */
export type * as Sdk from './sdk/index.ts';

declare module '@portolan/core' {
  interface ProviderTypes {
    ovirt: { config: OvirtConfig; native: OvirtNative; capabilities: OvirtCapabilities };
  }
}

/** An oVirt engine and the imageio daemons of its hosts. */
export const ovirtManifest: ProviderManifest = {
  id: 'ovirt',
  capabilities,
  fields,
  parseConfig,
  load: async () => (await import('./module.ts')).module,
};

export { ovirtManifest as manifest };
