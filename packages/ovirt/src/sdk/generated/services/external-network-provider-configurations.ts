// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalNetworkProviderConfiguration } from '../types/network.ts';
import type { ExternalNetworkProviderConfigurationService } from './external-network-provider-configuration.ts';

export interface ExternalNetworkProviderConfigurationsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.2. */
export interface ExternalNetworkProviderConfigurationsService extends Service {
  configurationService(id: string): ExternalNetworkProviderConfigurationService;
  /** Since 4.2. */
  list(parameters?: ExternalNetworkProviderConfigurationsListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalNetworkProviderConfiguration>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'configurations:ExternalNetworkProviderConfiguration[]' },
};
