// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { SshPublicKey } from '../types/infrastructure.ts';
import type { SshPublicKeyService } from './ssh-public-key.ts';

export interface SshPublicKeysAddParameters {
  readonly key: SshPublicKey;
}

export interface SshPublicKeysListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SshPublicKeysService extends Service {
  keyService(id: string): SshPublicKeyService;
  /** Required: `key.content`. */
  add(parameters: SshPublicKeysAddParameters, options?: SdkCallOptions): Promise<SshPublicKey>;
  list(parameters?: SshPublicKeysListParameters, options?: SdkCallOptions): Promise<ListOf<SshPublicKey>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'key:SshPublicKey', document: 'key', gives: 'key:SshPublicKey' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'keys:SshPublicKey[]' },
};
