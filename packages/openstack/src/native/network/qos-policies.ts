import type { CallOptions, Ref } from '@portolan/core/driver';
import type { ServiceCalls } from '../service-calls.ts';
import { segment } from '../service-calls.ts';
import { NeutronCollection } from './neutron-collection.ts';
import type { QosPolicyWire } from './wire.ts';

// Source: networking api-ref v2.0 "QoS policies", "QoS bandwidth limit rules" and the like.

export interface QosRuleFields {
  readonly bandwidth_limit: { readonly max_kbps: number; readonly max_burst_kbps?: number; readonly direction?: 'egress' | 'ingress' };
  readonly minimum_bandwidth: { readonly min_kbps: number; readonly direction?: 'egress' | 'ingress' };
  readonly dscp_marking: { readonly dscp_mark: number };
}

export type QosRuleKind = keyof QosRuleFields;
export type QosRuleWire<K extends QosRuleKind> = QosRuleFields[K] & { readonly id: string };

interface PolicyFields {
  readonly name: string;
  readonly description?: string;
  readonly shared?: boolean;
  readonly is_default?: boolean;
  readonly project_id?: string | undefined;
}

/** What the traffic of networks and ports is allowed, promised and marked with. */
export class NeutronQosPolicies extends NeutronCollection<QosPolicyWire, PolicyFields, Partial<Omit<PolicyFields, 'project_id'>>> {
  constructor(calls: ServiceCalls) {
    super(calls, { path: 'qos/policies', one: 'policy', many: 'policies', name: 'QosPolicy' });
  }

  async rules<K extends QosRuleKind>(policy: Ref, kind: K, options: CallOptions = {}): Promise<readonly QosRuleWire<K>[]> {
    return this.calls.array({ method: 'GET', path: this.#rulesPath(policy, kind), operation: 'ListQosRules' }, `${kind}_rules`, options);
  }

  async addRule<K extends QosRuleKind>(policy: Ref, kind: K, fields: QosRuleFields[K], options: CallOptions = {}): Promise<QosRuleWire<K>> {
    const json = { [`${kind}_rule`]: fields };
    return this.calls.member({ method: 'POST', path: this.#rulesPath(policy, kind), json, operation: 'CreateQosRule' }, `${kind}_rule`, options);
  }

  async updateRule<K extends QosRuleKind>(
    policy: Ref,
    kind: K,
    rule: Ref,
    fields: Partial<QosRuleFields[K]>,
    options: CallOptions = {},
  ): Promise<QosRuleWire<K>> {
    const path = `${this.#rulesPath(policy, kind)}/${segment(rule, 'rule')}`;
    return this.calls.member({ method: 'PUT', path, json: { [`${kind}_rule`]: fields }, operation: 'UpdateQosRule' }, `${kind}_rule`, options);
  }

  /** Absent is success. */
  async deleteRule(policy: Ref, kind: QosRuleKind, rule: Ref, options: CallOptions = {}): Promise<void> {
    const path = `${this.#rulesPath(policy, kind)}/${segment(rule, 'rule')}`;
    await this.calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteQosRule' }, options);
  }

  #rulesPath(policy: Ref, kind: QosRuleKind): string {
    return `${this.pathOf(policy)}/${kind}_rules`;
  }
}
