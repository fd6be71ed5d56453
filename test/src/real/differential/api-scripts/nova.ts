import { glance, type Named, NOBODY, neutron, nova, type Script } from './asks.ts';

const late = { 'OpenStack-API-Version': 'compute 2.90', 'X-OpenStack-Nova-API-Version': '2.90' };

export const novaScript =
  (name: string): Script =>
  async (run) => {
    const { projectId } = run.backend;
    for (const path of [
      '/flavors',
      '/flavors/detail',
      '/flavors/1',
      '/limits',
      '/os-availability-zone',
      `/os-quota-sets/${projectId}`,
      `/os-quota-sets/${projectId}/detail`,
      `/os-quota-sets/${projectId}/defaults`,
      '/os-keypairs',
      '/os-server-groups',
      '/servers',
      '/servers/detail',
      '/os-hypervisors',
      '/os-services',
      '/os-aggregates',
      '/os-migrations',
      '/nothing',
      `/servers/${NOBODY}`,
      '/flavors/none',
      '/os-keypairs/none',
      `/os-server-groups/${NOBODY}`,
    ])
      for (const headers of [undefined, late])
        await run.send(`GET ${path.replace(projectId, 'PROJECT')}${headers === undefined ? '' : ' late'}`, nova(path, { headers }));
    await run.send('flavor of a plain user', nova('/flavors', { method: 'POST', json: { flavor: { name, ram: 64, vcpus: 1, disk: 1 } } }));
    await run.send('server without members', nova('/servers', { method: 'POST', json: { server: { name } } }));
    await run.send('server of nothing', nova('/servers', { method: 'POST', json: { server: { name, flavorRef: 'none', imageRef: NOBODY } } }));
    await run.send('too late', nova('/servers', { headers: { 'X-OpenStack-Nova-API-Version': '2.999' } }));
    const images = (await run.look(glance('/images?limit=100'))) as { readonly images: readonly Named[] };
    const networks = (await run.look(neutron('/networks'))) as { readonly networks: readonly Named[] };
    const imageRef = images.images.find((image) => image.name === 'tiny')?.id;
    const uuid = networks.networks.find((network) => network.name === 'private')?.id;
    const group = await run.make(
      'server group',
      nova('/os-server-groups', { method: 'POST', json: { server_group: { name, policy: 'affinity' } }, headers: late }),
      'server_group',
      (id) => `/os-server-groups/${id}`,
    );
    await run.send('server group by id', nova(`/os-server-groups/${group}`, { headers: late }));
    const json = { server: { name, flavorRef: '1', imageRef, networks: [{ uuid }], metadata: { a: 'b' } } };
    const server = await run.make('server', nova('/servers', { method: 'POST', json, headers: late }), 'server', (id) => `/servers/${id}`);
    await run.settle(nova(`/servers/${server}`), 'server', ['ACTIVE']);
    for (const path of [
      '',
      '/ips',
      '/metadata',
      '/os-interface',
      '/os-instance-actions',
      '/os-volume_attachments',
      '/os-security-groups',
      '/diagnostics',
      '/os-server-password',
    ]) {
      await run.send(`server${path}`, nova(`/servers/${server}${path}`));
      await run.send(`server${path} late`, nova(`/servers/${server}${path}`, { headers: late }));
    }
    await run.send('list with details', nova('/servers/detail', { headers: late }));
    await run.send(
      'console',
      nova(`/servers/${server}/remote-consoles`, { method: 'POST', json: { remote_console: { protocol: 'vnc', type: 'novnc' } }, headers: late }),
    );
    for (const action of [
      { 'os-start': null },
      { 'os-resetState': { state: 'error' } },
      { migrate: null },
      { confirmResize: null },
      { 'no-such': {} },
      { reboot: {} },
      { resize: { flavorRef: '1' } },
    ])
      await run.send(`action ${JSON.stringify(action)}`, nova(`/servers/${server}/action`, { method: 'POST', json: action, headers: late }));
    await run.send('metadata', nova(`/servers/${server}/metadata`, { method: 'POST', json: { metadata: { c: 'd' } } }));
    await run.send(
      'key pair',
      nova('/os-keypairs', { method: 'POST', json: { keypair: { name, type: 'ssh' } }, headers: { 'OpenStack-API-Version': 'compute 2.60' } }),
    );
    await run.send('key pair by name', nova(`/os-keypairs/${name}`));
    await run.send(
      'key pair again',
      nova('/os-keypairs', { method: 'POST', json: { keypair: { name } }, headers: { 'OpenStack-API-Version': 'compute 2.60' } }),
    );
    await run.send('key pair ends', nova(`/os-keypairs/${name}`, { method: 'DELETE' }));
    await run.send('server ends', nova(`/servers/${server}`, { method: 'DELETE' }));
    await run.settle(nova(`/servers/${server}`), 'server', [undefined]);
  };
