// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalNetworkProviderConfiguration } from '../types/network.ts';

export interface ExternalNetworkProviderConfigurationGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.2. */
export interface ExternalNetworkProviderConfigurationService extends Service {
  /** Since 4.2. */
  get(parameters?: ExternalNetworkProviderConfigurationGetParameters, options?: SdkCallOptions): Promise<ExternalNetworkProviderConfiguration>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'configuration:ExternalNetworkProviderConfiguration' },
};
