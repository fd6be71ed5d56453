// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { StorageConnectionExtension } from '../types/storage.ts';
import type { StorageServerConnectionExtensionService } from './storage-server-connection-extension.ts';

export interface StorageServerConnectionExtensionsAddParameters {
  readonly extension: StorageConnectionExtension;
}

export interface StorageServerConnectionExtensionsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageServerConnectionExtensionsService extends Service {
  storageConnectionExtensionService(id: string): StorageServerConnectionExtensionService;
  /** Required: `extension.password`, `extension.target`, `extension.username`. */
  add(parameters: StorageServerConnectionExtensionsAddParameters, options?: SdkCallOptions): Promise<StorageConnectionExtension>;
  list(parameters?: StorageServerConnectionExtensionsListParameters, options?: SdkCallOptions): Promise<ListOf<StorageConnectionExtension>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'extension:StorageConnectionExtension', document: 'extension', gives: 'extension:StorageConnectionExtension' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'extensions:StorageConnectionExtension[]' },
};
