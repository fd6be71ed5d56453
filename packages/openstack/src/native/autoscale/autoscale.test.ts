import { isCloudError } from '@portolan/core/driver';
import { expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script } from '../../testing/scripted-cloud.ts';
import type { AutoscaleNative } from './autoscale.ts';

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly autoscale: AutoscaleNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, autoscale: await cloud.native.autoscale };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('reads, merges and writes the whole where a change is meant', async () => {
  const launch = {
    type: 'launch_server',
    args: { server: { flavorRef: '2', imageRef: 'i-1', metadata: { a: '1' } }, loadBalancers: [{ loadBalancerId: 71, port: 80 }] },
  };
  const { cloud, autoscale } = await open(({ method, url }) => {
    if (method === 'PUT') return { status: 204 };
    if (url.endsWith('/launch')) return { body: { launchConfiguration: launch } };
    return { body: { groupConfiguration: { name: 'web', cooldown: 60, minEntities: 1, maxEntities: 5, metadata: { a: '1' } } } };
  });
  await autoscale.updateConfiguration('g', { maxEntities: 9, cooldown: undefined });
  await autoscale.updateMetadata('g', { b: '2' });
  await autoscale.updateLaunchConfiguration('g', { server: { imageRef: 'i-2' } });
  await autoscale.updateLaunchMetadata('g', { b: '2' });
  expect(cloud.sent().filter((line) => line.startsWith('PUT'))).toEqual([
    'PUT /groups/g/config {"metadata":{"a":"1"},"name":"web","cooldown":60,"minEntities":1,"maxEntities":9}',
    'PUT /groups/g/config {"metadata":{"a":"1","b":"2"},"name":"web","cooldown":60,"minEntities":1,"maxEntities":5}',
    'PUT /groups/g/launch {"type":"launch_server","args":{"server":{"flavorRef":"2","imageRef":"i-2","metadata":{"a":"1"}},"loadBalancers":[{"loadBalancerId":71,"port":80}]}}',
    'PUT /groups/g/launch {"type":"launch_server","args":{"server":{"flavorRef":"2","imageRef":"i-1","metadata":{"a":"1","b":"2"}},"loadBalancers":[{"loadBalancerId":71,"port":80}]}}',
  ]);
});

it('sends policies and webhooks in bare arrays', async () => {
  const { cloud, autoscale } = await open(({ url }) =>
    url.endsWith('/webhooks')
      ? {
          status: 201,
          body: {
            webhooks: [
              {
                id: 'w',
                links: [
                  { rel: 'self', href: 'x' },
                  { rel: 'capability', href: 'https://autoscale.test/v1.0/execute/1/abc/' },
                ],
              },
            ],
          },
        }
      : { status: 201, body: { policies: [{ id: 'p' }] } },
  );
  expect((await autoscale.policies.add('g', { name: 'up', type: 'webhook', cooldown: 60, change: 1 })).id).toBe('p');
  const webhook = await autoscale.webhooks.add('g', 'p', { name: 'hook' });
  expect(cloud.sent()).toEqual([
    'POST /groups/g/policies [{"name":"up","type":"webhook","cooldown":60,"change":1}]',
    'POST /groups/g/policies/p/webhooks [{"name":"hook"}]',
  ]);
  expect(autoscale.webhooks.executionUrl(webhook)?.reveal()).toBe('https://autoscale.test/v1.0/execute/1/abc/');
  expect(String(autoscale.webhooks.executionUrl(webhook))).not.toContain('abc');
});

it('lets a policy have one way of change alone', async () => {
  const { cloud, autoscale } = await open(({ method }) =>
    method === 'GET' ? { body: { policy: { id: 'p', name: 'up', type: 'webhook', cooldown: 60, change: 1, links: [] } } } : { status: 204 },
  );
  await autoscale.policies.update('g', 'p', { desiredCapacity: 3 });
  expect(cloud.sent().at(-1)).toBe('PUT /groups/g/policies/p {"name":"up","type":"webhook","cooldown":60,"desiredCapacity":3}');
});

it('tells a policy in its cooldown and a group that is not empty from missing rights', async () => {
  const fault =
    (type: string): Script =>
    () => ({ status: 403, body: { error: { type, code: 403, message: 'no', details: '' } } });
  const cooling = await open(fault('CannotExecutePolicyError'));
  expect(isCloudError(await failureOf(cooling.autoscale.policies.execute('g', 'p')), 'conflict')).toBe(true);
  const full = await open(fault('GroupNotEmptyError'));
  expect(isCloudError(await failureOf(full.autoscale.delete('g')), 'conflict')).toBe(true);
});

it('waits until a group has as many servers as it should, and no longer once it failed', async () => {
  const states = [
    { activeCapacity: 0, pendingCapacity: 2, desiredCapacity: 2 },
    { activeCapacity: 2, pendingCapacity: 0, desiredCapacity: 2 },
  ];
  const { autoscale } = await open(() => ({ body: { group: { status: 'ACTIVE', ...states.shift() } } }));
  expect(await autoscale.waitSettled('g')).toMatchObject({ activeCapacity: 2 });
  const failed = await open(() => ({ body: { group: { status: 'ERROR', errors: [{ message: 'image is gone' }] } } }));
  expect(String(await failureOf(failed.autoscale.waitSettled('g')))).toContain('image is gone');
});

it('follows the links of lists', async () => {
  const { autoscale } = await open(({ url }) =>
    url.includes('marker')
      ? { body: { groups: [{ id: 'b' }], groups_links: [] } }
      : { body: { groups: [{ id: 'a' }], groups_links: [{ rel: 'next', href: 'http://x/groups?marker=a&limit=1' }] } },
  );
  expect((await autoscale.list({ pageSize: 1 }).toArray()).map(({ id }) => id)).toEqual(['a', 'b']);
});
