// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { VmPool } from '../types/virtualization.ts';
import type { VmPoolService } from './vm-pool.ts';

export interface VmPoolsAddParameters {
  readonly pool: VmPool;
  /** Since 4.5. */
  readonly seal?: boolean | undefined;
}

export interface VmPoolsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmPoolsService extends Service {
  poolService(id: string): VmPoolService;
  /** Required: `pool.name`, `pool.cluster.id` or `pool.cluster.name`, `pool.template.id` or `pool.template.name`. */
  add(parameters: VmPoolsAddParameters, options?: SdkCallOptions): Promise<VmPool>;
  list(parameters?: VmPoolsListParameters, options?: SdkCallOptions): Promise<ListOf<VmPool>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<VmPoolsListParameters>, options?: SdkCallOptions): List<VmPool>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'pool:VmPool seal:boolean', document: 'pool', gives: 'pool:VmPool' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean filter:boolean follow', gives: 'pools:VmPool[]', order: 'name asc' },
};
