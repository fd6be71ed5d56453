// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Network } from '../types/network.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AssignedVnicProfilesService } from './assigned-vnic-profiles.ts';
import type { NetworkLabelsService } from './network-labels.ts';

export interface NetworkGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface NetworkUpdateParameters {
  readonly network: Network;
  readonly async?: boolean | undefined;
}

export interface NetworkService extends Service {
  permissionsService(): AssignedPermissionsService;
  vnicProfilesService(): AssignedVnicProfilesService;
  networkLabelsService(): NetworkLabelsService;
  get(parameters?: NetworkGetParameters, options?: SdkCallOptions): Promise<Network>;
  remove(parameters?: NetworkRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: NetworkUpdateParameters, options?: SdkCallOptions): Promise<Network>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'network:Network' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'network:Network async:boolean', document: 'network', gives: 'network:Network' },
};
