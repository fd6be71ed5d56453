// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { StorageDomainContentDiskService } from './storage-domain-content-disk.ts';

export interface StorageDomainContentDisksListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainContentDisksService extends Service {
  diskService(id: string): StorageDomainContentDiskService;
  list(parameters?: StorageDomainContentDisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'disks:Disk[]' },
};
