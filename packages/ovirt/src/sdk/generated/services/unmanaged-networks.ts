// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { UnmanagedNetwork } from '../types/network.ts';
import type { UnmanagedNetworkService } from './unmanaged-network.ts';

export interface UnmanagedNetworksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface UnmanagedNetworksService extends Service {
  unmanagedNetworkService(id: string): UnmanagedNetworkService;
  list(parameters?: UnmanagedNetworksListParameters, options?: SdkCallOptions): Promise<ListOf<UnmanagedNetwork>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'networks:UnmanagedNetwork[]' },
};
