import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenstackEmulator, startOpenstackEmulator } from '../index.ts';
import { compareBytes } from '../swift/key-index.ts';
import { type Reply, type SendOptions, session } from '../testing/session.ts';

let cloud: OpenstackEmulator;
let neutron: (path: string, options?: SendOptions) => Promise<Reply>;

beforeEach(async () => {
  cloud = await startOpenstackEmulator({ transitionMs: 0 });
  const call = await session(cloud);
  neutron = (path, options) => call(`/networking/v2.0${path}`, options);
});
afterEach(() => cloud.close());

describe('networks', () => {
  it('are own and external ones, sorted by id, paged with next and previous links', async () => {
    const all = (await neutron('/networks')).json.networks as { id: string; name: string }[];
    expect(all.map((network) => network.name).sort()).toEqual(['private', 'public']);
    expect(all.map((network) => network.id)).toEqual(all.map((network) => network.id).sort(compareBytes));
    const first = (await neutron('/networks?limit=1')).json;
    expect(first.networks_links.map((link: { rel: string }) => link.rel)).toEqual(['next', 'previous']);
    expect((await neutron('/networks?name=private&fields=name')).json).toEqual({ networks: [{ name: 'private' }] });
  });

  it('stay while a port is on them', async () => {
    const { network } = (await neutron('/networks', { body: { network: { name: 'n' } } })).json;
    const subnet = await neutron('/subnets', { body: { subnet: { network_id: network.id, ip_version: 4, cidr: '10.9.0.0/24' } } });
    expect(subnet.json.subnet).toMatchObject({ gateway_ip: '10.9.0.1', allocation_pools: [{ start: '10.9.0.2', end: '10.9.0.254' }] });
    const { port } = (await neutron('/ports', { body: { port: { network_id: network.id } } })).json;
    expect(port.fixed_ips[0].ip_address).toBe('10.9.0.2');
    const refused = await neutron(`/networks/${network.id}`, { method: 'DELETE' });
    expect([refused.status, refused.json.NeutronError.type]).toEqual([409, 'NetworkInUse']);
    expect((await neutron(`/ports/${port.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await neutron(`/networks/${network.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await neutron(`/networks/${network.id}`)).json.NeutronError).toEqual({
      type: 'NetworkNotFound',
      message: `Network ${network.id} could not be found.`,
      detail: '',
    });
  });

  it('refuse unknown attributes, overlaps and host bits', async () => {
    expect((await neutron('/networks', { body: { network: { bogus: 1 } } })).json.NeutronError.message).toBe("Unrecognized attribute(s) 'bogus'");
    const { network } = (await neutron('/networks', { body: { network: { name: 'n' } } })).json;
    const subnet = (cidr: string): Promise<Reply> => neutron('/subnets', { body: { subnet: { network_id: network.id, ip_version: 4, cidr } } });
    expect((await subnet('10.9.0.1/24')).status).toBe(400);
    expect((await subnet('10.9.0.0/24')).status).toBe(201);
    expect((await subnet('10.9.0.128/25')).status).toBe(400);
  });
});

describe('security groups', () => {
  it('begin with two egress rules; the same rule twice is a conflict; default cannot go', async () => {
    const { security_group: group } = (await neutron('/security-groups', { body: { security_group: { name: 'g' } } })).json;
    expect(group.security_group_rules.map((rule: { direction: string }) => rule.direction)).toEqual(['egress', 'egress']);
    const ssh = { direction: 'ingress', security_group_id: group.id, protocol: 'tcp', port_range_min: 22, port_range_max: 22, remote_ip_prefix: '0.0.0.0/0' };
    const add = (): Promise<Reply> => neutron('/security-group-rules', { body: { security_group_rule: ssh } });
    const made = await add();
    expect(made.status).toBe(201);
    const again = await add();
    expect([again.status, again.json.NeutronError.type]).toEqual([409, 'SecurityGroupRuleExists']);
    expect((await neutron(`/security-group-rules/${made.json.security_group_rule.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await neutron(`/security-groups/${group.id}`, { method: 'DELETE' })).status).toBe(204);
    const [standard] = (await neutron('/security-groups?name=default')).json.security_groups;
    expect((await neutron(`/security-groups/${standard.id}`, { method: 'DELETE' })).status).toBe(409);
  });
});

describe('floating addresses', () => {
  it("are tied to a server's port and shown among its addresses, and stay when the server goes", async () => {
    const call = await session(cloud);
    const image = (await call('/image/v2/images?limit=1')).json.images[0].id;
    const { id } = (await call('/compute/v2.1/servers', { body: { server: { name: 's', imageRef: image, flavorRef: '2' } } })).json.server;
    const [external] = (await neutron('/networks?router:external=true')).json.networks;
    const [port] = (await neutron(`/ports?device_id=${id}`)).json.ports;
    const { floatingip } = (await neutron('/floatingips', { body: { floatingip: { floating_network_id: external.id } } })).json;
    const tied = await neutron(`/floatingips/${floatingip.id}`, { method: 'PUT', body: { floatingip: { port_id: port.id } } });
    expect(tied.json.floatingip.fixed_ip_address).toBe(port.fixed_ips[0].ip_address);
    const { addresses } = (await call(`/compute/v2.1/servers/${id}`)).json.server;
    expect(addresses.private[1]).toMatchObject({ addr: floatingip.floating_ip_address, 'OS-EXT-IPS:type': 'floating' });
    await call(`/compute/v2.1/servers/${id}`, { method: 'DELETE' });
    expect((await neutron(`/floatingips/${floatingip.id}`)).json.floatingip.port_id).toBeNull();
  });
});
