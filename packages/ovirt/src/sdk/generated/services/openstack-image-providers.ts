// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackImageProvider } from '../types/storage.ts';
import type { OpenstackImageProviderService } from './openstack-image-provider.ts';

export interface OpenstackImageProvidersAddParameters {
  readonly provider: OpenStackImageProvider;
}

export interface OpenstackImageProvidersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackImageProvidersService extends Service {
  providerService(id: string): OpenstackImageProviderService;
  /** Required: `provider.name`. */
  add(parameters: OpenstackImageProvidersAddParameters, options?: SdkCallOptions): Promise<OpenStackImageProvider>;
  list(parameters?: OpenstackImageProvidersListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackImageProvider>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'provider:OpenStackImageProvider', document: 'provider', gives: 'provider:OpenStackImageProvider' },
  list: { kind: 'list', takes: 'max:integer search follow', gives: 'providers:OpenStackImageProvider[]' },
};
