import { describe, expect, it } from 'vitest';
import { type ScriptedAnswer, scriptedCloud } from '../testing/scripted-cloud.ts';
import { ServiceCalls } from './service-calls.ts';

interface Row {
  readonly id: string;
}

const list = (pages: Readonly<Record<string, ScriptedAnswer>>, service: 'compute' | 'image' | 'identity' = 'compute') => {
  const cloud = scriptedCloud(({ url }) => pages[new URL(url).search] ?? { status: 500, body: `no page ${url}` });
  const calls = new ServiceCalls(cloud.client, service);
  return { cloud, rows: calls.list<Row>({ method: 'GET', path: '/things', query: { limit: 1 }, operation: 'ListThings' }, 'things', {}) };
};

describe('a list', () => {
  it('goes on as long as there is a next link, at our address and with the link’s query', async () => {
    const next = [{ rel: 'next', href: 'http://127.0.0.1:8774/v2.1/things?limit=1&marker=a%20b' }];
    const { cloud, rows } = list({
      '?limit=1': { body: { things: [{ id: 'a b' }], things_links: next } },
      '?limit=1&marker=a%20b': { body: { things: [{ id: 'c' }] } },
    });
    expect(await rows.toArray()).toEqual([{ id: 'a b' }, { id: 'c' }]);
    expect(cloud.seen.every((one) => one.url.startsWith('https://compute.test/v2.1/things?'))).toBe(true);
  });

  it('takes Glance’s path and Keystone’s address for a next page', async () => {
    const glance = list({ '?limit=1': { body: { things: [{ id: 'a' }], next: '/v2/things?marker=a' } }, '?marker=a': { body: { things: [] } } }, 'image');
    expect((await glance.rows.toArray()).length).toBe(1);
    expect(glance.cloud.seen.length).toBe(2);
    const keystone = list(
      {
        '?limit=1': { body: { things: [{ id: 'a' }], links: { next: 'http://x/v3/things?marker=a', self: 's' } } },
        '?marker=a': { body: { things: [{ id: 'b' }], links: { next: null } } },
      },
      'image',
    );
    expect(await keystone.rows.toArray()).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('ends without a next link, however full the page', async () => {
    const { cloud, rows } = list({ '?limit=1': { body: { things: [{ id: 'a' }, { id: 'b' }], things_links: [{ rel: 'previous', href: '?x=1' }] } } });
    expect((await rows.toArray()).length).toBe(2);
    expect(cloud.seen.length).toBe(1);
  });

  it('is an error, not a short list, where the cloud says that it cut it', async () => {
    await expect(list({ '?limit=1': { body: { things: [], truncated: true } } }).rows.toArray()).rejects.toMatchObject({ code: 'protocol' });
  });

  it('is an error where there is no list', async () => {
    await expect(list({ '?limit=1': { body: { others: [] } } }).rows.toArray()).rejects.toMatchObject({ code: 'protocol', operation: 'compute ListThings' });
  });

  it('sends nothing before it is read', () => {
    expect(list({}).cloud.seen).toEqual([]);
  });
});
