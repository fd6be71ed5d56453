// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Network } from '../types/network.ts';

export interface VirtualFunctionAllowedNetworkGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VirtualFunctionAllowedNetworkRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VirtualFunctionAllowedNetworkService extends Service {
  get(parameters?: VirtualFunctionAllowedNetworkGetParameters, options?: SdkCallOptions): Promise<Network>;
  remove(parameters?: VirtualFunctionAllowedNetworkRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'network:Network' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
