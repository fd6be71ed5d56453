// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Network } from '../types/network.ts';
import type { NetworkService } from './network.ts';

export interface NetworksAddParameters {
  readonly network: Network;
}

export interface NetworksListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworksService extends Service {
  networkService(id: string): NetworkService;
  /** Required: `network.id` or `network.name`. */
  add(parameters: NetworksAddParameters, options?: SdkCallOptions): Promise<Network>;
  list(parameters?: NetworksListParameters, options?: SdkCallOptions): Promise<ListOf<Network>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<NetworksListParameters>, options?: SdkCallOptions): List<Network>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'network:Network', document: 'network', gives: 'network:Network' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'networks:Network[]', order: 'name asc' },
};
