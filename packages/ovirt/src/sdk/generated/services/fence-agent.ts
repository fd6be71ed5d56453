// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Agent } from '../types/infrastructure.ts';

export interface FenceAgentGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface FenceAgentRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface FenceAgentUpdateParameters {
  readonly agent: Agent;
  readonly async?: boolean | undefined;
}

export interface FenceAgentService extends Service {
  get(parameters?: FenceAgentGetParameters, options?: SdkCallOptions): Promise<Agent>;
  remove(parameters?: FenceAgentRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: FenceAgentUpdateParameters, options?: SdkCallOptions): Promise<Agent>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'agent:Agent' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'agent:Agent async:boolean', document: 'agent', gives: 'agent:Agent' },
};
