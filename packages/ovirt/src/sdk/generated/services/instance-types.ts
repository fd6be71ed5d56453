// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { InstanceType } from '../types/virtualization.ts';
import type { InstanceTypeService } from './instance-type.ts';

export interface InstanceTypesAddParameters {
  readonly instanceType: InstanceType;
}

export interface InstanceTypesListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypesService extends Service {
  instanceTypeService(id: string): InstanceTypeService;
  /** Required: `instanceType.name`. */
  add(parameters: InstanceTypesAddParameters, options?: SdkCallOptions): Promise<InstanceType>;
  list(parameters?: InstanceTypesListParameters, options?: SdkCallOptions): Promise<ListOf<InstanceType>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<InstanceTypesListParameters>, options?: SdkCallOptions): List<InstanceType>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'instanceType:InstanceType', document: 'instanceType', gives: 'instanceType:InstanceType' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'instanceType:InstanceType[]', order: 'name asc' },
};
