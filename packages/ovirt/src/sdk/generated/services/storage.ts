// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { HostStorage } from '../types/storage.ts';

export interface StorageGetParameters {
  readonly reportStatus?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageService extends Service {
  get(parameters?: StorageGetParameters, options?: SdkCallOptions): Promise<HostStorage>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'reportStatus:boolean follow', gives: 'storage:HostStorage' },
};
