// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { OpenStackNetwork } from '../types/network.ts';
import type { DataCenter } from '../types/virtualization.ts';
import type { OpenstackSubnetsService } from './openstack-subnets.ts';

export interface OpenstackNetworkGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackNetworkImportParameters {
  readonly dataCenter?: DataCenter | undefined;
  readonly async?: boolean | undefined;
}

export interface OpenstackNetworkService extends Service {
  subnetsService(): OpenstackSubnetsService;
  get(parameters?: OpenstackNetworkGetParameters, options?: SdkCallOptions): Promise<OpenStackNetwork>;
  import(parameters?: OpenstackNetworkImportParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'network:OpenStackNetwork' },
  import: { kind: 'action', takes: 'dataCenter:DataCenter async:boolean' },
};
