// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { StorageConnection } from '../types/storage.ts';
import type { StorageServerConnectionService } from './storage-server-connection.ts';

export interface StorageServerConnectionsAddParameters {
  readonly connection: StorageConnection;
}

export interface StorageServerConnectionsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageServerConnectionsService extends Service {
  storageConnectionService(id: string): StorageServerConnectionService;
  /** Required: `connection.type`. */
  add(parameters: StorageServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  /** Required: `connection.path`, `connection.vfsType`. */
  addGlusterfs(parameters: StorageServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  /** Required: `connection.address`, `connection.port`, `connection.target`. */
  addIscsi(parameters: StorageServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  /** Required: `connection.path`. */
  addLocal(parameters: StorageServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  /** Required: `connection.address`, `connection.path`. */
  addNfs(parameters: StorageServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  /** Required: `connection.path`, `connection.vfsType`. */
  addVfs(parameters: StorageServerConnectionsAddParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  list(parameters?: StorageServerConnectionsListParameters, options?: SdkCallOptions): Promise<ListOf<StorageConnection>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  addGlusterfs: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  addIscsi: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  addLocal: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  addNfs: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  addVfs: { kind: 'add', takes: 'connection:StorageConnection', document: 'connection', gives: 'connection:StorageConnection' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'connections:StorageConnection[]' },
};
