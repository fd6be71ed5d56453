import { randomUUID } from 'node:crypto';
import { type Answer, json } from '../../answer.ts';
import { Routes } from '../../routes.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceService } from '../rackspace-service.ts';
import { checkType, checkTypeBody, checkTypes, NOTIFICATION_TYPES, ZONES } from './check-types.ts';
import { addCheckRoutes } from './checks.ts';
import { addCollectionRoutes } from './collections.ts';
import { body, fault, find, notFound, page, rowBody } from './monitoring-call.ts';
import type { Row } from './monitoring-state.ts';
import { check } from './schemas.ts';
import { followServers } from './server-entities.ts';

const RATES = {
  global: { limit: 50_000, used: 0, window: '24 hours' },
  test_check: { limit: 500, used: 0, window: '24 hours' },
  test_alarm: { limit: 500, used: 0, window: '24 hours' },
};

const accountOf = (call: RackspaceCall): JsonObject => ({
  id: call.project.id,
  metadata: null,
  webhook_token: `${call.project.storageAccount.slice(-12)}-webhook`,
  ...call.region.rackspace.monitoring.accounts.get(call.project.id),
});

function overviewRow(call: RackspaceCall, entity: Row): JsonObject {
  const { monitoring } = call.region.rackspace;
  return {
    entity: rowBody(entity),
    checks: monitoring.list('checks', call.project.id, entity.id).map(rowBody),
    alarms: monitoring.list('alarms', call.project.id, entity.id).map(rowBody),
    // Nothing is really looked at, so no alarm ever changed.
    latest_alarm_states: [],
  };
}

/** Of one entity by id or by the server it stands for, or all. */
function chosenEntities(call: RackspaceCall): Row[] {
  const ids = call.request
    .queryPairs()
    .filter(([name]) => name === 'entityId')
    .map(([, value]) => value);
  const uri = call.request.queryValue('uri');
  return call.region.rackspace.monitoring
    .list('entities', call.project.id)
    .filter((row) => (ids.length === 0 || ids.includes(row.id)) && (uri === undefined || row.body['uri'] === uri));
}

const DELIVERED = { status: 'success', message: 'Success: Notification sent' };

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>();
addCheckRoutes(routes);
addCollectionRoutes(routes);
routes
  .on('GET account', (call) => json(200, accountOf(call)))
  .on('PUT account', async (call) => {
    const given = await body(call);
    call.region.rackspace.monitoring.accounts.set(call.project.id, { ...accountOf(call), ...given });
    return { status: 204, headers: { Location: `${call.base}/account` } };
  })
  .on('GET limits', () => json(200, { resource: { checks: 10_000, alarms: 10_000 }, rate: RATES }))
  .on('GET audits', (call) => {
    const rows = call.region.rackspace.monitoring.audits.filter(({ projectId }) => projectId === call.project.id).reverse();
    return page(
      call,
      rows,
      ({ id }) => id,
      ({ id, at, method, url, payload, txnId, who, statusCode }) => ({
        id,
        timestamp: at,
        headers: {},
        url,
        app: 'entities',
        query: {},
        txnId,
        payload,
        method,
        account_id: call.project.id,
        who,
        why: null,
        statusCode,
      }),
      'audits',
    );
  })
  .on('GET check_types', (call) => page(call, checkTypes(), ({ id }) => id, checkTypeBody, 'check_types'))
  .on('GET check_types/{id}', (_call, id) => {
    const type = checkType(id);
    if (type === undefined) throw notFound('CheckType', id);
    return json(200, checkTypeBody(type));
  })
  .on('GET notification_types', (call) =>
    page(
      call,
      NOTIFICATION_TYPES,
      ({ id }) => id,
      (row) => row,
      'notification_types',
    ),
  )
  .on('GET notification_types/{id}', (_call, id) => {
    const type = NOTIFICATION_TYPES.find((one) => one.id === id);
    if (type === undefined) throw notFound('NotificationType', id);
    return json(200, type);
  })
  .on('GET monitoring_zones', (call) =>
    page(
      call,
      ZONES,
      ({ id }) => id,
      (row) => row,
      'monitoring_zones',
    ),
  )
  .on('GET monitoring_zones/{id}', (_call, id) => {
    const zone = ZONES.find((one) => one.id === id);
    if (zone === undefined) throw notFound('MonitoringZone', id);
    return json(200, zone);
  })
  .on('POST test-notification', async (call) => {
    check(call, 'notifications', { label: 'test', ...(await body(call)) }, '');
    return json(200, DELIVERED);
  })
  .on('POST notifications/{id}/test', (call, id) => {
    find(call, 'notifications', id);
    return json(200, DELIVERED);
  })
  .on('GET changelogs/alarms', (call) =>
    page<never>(
      call,
      [],
      () => '',
      (row) => row,
      'changelogs/alarms',
    ),
  )
  .on('GET entities/{entity}/alarms/{alarm}/notification_history', (call, entity, alarm) => {
    find(call, 'alarms', alarm, entity);
    return json(200, { check_ids: [] });
  })
  .on('GET views/overview', (call) =>
    page(
      call,
      chosenEntities(call),
      ({ id }) => id,
      (row) => overviewRow(call, row),
      'views/overview',
    ),
  )
  .on('GET agents', (call) =>
    page<never>(
      call,
      [],
      () => '',
      (row) => row,
      'agents',
    ),
  );

/** Writes are remembered, with what came of them. */
async function remember(call: RackspaceCall): Promise<void> {
  if (call.request.method === 'GET') return;
  const { audits } = call.region.rackspace.monitoring;
  const payload = (await call.request.body()).toString('utf8');
  const id = randomUUID();
  audits.push({
    id,
    projectId: call.project.id,
    at: call.now,
    method: call.request.method,
    url: call.request.path,
    payload,
    txnId: `.rh-${id.slice(0, 8)}`,
    who: call.token.user.name,
    statusCode: 200,
  });
}

/** Rackspace Cloud Monitoring v1.0. */
export const monitoringService: RackspaceService = {
  version: 'v1.0',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => fault(found === 'method' ? 405 : 404, found === 'method' ? 'methodNotAllowed' : 'notFoundError', 'No such resource').answer,
  check: async (call) => {
    followServers(call);
    await remember(call);
  },
  headers: () => ({
    'X-RateLimit-Limit': '50000',
    'X-RateLimit-Used': '1',
    'X-RateLimit-Window': '24 hours',
    'X-RateLimit-Type': 'global',
    'X-RateLimit-Remaining': '49999',
    'X-Response-Id': `.rh-${randomUUID().slice(0, 8)}.h.ord1.prod`,
  }),
};
