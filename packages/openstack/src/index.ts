import type { ProviderManifest } from '@portolan/core/driver';
import { capabilities, capabilitiesFor, type OpenstackCapabilities, type RackspaceCapabilities, rackspaceCapabilities } from './capabilities.ts';
import { type OpenstackConfig, openstackFields, parseOpenstackConfig } from './config.ts';
import type { OpenstackNative } from './native.ts';
import { parseRackspaceConfig, type RackspaceConfig, rackspaceFields } from './rackspace-config.ts';
import type { OpenstackSettings } from './settings.ts';

export type { ServiceType } from './auth/service-types.ts';
export { capabilities, type OpenstackCapabilities, type RackspaceCapabilities, rackspaceCapabilities } from './capabilities.ts';
export type { ImageWire } from './compute/images/images.ts';
export type { KeyPairWire } from './compute/key-pairs/key-pairs.ts';
export type { OpenstackServerOptions } from './compute/servers/native-options.ts';
export type { ServerWire } from './compute/servers/wire.ts';
export type { FlavorWire } from './compute/sizes/sizes.ts';
export type { OpenstackConfig } from './config.ts';
export type * as Autoscale from './native/autoscale/types.ts';
export type { BlockStorageNative } from './native/block-storage/block-storage.ts';
export type * as Cinder from './native/block-storage/types.ts';
export type * as Cdn from './native/cdn/types.ts';
export type { ComputeNative } from './native/compute/compute.ts';
export type { NovaServer } from './native/compute/servers/wire.ts';
export type * as Nova from './native/compute/types.ts';
export type * as Databases from './native/databases/types.ts';
export type * as Dns from './native/dns/types.ts';
export type { IdentityNative } from './native/identity/identity.ts';
export type * as Keystone from './native/identity/types.ts';
export type { ImageNative } from './native/image/image.ts';
export type * as Glance from './native/image/types.ts';
export type { GlanceImage } from './native/image/wire.ts';
export type * as LoadBalancers from './native/load-balancers/types.ts';
export type * as Monitoring from './native/monitoring/types.ts';
export type { NetworkNative } from './native/network/network.ts';
export type * as Neutron from './native/network/types.ts';
export type * as Swift from './native/object-storage/types.ts';
export type * as Queues from './native/queues/types.ts';
export type { NativePlace, NativeRequest, OpenstackNative, SessionFacts } from './native.ts';
export type { RackspaceConfig } from './rackspace-config.ts';
export * from './raw-views.ts';
export type { DomainRef, Scope as OpenstackScope } from './settings.ts';
export type { SwiftBucketOptions } from './storage/buckets/buckets.ts';

declare module '@portolan/core' {
  interface ProviderTypes {
    openstack: { config: OpenstackConfig; native: OpenstackNative; capabilities: OpenstackCapabilities };
    rackspace: { config: RackspaceConfig; native: OpenstackNative; capabilities: RackspaceCapabilities };
  }
}

const load: ProviderManifest['load'] = async () => (await import('./module.ts')).module;

export const openstackManifest: ProviderManifest<OpenstackSettings> = {
  id: 'openstack',
  capabilities,
  capabilitiesFor,
  fields: openstackFields,
  parseConfig: parseOpenstackConfig,
  load,
};

/** OpenStack as Rackspace runs it. */
export const rackspaceManifest: ProviderManifest<OpenstackSettings> = {
  id: 'rackspace',
  capabilities: rackspaceCapabilities,
  fields: rackspaceFields,
  parseConfig: parseRackspaceConfig,
  load,
};

export const manifest: ProviderManifest<OpenstackSettings> = openstackManifest;
