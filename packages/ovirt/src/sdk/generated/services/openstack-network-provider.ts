// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { OpenStackNetworkProvider } from '../types/network.ts';
import type { ExternalProviderService } from './external-provider.ts';
import type { OpenstackNetworksService } from './openstack-networks.ts';

export interface OpenstackNetworkProviderGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackNetworkProviderRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface OpenstackNetworkProviderUpdateParameters {
  readonly provider: OpenStackNetworkProvider;
  readonly async?: boolean | undefined;
}

export interface OpenstackNetworkProviderService extends ExternalProviderService {
  networksService(): OpenstackNetworksService;
  get(parameters?: OpenstackNetworkProviderGetParameters, options?: SdkCallOptions): Promise<OpenStackNetworkProvider>;
  remove(parameters?: OpenstackNetworkProviderRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: OpenstackNetworkProviderUpdateParameters, options?: SdkCallOptions): Promise<OpenStackNetworkProvider>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'provider:OpenStackNetworkProvider' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'provider:OpenStackNetworkProvider async:boolean', document: 'provider', gives: 'provider:OpenStackNetworkProvider' },
};
