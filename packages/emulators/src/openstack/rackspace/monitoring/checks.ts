import { type Answer, json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { checkType, isRemote, type Metric, metricsOf } from './check-types.ts';
import { body, fault, find, invalid, notFound, page } from './monitoring-call.ts';
import { check } from './schemas.ts';

/** A number that the same metric always has at the same time. */
const valueAt = (metric: Metric, at: number): number => 20 + (((Math.floor(at / 60_000) % 60) + metric.name.length) % 40);

/** Each zone looks once, and finds all well: nothing is really asked. */
function testResults(check: JsonObject, now: number, debug: boolean): JsonObject[] {
  const type = String(check['type']);
  const zones = isRemote(type) ? (check['monitoring_zones_poll'] as readonly string[]) : [null];
  return zones.map((zone) => ({
    timestamp: now,
    monitoring_zone_id: zone,
    available: true,
    status: isRemote(type) ? 'code=200,rt=0.257s,bytes=2172' : 'success',
    metrics: Object.fromEntries(
      (checkType(type)?.metrics ?? []).map((metric) => [metric.name, { type: metric.type, data: valueAt(metric, now), unit: metric.unit }]),
    ),
    ...(debug ? { debug_info: { body: '<html></html>' } } : {}),
  }));
}

const RESOLUTIONS: Readonly<Record<string, number>> = {
  FULL: 30_000,
  MIN5: 300_000,
  MIN20: 1_200_000,
  MIN60: 3_600_000,
  MIN240: 14_400_000,
  MIN1440: 86_400_000,
};
const MAX_POINTS = 2000;

function plot(call: RackspaceCall, entity: string, id: string, name: string): Answer {
  const row = find(call, 'checks', id, entity);
  const metric = metricsOf(row.body).find((one) => one.name === name);
  if (metric === undefined) throw notFound('Metric', name);
  const query = (key: string): string | undefined => call.request.queryValue(key);
  const [fromText = '', toText = ''] = [query('from'), query('to')];
  // The service runs out of time over fractions of milliseconds.
  if (/\./.test(fromText) || /\./.test(toText)) throw fault(408, 'requestTimeout', 'The request timed out');
  if (!/^\d+$/.test(fromText) || !/^\d+$/.test(toText)) throw invalid('from, to: milliseconds are required');
  const [from, to] = [Number(fromText), Number(toText)];
  const resolution = query('resolution');
  const points = query('points');
  if ((resolution === undefined) === (points === undefined)) throw invalid('points, resolution: one of them is required');
  if (points !== undefined && !(Number(points) >= 1)) throw invalid('points: must be a number');
  const step = resolution === undefined ? Math.max(RESOLUTIONS['FULL'] as number, (to - from) / Number(points)) : RESOLUTIONS[resolution];
  if (step === undefined) throw invalid(`resolution: there is no ${String(resolution)}`);
  const selected = call.request
    .queryPairs()
    .filter(([key]) => key === 'select')
    .map(([, value]) => value);
  const shown = selected.length === 0 ? ['average'] : selected;
  const values: JsonObject[] = [];
  // There is nothing from before the check was.
  for (let at = Math.max(from, row.createdAt); at < to && at <= call.now && values.length < MAX_POINTS; at += step) {
    const average = valueAt(metric, at);
    const numbers: Readonly<Record<string, number>> = { average, min: average - 5, max: average + 5, variance: 4 };
    values.push({
      numPoints: Math.max(1, Math.round(step / 60_000)),
      timestamp: Math.floor(at),
      ...Object.fromEntries(shown.map((key) => [key, numbers[key]])),
    });
  }
  return json(200, { values, metadata: { count: values.length, limit: null, marker: null, next_href: null, next_marker: null } });
}

export function addCheckRoutes(routes: RackspaceRoutes): void {
  routes
    .on('POST entities/{entity}/test-check', async (call, entity) => {
      const given = await body(call);
      check(call, 'checks', given, find(call, 'entities', entity).id);
      return json(200, testResults(given, call.now, call.request.queryValue('debug') === 'true'));
    })
    .on('POST entities/{entity}/checks/{id}/test', (call, entity, id) => {
      const row = find(call, 'checks', id, find(call, 'entities', entity).id);
      return json(200, testResults(row.body, call.now, call.request.queryValue('debug') === 'true'));
    })
    .on('GET entities/{entity}/checks/{id}/metrics', (call, entity, id) => {
      const row = find(call, 'checks', id, find(call, 'entities', entity).id);
      return page(
        call,
        metricsOf(row.body),
        ({ name }) => name,
        ({ name, unit, type }) => ({ name, unit, type }),
        `entities/${entity}/checks/${id}/metrics`,
      );
    })
    .on('GET entities/{entity}/checks/{id}/metrics/{name}/plot', plot);
}
