import { empty, json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { body, fault, find, page, rowBody } from './monitoring-call.ts';
import type { Kind, Row } from './monitoring-state.ts';
import { check } from './schemas.ts';

/** What the service fills in. */
const STANDARD: Readonly<Record<Kind, JsonObject>> = {
  entities: { ip_addresses: null, metadata: null, managed: false, uri: null, agent_id: null },
  checks: { label: null, disabled: false, details: {}, metadata: null, timeout: 10, period: 60 },
  alarms: { label: null, criteria: null, disabled: false, metadata: null },
  notifications: { metadata: null },
  notification_plans: { critical_state: [], warning_state: [], ok_state: [], metadata: null },
  agent_tokens: { label: null },
  suppressions: { notification_plans: [], entities: [], checks: [], alarms: [] },
};

const shown = (kind: Kind, row: Row): JsonObject => (kind === 'agent_tokens' ? { id: row.id, token: row.id, ...row.body } : rowBody(row));

/** What hangs on it, and must go first. */
function childrenOf(call: RackspaceCall, kind: Kind, row: Row): string[] {
  const { monitoring } = call.region.rackspace;
  const plans = (of: Kind): Row[] => monitoring.list(of, row.projectId);
  switch (kind) {
    case 'checks':
      return monitoring
        .list('alarms', row.projectId, row.entityId)
        .filter((alarm) => alarm.body['check_id'] === row.id)
        .map(({ id }) => id);
    case 'notifications':
      return plans('notification_plans')
        .filter((plan) => ['critical_state', 'warning_state', 'ok_state'].some((state) => (plan.body[state] as readonly unknown[]).includes(row.id)))
        .map(({ id }) => id);
    case 'notification_plans':
      return plans('alarms')
        .filter((alarm) => alarm.body['notification_plan_id'] === row.id)
        .map(({ id }) => id);
    default:
      return [];
  }
}

function remove(call: RackspaceCall, kind: Kind, row: Row): void {
  const { monitoring } = call.region.rackspace;
  const children = childrenOf(call, kind, row);
  if (children.length > 0) throw fault(400, 'childrenExistError', 'The object has children and cannot be deleted', `Children: ${children.join(', ')}`);
  if (kind === 'entities') {
    // An entity takes what was looked at on it along.
    for (const of of ['alarms', 'checks'] as const) for (const { id } of monitoring.list(of, row.projectId, row.id)) monitoring.delete(of, id);
    if (typeof row.body['uri'] === 'string') monitoring.forgotten.add(row.body['uri']);
  }
  monitoring.delete(kind, row.id);
}

/** A create answers without a body: its id is in two headers. */
function addRoutes(routes: RackspaceRoutes, kind: Kind, nested: boolean): void {
  const place = nested ? `entities/{entity}/${kind}` : kind;
  const entityOf = (call: RackspaceCall, parameters: readonly string[]): string | undefined =>
    nested ? find(call, 'entities', parameters[0] ?? '').id : undefined;
  const idOf = (parameters: readonly string[]): string => parameters[nested ? 1 : 0] ?? '';
  const pathOf = (entity: string | undefined): string => (entity === undefined ? kind : `entities/${entity}/${kind}`);
  const location = (call: RackspaceCall, row: Row): Record<string, string> => ({ Location: `${call.base}/${pathOf(row.entityId)}/${row.id}` });
  routes
    .on(`GET ${place}`, (call, ...parameters) => {
      const entity = entityOf(call, parameters);
      return page(
        call,
        call.region.rackspace.monitoring.list(kind, call.project.id, entity),
        ({ id }) => id,
        (row) => shown(kind, row),
        pathOf(entity),
      );
    })
    .on(`POST ${place}`, async (call, ...parameters) => {
      const given = await body(call);
      const entity = entityOf(call, parameters);
      check(call, kind, given, entity ?? '');
      const row = call.region.rackspace.monitoring.add(kind, call.project.id, { ...STANDARD[kind], ...given }, call.now, entity);
      // Of a token the address alone says what it is.
      return empty(201, { ...location(call, row), ...(kind === 'agent_tokens' ? {} : { 'X-Object-ID': row.id }) });
    })
    .on(`GET ${place}/{id}`, (call, ...parameters) => json(200, shown(kind, find(call, kind, idOf(parameters), entityOf(call, parameters)))))
    .on(`PUT ${place}/{id}`, async (call, ...parameters) => {
      const given = await body(call);
      const row = find(call, kind, idOf(parameters), entityOf(call, parameters));
      const { created_at: _created, updated_at: _updated, id: _id, ...writable } = { ...row.body, ...given } as JsonObject;
      if (kind === 'checks' && given['type'] !== undefined && given['type'] !== row.body['type'])
        throw fault(400, 'badRequest', 'Validation error', 'type: cannot be changed');
      check(call, kind, writable, row.entityId ?? '');
      row.body = writable;
      row.updatedAt = call.now;
      return empty(204, location(call, row));
    })
    .on(`DELETE ${place}/{id}`, (call, ...parameters) => {
      remove(call, kind, find(call, kind, idOf(parameters), entityOf(call, parameters)));
      return empty(204);
    });
}

export function addCollectionRoutes(routes: RackspaceRoutes): void {
  for (const kind of ['entities', 'notifications', 'notification_plans', 'agent_tokens', 'suppressions'] as const) addRoutes(routes, kind, false);
  for (const kind of ['checks', 'alarms'] as const) addRoutes(routes, kind, true);
}
