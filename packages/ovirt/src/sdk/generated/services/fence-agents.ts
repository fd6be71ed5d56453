// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Agent } from '../types/infrastructure.ts';
import type { FenceAgentService } from './fence-agent.ts';

export interface FenceAgentsAddParameters {
  readonly agent: Agent;
}

export interface FenceAgentsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface FenceAgentsService extends Service {
  agentService(id: string): FenceAgentService;
  /** Required: `agent.address`, `agent.order`, `agent.password`, `agent.type`, `agent.username`. */
  add(parameters: FenceAgentsAddParameters, options?: SdkCallOptions): Promise<Agent>;
  list(parameters?: FenceAgentsListParameters, options?: SdkCallOptions): Promise<ListOf<Agent>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'agent:Agent', document: 'agent', gives: 'agent:Agent' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'agents:Agent[]' },
};
