// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { StorageConnectionExtension } from '../types/storage.ts';

export interface StorageServerConnectionExtensionGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageServerConnectionExtensionRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface StorageServerConnectionExtensionUpdateParameters {
  readonly extension: StorageConnectionExtension;
  readonly async?: boolean | undefined;
}

export interface StorageServerConnectionExtensionService extends Service {
  get(parameters?: StorageServerConnectionExtensionGetParameters, options?: SdkCallOptions): Promise<StorageConnectionExtension>;
  remove(parameters?: StorageServerConnectionExtensionRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: StorageServerConnectionExtensionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnectionExtension>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'extension:StorageConnectionExtension' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'extension:StorageConnectionExtension async:boolean', document: 'extension', gives: 'extension:StorageConnectionExtension' },
};
