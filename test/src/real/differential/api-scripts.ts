import { type ApiAsk, type ApiBackend, askApi } from './api-backend.ts';
import { shapeOf } from './shape.ts';
import type { Said } from './wire.ts';

export interface ApiStep {
  readonly what: string;
  readonly status: number;
  readonly shape: unknown;
  /** Headers that say something to a client. */
  readonly headers: readonly string[];
}

const TELLING = [
  'location',
  'x-openstack-request-id',
  'x-compute-request-id',
  'openstack-api-version',
  'x-openstack-nova-api-version',
  'x-subject-token',
  'vary',
  'www-authenticate',
];

export class ApiRun {
  readonly backend: ApiBackend;
  readonly steps: ApiStep[] = [];
  readonly #undo: (() => Promise<unknown>)[] = [];

  constructor(backend: ApiBackend) {
    this.backend = backend;
  }

  /** Sends it and keeps what came of it. */
  async send(what: string, given: ApiAsk): Promise<unknown> {
    const said = await askApi(this.backend, given);
    const body = bodyOf(said);
    this.steps.push({ what, status: said.status, shape: shapeOf(body), headers: TELLING.filter((name) => said.headers[name] !== undefined) });
    return body;
  }

  /** Sends it, keeps it, and undoes it in the end. */
  async make(what: string, given: ApiAsk, member: string, path: (id: string) => string): Promise<string> {
    const body = (await this.send(what, given)) as Readonly<Record<string, { readonly id?: string } | undefined>> | undefined;
    const id = body?.[member]?.id ?? (body as { readonly id?: string } | undefined)?.id ?? '';
    if (id !== '') this.#undo.push(() => askApi(this.backend, { method: 'DELETE', service: given.service, path: path(id) }));
    return id;
  }

  /** Waits until it is in a state; undefined: gone. */
  async settle(given: Omit<ApiAsk, 'method'>, member: string, states: readonly (string | undefined)[]): Promise<void> {
    for (let tries = 0; tries < 240; tries += 1) {
      const said = await askApi(this.backend, { ...given, method: 'GET' });
      const body = bodyOf(said) as Readonly<Record<string, { readonly status?: string } | undefined>> & { readonly status?: string };
      const status = said.status === 404 ? undefined : (body?.[member]?.status ?? body?.status);
      if (states.includes(status)) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`${given.path} never was ${states.join(' or ')}`);
  }

  /** Nothing of it, but what it says. */
  async look(given: Omit<ApiAsk, 'method'>): Promise<unknown> {
    return bodyOf(await askApi(this.backend, { ...given, method: 'GET' }));
  }

  async clean(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
  }
}

function bodyOf({ headers, body }: Said): unknown {
  const text = body.toString('utf8');
  if (text === '') return undefined;
  return (headers['content-type'] ?? '').startsWith('application/json') ? (JSON.parse(text) as unknown) : 'text';
}

type Script = (run: ApiRun) => Promise<void>;

