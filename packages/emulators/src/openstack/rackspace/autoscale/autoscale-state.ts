import type { JsonObject } from '../../values.ts';

export interface Webhook {
  readonly id: string;
  name: string;
  metadata: JsonObject;
  /** What its address ends with: who knows it sets the policy off. */
  readonly hash: string;
}

export interface Policy {
  readonly id: string;
  /** As it was sent. */
  body: JsonObject;
  readonly webhooks: Map<string, Webhook>;
  lastExecutedAt: number | undefined;
  /** Of a schedule: up to when the clock was looked at. */
  lookedAt: number;
}

export interface Group {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly createdAt: number;
  configuration: JsonObject;
  launch: JsonObject;
  readonly policies: Map<string, Policy>;
  paused: boolean;
  desired: number;
  /** Servers that run, by id. */
  servers: string[];
  /** When servers that are on their way will be there. */
  pending: number[];
  lastScaledAt: number | undefined;
}

/** Scaling groups of one region. */
export class AutoscaleState {
  readonly groups: Map<string, Group> = new Map();

  ofProject(projectId: string): Group[] {
    return [...this.groups.values()].filter((group) => group.projectId === projectId).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The policy behind a web hook's address. */
  behind(hash: string): { readonly group: Group; readonly policy: Policy } | undefined {
    for (const group of this.groups.values()) {
      for (const policy of group.policies.values()) {
        for (const webhook of policy.webhooks.values()) if (webhook.hash === hash) return { group, policy };
      }
    }
    return undefined;
  }
}
