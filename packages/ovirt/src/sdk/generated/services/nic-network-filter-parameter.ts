// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { NetworkFilterParameter } from '../types/network.ts';

export interface NicNetworkFilterParameterGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NicNetworkFilterParameterUpdateParameters {
  /** Since 4.2. */
  readonly parameter: NetworkFilterParameter;
}

/** Since 4.2. */
export interface NicNetworkFilterParameterService extends Service {
  /** Since 4.2. */
  get(parameters?: NicNetworkFilterParameterGetParameters, options?: SdkCallOptions): Promise<NetworkFilterParameter>;
  /** Since 4.2. */
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.2. */
  update(parameters: NicNetworkFilterParameterUpdateParameters, options?: SdkCallOptions): Promise<NetworkFilterParameter>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'parameter:NetworkFilterParameter' },
  remove: { kind: 'remove' },
  update: { kind: 'update', takes: 'parameter:NetworkFilterParameter', document: 'parameter', gives: 'parameter:NetworkFilterParameter' },
};
