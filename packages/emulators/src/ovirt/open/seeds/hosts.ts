import type { PlainObject } from '../plain-object.ts';
import { type SeedContext, type Seeds, stableId } from './seed-context.ts';

const GIB = 1024 ** 3;

const named = (context: SeedContext, name: string): { readonly id: string; readonly name: string } => ({ id: stableId(`${context.path} ${name}`), name });
const hostPath = (context: SeedContext): string => `/hosts/${context.ids[0] ?? ''}`;
const nicId = (host: string | undefined, name: string): string => stableId(`/hosts/${host ?? ''}/nics ${name}`);

/** The management network of the data center that the host is in. */
function management({ state, ids }: SeedContext): string | undefined {
  const host = state.hosts.get(ids[0] ?? '');
  const center = state.clusters.get(host?.clusterId ?? '')?.dataCenterId;
  return [...state.networks.values()].find((one) => one.dataCenterId === center && one.name === 'ovirtmgmt')?.id;
}

function nics(context: SeedContext): PlainObject[] {
  const network = management(context);
  const host = hostPath(context);
  const tail = [...context.state.hosts.keys()].indexOf(context.ids[0] ?? '');
  const mac = (index: number): string => `52:54:00:00:${(tail & 255).toString(16).padStart(2, '0')}:0${index}`;
  return ['eth0', 'eth1', 'eth2'].map((name, index) => ({
    ...named(context, name),
    boot_protocol: index === 0 ? 'dhcp' : 'none',
    bridged: index === 0,
    custom_configuration: false,
    ...(index === 0 ? { ip: { address: `192.0.2.${10 + tail}`, netmask: '255.255.255.0', gateway: '192.0.2.1', version: 'v4' } } : {}),
    mac: { address: mac(index) },
    mtu: 1500,
    speed: 10_000_000_000,
    status: 'up',
    host,
    ...(index === 0 && network !== undefined ? { network: `/networks/${network}` } : {}),
    ...(index === 2
      ? { virtual_functions_configuration: { all_networks_allowed: true, max_number_of_virtual_functions: 7, number_of_virtual_functions: 0 } }
      : {}),
  }));
}

/** What hosts report of themselves. Each is the same kind of machine. */
export const HOSTS: Seeds = {
  '/hosts/{}/nics': nics,
  '/hosts/{}/networkattachments': (context) => {
    const network = management(context);
    if (network === undefined) return [];
    return [
      {
        ...named(context, 'ovirtmgmt'),
        name: undefined,
        in_sync: true,
        ip_address_assignments: [{ assignment_method: 'dhcp', ip: { version: 'v4' } }],
        network: `/networks/${network}`,
        host_nic: `${hostPath(context)}/nics/${nicId(context.ids[0], 'eth0')}`,
        host: hostPath(context),
      },
    ];
  },
  '/hosts/{}/nics/{}/linklayerdiscoveryprotocolelements': (context) => [
    { ...named(context, 'Port Description'), type: 4, properties: [{ name: 'port description', value: 'ge-0/0/1' }] },
    { ...named(context, 'System Name'), type: 5, properties: [{ name: 'system name', value: 'switch1.example.com' }] },
  ],
  '/hosts/{}/devices': (context) => [
    { ...named(context, 'computer'), capability: 'system', host: hostPath(context) },
    {
      ...named(context, 'pci_0000_3b_00_0'),
      capability: 'pci',
      iommu_group: 42,
      driver: 'vfio-pci',
      product: { id: '0x1eb8', name: 'TU104GL [Tesla T4]' },
      vendor: { id: '0x10de', name: 'NVIDIA Corporation' },
      parent_device: `${context.path}/${stableId(`${context.path} computer`)}`,
      host: hostPath(context),
    },
    {
      ...named(context, 'usb_1_1'),
      capability: 'usb_device',
      product: { id: '0x0002', name: '2.0 root hub' },
      vendor: { id: '0x1d6b', name: 'Linux Foundation' },
      host: hostPath(context),
    },
  ],
  '/hosts/{}/hooks': (context) => [
    { ...named(context, '50_openstacknet'), event_name: 'before_device_create', md5: 'd41d8cd98f00b204e9800998ecf8427e', host: hostPath(context) },
  ],
  '/hosts/{}/numanodes': (context) =>
    [0, 1].map((index) => ({
      ...named(context, `node${index}`),
      name: undefined,
      index,
      memory: 131_072,
      cpu: { cores: [0, 1, 2, 3].map((core) => ({ index: index * 4 + core })) },
      node_distance: index === 0 ? '10 20' : '20 10',
      host: hostPath(context),
    })),
  '/hosts/{}/storage': (context) => [
    {
      id: '36001405b1b7a3a5a8d64f3a9c1f0e2d1',
      type: 'iscsi',
      host: hostPath(context),
      logical_units: [
        {
          id: '36001405b1b7a3a5a8d64f3a9c1f0e2d1',
          address: '192.0.2.200',
          port: 3260,
          target: 'iqn.2026-01.com.example:spare',
          lun_mapping: 1,
          paths: 2,
          product_id: 'spare',
          serial: 'SLIO-ORG_spare_1b7a3a5a',
          size: 100 * GIB,
          status: 'free',
          vendor_id: 'LIO-ORG',
        },
      ],
    },
  ],
  '/hosts/{}/unmanagednetworks': (context) => [
    { ...named(context, 'virbr0'), host: hostPath(context), host_nic: `${hostPath(context)}/nics/${nicId(context.ids[0], 'eth1')}` },
  ],
  '/hosts/{}/externalnetworkproviderconfigurations': (context) => {
    const [provider] = context.state.open.collection('/openstacknetworkproviders').keys();
    if (provider === undefined) return [];
    return [{ ...named(context, 'ovn'), name: undefined, external_network_provider: `/openstacknetworkproviders/${provider}`, host: hostPath(context) }];
  },
  '/hosts/{}/cpuunits': (context) =>
    [0, 1, 2, 3].map((index) => ({
      ...named(context, String(index)),
      name: undefined,
      socket_id: index >> 1,
      core_id: index & 1,
      cpu_id: index,
      runs_vdsm: index === 1,
    })),
};
