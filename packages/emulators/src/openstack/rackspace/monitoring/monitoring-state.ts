import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../values.ts';

export interface Row {
  readonly id: string;
  readonly projectId: string;
  readonly createdAt: number;
  updatedAt: number;
  body: JsonObject;
  /** Of a check or an alarm. */
  readonly entityId: string | undefined;
}

export type Kind = 'entities' | 'checks' | 'alarms' | 'notifications' | 'notification_plans' | 'agent_tokens' | 'suppressions';

const PREFIXES: Readonly<Record<Kind, string>> = {
  entities: 'en',
  checks: 'ch',
  alarms: 'al',
  notifications: 'nt',
  notification_plans: 'np',
  agent_tokens: '',
  suppressions: 'sp',
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const letters = (count: number): string => Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join('');

export interface Audit {
  readonly id: string;
  readonly projectId: string;
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly payload: string;
  readonly txnId: string;
  readonly who: string;
  readonly statusCode: number;
}

export class MonitoringState {
  readonly #rows: Record<Kind, Map<string, Row>> = {
    entities: new Map(),
    checks: new Map(),
    alarms: new Map(),
    notifications: new Map(),
    notification_plans: new Map(),
    agent_tokens: new Map(),
    suppressions: new Map(),
  };
  readonly audits: Audit[] = [];
  readonly accounts: Map<string, JsonObject> = new Map();
  /** Servers whose entity was deleted by hand: it does not come back. */
  readonly forgotten: Set<string> = new Set();

  /** `enAAAAIPV4`, as the service makes its ids; the id of an agent's token is the token. */
  add(kind: Kind, projectId: string, body: JsonObject, now: number, entityId?: string): Row {
    const id = kind === 'agent_tokens' ? `${randomBytes(32).toString('hex')}.${projectId}` : `${PREFIXES[kind]}${letters(8)}`;
    const row = { id, projectId, createdAt: now, updatedAt: now, body, entityId };
    this.#rows[kind].set(id, row);
    return row;
  }

  get(kind: Kind, id: string, projectId: string, entityId?: string): Row | undefined {
    const row = this.#rows[kind].get(id);
    return row?.projectId === projectId && (entityId === undefined || row.entityId === entityId) ? row : undefined;
  }

  delete(kind: Kind, id: string): void {
    this.#rows[kind].delete(id);
  }

  /** In the order of their ids, by which pages are cut. */
  list(kind: Kind, projectId: string, entityId?: string): Row[] {
    const rows = [...this.#rows[kind].values()].filter((row) => row.projectId === projectId && (entityId === undefined || row.entityId === entityId));
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
