// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackNetwork } from '../types/network.ts';
import type { OpenstackNetworkService } from './openstack-network.ts';

export interface OpenstackNetworksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackNetworksService extends Service {
  networkService(id: string): OpenstackNetworkService;
  list(parameters?: OpenstackNetworksListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackNetwork>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'networks:OpenStackNetwork[]' },
};
