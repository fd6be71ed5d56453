// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackNetworkProvider } from '../types/network.ts';
import type { OpenstackNetworkProviderService } from './openstack-network-provider.ts';

export interface OpenstackNetworkProvidersAddParameters {
  readonly provider: OpenStackNetworkProvider;
}

export interface OpenstackNetworkProvidersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackNetworkProvidersService extends Service {
  providerService(id: string): OpenstackNetworkProviderService;
  /** Required: `provider.name`. */
  add(parameters: OpenstackNetworkProvidersAddParameters, options?: SdkCallOptions): Promise<OpenStackNetworkProvider>;
  list(parameters?: OpenstackNetworkProvidersListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackNetworkProvider>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'provider:OpenStackNetworkProvider', document: 'provider', gives: 'provider:OpenStackNetworkProvider' },
  list: { kind: 'list', takes: 'max:integer search follow', gives: 'providers:OpenStackNetworkProvider[]' },
};
