import { type SeedContext, type Seeds, stableId } from './seed-context.ts';

const named = (context: SeedContext, name: string): { readonly id: string; readonly name: string } => ({ id: stableId(`${context.path} ${name}`), name });

const certificate: Seeds[string] = (context) => [
  {
    ...named(context, 'certificate'),
    name: undefined,
    organization: 'Example',
    subject: 'CN=provider.example.com,O=Example',
    content: '-----BEGIN CERTIFICATE-----\nMIIBszCCARygAwIBAgIUEXAMPLE\n-----END CERTIFICATE-----\n',
  },
];

/** What other systems would show through the engine. Two of them are set up with every engine. */
export const PROVIDERS: Seeds = {
  '/openstackimageproviders': (context) => [
    {
      ...named(context, 'ovirt-image-repository'),
      description: 'Public Glance repository for oVirt',
      requires_authentication: false,
      url: 'http://glance.ovirt.org:9292',
    },
  ],
  '/openstackimageproviders/{}/images': (context) =>
    ['CirrOS 0.5.2', 'Fedora 39 Cloud', 'CentOS Stream 9'].map((name) => ({
      ...named(context, name),
      openstack_image_provider: `/openstackimageproviders/${context.ids[0] ?? ''}`,
    })),
  '/openstackimageproviders/{}/certificates': certificate,
  '/openstacknetworkproviders': (context) => [
    {
      ...named(context, 'ovirt-provider-ovn'),
      description: 'oVirt network provider for OVN',
      requires_authentication: true,
      username: 'admin@internal',
      url: 'https://engine.example.com:9696',
      authentication_url: 'https://engine.example.com:35357/v2.0/',
      auto_sync: false,
      external_plugin_type: 'OVIRT_PROVIDER_OVN',
      plugin_type: 'open_vswitch',
      read_only: false,
      type: 'external',
      unmanaged: false,
    },
  ],
  '/openstacknetworkproviders/{}/networks': (context) => [
    { ...named(context, 'ovn-green'), openstack_network_provider: `/openstacknetworkproviders/${context.ids[0] ?? ''}` },
  ],
  '/openstacknetworkproviders/{}/networks/{}/subnets': (context) => [
    {
      ...named(context, 'green-subnet'),
      cidr: '10.20.0.0/24',
      dns_servers: ['192.0.2.53'],
      gateway: '10.20.0.1',
      ip_version: 'v4',
      openstack_network: `/openstacknetworkproviders/${context.ids[0] ?? ''}/networks/${context.ids[1] ?? ''}`,
    },
  ],
  '/openstacknetworkproviders/{}/certificates': certificate,
  '/openstackvolumeproviders/{}/volumetypes': (context) => [
    {
      ...named(context, 'ceph'),
      properties: [{ name: 'volume_backend_name', value: 'ceph' }],
      openstack_volume_provider: `/openstackvolumeproviders/${context.ids[0] ?? ''}`,
    },
  ],
  '/openstackvolumeproviders/{}/certificates': certificate,
  '/externalhostproviders/{}/computeresources': (context) => [
    { ...named(context, 'engine'), provider: 'oVirt', url: 'https://engine.example.com/ovirt-engine/api', user: 'admin@internal' },
  ],
  '/externalhostproviders/{}/discoveredhosts': (context) => [
    { ...named(context, 'mac525400abcdef'), ip: '192.0.2.90', mac: '52:54:00:ab:cd:ef', last_report: '2026-01-20 10:00:00 UTC', subnet_name: 'lab' },
  ],
  '/externalhostproviders/{}/hostgroups': (context) => [
    { ...named(context, 'hypervisors'), architecture_name: 'x86_64', domain_name: 'example.com', operating_system_name: 'CentOS Stream 9', subnet_name: 'lab' },
  ],
  '/externalhostproviders/{}/hosts': (context) => [{ ...named(context, 'spare1.example.com'), address: '192.0.2.91' }],
  '/externalhostproviders/{}/certificates': certificate,
  '/clusters/{}/glusterhooks': (context) => [
    {
      ...named(context, 'S29CTDBsetup.sh'),
      gluster_command: 'start',
      stage: 'post',
      content_type: 'text',
      content: '#!/bin/sh\nexit 0\n',
      checksum: '5d41402abc4b2a76b9719d911017c592',
      conflict_status: 0,
      conflicts: '',
      status: 'enabled',
    },
  ],
};
