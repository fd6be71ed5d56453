import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { Places } from '../places.ts';
import { OvirtNetworks } from './networks.ts';

const CLUSTERS = xmlReply(
  '<clusters><cluster id="c1"><name>Default</name><data_center id="d1"/></cluster><cluster id="c2"><name>East</name><data_center id="d2"/></cluster></clusters>',
);
const NETWORK = '<network id="n1"><name>blue</name><data_center id="d1"/><usages><usage>vm</usage></usages></network>';

function networks(reply: (request: Seen & { readonly path: string }) => Reply | undefined): { readonly networks: OvirtNetworks; readonly engine: FakeEngine } {
  const engine = new FakeEngine((request) => {
    const path = request.target.split('/ovirt-engine/api')[1];
    if (path === undefined) return undefined;
    if (path === '/clusters') return CLUSTERS;
    return reply({ ...request, path });
  });
  const client = engine.client();
  return { networks: new OvirtNetworks(client, new Places(client, {})), engine };
}

describe('OvirtNetworks', () => {
  it('makes a network in the current data center and assigns it to the current cluster, required of no host', async () => {
    const { networks: all, engine } = networks(({ method }) => (method === 'POST' ? xmlReply(NETWORK, 201) : undefined));
    expect(await all.create({ name: 'blue', native: { vlan: 7, mtu: 9000 } }, {})).toMatchObject({ id: 'n1', name: 'blue', cidrs: [], locationId: 'd1' });
    expect(engine.calls).toEqual(['GET /clusters', 'POST /networks', 'POST /clusters/c1/networks']);
    expect(engine.seen.at(-2)?.body).toContain(
      '<network><mtu>9000</mtu><name>blue</name><usages><usage>vm</usage></usages><vlan id="7"/><data_center id="d1"/></network>',
    );
    expect(engine.seen.at(-1)?.body).toContain('<network id="n1"><required>false</required></network>');
  });

  it('makes it in the data center or the cluster that is named', async () => {
    const reply = ({ method, path }: Seen & { readonly path: string }): Reply | undefined => {
      if (method === 'POST') return xmlReply(NETWORK, 201);
      if (path === '/clusters/c2') return xmlReply('<cluster id="c2"><data_center id="d2"/></cluster>');
      return path === '/datacenters/d9' ? xmlReply('<data_center id="d9"/>') : undefined;
    };
    const inCluster = networks(reply);
    await inCluster.networks.create({ name: 'blue', locationId: 'c2' }, {});
    expect(inCluster.engine.calls).toContain('POST /clusters/c2/networks');
    const elsewhere = networks(reply);
    await elsewhere.networks.create({ name: 'blue', locationId: 'd9' }, {});
    expect(elsewhere.engine.calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /networks']);
    await expect(networks(reply).networks.create({ name: 'blue', locationId: 'nowhere' }, {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes an assignment that is there already for what was wanted', async () => {
    const { networks: all } = networks(({ method, path }) => {
      if (path === '/clusters/c1/networks') return faultReply(409, 'Network is already attached to Cluster.');
      return method === 'POST' || path === '/clusters/c1/networks/n1' ? xmlReply(NETWORK) : undefined;
    });
    expect(await all.create({ name: 'blue' }, {})).toMatchObject({ id: 'n1' });
  });

  it('takes the network back when it cannot be assigned, or says what is left', async () => {
    const failing = (removal: Reply): ReturnType<typeof networks> =>
      networks(({ method, path }) => {
        if (method === 'DELETE') return removal;
        if (path === '/clusters/c1/networks') return faultReply(403, 'User is not authorized to perform this action.');
        return method === 'POST' ? xmlReply(NETWORK, 201) : undefined;
      });
    const clean = failing({ status: 200 });
    await expect(clean.networks.create({ name: 'blue' }, {})).rejects.toMatchObject({ code: 'permission-denied', outcome: 'not-done', leftover: undefined });
    expect(clean.engine.calls.at(-1)).toBe('DELETE /networks/n1');
    await expect(failing(faultReply(403, 'User is not authorized to perform this action.')).networks.create({ name: 'blue' }, {})).rejects.toMatchObject({
      code: 'permission-denied',
      outcome: 'done',
      leftover: { kind: 'network', id: 'n1' },
    });
  });

  it('refuses options it does not know before anything is asked', async () => {
    const { networks: all, engine } = networks(() => undefined);
    await expect(all.create({ name: 'blue', native: { vlam: 7 } }, {})).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/"vlan"/),
    });
    await expect(all.create({ name: 'blue', native: { vlan: 0 } }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(engine.seen).toEqual([]);
  });

  it('deletes what is absent with success, and not what is in use', async () => {
    await networks(() => ({ status: 404 })).networks.delete('n1', {});
    const used = networks(() => faultReply(409, 'Cannot remove Network. It is being used by the following: VMs: web.'));
    await expect(used.networks.delete('n1', { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'conflict' });
  });
});
