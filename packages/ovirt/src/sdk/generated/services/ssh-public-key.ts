// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { SshPublicKey } from '../types/infrastructure.ts';

export interface SshPublicKeyGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SshPublicKeyRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface SshPublicKeyUpdateParameters {
  readonly key: SshPublicKey;
  readonly async?: boolean | undefined;
}

export interface SshPublicKeyService extends Service {
  get(parameters?: SshPublicKeyGetParameters, options?: SdkCallOptions): Promise<SshPublicKey>;
  remove(parameters?: SshPublicKeyRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** @deprecated */
  update(parameters: SshPublicKeyUpdateParameters, options?: SdkCallOptions): Promise<SshPublicKey>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'key:SshPublicKey' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'key:SshPublicKey async:boolean', document: 'key', gives: 'key:SshPublicKey' },
};
