// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { MacPool } from '../types/network.ts';
import type { MacPoolService } from './mac-pool.ts';

export interface MacPoolsAddParameters {
  readonly pool: MacPool;
}

export interface MacPoolsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface MacPoolsService extends Service {
  macPoolService(id: string): MacPoolService;
  /** Required: `pool.name`, `pool.ranges[].from`, `pool.ranges[].to`. */
  add(parameters: MacPoolsAddParameters, options?: SdkCallOptions): Promise<MacPool>;
  list(parameters?: MacPoolsListParameters, options?: SdkCallOptions): Promise<ListOf<MacPool>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'pool:MacPool', document: 'pool', gives: 'pool:MacPool' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'pools:MacPool[]' },
};
