// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Network } from '../types/network.ts';
import type { ClusterNetworkService } from './cluster-network.ts';

export interface ClusterNetworksAddParameters {
  readonly network: Network;
}

export interface ClusterNetworksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ClusterNetworksService extends Service {
  networkService(id: string): ClusterNetworkService;
  add(parameters: ClusterNetworksAddParameters, options?: SdkCallOptions): Promise<Network>;
  list(parameters?: ClusterNetworksListParameters, options?: SdkCallOptions): Promise<ListOf<Network>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'network:Network', document: 'network', gives: 'network:Network' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'networks:Network[]' },
};
