import { type CallOptions, type List, Secret } from '@portolan/core/driver';
import { idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { createdId, type MonitoringListOptions, monitoringPages } from './monitoring-calls.ts';
import type { AgentTokenWire } from './wire.ts';

export interface AgentToken {
  /** Agents sign in with it; it is its id, too. */
  readonly token: Secret;
  readonly label: string | undefined;
}

export type AgentTokenRef = string | Secret | { readonly token: Secret };

const toToken = ({ id, token, label }: AgentTokenWire): AgentToken => ({ token: new Secret(token ?? id), label });

/** What agents on servers sign in with. Errors and logs do not show the addresses of these calls: the token is in them. */
export class AgentTokens {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(options: MonitoringListOptions = {}): List<AgentToken> {
    const call = { path: '/agent_tokens', operation: 'List agent tokens' };
    return monitoringPages<AgentTokenWire, AgentToken>(this.#calls, call, options, {}, toToken);
  }

  async get(token: AgentTokenRef, options: CallOptions = {}): Promise<AgentToken> {
    return this.#quietly('Get agent token', options, async () =>
      toToken(await this.#calls.client.json<AgentTokenWire>(this.#request('GET', token, 'Get agent token'), options)),
    );
  }

  async create(label: string, options: CallOptions = {}): Promise<AgentToken> {
    const id = await createdId(this.#calls, { path: '/agent_tokens', json: { label }, operation: 'Create agent token' }, options);
    return { token: new Secret(id), label };
  }

  async update(token: AgentTokenRef, label: string, options: CallOptions = {}): Promise<void> {
    await this.#quietly('Update agent token', options, () =>
      this.#calls.client.empty({ ...this.#request('PUT', token, 'Update agent token'), json: { label } }, options),
    );
  }

  /** Absent is success. Agents that use it are cut off. */
  async delete(token: AgentTokenRef, options: CallOptions = {}): Promise<void> {
    await this.#quietly('Delete agent token', options, () =>
      this.#calls.client.empty({ ...this.#request('DELETE', token, 'Delete agent token'), accept: [404] }, options),
    );
  }

  #request(method: string, token: AgentTokenRef, operation: string): Parameters<ServiceCalls['client']['send']>[0] {
    const secret = typeof token === 'string' ? token : (token instanceof Secret ? token : token.token).reveal();
    return { service: this.#calls.service, method, path: `/agent_tokens${idPath(secret, 'agent token')}`, secretTarget: true, operation };
  }

  async #quietly<T>(operation: string, options: CallOptions, work: () => Promise<T>): Promise<T> {
    return this.#calls.within({ path: '/agent_tokens', operation, body: undefined }, options, work);
  }
}
