// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { VirtualNumaNode } from '../types/sla.ts';

export interface VmNumaNodeGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmNumaNodeRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VmNumaNodeUpdateParameters {
  readonly node: VirtualNumaNode;
  readonly async?: boolean | undefined;
}

export interface VmNumaNodeService extends Service {
  get(parameters?: VmNumaNodeGetParameters, options?: SdkCallOptions): Promise<VirtualNumaNode>;
  remove(parameters?: VmNumaNodeRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: VmNumaNodeUpdateParameters, options?: SdkCallOptions): Promise<VirtualNumaNode>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'node:VirtualNumaNode' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'node:VirtualNumaNode async:boolean', document: 'node', gives: 'node:VirtualNumaNode' },
};
