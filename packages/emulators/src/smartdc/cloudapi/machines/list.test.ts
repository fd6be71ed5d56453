import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../../testing/start.ts';

let bed: TestBed;
beforeAll(async () => {
  const machines = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ name: `web${number}`, tags: { n: number, even: number % 2 === 0, role: 'web' } }));
  bed = await startTestBed({ maxPageSize: 3, seed: { machines: [...machines, { name: 'db1' }] } });
});
afterAll(() => bed.emulator.close());

const list = (query: string): Promise<Reply> => bed.cloud.send('GET', `/demo/machines${query}`);
const names = async (query: string): Promise<string[]> => (await list(query)).json<{ name: string }[]>().map(({ name }) => name);
const fails = async (query: string): Promise<unknown> => {
  const { status, json } = await list(query);
  return [status, json().code];
};

describe('listing machines', () => {
  it('pages with limit and offset, newest first; the count is the page’s', async () => {
    const first = await list('?limit=1000&offset=0');
    expect(first.headers).toMatchObject({ 'x-query-limit': '3', 'x-resource-count': '3' });
    expect(await names('?offset=0')).toEqual(['db1', 'web7', 'web6']);
    expect(await names('?offset=6')).toEqual(['web2', 'web1']);
    expect(await names('?limit=2&offset=7')).toEqual(['web1']);
    expect(await names('?offset=8')).toEqual([]);
  });

  it('refuses limits outside 1 to 1000', async () => {
    for (const query of ['?limit=0', '?limit=1001', '?limit=x', '?offset=-1']) expect(await fails(query)).toEqual([409, 'ValidationFailed']);
  });

  it('HEAD answers the headers alone', async () => {
    const head = await bed.cloud.send('HEAD', '/demo/machines?limit=2');
    expect([head.status, head.headers['x-resource-count'], head.text]).toEqual([200, '2', '']);
  });

  it('filters by name prefix, tag, type, memory and state', async () => {
    expect(await names('?name=web')).toHaveLength(3);
    expect(await names('?name=db')).toEqual(['db1']);
    expect(await names('?tag.n=4')).toEqual(['web4']);
    expect(await names('?tag.even=true&tag.role=web')).toEqual(['web6', 'web4', 'web2']);
    expect(await names('?type=virtualmachine')).toEqual([]);
    expect(await names('?memory=128&name=db')).toEqual(['db1']);
    expect(await names('?memory=129')).toEqual([]);
    expect(await names('?state=stopped')).toEqual([]);
    // Documented as the states they name, these mean "any live one".
    expect(await names('?state=provisioning&name=db')).toEqual(['db1']);
  });

  it('tags=* overrides everything else and has no x-query-limit', async () => {
    const reply = await list('?tags=*&name=db&limit=1');
    expect([reply.json<unknown[]>().length, reply.headers['x-query-limit'], reply.headers['x-resource-count']]).toEqual([7, undefined, '7']);
  });

  it('refuses states, types and booleans it does not know', async () => {
    for (const query of ['?state=deleted', '?state=failed', '?type=x', '?docker=maybe']) expect(await fails(query)).toEqual([409, 'InvalidArgument']);
  });
});
