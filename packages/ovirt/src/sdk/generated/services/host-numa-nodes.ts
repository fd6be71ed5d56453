// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { NumaNode } from '../types/sla.ts';
import type { HostNumaNodeService } from './host-numa-node.ts';

export interface HostNumaNodesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostNumaNodesService extends Service {
  nodeService(id: string): HostNumaNodeService;
  list(parameters?: HostNumaNodesListParameters, options?: SdkCallOptions): Promise<ListOf<NumaNode>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'nodes:NumaNode[]' },
};
