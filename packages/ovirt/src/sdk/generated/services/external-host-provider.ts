// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { ExternalHostProvider } from '../types/infrastructure.ts';
import type { ExternalComputeResourcesService } from './external-compute-resources.ts';
import type { ExternalDiscoveredHostsService } from './external-discovered-hosts.ts';
import type { ExternalHostGroupsService } from './external-host-groups.ts';
import type { ExternalHostsService } from './external-hosts.ts';
import type { ExternalProviderService } from './external-provider.ts';

export interface ExternalHostProviderGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalHostProviderRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface ExternalHostProviderUpdateParameters {
  readonly provider: ExternalHostProvider;
  readonly async?: boolean | undefined;
}

export interface ExternalHostProviderService extends ExternalProviderService {
  computeResourcesService(): ExternalComputeResourcesService;
  discoveredHostsService(): ExternalDiscoveredHostsService;
  hostGroupsService(): ExternalHostGroupsService;
  hostsService(): ExternalHostsService;
  get(parameters?: ExternalHostProviderGetParameters, options?: SdkCallOptions): Promise<ExternalHostProvider>;
  remove(parameters?: ExternalHostProviderRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: ExternalHostProviderUpdateParameters, options?: SdkCallOptions): Promise<ExternalHostProvider>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'provider:ExternalHostProvider' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'provider:ExternalHostProvider async:boolean', document: 'provider', gives: 'provider:ExternalHostProvider' },
};
