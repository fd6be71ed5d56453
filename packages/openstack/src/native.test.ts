import { isCloudError } from '@portolan/core/driver';
import { expect, it } from 'vitest';
import { OpenstackNative } from './native.ts';
import { scriptedCloud, settingsOf } from './testing/scripted-cloud.ts';

it('makes any call with the token, and the microversion in both of its headers', async () => {
  const cloud = scriptedCloud(() => ({ body: { server_groups: [] } }));
  const native = new OpenstackNative(cloud.client);
  expect(await native.json('compute', '/os-server-groups', { query: { limit: 1 }, microversion: '2.64' })).toEqual({ server_groups: [] });
  expect(cloud.seen[0]).toMatchObject({
    method: 'GET',
    url: 'https://compute.test/v2.1/os-server-groups?limit=1',
    headers: { 'X-Auth-Token': 'token-1', 'OpenStack-API-Version': 'compute 2.64', 'X-OpenStack-Nova-API-Version': '2.64' },
  });
  await native.request('block-storage', '/volumes', { method: 'POST', json: { volume: {} }, microversion: '3.59' });
  expect(cloud.seen[1]).toMatchObject({ body: '{"volume":{}}', headers: { 'OpenStack-API-Version': 'volume 3.59', 'Content-Type': 'application/json' } });
  expect(cloud.seen[1]?.headers).not.toHaveProperty('X-OpenStack-Nova-API-Version');
});

it('names the profile’s microversion where a call names none', async () => {
  const cloud = scriptedCloud(() => ({ body: {} }), settingsOf({ microversions: { compute: '2.79' } }));
  const native = new OpenstackNative(cloud.client);
  await native.json('compute', '/servers');
  await native.json('compute', '/servers', { microversion: '2.1' });
  await native.json('block-storage', '/volumes');
  expect(cloud.seen.map(({ headers }) => headers['OpenStack-API-Version'])).toEqual(['compute 2.79', 'compute 2.1', undefined]);
});

it('tells who and where it is', async () => {
  const native = new OpenstackNative(scriptedCloud(() => ({})).client);
  expect(await native.session()).toMatchObject({ projectId: '8f4c0d', userId: 'u-77', region: 'RegionOne' });
  expect(await native.endpoint('image')).toBe('https://image.test/v2');
});

it('names what was called in errors', async () => {
  const native = new OpenstackNative(scriptedCloud(() => ({ status: 404, body: { itemNotFound: { code: 404, message: 'gone' } } })).client);
  const error = await native.json('compute', '/servers/x').then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(isCloudError(error, 'not-found')).toBe(true);
  expect(String(error)).toBe('CloudError: openstack native GET "compute /servers/x": 404 itemNotFound (gone)');
});

it('makes each service’s client once, and sends nothing for it', async () => {
  const cloud = scriptedCloud(() => ({ body: { servers: [] } }));
  const native = new OpenstackNative(cloud.client);
  const [compute, again] = await Promise.all([native.compute, native.compute]);
  expect(compute).toBe(again);
  expect(await native.network).not.toBe(compute);
  expect([cloud.seen.length, cloud.signedIn()]).toEqual([0, 0]);
  await compute.servers.list().toArray();
  expect(cloud.signedIn()).toBe(1);
});

it('works in other regions and by other interfaces with the token it has', async () => {
  const cloud = scriptedCloud(() => ({ body: { servers: [] } }));
  const faces = (region: string) =>
    ['public', 'internal'].map((face) => ({ interface: face, region, region_id: region, url: `https://${face}.${region}.test/v2.1`.toLowerCase() }));
  cloud.signInWith(() => ({
    status: 201,
    headers: { 'x-subject-token': 't' },
    body: { token: { catalog: [{ type: 'compute', endpoints: [...faces('ORD'), ...faces('DFW')] }] } },
  }));
  const native = new OpenstackNative(cloud.client);
  await (await native.at({ region: 'ORD' }).compute).servers.list().toArray();
  await native.at({ region: 'DFW' }).at({ interface: 'internal' }).json('compute', '/servers');
  expect(cloud.seen.map(({ url, headers }) => [url, headers['X-Auth-Token']])).toEqual([
    ['https://public.ord.test/v2.1/servers/detail', 't'],
    ['https://internal.dfw.test/v2.1/servers', 't'],
  ]);
  expect(cloud.signedIn()).toBe(1);
});
