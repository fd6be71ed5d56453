// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { StorageConnection } from '../types/storage.ts';
import type { StorageDomainServerConnectionService } from './storage-domain-server-connection.ts';

export interface StorageDomainServerConnectionsAddParameters {
  readonly connection: StorageConnection;
}

export interface StorageDomainServerConnectionsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainServerConnectionsService extends Service {
  connectionService(id: string): StorageDomainServerConnectionService;
  /** Required: `connection.id`. */
  add(parameters: StorageDomainServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  list(parameters?: StorageDomainServerConnectionsListParameters, options?: SdkCallOptions): Promise<ListOf<StorageConnection>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'connections:StorageConnection[]' },
};
