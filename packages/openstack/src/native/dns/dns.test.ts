import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script, ScriptedAnswer } from '../../testing/scripted-cloud.ts';
import type { DnsNative } from './dns.ts';

const job = (status: string, rest: object = {}): ScriptedAnswer => ({
  status: status === 'RUNNING' || status === 'INITIALIZED' ? 202 : 200,
  body: {
    status,
    jobId: 'j-1',
    verb: 'POST',
    callbackUrl: 'http://elsewhere.test/v1.0/100200/status/j-1',
    requestUrl: 'https://dns.test/x',
    request: '…',
    ...rest,
  },
});

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly dns: DnsNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, dns: await cloud.native.dns };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('jobs', () => {
  it('are asked for until they are over, through INITIALIZED and RUNNING, at the service’s own address', async () => {
    const looks = [job('INITIALIZED'), job('RUNNING'), job('COMPLETED', { response: { domains: [{ id: 7, name: 'ex.test' }] } })];
    const { cloud, dns } = await open(({ method }) => (method === 'POST' ? job('INITIALIZED') : looks.shift()));
    expect(await dns.domains.create({ name: 'ex.test', emailAddress: 'a@ex.test', records: [{ type: 'A', name: 'ex.test', data: '192.0.2.1' }] })).toEqual({
      id: 7,
      name: 'ex.test',
    });
    expect(cloud.sent()).toEqual([
      'POST /domains {"domains":[{"name":"ex.test","emailAddress":"a@ex.test","recordsList":{"records":[{"type":"A","name":"ex.test","data":"192.0.2.1"}]}}]}',
      'GET /status/j-1?showDetails=true',
      'GET /status/j-1?showDetails=true',
      'GET /status/j-1?showDetails=true',
    ]);
  });

  it('fail with what they say', async () => {
    const { dns } = await open(({ method }) =>
      method === 'POST' ? job('RUNNING') : job('ERROR', { error: { message: 'The object already exists.', code: 409, details: 'Domain already exists' } }),
    );
    const error = await failureOf(dns.domains.create({ name: 'ex.test', emailAddress: 'a@ex.test' }));
    expect(isCloudError(error, 'already-exists')).toBe(true);
    expect(String(error)).toContain('Domain already exists');
  });

  it('tell which of several items failed, and leave open what was done', async () => {
    const faults = [{ code: 404, message: 'Domain not found', details: '2' }];
    const { dns } = await open(({ method }) =>
      method === 'DELETE'
        ? job('RUNNING')
        : job('ERROR', { error: { code: 500, message: 'One or more items could not be deleted.', failedItems: { faults } } }),
    );
    const error = await failureOf(dns.domains.deleteMany([1, 2]));
    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(String(error)).toContain('Domain not found');
  });

  it('are left running when the time is up, and say which', async () => {
    const { dns } = await open(() => job('RUNNING'));
    const error = await failureOf(dns.domains.update(7, { ttl: 600 }, { timeoutMs: 5_000 }));
    expect(isCloudError(error, 'timeout')).toBe(true);
    expect(String(error)).toContain('j-1');
  });

  it('that find nothing to delete are success', async () => {
    const { dns } = await open(({ method }) => (method === 'DELETE' ? job('RUNNING') : job('ERROR', { error: { code: 404, message: 'Object not Found.' } })));
    await dns.records.delete(7, 'A-1');
    const absent = await open(() => ({ status: 404, body: { code: 404, message: 'Object not Found.' } }));
    await absent.dns.domains.delete(7, { subdomains: true });
    expect(absent.cloud.sent()).toEqual(['DELETE /domains/7?deleteSubdomains=true']);
  });
});

