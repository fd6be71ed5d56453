// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { NetworkFilter } from '../types/network.ts';
import type { NetworkFilterService } from './network-filter.ts';

export interface NetworkFiltersListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkFiltersService extends Service {
  networkFilterService(id: string): NetworkFilterService;
  list(parameters?: NetworkFiltersListParameters, options?: SdkCallOptions): Promise<ListOf<NetworkFilter>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'filters:NetworkFilter[]' },
};
