// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackSubnet } from '../types/network.ts';
import type { OpenstackSubnetService } from './openstack-subnet.ts';

export interface OpenstackSubnetsAddParameters {
  readonly subnet: OpenStackSubnet;
}

export interface OpenstackSubnetsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackSubnetsService extends Service {
  subnetService(id: string): OpenstackSubnetService;
  add(parameters: OpenstackSubnetsAddParameters, options?: SdkCallOptions): Promise<OpenStackSubnet>;
  list(parameters?: OpenstackSubnetsListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackSubnet>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'subnet:OpenStackSubnet', document: 'subnet', gives: 'subnet:OpenStackSubnet' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'subnets:OpenStackSubnet[]' },
};
