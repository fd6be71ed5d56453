import { randomUUID } from 'node:crypto';
import { type Answer, json, Refusal } from '../../answer.ts';
import { pageLimit } from '../../cloud.ts';
import type { JsonObject } from '../../values.ts';
import { objectBody, type RackspaceCall } from '../rackspace-service.ts';
import type { Kind, Row } from './monitoring-state.ts';

// Source: Rackspace's "Cloud Monitoring Developer Guide" 1.0, "Faults" and "Paginated collections".

export const fault = (code: number, type: string, message: string, details = ''): Refusal =>
  new Refusal(json(code, { type, code, message, details, txnId: `.rh-${randomUUID().slice(0, 8)}.h.ord1.prod` }));

export const invalid = (message: string): Refusal => fault(400, 'badRequest', 'Validation error', message);

export const notFound = (what: string, id: string): Refusal =>
  fault(404, 'notFoundError', 'Object does not exist', `Object "${what}" with key "${id}" does not exist`);

export const body = (call: RackspaceCall): Promise<JsonObject> => objectBody(call, () => fault(400, 'badRequest', 'Could not parse the body'));

export const WHAT: Readonly<Record<Kind, string>> = {
  entities: 'Entity',
  checks: 'Check',
  alarms: 'Alarm',
  notifications: 'Notification',
  notification_plans: 'NotificationPlan',
  agent_tokens: 'AgentToken',
  suppressions: 'Suppression',
};

export function find(call: RackspaceCall, kind: Kind, id: string, entityId?: string): Row {
  const row = call.region.rackspace.monitoring.get(kind, id, call.project.id, entityId);
  if (row === undefined) throw notFound(WHAT[kind], id);
  return row;
}

export const rowBody = (row: Row): JsonObject => ({ id: row.id, ...row.body, created_at: row.createdAt, updated_at: row.updatedAt });

const MAX_LIMIT = 1000;
const STANDARD_LIMIT = 100;

/** `next_marker` names the first row of the next page. */
export function page<T>(call: RackspaceCall, rows: readonly T[], keyOf: (row: T) => string, show: (row: T) => JsonObject, path: string): Answer {
  const text = call.request.queryValue('limit');
  if (text !== undefined && !(Number(text) >= 1 && Number(text) <= MAX_LIMIT)) throw invalid(`limit: must be between 1 and ${MAX_LIMIT}`);
  const limit = pageLimit(call.cloud, Number(text ?? STANDARD_LIMIT), MAX_LIMIT);
  const marker = call.request.queryValue('marker');
  const start = marker === undefined ? 0 : rows.findIndex((row) => keyOf(row) === marker);
  if (start === -1) throw invalid(`marker: there is no ${String(marker)}`);
  const items = rows.slice(start, start + limit);
  const next = rows[start + limit];
  const key = next === undefined ? null : keyOf(next);
  const metadata = {
    count: items.length,
    limit,
    marker: marker ?? null,
    next_marker: key,
    next_href: key === null ? null : `${call.base}/${path}?limit=${limit}&marker=${encodeURIComponent(key)}`,
  };
  return json(200, { values: items.map(show), metadata });
}