const NOBODY = '00000000-0000-4000-8000-000000000000';
const nova = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'compute', path, ...more });
const late = { 'OpenStack-API-Version': 'compute 2.90', 'X-OpenStack-Nova-API-Version': '2.90' };
const neutron = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'network', path, ...more });
const cinder = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({
  method: 'GET',
  service: 'block-storage',
  path,
  headers: { 'OpenStack-API-Version': 'volume 3.66' },
  ...more,
});
const glance = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'image', path, ...more });
const keystone = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'identity', path, ...more });

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The same on both sides; names are the run's own. */
export const API_SCRIPTS: Readonly<Record<string, (name: string) => Script>> = {
  Nova: (name) => async (run) => {
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
  },

  Neutron: (name) => async (run) => {
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
  },

  Cinder: (name) => async (run) => {
    const { projectId } = run.backend;
    for (const path of [
      '/volumes',
      '/volumes/detail',
      '/volumes/summary',
      '/snapshots',
      '/snapshots/detail',
      '/backups',
      '/backups/detail',
      '/os-volume-transfer',
      '/os-volume-transfer/detail',
      '/types',
      '/types/default',
      '/limits',
      `/os-quota-sets/${projectId}`,
      `/os-quota-sets/${projectId}?usage=True`,
      `/os-quota-sets/${projectId}/defaults`,
      '/os-availability-zone',
      '/messages',
      '/os-services',
      '/qos-specs',
      '/groups',
      '/attachments',
      '/nothing',
      `/volumes/${NOBODY}`,
      `/snapshots/${NOBODY}`,
      `/backups/${NOBODY}`,
      `/os-volume-transfer/${NOBODY}`,
      `/types/${NOBODY}`,
    ])
      await run.send(`GET ${path.replace(projectId, 'PROJECT')}`, cinder(path));
    await run.send('volume without a size', cinder('/volumes', { method: 'POST', json: { volume: { name } } }));
    await run.send('volume of nonsense', cinder('/volumes', { method: 'POST', json: { volume: { name, size: 'x' } } }));
    await run.send('type of a plain user', cinder('/types', { method: 'POST', json: { volume_type: { name } } }));
    const volume = await run.make(
      'volume',
      cinder('/volumes', { method: 'POST', json: { volume: { name, size: 1, metadata: { a: 'b' } } } }),
      'volume',
      (id) => `/volumes/${id}?cascade=true`,
    );
    await run.settle(cinder(`/volumes/${volume}`), 'volume', ['available']);
    await run.send('volume by id', cinder(`/volumes/${volume}`));
    await run.send('metadata', cinder(`/volumes/${volume}/metadata`));
    for (const action of [
      { 'os-extend': { new_size: 1 } },
      { 'os-set_bootable': { bootable: true } },
      { 'os-reset_status': { status: 'error' } },
      { 'no-such': {} },
      { 'os-retype': { new_type: 'none' } },
    ])
      await run.send(`action ${JSON.stringify(action)}`, cinder(`/volumes/${volume}/action`, { method: 'POST', json: action }));
    const snapshot = await run.make(
      'snapshot',
      cinder('/snapshots', { method: 'POST', json: { snapshot: { volume_id: volume, name } } }),
      'snapshot',
      (id) => `/snapshots/${id}`,
    );
    await run.settle(cinder(`/snapshots/${snapshot}`), 'snapshot', ['available']);
    await run.send('snapshot by id', cinder(`/snapshots/${snapshot}`));
    await run.send('volume with a snapshot ends', cinder(`/volumes/${volume}`, { method: 'DELETE' }));
    await run.send('snapshot ends', cinder(`/snapshots/${snapshot}`, { method: 'DELETE' }));
    await run.settle(cinder(`/snapshots/${snapshot}`), 'snapshot', [undefined]);
    const backup = await run.make(
      'backup',
      cinder('/backups', { method: 'POST', json: { backup: { volume_id: volume, name } } }),
      'backup',
      (id) => `/backups/${id}`,
    );
    await run.settle(cinder(`/backups/${backup}`), 'backup', ['available']);
    await run.send('backup by id', cinder(`/backups/${backup}`));
    await run.send('backup ends', cinder(`/backups/${backup}`, { method: 'DELETE' }));
    await run.settle(cinder(`/backups/${backup}`), 'backup', [undefined]);
    const transfer = await run.make(
      'transfer',
      cinder('/os-volume-transfer', { method: 'POST', json: { transfer: { volume_id: volume, name } } }),
      'transfer',
      (id) => `/os-volume-transfer/${id}`,
    );
    await run.send('transfer by id', cinder(`/os-volume-transfer/${transfer}`));
    await run.send('transfer with a wrong key', cinder(`/os-volume-transfer/${transfer}/accept`, { method: 'POST', json: { accept: { auth_key: 'x' } } }));
    await run.send('transfer ends', cinder(`/os-volume-transfer/${transfer}`, { method: 'DELETE' }));
  },

  Glance: (name) => async (run) => {
    for (const path of [
      '/images',
      '/schemas/image',
      '/schemas/images',
      '/schemas/member',
      '/info/import',
      '/tasks',
      '/nothing',
      `/images/${NOBODY}`,
      `/images/${NOBODY}/file`,
      `/images/${NOBODY}/members`,
      '/images?limit=x',
      `/images?marker=${NOBODY}`,
    ])
      await run.send(`GET ${path}`, glance(path));
    await run.send('public', glance('/images', { method: 'POST', json: { name, visibility: 'public' } }));
    await run.send('id of nonsense', glance('/images', { method: 'POST', json: { id: 'x' } }));
    const image = await run.make(
      'image',
      glance('/images', { method: 'POST', json: { name, disk_format: 'raw', container_format: 'bare', own: 'x' } }),
      'image',
      (id) => `/images/${id}`,
    );
    await run.send('image by id', glance(`/images/${image}`));
    const patch = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' };
    await run.send('patch', glance(`/images/${image}`, { method: 'PATCH', json: [{ op: 'add', path: '/more', value: 'y' }], headers: patch }));
    await run.send('patch of what is not there', glance(`/images/${image}`, { method: 'PATCH', json: [{ op: 'remove', path: '/none' }], headers: patch }));
    await run.send('file of nothing', glance(`/images/${image}/file`));
    await run.send('import before staging', glance(`/images/${image}/import`, { method: 'POST', json: { method: { name: 'glance-direct' } } }));
    await run.send('import by nonsense', glance(`/images/${image}/import`, { method: 'POST', json: { method: { name: 'x' } } }));
    await run.send('member', glance(`/images/${image}/members`, { method: 'POST', json: { member: NOBODY } }));
    await run.send('member again', glance(`/images/${image}/members`, { method: 'POST', json: { member: NOBODY } }));
    await run.send('members', glance(`/images/${image}/members`));
    await run.send('member decides for itself', glance(`/images/${image}/members/${NOBODY}`, { method: 'PUT', json: { status: 'accepted' } }));
    await run.send('no member', glance(`/images/${image}/members/none`));
    await run.send('deactivate', glance(`/images/${image}/actions/deactivate`, { method: 'POST' }));
    await run.send('tag', glance(`/images/${image}/tags/a`, { method: 'PUT' }));
    await run.send('no tag', glance(`/images/${image}/tags/b`, { method: 'DELETE' }));
    await run.send('tasks of it', glance(`/images/${image}/tasks`));
  },

  Keystone: (name) => async (run) => {
    const { projectId, userId } = run.backend;
    const told = (path: string): string => path.replaceAll(projectId, 'PROJECT').replaceAll(userId, 'USER');
    for (const path of [
      '',
      '/auth/projects',
      '/auth/domains',
      '/auth/system',
      '/auth/catalog',
      '/users',
      '/projects',
      '/roles',
      '/domains',
      '/groups',
      '/regions',
      '/services',
      '/endpoints',
      '/credentials',
      '/role_assignments',
      `/users/${userId}`,
      `/users/${userId}/projects`,
      `/users/${userId}/application_credentials`,
      `/users/${userId}/credentials/OS-EC2`,
      `/projects/${projectId}`,
      '/users/none',
      '/projects/none',
      '/nothing',
      '/regions/RegionOne',
      '/regions/none',
    ])
      await run.send(`GET ${told(path)}`, keystone(path));
    await run.send('own token', keystone('/auth/tokens', { headers: { 'X-Subject-Token': run.backend.token } }));
    await run.send('no token', keystone('/auth/tokens', { headers: { 'X-Subject-Token': 'none' } }));
    await run.send('project of a plain user', keystone('/projects', { method: 'POST', json: { project: { name } } }));
    const path = `/users/${userId}/application_credentials`;
    const made = await run.make(
      'application credential',
      keystone(path, { method: 'POST', json: { application_credential: { name } } }),
      'application_credential',
      (id) => `${path}/${id}`,
    );
    await run.send('application credential by id', keystone(`${path}/${made}`));
    await run.send('application credential again', keystone(path, { method: 'POST', json: { application_credential: { name } } }));
    await run.send(
      'application credential with a role of others',
      keystone(path, { method: 'POST', json: { application_credential: { name: `${name}-2`, roles: [{ name: 'admin' }] } } }),
    );
    await run.send('application credential without a name', keystone(path, { method: 'POST', json: { application_credential: {} } }));
    await run.make(
      'credential',
      keystone('/credentials', { method: 'POST', json: { credential: { type: 'totp', blob: 'GEZDGNBVGY3TQOJQGEZDGNBV', user_id: userId } } }),
      'credential',
      (id) => `/credentials/${id}`,
    );
    const key = (await run.send('EC2 credential', keystone(`/users/${userId}/credentials/OS-EC2`, { method: 'POST', json: { tenant_id: projectId } }))) as {
      readonly credential?: { readonly access?: string };
    };
    await run.send('EC2 credential ends', keystone(`/users/${userId}/credentials/OS-EC2/${key.credential?.access ?? 'none'}`, { method: 'DELETE' }));
    await run.send('sign in with nonsense', keystone('/auth/tokens', { method: 'POST', json: { auth: {} } }));
    await run.send(
      'sign in with a method that is none',
      keystone('/auth/tokens', { method: 'POST', json: { auth: { identity: { methods: ['magic'], magic: {} } } } }),
    );
  },
};
