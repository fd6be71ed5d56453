// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { StorageConnection } from '../types/storage.ts';

export interface StorageDomainServerConnectionGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainServerConnectionRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface StorageDomainServerConnectionService extends Service {
  get(parameters?: StorageDomainServerConnectionGetParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  remove(parameters?: StorageDomainServerConnectionRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'connection:StorageConnection' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
