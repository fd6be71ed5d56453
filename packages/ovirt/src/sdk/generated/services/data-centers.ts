// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DataCenter } from '../types/virtualization.ts';
import type { DataCenterService } from './data-center.ts';

export interface DataCentersAddParameters {
  readonly dataCenter: DataCenter;
}

export interface DataCentersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DataCentersService extends Service {
  dataCenterService(id: string): DataCenterService;
  /** Required: `dataCenter.local`, `dataCenter.name`. */
  add(parameters: DataCentersAddParameters, options?: SdkCallOptions): Promise<DataCenter>;
  list(parameters?: DataCentersListParameters, options?: SdkCallOptions): Promise<ListOf<DataCenter>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<DataCentersListParameters>, options?: SdkCallOptions): List<DataCenter>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'dataCenter:DataCenter', document: 'dataCenter', gives: 'dataCenter:DataCenter' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean filter:boolean follow', gives: 'dataCenters:DataCenter[]', order: 'name asc' },
};
