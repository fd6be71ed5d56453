// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Filter } from '../types/sla.ts';
import type { FilterService } from './filter.ts';

export interface FiltersAddParameters {
  readonly filter: Filter;
}

export interface FiltersListParameters {
  readonly max?: number | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface FiltersService extends Service {
  filterService(id: string): FilterService;
  /** Required: `filter.schedulingPolicyUnit.id`. */
  add(parameters: FiltersAddParameters, options?: SdkCallOptions): Promise<Filter>;
  list(parameters?: FiltersListParameters, options?: SdkCallOptions): Promise<ListOf<Filter>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'filter:Filter', document: 'filter', gives: 'filter:Filter' },
  list: { kind: 'list', takes: 'max:integer filter:boolean follow', gives: 'filters:Filter[]' },
};
