// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { DiskService } from './disk.ts';

export interface DisksAddParameters {
  readonly disk: Disk;
}

export interface DisksListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DisksService extends Service {
  diskService(id: string): DiskService;
  /** Required: `disk.format`, `disk.interface`. */
  add(parameters: DisksAddParameters, options?: SdkCallOptions): Promise<Disk>;
  /**
   * Required: `disk.lunStorage.type`, `disk.lunStorage.logicalUnits[].address`, `disk.lunStorage.logicalUnits[].id`, `disk.lunStorage.logicalUnits[].port`,
   * `disk.lunStorage.logicalUnits[].target`.
   */
  addLun(parameters: DisksAddParameters, options?: SdkCallOptions): Promise<Disk>;
  /** Required: `disk.provisionedSize`. */
  addOnStorageDomain(parameters: DisksAddParameters, options?: SdkCallOptions): Promise<Disk>;
  list(parameters?: DisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<DisksListParameters>, options?: SdkCallOptions): List<Disk>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'disk:Disk', document: 'disk', gives: 'disk:Disk' },
  addLun: { kind: 'add', takes: 'disk:Disk', document: 'disk', gives: 'disk:Disk' },
  addOnStorageDomain: { kind: 'add', takes: 'disk:Disk', document: 'disk', gives: 'disk:Disk' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'disks:Disk[]', order: 'alias asc' },
};
