import { NOBODY, neutron, type Script } from './asks.ts';

export const neutronScript =
  (name: string): Script =>
  async (run) => {
    const { projectId } = run.backend;
    for (const path of [
      '/networks',
      '/subnets',
      '/ports',
      '/routers',
      '/floatingips',
      '/security-groups',
      '/security-group-rules',
      '/subnetpools',
      '/address-scopes',
      `/quotas/${projectId}`,
      `/quotas/${projectId}/details`,
      '/agents',
      '/network-ip-availabilities',
      '/nothing',
      `/networks/${NOBODY}`,
      `/subnets/${NOBODY}`,
      `/ports/${NOBODY}`,
      `/routers/${NOBODY}`,
      `/floatingips/${NOBODY}`,
      `/security-groups/${NOBODY}`,
      `/subnetpools/${NOBODY}`,
    ])
      await run.send(`GET ${path.replace(projectId, 'PROJECT')}`, neutron(path));
    await run.send('unknown member', neutron('/networks', { method: 'POST', json: { network: { name, none: 1 } } }));
    await run.send('no body', neutron('/networks', { method: 'POST', json: {} }));
    await run.send('shared', neutron('/networks', { method: 'POST', json: { network: { name, shared: true } } }));
    const network = await run.make('network', neutron('/networks', { method: 'POST', json: { network: { name } } }), 'network', (id) => `/networks/${id}`);
    const subnet = { network_id: network, ip_version: 4, cidr: '10.77.0.0/24', name };
    const made = await run.make('subnet', neutron('/subnets', { method: 'POST', json: { subnet } }), 'subnet', (id) => `/subnets/${id}`);
    await run.send('subnet of nonsense', neutron('/subnets', { method: 'POST', json: { subnet: { ...subnet, cidr: 'x' } } }));
    await run.send('subnet that overlaps', neutron('/subnets', { method: 'POST', json: { subnet } }));
    await run.send('network update', neutron(`/networks/${network}`, { method: 'PUT', json: { network: { description: 'd' } } }));
    await run.send(
      'network at a revision',
      neutron(`/networks/${network}`, { method: 'PUT', json: { network: { description: 'e' } }, headers: { 'If-Match': 'revision_number=0' } }),
    );
    await run.send('tags', neutron(`/networks/${network}/tags`, { method: 'PUT', json: { tags: ['a'] } }));
    await run.send('no such tag', neutron(`/networks/${network}/tags/b`, { method: 'DELETE' }));
    const router = await run.make('router', neutron('/routers', { method: 'POST', json: { router: { name } } }), 'router', (id) => `/routers/${id}`);
    await run.send('router joins', neutron(`/routers/${router}/add_router_interface`, { method: 'PUT', json: { subnet_id: made } }));
    await run.send('router joins twice', neutron(`/routers/${router}/add_router_interface`, { method: 'PUT', json: { subnet_id: made } }));
    await run.send('router joins nothing', neutron(`/routers/${router}/add_router_interface`, { method: 'PUT', json: {} }));
    await run.send('router in use', neutron(`/routers/${router}`, { method: 'DELETE' }));
    await run.send('network in use', neutron(`/networks/${network}`, { method: 'DELETE' }));
    await run.send(
      'router with a lost route',
      neutron(`/routers/${router}`, { method: 'PUT', json: { router: { routes: [{ destination: '10.9.0.0/24', nexthop: '192.0.2.1' }] } } }),
    );
    await run.send('router leaves', neutron(`/routers/${router}/remove_router_interface`, { method: 'PUT', json: { subnet_id: made } }));
    await run.send('router leaves twice', neutron(`/routers/${router}/remove_router_interface`, { method: 'PUT', json: { subnet_id: made } }));
    const port = await run.make('port', neutron('/ports', { method: 'POST', json: { port: { network_id: network, name } } }), 'port', (id) => `/ports/${id}`);
    await run.send('port update', neutron(`/ports/${port}`, { method: 'PUT', json: { port: { name: `${name}-2` } } }));
    await run.send('ports at once', neutron('/ports', { method: 'POST', json: { ports: [{ network_id: NOBODY }] } }));
    const group = await run.make(
      'group',
      neutron('/security-groups', { method: 'POST', json: { security_group: { name } } }),
      'security_group',
      (id) => `/security-groups/${id}`,
    );
    const rule = { security_group_id: group, direction: 'ingress', protocol: 'tcp', port_range_min: 22, port_range_max: 22 };
    await run.send('rule', neutron('/security-group-rules', { method: 'POST', json: { security_group_rule: rule } }));
    await run.send('rule again', neutron('/security-group-rules', { method: 'POST', json: { security_group_rule: rule } }));
    await run.send('rule of nonsense', neutron('/security-group-rules', { method: 'POST', json: { security_group_rule: { ...rule, direction: 'up' } } }));
    await run.make(
      'scope',
      neutron('/address-scopes', { method: 'POST', json: { address_scope: { name, ip_version: 4 } } }),
      'address_scope',
      (id) => `/address-scopes/${id}`,
    );
    await run.make(
      'pool',
      neutron('/subnetpools', { method: 'POST', json: { subnetpool: { name, prefixes: ['10.66.0.0/16'], default_prefixlen: 24 } } }),
      'subnetpool',
      (id) => `/subnetpools/${id}`,
    );
    await run.send('pool of nothing', neutron('/subnetpools', { method: 'POST', json: { subnetpool: { name } } }));
    await run.send('quotas of a plain user', neutron(`/quotas/${projectId}`, { method: 'PUT', json: { quota: { network: 1 } } }));
  };
