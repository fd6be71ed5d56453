// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { NetworkFilterParameter } from '../types/network.ts';
import type { NicNetworkFilterParameterService } from './nic-network-filter-parameter.ts';

export interface NicNetworkFilterParametersAddParameters {
  /** Since 4.2. */
  readonly parameter: NetworkFilterParameter;
}

export interface NicNetworkFilterParametersListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.2. */
export interface NicNetworkFilterParametersService extends Service {
  /** Since 4.2. */
  parameterService(id: string): NicNetworkFilterParameterService;
  /** Since 4.2. */
  add(parameters: NicNetworkFilterParametersAddParameters, options?: SdkCallOptions): Promise<NetworkFilterParameter>;
  /** Since 4.2. */
  list(parameters?: NicNetworkFilterParametersListParameters, options?: SdkCallOptions): Promise<ListOf<NetworkFilterParameter>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'parameter:NetworkFilterParameter', document: 'parameter', gives: 'parameter:NetworkFilterParameter' },
  list: { kind: 'list', takes: 'follow', gives: 'parameters:NetworkFilterParameter[]' },
};
