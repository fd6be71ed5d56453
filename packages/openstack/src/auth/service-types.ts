/** The services this driver talks to, by official type. */
export type ServiceType =
  | 'compute'
  | 'image'
  | 'network'
  | 'block-storage'
  | 'object-store'
  | 'identity'
  | 'database'
  | 'message'
  // Rackspace's own, by the types its catalog has.
  | 'rax:object-cdn'
  | 'rax:load-balancer'
  | 'rax:dns'
  | 'rax:monitor'
  | 'rax:autoscale'
  | 'rax:cdn';

// Official types and their aliases, best first. Source: os-service-types data, and what catalogs of old clouds have.
const ALIASES: Readonly<Record<ServiceType, readonly string[]>> = {
  compute: ['compute', 'computev21'],
  image: ['image', 'imagev2'],
  network: ['network', 'networkv2'],
  // `volume` is v1 on old clouds: the last resort.
  'block-storage': ['block-storage', 'volumev3', 'volumev2', 'block-store', 'volume'],
  'object-store': ['object-store'],
  identity: ['identity', 'identityv3'],
  database: ['database', 'rax:database'],
  message: ['message', 'messaging', 'queuing', 'queues', 'rax:queues'],
  'rax:object-cdn': ['rax:object-cdn'],
  'rax:load-balancer': ['rax:load-balancer'],
  // Never the row of type `dns`: that is Designate's API.
  'rax:dns': ['rax:dns'],
  'rax:monitor': ['rax:monitor'],
  'rax:autoscale': ['rax:autoscale'],
  // Poppy, which OpenStack's own catalogs list as `cdn`.
  'rax:cdn': ['rax:cdn', 'cdn'],
};

const OTHER_NAMES: Readonly<Record<string, ServiceType>> = {
  nova: 'compute',
  glance: 'image',
  neutron: 'network',
  cinder: 'block-storage',
  swift: 'object-store',
  keystone: 'identity',
  trove: 'database',
  'cloud-databases': 'database',
  zaqar: 'message',
  marconi: 'message',
  'cloud-loadbalancers': 'rax:load-balancer',
  'cloud-dns': 'rax:dns',
  'cloud-monitoring': 'rax:monitor',
  poppy: 'rax:cdn',
};

export const serviceTypes: readonly ServiceType[] = Object.keys(ALIASES) as ServiceType[];

/** Catalog types that answer for `type`, in the order they are preferred. */
export function aliasesOf(type: string): readonly string[] {
  return Object.hasOwn(ALIASES, type) ? ALIASES[type as ServiceType] : [type];
}

/** The official type a user means by `volumev3`, `block_storage` or `cinder`; undefined when we know no such service. */
export function officialType(name: string): ServiceType | undefined {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  if (Object.hasOwn(OTHER_NAMES, wanted)) return OTHER_NAMES[wanted];
  return serviceTypes.find((type) => ALIASES[type].includes(wanted));
}
