import { afterAll, describe, expect, it } from 'vitest';
import { cleanups, openNative, uniqueName } from './openstack-native.ts';

describe('Neutron by its own words', () => {
  const { cloud, admin, close } = openNative();
  const undo = cleanups();
  afterAll(async () => {
    await undo.run();
    await close();
  });

  it('builds a network with router and address, changes it and takes it down', async () => {
    const neutron = await cloud.native.network;
    const name = uniqueName('net');
    const network = await neutron.networks.create({ name, description: 'first' });
    undo.add(() => neutron.networks.delete(network));
    const subnet = await neutron.subnets.create({
      network_id: network.id,
      ip_version: 4,
      cidr: '192.168.77.0/24',
      dns_nameservers: ['192.0.2.53'],
      allocation_pools: [{ start: '192.168.77.10', end: '192.168.77.99' }],
    });
    expect(subnet.gateway_ip).toBe('192.168.77.1');
    const revision = (await neutron.networks.get(network)).revision_number ?? 0;
    const renamed = await neutron.networks.update(network, { description: 'second' }, { revision });
    expect(renamed.description).toBe('second');
    await expect(neutron.networks.update(network, { description: 'third' }, { revision })).rejects.toMatchObject({ code: 'precondition-failed' });
    await neutron.networks.setTags(network, ['a', 'b']);
    await neutron.networks.addTag(network, 'c');
    await neutron.networks.deleteTag(network, 'a');
    expect([...(await neutron.networks.tags(network))].sort()).toEqual(['b', 'c']);
    expect((await neutron.networks.list({ filters: { tags: 'c', name: [name, 'none'] }, fields: ['id'] }).toArray()).map((one) => Object.keys(one))).toEqual([
      ['id'],
    ]);

    const [external] = await neutron.floatingIps.pools();
    const router = await neutron.routers.create({ name, external_gateway_info: { network_id: external?.id ?? '' } });
    undo.add(() => neutron.routers.delete(router));
    const joined = await neutron.routers.addInterface(router, { subnet_id: subnet.id });
    undo.add(() => neutron.routers.removeInterface(router, { subnet_id: subnet.id }));
    expect(joined.subnet_id).toBe(subnet.id);
    const routes = [{ destination: '10.99.0.0/24', nexthop: '192.168.77.5' }];
    expect((await neutron.routers.addRoutes(router, routes)).routes).toEqual(routes);
    expect((await neutron.routers.removeRoutes(router, routes)).routes).toEqual([]);

    const [port, other] = await neutron.ports.createMany([
      { network_id: network.id, name: `${name}-1`, fixed_ips: [{ ip_address: '192.168.77.50' }] },
      { network_id: network.id, name: `${name}-2` },
    ]);
    undo.add(() => neutron.ports.delete(port ?? ''));
    undo.add(() => neutron.ports.delete(other ?? ''));
    const address = await neutron.floatingIps.create({ floating_network_id: external?.id ?? '' });
    undo.add(() => neutron.floatingIps.delete(address));
    const associated = await neutron.floatingIps.associate(address, port ?? '');
    expect(associated).toMatchObject({ port_id: port?.id, fixed_ip_address: '192.168.77.50' });
    expect((await neutron.floatingIps.disassociate(address)).port_id).toBeNull();
    // Neutron will not delete a network with ports.
    await expect(neutron.networks.delete(network)).rejects.toMatchObject({ code: 'conflict' });
    // One at a time by limit, and all of them by pages.
    expect((await neutron.ports.list({ filters: { network_id: network.id }, limit: 1, sortKey: 'id' }).toArray()).length).toBeGreaterThanOrEqual(3);
  });

  it('makes security groups and their rules', async () => {
    const neutron = await cloud.native.network;
    const group = await neutron.securityGroups.create({ name: uniqueName('group') });
    undo.add(() => neutron.securityGroups.delete(group));
    expect(group.security_group_rules?.length).toBe(2);
    const fields = {
      security_group_id: group.id,
      direction: 'ingress',
      protocol: 'tcp',
      port_range_min: 22,
      port_range_max: 22,
      remote_ip_prefix: '192.0.2.0/24',
    } as const;
    const rule = await neutron.securityGroupRules.create(fields);
    await expect(neutron.securityGroupRules.create(fields)).rejects.toMatchObject({ code: 'already-exists' });
    expect((await neutron.securityGroupRules.list({ filters: { security_group_id: group.id, direction: 'ingress' } }).toArray()).map((one) => one.id)).toEqual([
      rule.id,
    ]);
    await neutron.securityGroupRules.delete(rule);
    await neutron.securityGroupRules.delete(rule);
    expect((await neutron.securityGroups.update(group, { description: 'told' })).description).toBe('told');
  });

  it('makes pools, scopes and policies, and tells quotas and extensions', async () => {
    const neutron = await cloud.native.network;
    expect((await neutron.extensions()).map((one) => one.alias)).toContain('router');
    expect((await neutron.quotas())['network']).toBeDefined();
    expect((await neutron.quotaDetails())['network']).toMatchObject({ limit: expect.any(Number) });
    const scope = await neutron.addressScopes.create({ name: uniqueName('scope'), ip_version: 4 });
    undo.add(() => neutron.addressScopes.delete(scope));
    const pool = await neutron.subnetPools.create({ name: uniqueName('pool'), prefixes: ['10.200.0.0/16'], default_prefixlen: 24, address_scope_id: scope.id });
    undo.add(() => neutron.subnetPools.delete(pool));
    expect((await neutron.subnetPools.list().toArray()).map((one) => one.id)).toContain(pool.id);
    const managed = await admin.native.network;
    const policy = await managed.qosPolicies.create({ name: uniqueName('qos') });
    undo.add(() => managed.qosPolicies.delete(policy));
    expect((await managed.qosPolicies.update(policy, { description: 'told' })).description).toBe('told');
    const limit = await managed.qosPolicies.addRule(policy, 'bandwidth_limit', { max_kbps: 1000, direction: 'egress' });
    expect((await managed.qosPolicies.updateRule(policy, 'bandwidth_limit', limit, { max_kbps: 2000 })).max_kbps).toBe(2000);
    expect((await managed.qosPolicies.rules(policy, 'bandwidth_limit')).map((one) => one.id)).toEqual([limit.id]);
    await managed.qosPolicies.deleteRule(policy, 'bandwidth_limit', limit);
    await managed.qosPolicies.deleteRule(policy, 'bandwidth_limit', limit);
    expect(await managed.qosPolicies.rules(policy, 'dscp_marking')).toEqual([]);
    const usage = await managed.addressUsage();
    expect(usage.find((one) => one.network_name === 'private')?.total_ips).toBeGreaterThan(100);
    expect(await managed.agents().toArray()).toBeInstanceOf(Array);
  });

  it('tells of trunks and port forwarding, where the cloud has them', async ({ skip }) => {
    const neutron = await cloud.native.network;
    const known = (await neutron.extensions()).map((one) => one.alias);
    const network = await neutron.networks.list({ filters: { name: 'private' } }).first();
    const [parent, child] = await neutron.ports.createMany([
      { network_id: network?.id ?? '', name: uniqueName('trunk') },
      { network_id: network?.id ?? '', name: uniqueName('trunk') },
    ]);
    for (const port of [parent, child]) undo.add(() => neutron.ports.delete(port ?? ''));
    if (known.includes('trunk')) {
      const trunk = await neutron.trunks.create({ port_id: parent?.id ?? '', name: uniqueName('trunk') });
      undo.add(() => neutron.trunks.delete(trunk));
      const sub = { port_id: child?.id ?? '', segmentation_type: 'vlan', segmentation_id: 101 };
      expect((await neutron.trunks.addSubPorts(trunk, [sub])).sub_ports).toEqual([sub]);
      expect((await neutron.trunks.removeSubPorts(trunk, [sub.port_id])).sub_ports).toEqual([]);
    }
    if (known.includes('floating-ip-port-forwarding')) {
      const [external] = await neutron.floatingIps.pools();
      const address = await neutron.floatingIps.create({ floating_network_id: external?.id ?? '' });
      undo.add(() => neutron.floatingIps.delete(address));
      const forwardings = neutron.floatingIps.portForwardings(address);
      const made = await forwardings.create({
        protocol: 'tcp',
        external_port: 2222,
        internal_port: 22,
        internal_ip_address: child?.fixed_ips?.[0]?.ip_address ?? '',
        internal_port_id: child?.id ?? '',
      });
      expect((await forwardings.update(made, { external_port: 2223 })).external_port).toBe(2223);
      expect((await forwardings.list().toArray()).map((one) => one.id)).toEqual([made.id]);
      await forwardings.delete(made);
      await forwardings.delete(made);
    }
    if (!known.includes('trunk') && !known.includes('floating-ip-port-forwarding')) skip();
  });
});
