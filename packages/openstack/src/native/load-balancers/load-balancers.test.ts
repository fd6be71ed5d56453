import { isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script, ScriptedAnswer } from '../../testing/scripted-cloud.ts';
import type { LoadBalancersNative } from './load-balancers.ts';

const IMMUTABLE: ScriptedAnswer = {
  status: 422,
  body: { message: "Load Balancer '71' has a status of 'PENDING_UPDATE' and is considered immutable.", code: 422 },
};
const shown = (status: string): ScriptedAnswer => ({ body: { loadBalancer: { id: 71, name: 'web', status } } });

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly lb: LoadBalancersNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, lb: await cloud.native.loadBalancers };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('one change at a time', () => {
  it('waits until the load balancer is active, and sends the refused change again', async () => {
    const states = ['PENDING_UPDATE', 'PENDING_UPDATE', 'ACTIVE'];
    let puts = 0;
    const { cloud, lb } = await open(({ method }) => {
      if (method === 'GET') return shown(states.shift() ?? 'ACTIVE');
      puts += 1;
      return puts === 1 ? IMMUTABLE : { status: 202 };
    });
    await lb.connectionLogging.set(71, true);
    expect(cloud.sent()).toEqual([
      'PUT /loadbalancers/71/connectionlogging {"connectionLogging":{"enabled":true}}',
      'GET /loadbalancers/71',
      'GET /loadbalancers/71',
      'GET /loadbalancers/71',
      'PUT /loadbalancers/71/connectionlogging {"connectionLogging":{"enabled":true}}',
    ]);
  });

  it('fails with conflict at once when it is not to wait', async () => {
    const { cloud, lb } = await open(() => IMMUTABLE);
    const error = await failureOf(lb.update(71, { name: 'x' }, { settleMs: 0 }));
    expect(isCloudError(error, 'conflict')).toBe(true);
    expect(error).toMatchObject({ outcome: 'not-done', status: 422 });
    expect(cloud.seen).toHaveLength(1);
  });

  it('gives up when the load balancer is in a state it will not leave', async () => {
    const { lb } = await open(({ method }) => (method === 'GET' ? shown('ERROR') : IMMUTABLE));
    const error = await failureOf(lb.nodes.delete(71, 4));
    expect(String(error)).toContain('will not become ACTIVE: it is ERROR');
  });

  it('sends its own changes of one load balancer after each other, and those of others at the same time', async () => {
    let now = 0;
    let most = 0;
    const cloud = rackspaceCloud(() => ({ status: 202 }));
    const { transport } = cloud.connection;
    const send = transport.send.bind(transport);
    transport.send = async (request, options) => {
      if (!request.target.includes('/loadbalancers/')) return send(request, options);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return send(request, options);
    };
    const lb = await cloud.native.loadBalancers;
    await Promise.all([1, 2, 3].map((node) => lb.nodes.update(71, node, { condition: 'DRAINING' })));
    expect(most).toBe(1);
    await Promise.all([1, 2, 3].map((id) => lb.update(id, { name: 'x' })));
    expect(most).toBe(3);
  });

  it('goes on with the next change when one failed', async () => {
    const { lb } = await open(({ url }) => (url.endsWith('/nodes/1') ? { status: 404, body: { message: 'Node not found', code: 404 } } : { status: 202 }));
    const [first, second] = await Promise.allSettled([lb.nodes.update(71, 1, { weight: 2 }), lb.nodes.update(71, 2, { weight: 2 })]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
    expect(second.status).toBe('fulfilled');
  });
});

describe('lists', () => {
  it('leaves out the row with which an overlapping page begins, and ends at a page that is not full', async () => {
    const rows = [1, 2, 3, 4, 5].map((id) => ({ id, name: `lb-${id}` }));
    const { cloud, lb } = await open(({ url }) => {
      const query = new URL(url).searchParams;
      const from = rows.findIndex(({ id }) => String(id) === (query.get('marker') ?? '1'));
      return { body: { loadBalancers: rows.slice(from, from + Number(query.get('limit'))) } };
    });
    expect((await lb.list({ pageSize: 3, name: 'x' }).toArray()).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(cloud.sent()).toEqual([
      'GET /loadbalancers?limit=3&name=x',
      'GET /loadbalancers?limit=3&name=x&marker=3',
      'GET /loadbalancers?limit=3&name=x&marker=5',
    ]);
  });

  it('follows a link, whose marker is the first row of the next page', async () => {
    const { lb } = await open(({ url }) =>
      url.includes('marker=3')
        ? { body: { loadBalancers: [{ id: 3 }] } }
        : { body: { loadBalancers: [{ id: 1 }, { id: 2 }], links: [{ rel: 'next', href: 'http://elsewhere/loadbalancers?limit=2&marker=3' }] } },
    );
    expect((await lb.list({ pageSize: 2 }).toArray()).map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

it('sends no member that was not given: the service refuses nulls', async () => {
  const { cloud, lb } = await open(() => ({ status: 202, ...shown('BUILD') }));
  await lb.create({
    name: 'web',
    protocol: 'HTTP',
    virtualIps: [{ type: 'PUBLIC' }],
    port: undefined,
    nodes: [{ address: '10.0.0.1', port: 80, condition: 'ENABLED' }],
  });
  expect(cloud.sent()).toEqual([
    'POST /loadbalancers {"loadBalancer":{"name":"web","protocol":"HTTP","virtualIps":[{"type":"PUBLIC"}],"nodes":[{"address":"10.0.0.1","port":80,"condition":"ENABLED"}]}}',
  ]);
});

it('says what was wrong: an array of messages, and a list of problems beside the message', async () => {
  const { lb } = await open(({ method }) =>
    method === 'POST'
      ? { status: 400, body: { message: ['JSON does not match the expected schema'] } }
      : {
          status: 400,
          body: {
            validationErrors: { messages: ['Node ip field cannot be modified.'] },
            message: 'Validation Failure',
            code: 400,
            details: 'The object is not valid',
          },
        },
  );
  const spec = { name: 'web', protocol: 'HTTP', virtualIps: [] };
  expect(String(await failureOf(lb.create(spec)))).toContain('JSON does not match the expected schema');
  const error = await failureOf(lb.nodes.update(71, 1, {}));
  expect(isCloudError(error, 'invalid-argument')).toBe(true);
  expect(String(error)).toContain('Node ip field cannot be modified.');
});

it('takes a deleted one for gone, and none for what is not set', async () => {
  const { lb } = await open(({ method, url }) => {
    if (method === 'DELETE') return { status: 410, body: { message: 'The loadbalancer is marked as deleted.', code: 410 } };
    return url.endsWith('/healthmonitor') ? { body: { healthMonitor: {} } } : { status: 404, body: { message: 'Not Found', code: 404 } };
  });
  await lb.delete(71);
  expect(await lb.healthMonitor.get(71)).toBeUndefined();
  expect(await lb.sslTermination.get(71)).toBeUndefined();
});

it('spells the private key as each place wants it', async () => {
  const { cloud, lb } = await open(() => ({ status: 202, body: { certificateMapping: { id: 1 } } }));
  await lb.sslTermination.set(71, { securePort: 443, privateKey: new Secret('KEY'), certificate: 'CERT' });
  await lb.sslTermination.certificateMappings.add(71, { hostName: 'a.test', privateKey: 'KEY', certificate: 'CERT' });
  expect(cloud.sent()).toEqual([
    'PUT /loadbalancers/71/ssltermination {"sslTermination":{"securePort":443,"certificate":"CERT","enabled":true,"secureTrafficOnly":false,"privatekey":"KEY"}}',
    'POST /loadbalancers/71/ssltermination/certificatemappings {"certificateMapping":{"hostName":"a.test","privateKey":"KEY","certificate":"CERT"}}',
  ]);
});

describe('metadata', () => {
  const items = {
    body: {
      metadata: [
        { id: 1, key: 'color', value: 'red' },
        { id: 2, key: 'old', value: 'x' },
      ],
    },
  };

  it('merges by the id of each name', async () => {
    const { cloud, lb } = await open(({ method }) => (method === 'GET' ? items : { status: 200 }));
    await lb.metadata.update({ loadBalancer: 71, node: 4 }, { color: 'blue', size: '3' });
    expect(cloud.sent().slice(1)).toEqual([
      'PUT /loadbalancers/71/nodes/4/metadata/1 {"meta":{"value":"blue"}}',
      'POST /loadbalancers/71/nodes/4/metadata {"metadata":[{"key":"size","value":"3"}]}',
    ]);
  });

  it('replaces: what is not named goes, what is the same stays untouched', async () => {
    const { cloud, lb } = await open(({ method }) => (method === 'GET' ? items : { status: 200 }));
    await lb.metadata.set(71, { color: 'red' });
    expect(cloud.sent().slice(1)).toEqual(['DELETE /loadbalancers/71/metadata?id=2']);
    expect(await lb.metadata.get(71)).toEqual({ color: 'red', old: 'x' });
  });
});

it('refuses to delete items of the access list that are not there, before any goes', async () => {
  const { cloud, lb } = await open(({ method }) =>
    method === 'GET' ? { body: { accessList: [{ id: 1, address: '10.0.0.0/8', type: 'DENY' }] } } : { status: 202 },
  );
  expect(isCloudError(await failureOf(lb.accessList.deleteItems(71, [1, 2])), 'not-found')).toBe(true);
  expect(cloud.seen).toHaveLength(1);
  await lb.accessList.deleteItems(71, [1]);
  expect(cloud.sent().at(-1)).toBe('DELETE /loadbalancers/71/accesslist?id=1');
});

it('finds the server behind a node by its address', async () => {
  const { lb } = await open(() => ({
    body: {
      servers: [
        { id: 's-1', addresses: { private: [{ addr: '10.0.0.11', version: 4 }] } },
        { id: 's-2', addresses: { private: [{ addr: '10.0.0.1', version: 4 }] } },
      ],
    },
  }));
  expect((await lb.nodes.serverOf({ address: '10.0.0.1' }))?.id).toBe('s-2');
  expect(await lb.nodes.serverOf({ address: '10.0.0.9' })).toBeUndefined();
});
