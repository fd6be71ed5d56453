// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Network } from '../types/network.ts';
import type { VirtualFunctionAllowedNetworkService } from './virtual-function-allowed-network.ts';

export interface VirtualFunctionAllowedNetworksAddParameters {
  readonly network: Network;
}

export interface VirtualFunctionAllowedNetworksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VirtualFunctionAllowedNetworksService extends Service {
  networkService(id: string): VirtualFunctionAllowedNetworkService;
  /** Required: `network.id` or `network.name`. */
  add(parameters: VirtualFunctionAllowedNetworksAddParameters, options?: SdkCallOptions): Promise<Network>;
  list(parameters?: VirtualFunctionAllowedNetworksListParameters, options?: SdkCallOptions): Promise<ListOf<Network>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'network:Network', document: 'network', gives: 'network:Network' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'networks:Network[]' },
};
