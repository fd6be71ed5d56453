import { isCloudError } from '@portolan/core/driver';
import { expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script } from '../../testing/scripted-cloud.ts';
import type { MonitoringNative } from './monitoring.ts';

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly monitoring: MonitoringNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, monitoring: await cloud.native.monitoring };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('reads the id of what it made from the headers: there is no body', async () => {
  const { cloud, monitoring } = await open(({ url }) =>
    url.endsWith('/entities')
      ? { status: 201, headers: { location: 'https://monitoring.test/v1.0/100200/entities/enABC', 'x-object-id': 'enABC' } }
      : { status: 201, headers: { location: 'https://monitoring.test/v1.0/100200/entities/enABC/checks/chX' } },
  );
  expect(await monitoring.entities.create({ label: 'db', ip_addresses: { default: '192.0.2.5' } })).toBe('enABC');
  expect(await monitoring.checks.create('enABC', { type: 'remote.ping', monitoring_zones_poll: ['mzord'], target_alias: 'default' })).toBe('chX');
  expect(cloud.sent()).toEqual([
    'POST /entities {"label":"db","ip_addresses":{"default":"192.0.2.5"}}',
    'POST /entities/enABC/checks {"type":"remote.ping","monitoring_zones_poll":["mzord"],"target_alias":"default"}',
  ]);
});

it('goes on where the next page begins', async () => {
  const { cloud, monitoring } = await open(({ url }) =>
    url.includes('marker=')
      ? { body: { values: [{ id: 'b' }], metadata: { next_marker: null } } }
      : { body: { values: [{ id: 'a' }], metadata: { next_marker: 'b' } } },
  );
  expect((await monitoring.entities.list({ pageSize: 1 }).toArray()).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(cloud.sent()).toEqual(['GET /entities?limit=1', 'GET /entities?limit=1&marker=b']);
});

it('asks for points of a metric by whole milliseconds, and by one kind of spacing', async () => {
  const { cloud, monitoring } = await open(() => ({ body: { values: [{ timestamp: 1, average: 2 }] } }));
  const range = { from: new Date(1000.7), to: new Date(2000), select: ['average', 'max'] } as const;
  expect(await monitoring.checks.metricPoints('en', 'ch', 'mzord.duration', { ...range, points: 10 })).toEqual([{ timestamp: 1, average: 2 }]);
  expect(cloud.sent()).toEqual(['GET /entities/en/checks/ch/metrics/mzord.duration/plot?from=1000&to=2000&points=10&select=average&select=max']);
  expect(isCloudError(await failureOf(monitoring.checks.metricPoints('en', 'ch', 'm', range)), 'invalid-argument')).toBe(true);
  expect(isCloudError(await failureOf(monitoring.checks.metricPoints('en', 'ch', 'm', { ...range, points: 1, resolution: 'FULL' })), 'invalid-argument')).toBe(
    true,
  );
});

it('tries a check before it is made', async () => {
  const { cloud, monitoring } = await open(() => ({ body: [{ monitoring_zone_id: 'mzord', available: true, status: 'code=200' }] }));
  expect(await monitoring.checks.test('en', { type: 'remote.http', details: { url: 'http://a.test' } }, { debug: true })).toMatchObject([{ available: true }]);
  expect(cloud.sent()).toEqual(['POST /entities/en/test-check?debug=true {"type":"remote.http","details":{"url":"http://a.test"}}']);
});

it('tells limits and children from bad arguments', async () => {
  const fault =
    (type: string): Script =>
    () => ({ status: 400, body: { type, code: 400, message: 'no', details: '', txnId: 'x' } });
  expect(isCloudError(await failureOf((await open(fault('limitReached'))).monitoring.entities.create({ label: 'x' })), 'quota-exceeded')).toBe(true);
  expect(isCloudError(await failureOf((await open(fault('childrenExistError'))).monitoring.entities.delete('en')), 'conflict')).toBe(true);
  expect(isCloudError(await failureOf((await open(fault('badRequest'))).monitoring.entities.create({ label: '' })), 'invalid-argument')).toBe(true);
});

it('shows no token of an agent, not even in errors', async () => {
  const { monitoring } = await open(({ method, url }) => {
    if (method === 'POST') return { status: 201, headers: { location: 'https://monitoring.test/v1.0/100200/agent_tokens/at-secret.1' } };
    return url.includes('at-secret')
      ? { status: 500, body: { type: 'internal', code: 500, message: 'oops' } }
      : { body: { values: [{ id: 'at-secret.1', token: 'at-secret.1', label: 'x' }], metadata: {} } };
  });
  const made = await monitoring.agentTokens.create('x');
  expect(made.token.reveal()).toBe('at-secret.1');
  const error = await failureOf(monitoring.agentTokens.update(made, 'y'));
  expect(isCloudError(error)).toBe(true);
  expect(`${String(error)} ${JSON.stringify(error)} ${JSON.stringify(await monitoring.agentTokens.list().toArray())}`).not.toContain('at-secret');
});
