// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { HostStorage } from '../types/storage.ts';
import type { StorageService } from './storage.ts';

export interface HostStorageListParameters {
  readonly reportStatus?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostStorageService extends Service {
  storageService(id: string): StorageService;
  list(parameters?: HostStorageListParameters, options?: SdkCallOptions): Promise<ListOf<HostStorage>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'reportStatus:boolean follow', gives: 'storages:HostStorage[]' },
};
