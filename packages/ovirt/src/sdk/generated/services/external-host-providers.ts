// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalHostProvider } from '../types/infrastructure.ts';
import type { ExternalHostProviderService } from './external-host-provider.ts';

export interface ExternalHostProvidersAddParameters {
  readonly provider: ExternalHostProvider;
}

export interface ExternalHostProvidersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalHostProvidersService extends Service {
  providerService(id: string): ExternalHostProviderService;
  /** Required: `provider.name`. */
  add(parameters: ExternalHostProvidersAddParameters, options?: SdkCallOptions): Promise<ExternalHostProvider>;
  list(parameters?: ExternalHostProvidersListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalHostProvider>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'provider:ExternalHostProvider', document: 'provider', gives: 'provider:ExternalHostProvider' },
  list: { kind: 'list', takes: 'max:integer search follow', gives: 'providers:ExternalHostProvider[]' },
};
