// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { StorageConnection } from '../types/storage.ts';

export interface StorageServerConnectionGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageServerConnectionRemoveParameters {
  readonly host?: string | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageServerConnectionUpdateParameters {
  readonly connection: StorageConnection;
  readonly async?: boolean | undefined;
  /** Since 4.0.6. */
  readonly force?: boolean | undefined;
}

export interface StorageServerConnectionService extends Service {
  get(parameters?: StorageServerConnectionGetParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  remove(parameters?: StorageServerConnectionRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: StorageServerConnectionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  updateGlusterfs(parameters: StorageServerConnectionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  updateIscsi(parameters: StorageServerConnectionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  updateLocal(parameters: StorageServerConnectionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  updateNfs(parameters: StorageServerConnectionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnection>;
  updateVfs(parameters: StorageServerConnectionUpdateParameters, options?: SdkCallOptions): Promise<StorageConnection>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'conection:StorageConnection' },
  remove: { kind: 'remove', takes: 'host async:boolean' },
  update: { kind: 'update', takes: 'connection:StorageConnection async:boolean force:boolean', document: 'connection', gives: 'connection:StorageConnection' },
  updateGlusterfs: {
    kind: 'update',
    takes: 'connection:StorageConnection async:boolean force:boolean',
    document: 'connection',
    gives: 'connection:StorageConnection',
  },
  updateIscsi: {
    kind: 'update',
    takes: 'connection:StorageConnection async:boolean force:boolean',
    document: 'connection',
    gives: 'connection:StorageConnection',
  },
  updateLocal: {
    kind: 'update',
    takes: 'connection:StorageConnection async:boolean force:boolean',
    document: 'connection',
    gives: 'connection:StorageConnection',
  },
  updateNfs: {
    kind: 'update',
    takes: 'connection:StorageConnection async:boolean force:boolean',
    document: 'connection',
    gives: 'connection:StorageConnection',
  },
  updateVfs: {
    kind: 'update',
    takes: 'connection:StorageConnection async:boolean force:boolean',
    document: 'connection',
    gives: 'connection:StorageConnection',
  },
};
