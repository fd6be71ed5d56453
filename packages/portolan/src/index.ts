// The drivers' own types: each adds its provider to those `connect` knows. Types alone: no driver is loaded.

export * from '@portolan/core';
export type { AwsConfig, EucalyptusConfig } from '@portolan/ec2';
export type { MemoryConfig } from '@portolan/memory';
export type { OpenstackConfig, RackspaceConfig } from '@portolan/openstack';
export type { OvirtConfig } from '@portolan/ovirt';
export type { SmartdcConfig } from '@portolan/smartdc';
export { type ConfigFile, findConfigFile, type Profile, readConfigFile } from './config-file.ts';
export { type ConnectOptions, connect, type ThirdPartyProfile } from './connect.ts';
export { type PortabilityOptions, type PortabilitySide, portability } from './portability.ts';
export { BUILT_IN, type RegisteredProvider, registerProvider } from './providers.ts';
