import { PERMITS } from './permits.ts';
import { type Seeds, stableId } from './seed-context.ts';

const LEVELS = ['4.2', '4.3', '4.4', '4.5', '4.6', '4.7'];
const CPU_TYPES: readonly (readonly [name: string, level: number])[] = [
  ['Intel Nehalem Family', 3],
  ['Intel Westmere Family', 4],
  ['Intel SandyBridge Family', 5],
  ['Intel Haswell Family', 6],
  ['Secure Intel Cascadelake Server Family', 17],
  ['AMD EPYC', 9],
];
// Ids of packaging/conf/osinfo-defaults.properties.
const OPERATING_SYSTEMS: readonly (readonly [id: number, name: string, description: string, tpm: string])[] = [
  [0, 'other', 'Other OS', 'unsupported'],
  [5, 'other_linux', 'Linux', 'supported'],
  [24, 'rhel_7x64', 'Red Hat Enterprise Linux 7.x x64', 'supported'],
  [30, 'rhel_8x64', 'Red Hat Enterprise Linux 8.x x64', 'supported'],
  [31, 'windows_2019x64', 'Windows 2019 x64', 'supported'],
  [36, 'windows_11', 'Windows 11', 'required'],
  [37, 'rhel_9x64', 'Red Hat Enterprise Linux 9.x x64', 'supported'],
  [1256, 'ubuntu_18_04', 'Ubuntu Bionic Beaver LTS+', 'supported'],
  [1301, 'debian_9', 'Debian 9+', 'supported'],
];
const FILTERS = [
  'vdsm-no-mac-spoofing',
  'allow-arp',
  'allow-dhcp',
  'allow-dhcp-server',
  'allow-incoming-ipv4',
  'allow-ipv4',
  'clean-traffic',
  'no-arp-ip-spoofing',
  'no-arp-mac-spoofing',
  'no-arp-spoofing',
  'no-ip-multicast',
  'no-ip-spoofing',
  'no-mac-broadcast',
  'no-mac-spoofing',
  'no-other-l2-traffic',
  'no-other-rarp-traffic',
  'qemu-announce-self',
  'qemu-announce-self-rarp',
]; // prettier-ignore
const OPTIONS: Readonly<Record<string, string>> = {
  ClusterRequiredRngSourcesDefault: 'URANDOM',
  MaxNumOfVmCpus: '710',
  MaxVmNameLength: '255',
  SpiceUsbAutoShare: 'true',
  UserSessionTimeOutInterval: '30',
  VM64BitMaxMemorySizeInMB: '6291456',
};
const SMALL_ICON: string = stableId('small icon');
const LARGE_ICON: string = stableId('large icon');
// One transparent point.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const version = (text: string): { readonly major: number; readonly minor: number } => {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return { major, minor };
};

/** What is set when an engine is set up, the same for all of it. */
export const ENGINE_WIDE: Seeds = {
  '/clusterlevels': () =>
    LEVELS.map((id) => ({
      id,
      cpu_types: CPU_TYPES.map(([name, level]) => ({ name, level, architecture: 'x86_64' })),
      permits: PERMITS.map(({ id: permit, name, administrative }) => ({ id: permit, name, administrative })),
    })),
  '/clusterlevels/{}/clusterfeatures': ({ ids }) => [
    {
      id: stableId('libgfapi'),
      name: 'LIBGFAPI_SUPPORTED',
      description: 'libgfapi access to Gluster volumes',
      cluster_level: `/clusterlevels/${ids[0] ?? ''}`,
    },
  ],
  '/icons': () => [
    { id: SMALL_ICON, media_type: 'image/png', data: PNG },
    { id: LARGE_ICON, media_type: 'image/png', data: PNG },
  ],
  '/operatingsystems': () =>
    OPERATING_SYSTEMS.map(([id, name, description, tpm]) => ({
      id: String(id),
      name,
      description,
      architecture: 'x86_64',
      tpm_support: tpm,
      small_icon: `/icons/${SMALL_ICON}`,
      large_icon: `/icons/${LARGE_ICON}`,
    })),
  '/networkfilters': () =>
    FILTERS.map((name, index) => ({
      id: index === 0 ? 'd2370ab4-fee3-11e9-a310-8c1645ce738e' : stableId(name),
      name,
      version: index === 0 ? version('3.2') : version('3.6'),
    })),
  '/macpools': () => [
    {
      id: '58ca604b-017d-0374-0220-00000000014e',
      name: 'Default',
      description: 'Default MAC pool',
      allow_duplicates: false,
      default_pool: true,
      ranges: [{ from: '56:6f:1a:00:00:00', to: '56:6f:1a:ff:ff:ff' }],
    },
  ],
  '/options': () =>
    Object.entries(OPTIONS).map(([name, value]) => ({ id: name, name, values: [...LEVELS, 'general'].map((level) => ({ value, version: level })) })),
  '/katelloerrata': ({ path }) => errata(path),
  '/hosts/{}/katelloerrata': ({ path }) => errata(path),
  '/vms/{}/katelloerrata': ({ path }) => errata(path),
};

const errata = (path: string): ReturnType<Seeds[string]> => [
  {
    id: stableId(`${path} erratum`),
    name: 'RHSA-2026:0042',
    title: 'important: kernel security update',
    type: 'security',
    severity: 'Important',
    issued: '2026-01-20T00:00:00.000+00:00',
    summary: 'An update for kernel is available.',
    solution: 'Update the packages and restart.',
    packages: [{ name: 'kernel-5.14.0-503.el9' }],
  },
];
