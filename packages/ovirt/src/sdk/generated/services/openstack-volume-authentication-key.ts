// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { OpenstackVolumeAuthenticationKey } from '../types/storage.ts';

export interface OpenstackVolumeAuthenticationKeyGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackVolumeAuthenticationKeyRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface OpenstackVolumeAuthenticationKeyUpdateParameters {
  readonly key: OpenstackVolumeAuthenticationKey;
}

/** @deprecated */
export interface OpenstackVolumeAuthenticationKeyService extends Service {
  get(parameters?: OpenstackVolumeAuthenticationKeyGetParameters, options?: SdkCallOptions): Promise<OpenstackVolumeAuthenticationKey>;
  remove(parameters?: OpenstackVolumeAuthenticationKeyRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: OpenstackVolumeAuthenticationKeyUpdateParameters, options?: SdkCallOptions): Promise<OpenstackVolumeAuthenticationKey>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'key:OpenstackVolumeAuthenticationKey' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'key:OpenstackVolumeAuthenticationKey', document: 'key', gives: 'key:OpenstackVolumeAuthenticationKey' },
};
