// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { UnmanagedNetwork } from '../types/network.ts';

export interface UnmanagedNetworkGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface UnmanagedNetworkRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface UnmanagedNetworkService extends Service {
  get(parameters?: UnmanagedNetworkGetParameters, options?: SdkCallOptions): Promise<UnmanagedNetwork>;
  remove(parameters?: UnmanagedNetworkRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'network:UnmanagedNetwork' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
