import { isCloudError } from '@portolan/core/driver';
import { expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script } from '../../testing/scripted-cloud.ts';
import type { QueuesNative } from './queues.ts';

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly queues: QueuesNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, queues: await cloud.native.queues };
}

const message = (id: string, claim = ''): object => ({ href: `/v1/queues/q/messages/${id}${claim}`, ttl: 60, age: 1, body: { n: id } });

it('lists messages until a page is empty, though every page has a link to the next', async () => {
  const pages = [['a', 'b'], ['c'], []];
  const { cloud, queues } = await open(() => {
    const page = pages.shift() ?? [];
    const marker = 3 - pages.length;
    return page.length === 0
      ? { status: 204 }
      : { body: { messages: page.map((id) => message(id)), links: [{ rel: 'next', href: `/v1/queues/q/messages?marker=${marker}&limit=10&echo=true` }] } };
  });
  expect((await queues.messages.list('q', { echo: true }).toArray()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(cloud.sent()).toEqual([
    'GET /queues/q/messages?limit=10&echo=true&include_claimed=false',
    'GET /queues/q/messages?marker=1&limit=10&echo=true',
    'GET /queues/q/messages?marker=2&limit=10&echo=true',
  ]);
});

it('says in every call of messages and claims which client it is, the same each time', async () => {
  const { cloud, queues } = await open(({ method }) => (method === 'POST' ? { status: 204 } : { status: 204 }));
  await queues.messages.list('q').toArray();
  await queues.claims.claim('q', { ttl: 300, grace: 300 });
  await queues.as('3381af92-2b9e-11e3-b191-71861300734c').messages.delete('q', 'm');
  const ids = cloud.seen.map(({ headers }) => headers['Client-ID']);
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(ids).toEqual([queues.clientId, queues.clientId, '3381af92-2b9e-11e3-b191-71861300734c']);
});

it('claims messages, deletes them under the claim, and finds nothing to claim', async () => {
  let claims = 0;
  const { cloud, queues } = await open(({ method, url }) => {
    if (method !== 'POST' || !url.includes('/claims')) return { status: 204 };
    claims += 1;
    return claims === 1 ? { status: 201, headers: { location: '/v1/queues/q/claims/c1' }, body: [message('a', '?claim_id=c1')] } : { status: 204 };
  });
  const claim = await queues.claims.claim('q', { ttl: 300, grace: 60 }, { limit: 5 });
  expect(claim).toMatchObject({ id: 'c1', messages: [{ id: 'a', claimId: 'c1', body: { n: 'a' } }] });
  for (const one of claim?.messages ?? []) await queues.messages.delete('q', one);
  expect(await queues.claims.claim('q', { ttl: 300, grace: 60 })).toBeUndefined();
  await queues.claims.release('q', claim ?? '');
  expect(cloud.sent()).toEqual([
    'POST /queues/q/claims?limit=5 {"ttl":300,"grace":60}',
    'DELETE /queues/q/messages/a?claim_id=c1',
    'POST /queues/q/claims {"ttl":300,"grace":60}',
    'DELETE /queues/q/claims/c1',
  ]);
});

it('posts ten at a time, in a bare array, and tells their ids', async () => {
  const { cloud, queues } = await open(({ body }) => ({
    status: 201,
    body: { partial: false, resources: (JSON.parse(body) as { body: number }[]).map(({ body: n }) => `/v1/queues/q/messages/m${n}`) },
  }));
  const ids = await queues.messages.post(
    'q',
    Array.from({ length: 12 }, (_, n) => ({ body: n, ttl: 60 })),
  );
  expect(ids).toEqual(Array.from({ length: 12 }, (_, n) => `m${n}`));
  expect(cloud.seen.map(({ body }) => (JSON.parse(body) as unknown[]).length)).toEqual([10, 2]);
});

it('makes a queue once, and refuses a name that is none', async () => {
  let puts = 0;
  const { cloud, queues } = await open(() => {
    puts += 1;
    return { status: puts === 1 ? 201 : 204 };
  });
  expect([await queues.create('q'), await queues.create('q')]).toEqual([{ created: true }, { created: false }]);
  const error = await queues.create('a queue').then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(isCloudError(error, 'invalid-argument')).toBe(true);
  expect(cloud.seen).toHaveLength(2);
});

it('merges metadata, and tells whether a queue is there', async () => {
  const { cloud, queues } = await open(({ method }) => (method === 'GET' ? { body: { a: 1, b: 2 } } : method === 'HEAD' ? { status: 404 } : { status: 204 }));
  await queues.updateMetadata('q', { b: 3 });
  expect(cloud.sent().at(-1)).toBe('PUT /queues/q/metadata {"a":1,"b":3}');
  expect(await queues.exists('q')).toBe(false);
});
