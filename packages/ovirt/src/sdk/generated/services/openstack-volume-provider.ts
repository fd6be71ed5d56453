// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { OpenStackVolumeProvider } from '../types/storage.ts';
import type { ExternalProviderService } from './external-provider.ts';
import type { OpenstackVolumeAuthenticationKeysService } from './openstack-volume-authentication-keys.ts';
import type { OpenstackVolumeTypesService } from './openstack-volume-types.ts';

export interface OpenstackVolumeProviderGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackVolumeProviderRemoveParameters {
  readonly async?: boolean | undefined;
  /** Since 4.2.0. */
  readonly force?: boolean | undefined;
}

export interface OpenstackVolumeProviderUpdateParameters {
  readonly provider: OpenStackVolumeProvider;
  readonly async?: boolean | undefined;
}

/** @deprecated */
export interface OpenstackVolumeProviderService extends ExternalProviderService {
  volumeTypesService(): OpenstackVolumeTypesService;
  authenticationKeysService(): OpenstackVolumeAuthenticationKeysService;
  get(parameters?: OpenstackVolumeProviderGetParameters, options?: SdkCallOptions): Promise<OpenStackVolumeProvider>;
  remove(parameters?: OpenstackVolumeProviderRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: OpenstackVolumeProviderUpdateParameters, options?: SdkCallOptions): Promise<OpenStackVolumeProvider>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'provider:OpenStackVolumeProvider' },
  remove: { kind: 'remove', takes: 'async:boolean force:boolean' },
  update: { kind: 'update', takes: 'provider:OpenStackVolumeProvider async:boolean', document: 'provider', gives: 'provider:OpenStackVolumeProvider' },
};
