import type { OpenstackNative } from '@portolan/openstack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NativeRun, openRackspace } from './rackspace-native.ts';

describe('monitoring', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['monitoring']>;
  let entity: string;
  const web = {
    type: 'remote.http',
    label: 'web',
    details: { url: 'http://192.0.2.5/' },
    monitoring_zones_poll: ['mzdfw', 'mzord'],
    target_alias: 'main',
  } as const;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.monitoring);
    entity = await client.entities.create({ label: 'one', ip_addresses: { main: '192.0.2.5' } });
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('entities stand for what is looked at', async () => {
    const other = await client.entities.create({ label: 'two', metadata: { a: 'b' } });
    await client.entities.update(other, { label: 'three' });
    expect(await client.entities.get(other)).toMatchObject({ id: other, label: 'three', metadata: { a: 'b' }, created_at: expect.any(Number) });
    expect((await client.entities.list({ pageSize: 1 }).toArray()).map(({ id }) => id)).toEqual([entity, other].toSorted((a, b) => (a < b ? -1 : 1)));
    await client.entities.delete(other);
    await client.entities.delete(other);
    await expect(client.entities.get(other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.entities.create({ label: '' })).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('checks are tried, made, measured', async () => {
    expect((await client.checks.test(entity, web, { debug: true })).map((row) => [row.monitoring_zone_id, row.available])).toEqual([
      ['mzdfw', true],
      ['mzord', true],
    ]);
    const check = await client.checks.create(entity, { ...web, period: 60, timeout: 10 });
    await client.checks.update(entity, check, { period: 90 });
    expect(await client.checks.get(entity, check)).toMatchObject({ type: 'remote.http', period: 90, timeout: 10 });
    expect(await client.checks.testExisting(entity, check)).toHaveLength(2);
    const metrics = await client.checks.metrics(entity, check, { pageSize: 3 }).toArray();
    expect(metrics.map(({ name }) => name)).toContain('mzdfw.duration');
    (run.emulator.clock as { advance?: (ms: number) => void }).advance?.(30 * 60_000);
    const now = run.emulator.clock.now();
    const range = { from: new Date(now - 25 * 60_000), to: new Date(now), resolution: 'MIN5', select: ['min', 'max'] } as const;
    const points = await client.checks.metricPoints(entity, check, 'mzdfw.duration', range);
    expect(points).toHaveLength(5);
    expect(points[0]).toMatchObject({ min: expect.any(Number), max: expect.any(Number) });
    await expect(client.checks.create(entity, { ...web, timeout: 60, period: 30 })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(await client.checks.list(entity).toArray()).toHaveLength(1);
    await client.checks.delete(entity, check);
    expect(await client.checks.list(entity).toArray()).toEqual([]);
  });

  it('alarms tell by notifications, which stay while they are needed', async () => {
    const details = { address: 'ops@example.com' };
    expect(await client.notifications.test({ type: 'email', details })).toMatchObject({ status: 'success' });
    const notification = await client.notifications.create({ label: 'mail', type: 'email', details });
    await client.notifications.update(notification, { label: 'post' });
    expect(await client.notifications.get(notification)).toMatchObject({ label: 'post', type: 'email' });
    expect(await client.notifications.testExisting(notification)).toMatchObject({ status: 'success' });
    expect(await client.notifications.list().toArray()).toHaveLength(1);
    const plan = await client.notificationPlans.create({ label: 'plan', critical_state: [notification] });
    await client.notificationPlans.update(plan, { warning_state: [notification] });
    expect(await client.notificationPlans.get(plan)).toMatchObject({ critical_state: [notification], warning_state: [notification], ok_state: [] });
    expect(await client.notificationPlans.list().toArray()).toHaveLength(1);
    const check = await client.checks.create(entity, web);
    const alarm = await client.alarms.create(entity, { check_id: check, notification_plan_id: plan, criteria: 'return new AlarmStatus(OK);' });
    await client.alarms.update(entity, alarm, { label: 'slow' });
    expect(await client.alarms.get(entity, alarm)).toMatchObject({ check_id: check, label: 'slow' });
    expect(await client.alarms.list(entity).toArray()).toHaveLength(1);
    expect(await client.overview({ entity }).toArray()).toMatchObject([{ entity: { id: entity }, checks: [{ id: check }], alarms: [{ id: alarm }] }]);
    expect(await client.alarmChanges({ entity }).toArray()).toEqual([]);
    await expect(client.notifications.delete(notification)).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.notificationPlans.delete(plan)).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.checks.delete(entity, check)).rejects.toMatchObject({ code: 'conflict' });
    await client.alarms.delete(entity, alarm);
    await client.notificationPlans.delete(plan);
    await client.notifications.delete(notification);
    expect(await client.notifications.list().toArray()).toEqual([]);
  });

  it('agents sign in with tokens', async () => {
    const { token } = await client.agentTokens.create('web-1');
    await client.agentTokens.update(token, 'web-2');
    const shown = await client.agentTokens.get(token);
    expect([shown.token.reveal(), shown.label]).toEqual([token.reveal(), 'web-2']);
    expect((await client.agentTokens.list().toArray()).map(({ label }) => label)).toEqual(['web-2']);
    await client.agentTokens.delete(token);
    expect(await client.agentTokens.list().toArray()).toEqual([]);
  });

  it('types, zones, account, limits and audits are told', async () => {
    expect((await client.checkTypes({ pageSize: 5 }).toArray()).length).toBeGreaterThan(10);
    expect(await client.checkType('remote.ping')).toMatchObject({ id: 'remote.ping', type: 'remote' });
    expect((await client.zones().toArray()).map(({ id }) => id)).toContain('mzlon');
    expect(await client.zone('mzlon')).toMatchObject({ country_code: 'GB' });
    expect((await client.notifications.types().toArray()).map(({ id }) => id)).toContain('webhook');
    expect(await client.notifications.type('webhook')).toMatchObject({ id: 'webhook' });
    expect(await client.account()).toMatchObject({ id: '123456' });
    expect(await client.limits()).toMatchObject({ resource: { checks: 10_000 } });
    expect(await client.audits({ pageSize: 10 }).toArray()).toContainEqual(expect.objectContaining({ method: 'POST', account_id: '123456' }));
  });

  it('each cloud server has an entity of its own', async () => {
    const nova = await run.native.compute;
    const images = await (await run.native.image).images.list().toArray();
    const flavors = await nova.flavors.list().toArray();
    const { id } = await nova.servers.create({ name: 'web-1', imageRef: images[0]?.id ?? '', flavorRef: flavors[0]?.id ?? '' } as never);
    const mine = async (): Promise<object | undefined> => (await client.entities.list().toArray()).find(({ uri }) => uri?.endsWith(`/servers/${id}`));
    expect(await mine()).toMatchObject({ label: 'web-1', managed: true });
    await nova.servers.delete(id);
    expect(await mine()).toBeUndefined();
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.monitoring)).toEqual([]);
  });
});
