// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { IscsiBond } from '../types/storage.ts';
import type { NetworksService } from './networks.ts';
import type { StorageServerConnectionsService } from './storage-server-connections.ts';

export interface IscsiBondGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface IscsiBondRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface IscsiBondUpdateParameters {
  readonly bond: IscsiBond;
  readonly async?: boolean | undefined;
}

export interface IscsiBondService extends Service {
  networksService(): NetworksService;
  storageServerConnectionsService(): StorageServerConnectionsService;
  get(parameters?: IscsiBondGetParameters, options?: SdkCallOptions): Promise<IscsiBond>;
  remove(parameters?: IscsiBondRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: IscsiBondUpdateParameters, options?: SdkCallOptions): Promise<IscsiBond>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'bond:IscsiBond' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'bond:IscsiBond async:boolean', document: 'bond', gives: 'bond:IscsiBond' },
};
