// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { Network } from '../types/network.ts';

export interface DataCenterNetworkGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DataCenterNetworkUpdateParameters {
  readonly network: Network;
}

export interface DataCenterNetworkService extends Service {
  get(parameters?: DataCenterNetworkGetParameters, options?: SdkCallOptions): Promise<Network>;
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: DataCenterNetworkUpdateParameters, options?: SdkCallOptions): Promise<Network>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'network:Network' },
  remove: { kind: 'remove' },
  update: { kind: 'update', takes: 'network:Network', document: 'network', gives: 'network:Network' },
};
