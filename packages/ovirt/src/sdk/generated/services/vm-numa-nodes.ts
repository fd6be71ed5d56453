// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { VirtualNumaNode } from '../types/sla.ts';
import type { VmNumaNodeService } from './vm-numa-node.ts';

export interface VmNumaNodesAddParameters {
  readonly node: VirtualNumaNode;
}

export interface VmNumaNodesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmNumaNodesService extends Service {
  nodeService(id: string): VmNumaNodeService;
  /** Required: `node.index`, `node.memory`, `node.cpu.cores[].index`. */
  add(parameters: VmNumaNodesAddParameters, options?: SdkCallOptions): Promise<VirtualNumaNode>;
  list(parameters?: VmNumaNodesListParameters, options?: SdkCallOptions): Promise<ListOf<VirtualNumaNode>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'node:VirtualNumaNode', document: 'node', gives: 'node:VirtualNumaNode' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'nodes:VirtualNumaNode[]' },
};
