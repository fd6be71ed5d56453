// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { StorageDomainDiskService } from './storage-domain-disk.ts';

export interface StorageDomainDisksAddParameters {
  readonly disk: Disk;
  readonly unregistered?: boolean | undefined;
}

export interface StorageDomainDisksListParameters {
  readonly max?: number | undefined;
  /** Since 4.1.1. */
  readonly unregistered?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainDisksService extends Service {
  diskService(id: string): StorageDomainDiskService;
  /** @deprecated */
  add(parameters: StorageDomainDisksAddParameters, options?: SdkCallOptions): Promise<Disk>;
  list(parameters?: StorageDomainDisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'disk:Disk unregistered:boolean', document: 'disk', gives: 'disk:Disk' },
  list: { kind: 'list', takes: 'max:integer unregistered:boolean follow', gives: 'disks:Disk[]' },
};
