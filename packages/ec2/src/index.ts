import type { Image, ObjectSummary, ProviderManifest, Server, Volume } from '@portolan/core/driver';
import {
  type AwsCapabilities,
  awsCapabilities,
  type EucalyptusCapabilities,
  eucalyptusCapabilities,
  withEndpoints,
  withoutClientTokens,
} from './capabilities.ts';
import type { ImageWire } from './compute/images/images.ts';
import type { InstanceWire } from './compute/servers/wire.ts';
import type { VolumeWire } from './compute/volumes/volumes.ts';
import { type AwsConfig, awsFields, type Ec2Settings, type EucalyptusConfig, eucalyptusFields, parseAwsConfig, parseEucalyptusConfig } from './config.ts';
import type { Ec2Native } from './native.ts';
import type { ObjectHeadersWire, ObjectWire } from './storage/objects/wire.ts';

export type { AwsCapabilities, EucalyptusCapabilities } from './capabilities.ts';
export type { Ec2NetworkOptions } from './compute/networks/networks.ts';
export type { Ec2BlockDevice, Ec2ServerOptions } from './compute/servers/native-options.ts';
export type { AwsConfig, Ec2Settings, EucalyptusConfig } from './config.ts';
export type * as native from './native/types.ts';
export type { Ec2Native, QueryCallOptions } from './native.ts';
export type { ImageWire, InstanceWire, ObjectHeadersWire, ObjectWire, VolumeWire };

declare module '@portolan/core' {
  interface ProviderTypes {
    aws: { config: AwsConfig; native: Ec2Native; capabilities: AwsCapabilities };
    eucalyptus: { config: EucalyptusConfig; native: Ec2Native; capabilities: EucalyptusCapabilities };
  }
}

const load: ProviderManifest<Ec2Settings>['load'] = async () => (await import('./module.ts')).module;

/** Amazon's EC2 and S3, and whatever speaks them: MinIO, Ceph, moto, Swift's S3 door. */
export const awsManifest: ProviderManifest<Ec2Settings> = {
  id: 'aws',
  capabilities: awsCapabilities,
  fields: awsFields,
  parseConfig: parseAwsConfig,
  capabilitiesFor: (settings) => withEndpoints(awsCapabilities, settings.ec2Url, settings.s3Url),
  load,
};

/** Eucalyptus 3.3 and later. */
export const eucalyptusManifest: ProviderManifest<Ec2Settings> = {
  id: 'eucalyptus',
  capabilities: eucalyptusCapabilities,
  fields: eucalyptusFields,
  parseConfig: parseEucalyptusConfig,
  capabilitiesFor: (settings) =>
    withEndpoints(settings.clientTokens === false ? withoutClientTokens(eucalyptusCapabilities) : eucalyptusCapabilities, settings.ec2Url, settings.s3Url),
  load,
};

/** What EC2 said of a server. */
export const instanceOf = (server: Server): InstanceWire => server.raw as InstanceWire;
/** What EC2 said of an image. */
export const imageOf = (image: Image): ImageWire => image.raw as ImageWire;
/** What EC2 said of a volume. */
export const volumeOf = (volume: Volume): VolumeWire => volume.raw as VolumeWire;
/** What S3 said of an object: a row of a listing, or (from `head` and `get`) the answer's headers. */
export const objectOf = (object: ObjectSummary): ObjectWire | ObjectHeadersWire => object.raw as ObjectWire | ObjectHeadersWire;
