import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type Script, type ScriptedCloud, scriptedCloud, settingsOf } from '../../testing/scripted-cloud.ts';
import { OpenstackServers } from './servers.ts';

const serversOf = (script: Script, networks?: readonly string[]): { cloud: ScriptedCloud; servers: OpenstackServers } => {
  const cloud = scriptedCloud(script, settingsOf({ networks }));
  return { cloud, servers: new OpenstackServers(cloud.client) };
};
const asked = { name: 'web-1', imageId: 'i', sizeId: 's', tags: {}, metadata: {} };
const made = { status: 202, body: { server: { id: 'srv-1' } } };
const fails = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const sentNetworks = (cloud: ScriptedCloud): unknown[] =>
  cloud.seen.filter((one) => one.method === 'POST').map((one) => (JSON.parse(one.body) as { server: { networks?: unknown } }).server.networks);

describe('create', () => {
  const several = {
    status: 409,
    body: { conflictingRequest: { code: 409, message: 'Multiple possible networks found, use a Network ID to be more specific.' } },
  };
  const list = {
    body: {
      networks: [
        { id: 'ext', 'router:external': true, subnets: ['s'] },
        { id: 'ours', project_id: '8f4c0d', subnets: ['s'] },
      ],
    },
  };

  it('leaves the choice of network to Nova, and makes it only when Nova will not', async () => {
    const easy = serversOf(() => made);
    await easy.servers.create(asked, {});
    expect(sentNetworks(easy.cloud)).toEqual([undefined]);
    const hard = serversOf((one) => (one.method === 'GET' ? list : one.body.includes('networks') ? made : several));
    expect((await hard.servers.create(asked, {})).id).toBe('srv-1');
    expect(sentNetworks(hard.cloud)).toEqual([undefined, [{ uuid: 'ours' }]]);
  });

  it('takes the profile’s networks, and never others than those that were named', async () => {
    const profile = serversOf(() => several, ['net-p']);
    expect(isCloudError(await fails(profile.servers.create(asked, {})), 'conflict')).toBe(true);
    expect(sentNetworks(profile.cloud)).toEqual([[{ uuid: 'net-p' }]]);
    const named = serversOf(() => made, ['net-p']);
    await named.servers.create({ ...asked, networkIds: ['net-a'] }, {});
    expect(sentNetworks(named.cloud)).toEqual([[{ uuid: 'net-a' }]]);
  });

  it('takes a zone, not the region it is in, and no other region', async () => {
    const { cloud, servers } = serversOf(() => made);
    await servers.create({ ...asked, locationId: 'az2' }, {});
    await servers.create({ ...asked, locationId: 'RegionOne' }, {});
    const zones = cloud.seen.map((one) => (JSON.parse(one.body) as { server: Record<string, unknown> }).server['availability_zone']);
    expect(zones).toEqual(['az2', undefined]);
  });

  it('is not sent again after an answer that leaves open what happened', async () => {
    const { cloud, servers } = serversOf(() => ({ status: 503 }));
    expect(await fails(servers.create(asked, {}))).toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(cloud.seen).toHaveLength(1);
  });
});

describe('listByIdempotencyKey', () => {
  const marked = (id: string, key: string, more: object = {}): object => ({ id, status: 'ACTIVE', metadata: { 'portolan.key': key }, ...more });

  it('looks through all pages for all that bear it, and passes over what is going', async () => {
    const { cloud, servers } = serversOf((one) =>
      one.url.includes('marker=b')
        ? { body: { servers: [marked('c', 'k')] } }
        : {
            body: {
              servers: [marked('a', 'k', { 'OS-EXT-STS:task_state': 'deleting' }), marked('b', 'other')],
              servers_links: [{ rel: 'next', href: 'http://127.0.0.1:8774/v2.1/servers/detail?marker=b' }],
            },
          },
    );
    expect((await servers.listByIdempotencyKey('k', {})).map(({ id }) => id)).toEqual(['c']);
    expect(cloud.seen.map((one) => one.url)).toEqual(['https://compute.test/v2.1/servers/detail', 'https://compute.test/v2.1/servers/detail?marker=b']);
    expect(await servers.listByIdempotencyKey('nobody', {})).toEqual([]);
  });
});

describe('start and stop', () => {
  const conflict = { status: 409, body: { conflictingRequest: { code: 409, message: "Cannot 'start' instance" } } };
  const refusing =
    (server: object): Script =>
    (one) =>
      one.method === 'GET' ? { body: { server: { id: 's', ...server } } } : /os-st/.test(one.body) ? conflict : { status: 202 };
  const orders = (cloud: ScriptedCloud): string[] =>
    cloud.seen.filter((one) => one.method === 'POST').map((one) => Object.keys(JSON.parse(one.body) as object)[0] ?? '');

  it.each([
    ['PAUSED', 'unpause'],
    ['SUSPENDED', 'resume'],
    ['SHELVED_OFFLOADED', 'unshelve'],
  ])('start of a %s server is %s', async (status, action) => {
    const { cloud, servers } = serversOf(refusing({ status }));
    await servers.start('s', {});
    expect(orders(cloud)).toEqual(['os-start', action]);
  });

  it('is success when it is so already, and a conflict when something else goes on', async () => {
    await serversOf(refusing({ status: 'ACTIVE' })).servers.start('s', {});
    await serversOf(refusing({ status: 'SHUTOFF' })).servers.stop('s', {});
    await serversOf(refusing({ status: 'ACTIVE', 'OS-EXT-STS:task_state': 'powering-off' })).servers.stop('s', {});
    expect(isCloudError(await fails(serversOf(refusing({ status: 'SHUTOFF' })).servers.start('s', {})), 'conflict')).toBe(true);
    expect(isCloudError(await fails(serversOf(refusing({ status: 'ACTIVE' })).servers.stop('s', {})), 'conflict')).toBe(true);
  });
});

it('setTags changes tags alone, item by item', async () => {
  const metadata = { own: '1', 'portolan.key': 'k', 'portolan.tag.stays': 'x', 'portolan.tag.goes': 'x', 'portolan.tag.new': 'old' };
  const { cloud, servers } = serversOf((one) => (one.method === 'GET' ? { body: { metadata } } : { status: one.method === 'DELETE' ? 204 : 200, body: {} }));
  await servers.setTags('s', { stays: 'x', new: 'y' }, {});
  expect(cloud.seen.slice(1).map((one) => `${one.method} ${one.url.slice('https://compute.test/v2.1/servers/s'.length)} ${one.body}`)).toEqual([
    'POST /metadata {"metadata":{"portolan.tag.new":"y"}}',
    'DELETE /metadata/portolan.tag.goes ',
  ]);
});

it('a list without its rows is protocol, not an empty list', async () => {
  const error = await fails(serversOf(() => ({ body: { servers: null } })).servers.listPage({}));
  expect(isCloudError(error, 'protocol')).toBe(true);
});
