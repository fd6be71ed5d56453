// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackVolumeProvider } from '../types/storage.ts';
import type { OpenstackVolumeProviderService } from './openstack-volume-provider.ts';

export interface OpenstackVolumeProvidersAddParameters {
  readonly provider: OpenStackVolumeProvider;
}

export interface OpenstackVolumeProvidersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** @deprecated */
export interface OpenstackVolumeProvidersService extends Service {
  providerService(id: string): OpenstackVolumeProviderService;
  add(parameters: OpenstackVolumeProvidersAddParameters, options?: SdkCallOptions): Promise<OpenStackVolumeProvider>;
  list(parameters?: OpenstackVolumeProvidersListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackVolumeProvider>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'provider:OpenStackVolumeProvider', document: 'provider', gives: 'provider:OpenStackVolumeProvider' },
  list: { kind: 'list', takes: 'max:integer search follow', gives: 'providers:OpenStackVolumeProvider[]' },
};