describe('lists', () => {
  it('go on by their links, and by the count where there is none', async () => {
    const { cloud, dns } = await open(({ url }) => {
      const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
      const links = offset === 0 ? [{ rel: 'next', href: 'https://elsewhere/domains?limit=2&offset=2' }] : [];
      return { body: { domains: [offset + 1, offset + 2].filter((id) => id <= 5).map((id) => ({ id })), totalEntries: 5, links } };
    });
    expect((await dns.domains.list({ pageSize: 2 }).toArray()).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(cloud.sent()).toEqual(['GET /domains?limit=2', 'GET /domains?limit=2&offset=2', 'GET /domains?limit=2&offset=4']);
  });

  it('ask again for an answer that is empty, three times at most', async () => {
    let answers = 0;
    const { dns } = await open(() => {
      answers += 1;
      return answers < 3 ? { status: 200, body: '' } : { body: { records: [{ id: 'A-1' }] } };
    });
    expect(await dns.records.list(7).toArray()).toEqual([{ id: 'A-1' }]);
    const never = await open(() => ({ status: 200, body: '' }));
    expect(isCloudError(await failureOf(never.dns.domains.get(7)), 'protocol')).toBe(true);
    expect(never.cloud.seen).toHaveLength(3);
  });
});

describe('records', () => {
  it('are the only one, none, or several', async () => {
    const rows = [
      { id: 'A-1', type: 'A', name: 'a.test' },
      { id: 'A-2', type: 'A', name: 'a.test' },
    ];
    const found = async (count: number): Promise<unknown> => {
      const { dns } = await open(() =>
        count === 0 ? { status: 404, body: { code: 404, message: 'No records found' } } : { body: { records: rows.slice(0, count) } },
      );
      return dns.records.find(7, { type: 'A', name: 'a.test' });
    };
    expect(await found(1)).toMatchObject({ id: 'A-1' });
    expect(await failureOf(found(0))).toMatchObject({ code: 'not-found' });
    expect(await failureOf(found(2))).toMatchObject({ code: 'conflict' });
  });

  it('keep in an update what it does not name', async () => {
    const { cloud, dns } = await open(({ method }) =>
      method === 'GET'
        ? { body: { id: 'MX-1', type: 'MX', name: 'a.test', data: 'mail.a.test', ttl: 600, priority: 5, comment: 'mine', created: 'x' } }
        : job('COMPLETED'),
    );
    await dns.records.update(7, 'MX-1', { priority: 10, ttl: undefined });
    expect(cloud.sent().at(-1)).toBe(
      'PUT /domains/7/records {"records":[{"id":"MX-1","name":"a.test","data":"mail.a.test","ttl":600,"priority":10,"comment":"mine"}]}',
    );
  });

  it('of addresses name the device by where it is', async () => {
    const { cloud, dns } = await open(() => job('COMPLETED', { response: { records: [{ id: 'PTR-1' }] } }));
    await dns.reverse.add({ server: 's-1' }, [{ name: 'a.test', data: '192.0.2.1' }]);
    await dns.reverse.delete({ loadBalancer: 71 }, '192.0.2.2');
    expect(cloud.sent()).toEqual([
      'POST /rdns {"recordsList":{"records":[{"type":"PTR","name":"a.test","data":"192.0.2.1"}]},"link":{"content":"","href":"https://servers.test/v2/100200/servers/s-1","rel":"cloudServersOpenStack"}}',
      'DELETE /rdns/cloudLoadBalancers?href=https%3A%2F%2Flb.test%2Fv1.0%2F100200%2Floadbalancers%2F71&ip=192.0.2.2',
    ]);
  });

  it('of an address that is not ours are permission-denied, not a bad token', async () => {
    const { dns } = await open(() => ({ status: 401, body: { code: 401, message: 'Unauthorized', details: 'Device not owned by account' } }));
    const error = await failureOf(dns.reverse.add({ server: 's-1' }, [{ name: 'a.test', data: '192.0.2.1' }]));
    expect(isCloudError(error, 'permission-denied')).toBe(true);
  });
});

it('exports and imports a zone file', async () => {
  const { dns, cloud } = await open(({ method, url }) => {
    if (url.endsWith('/export')) return job('RUNNING');
    return method === 'GET'
      ? job('COMPLETED', { response: { id: 7, contentType: 'BIND_9', contents: 'ex.test. 3600 IN SOA …' } })
      : job('COMPLETED', { response: { domains: [{ id: 8 }] } });
  });
  expect(await dns.domains.export(7)).toBe('ex.test. 3600 IN SOA …');
  expect(await dns.domains.import('zone')).toEqual({ id: 8 });
  expect(cloud.sent().at(-1)).toBe('POST /domains/import {"domains":[{"contentType":"BIND_9","contents":"zone"}]}');
});
