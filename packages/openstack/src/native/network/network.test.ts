import { describe, expect, it } from 'vitest';
import { scriptedCloud } from '../../testing/scripted-cloud.ts';
import { NetworkNative } from './network.ts';

describe('Neutron', () => {
  it('takes several values of a filter as alternatives, and fields one by one', async () => {
    const cloud = scriptedCloud(() => ({ body: { ports: [] } }));
    await new NetworkNative(cloud.client).ports.list({ filters: { name: ['a', 'b'], admin_state_up: true }, fields: ['id', 'name'], sortKey: 'id' }).toArray();
    expect(cloud.seen[0]?.url).toBe('https://network.test/v2.0/ports?name=a&name=b&admin_state_up=true&fields=id&fields=name&sort_key=id&sort_dir=asc');
  });

  it('changes only what is of the revision that was seen', async () => {
    const cloud = scriptedCloud(() => ({ status: 412, body: { NeutronError: { type: 'RevisionNumberConstraintFailed', message: 'no', detail: '' } } }));
    const { networks } = new NetworkNative(cloud.client);
    await expect(networks.update('n', { name: 'x' }, { revision: 7 })).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(cloud.seen[0]).toMatchObject({ method: 'PUT', headers: { 'If-Match': 'revision_number=7' }, body: '{"network":{"name":"x"}}' });
  });

  it('joins and parts routers and subnets once: neither is sent twice', async () => {
    let failures = 0;
    const cloud = scriptedCloud(() => {
      failures += 1;
      return { status: 503 };
    });
    await expect(new NetworkNative(cloud.client).routers.addInterface('r', { subnet_id: 's' })).rejects.toMatchObject({ code: 'unavailable' });
    expect(failures).toBe(1);
  });

  it('associates an address with a server by the server’s first port', async () => {
    const cloud = scriptedCloud(({ method }) =>
      method === 'GET' ? { body: { ports: [{ id: 'p1' }, { id: 'p2' }] } } : { body: { floatingip: { id: 'f', port_id: 'p1' } } },
    );
    const { floatingIps } = new NetworkNative(cloud.client);
    expect((await floatingIps.associateServer('f', 's')).port_id).toBe('p1');
    expect(cloud.seen.map((one) => `${one.method} ${one.url} ${one.body}`)).toEqual([
      'GET https://network.test/v2.0/ports?device_id=s ',
      'PUT https://network.test/v2.0/floatingips/f {"floatingip":{"port_id":"p1"}}',
    ]);
    const none = new NetworkNative(scriptedCloud(() => ({ body: { ports: [] } })).client);
    await expect(none.floatingIps.associateServer('f', 's')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('knows the resources of Rackspace and of administrators by their own names', async () => {
    const cloud = scriptedCloud(({ url }) => ({ body: { [url.endsWith('/qos/policies') ? 'policies' : 'ip_addresses']: [{ id: 'x' }] } }));
    const neutron = new NetworkNative(cloud.client);
    expect(await neutron.qosPolicies.list().toArray()).toEqual([{ id: 'x' }]);
    expect(await neutron.sharedAddresses.list().toArray()).toEqual([{ id: 'x' }]);
    expect(cloud.seen.map((one) => one.url)).toEqual(['https://network.test/v2.0/qos/policies', 'https://network.test/v2.0/ip_addresses']);
  });
});
