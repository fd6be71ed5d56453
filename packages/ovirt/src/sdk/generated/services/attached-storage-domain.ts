// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { StorageDomain } from '../types/storage.ts';
import type { AttachedStorageDomainDisksService } from './attached-storage-domain-disks.ts';

export interface AttachedStorageDomainActivateParameters {
  readonly async?: boolean | undefined;
}

export interface AttachedStorageDomainDeactivateParameters {
  readonly async?: boolean | undefined;
  /** Since 4.2. */
  readonly force?: boolean | undefined;
}

export interface AttachedStorageDomainGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AttachedStorageDomainRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AttachedStorageDomainService extends Service {
  disksService(): AttachedStorageDomainDisksService;
  activate(parameters?: AttachedStorageDomainActivateParameters, options?: SdkCallOptions): Promise<void>;
  deactivate(parameters?: AttachedStorageDomainDeactivateParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: AttachedStorageDomainGetParameters, options?: SdkCallOptions): Promise<StorageDomain>;
  remove(parameters?: AttachedStorageDomainRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  activate: { kind: 'action', takes: 'async:boolean' },
  deactivate: { kind: 'action', takes: 'async:boolean force:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'storageDomain:StorageDomain' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
