// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { StorageDomain } from '../types/storage.ts';
import type { AttachedStorageDomainService } from './attached-storage-domain.ts';

export interface AttachedStorageDomainsAddParameters {
  readonly storageDomain: StorageDomain;
}

export interface AttachedStorageDomainsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AttachedStorageDomainsService extends Service {
  storageDomainService(id: string): AttachedStorageDomainService;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  add(parameters: AttachedStorageDomainsAddParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  list(parameters?: AttachedStorageDomainsListParameters, options?: SdkCallOptions): Promise<ListOf<StorageDomain>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'storageDomain:StorageDomain', document: 'storageDomain', gives: 'storageDomain:StorageDomain' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'storageDomains:StorageDomain[]' },
};
