import type { ProviderManifest } from '@portolan/core/driver';
import { type AwsCapabilities, awsCapabilities, type EucalyptusCapabilities, eucalyptusCapabilities, withEndpoints } from './capabilities.ts';
import { type AwsConfig, awsFields, type Ec2Settings, type EucalyptusConfig, eucalyptusFields, parseAwsConfig, parseEucalyptusConfig } from './config.ts';
import type { Ec2Native } from './native.ts';

export type { AwsCapabilities, EucalyptusCapabilities } from './capabilities.ts';
export type { AwsConfig, Ec2Settings, EucalyptusConfig } from './config.ts';
export type { Ec2Native } from './native.ts';

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
  capabilitiesFor: (settings) => withEndpoints(eucalyptusCapabilities, settings.ec2Url, settings.s3Url),
  load,
};
