// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { AttachedStorageDomainDiskService } from './attached-storage-domain-disk.ts';

export interface AttachedStorageDomainDisksAddParameters {
  readonly disk: Disk;
  readonly unregistered?: boolean | undefined;
}

export interface AttachedStorageDomainDisksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AttachedStorageDomainDisksService extends Service {
  diskService(id: string): AttachedStorageDomainDiskService;
  /** @deprecated */
  add(parameters: AttachedStorageDomainDisksAddParameters, options?: SdkCallOptions): Promise<Disk>;
  list(parameters?: AttachedStorageDomainDisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'disk:Disk unregistered:boolean', document: 'disk', gives: 'disk:Disk' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'disks:Disk[]' },
};
