import type {} from '@portolan/ec2';
import type {} from '@portolan/memory';
import type {} from '@portolan/openstack';
import type {} from '@portolan/ovirt';
import type {} from '@portolan/smartdc';

export * from '@portolan/core';
export { type ConfigFile, findConfigFile, type Profile, readConfigFile } from './config-file.ts';
export { type ConnectOptions, connect, type ThirdPartyProfile } from './connect.ts';
export { BUILT_IN, type RegisteredProvider, registerProvider } from './providers.ts';
