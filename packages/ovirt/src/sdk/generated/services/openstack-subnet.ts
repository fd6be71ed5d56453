// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { OpenStackSubnet } from '../types/network.ts';

export interface OpenstackSubnetGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackSubnetRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface OpenstackSubnetService extends Service {
  get(parameters?: OpenstackSubnetGetParameters, options?: SdkCallOptions): Promise<OpenStackSubnet>;
  remove(parameters?: OpenstackSubnetRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'subnet:OpenStackSubnet' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
