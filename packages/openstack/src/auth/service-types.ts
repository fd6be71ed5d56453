/** The services this driver talks to, by official type. */
export type ServiceType = 'compute' | 'image' | 'network' | 'block-storage' | 'object-store' | 'identity';

// Official types and their aliases, best first. Source: os-service-types data, and what catalogs of old clouds have.
const ALIASES: Readonly<Record<ServiceType, readonly string[]>> = {
  compute: ['compute', 'computev21'],
  image: ['image', 'imagev2'],
  network: ['network', 'networkv2'],
  // `volume` is v1 on old clouds: the last resort.
  'block-storage': ['block-storage', 'volumev3', 'volumev2', 'block-store', 'volume'],
  'object-store': ['object-store'],
  identity: ['identity', 'identityv3'],
};

const OTHER_NAMES: Readonly<Record<string, ServiceType>> = {
  nova: 'compute',
  glance: 'image',
  neutron: 'network',
  cinder: 'block-storage',
  swift: 'object-store',
  keystone: 'identity',
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
