// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalProvider } from '../types/infrastructure.ts';

export interface ClusterExternalProvidersListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.2. */
export interface ClusterExternalProvidersService extends Service {
  /** Since 4.2. */
  list(parameters?: ClusterExternalProvidersListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalProvider>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'providers:ExternalProvider[]' },
};
