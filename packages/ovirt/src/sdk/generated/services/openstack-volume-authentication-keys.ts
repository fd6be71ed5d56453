// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenstackVolumeAuthenticationKey } from '../types/storage.ts';
import type { OpenstackVolumeAuthenticationKeyService } from './openstack-volume-authentication-key.ts';

export interface OpenstackVolumeAuthenticationKeysAddParameters {
  readonly key: OpenstackVolumeAuthenticationKey;
}

export interface OpenstackVolumeAuthenticationKeysListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** @deprecated */
export interface OpenstackVolumeAuthenticationKeysService extends Service {
  keyService(id: string): OpenstackVolumeAuthenticationKeyService;
  /** Required: `key.usageType`, `key.uuid`, `key.value`. */
  add(parameters: OpenstackVolumeAuthenticationKeysAddParameters, options?: SdkCallOptions): Promise<OpenstackVolumeAuthenticationKey>;
  list(parameters?: OpenstackVolumeAuthenticationKeysListParameters, options?: SdkCallOptions): Promise<ListOf<OpenstackVolumeAuthenticationKey>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'key:OpenstackVolumeAuthenticationKey', document: 'key', gives: 'key:OpenstackVolumeAuthenticationKey' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'keys:OpenstackVolumeAuthenticationKey[]' },
};
