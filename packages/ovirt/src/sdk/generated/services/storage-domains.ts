// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { StorageDomain } from '../types/storage.ts';
import type { StorageDomainService } from './storage-domain.ts';

export interface StorageDomainsAddParameters {
  readonly storageDomain: StorageDomain;
}

export interface StorageDomainsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainsService extends Service {
  storageDomainService(id: string): StorageDomainService;
  /** Required: `storageDomain.storage.type`, `storageDomain.type`, `storageDomain.host.id` or `storageDomain.host.name`. */
  add(parameters: StorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  addBlockDomain(parameters: StorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  /** Required: `storageDomain.storage.address`, `storageDomain.storage.path`. */
  addByPath(parameters: StorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  /**
   * Required: `storageDomain.storage.logicalUnits[].address`, `storageDomain.storage.logicalUnits[].id`, `storageDomain.storage.logicalUnits[].port`,
   * `storageDomain.storage.logicalUnits[].target`.
   */
  addDirectLun(parameters: StorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  /** Required: `storageDomain.storage.path`, `storageDomain.storage.vfsType`. */
  addGlusterOrPostfs(parameters: StorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  /** Required: `storageDomain.storage.path`. */
  addLocal(parameters: StorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  list(parameters?: StorageDomainsListParameters, options?: SdkCallOptions): Promise<ListOf<StorageDomain>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<StorageDomainsListParameters>, options?: SdkCallOptions): List<StorageDomain>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  addBlockDomain: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  addByPath: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  addDirectLun: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  addGlusterOrPostfs: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  addLocal: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean filter:boolean follow', gives: 'storageDomains:StorageDomain[]', order: 'name asc' },
};
