// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Network } from '../types/network.ts';
import type { DataCenterNetworkService } from './data-center-network.ts';

export interface DataCenterNetworksAddParameters {
  readonly network: Network;
}

export interface DataCenterNetworksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DataCenterNetworksService extends Service {
  networkService(id: string): DataCenterNetworkService;
  add(parameters: DataCenterNetworksAddParameters, options?: SdkCallOptions): Promise<Network>;
  list(parameters?: DataCenterNetworksListParameters, options?: SdkCallOptions): Promise<ListOf<Network>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'network:Network', document: 'network', gives: 'network:Network' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'networks:Network[]' },
};
