import type { Ref, Secret } from '@portolan/core/driver';
import { isSwallowed } from '../../compute/servers/marks.ts';
import type { SmartdcServerOptions } from '../../compute/servers/native-options.ts';
import { flattened } from '../../compute/servers/requests.ts';
import type { TagValue } from '../../compute/servers/wire.ts';
import { knownOptions } from '../../native-options.ts';
import { BOOT_SCRIPT_KEY, type BootScript, bootScriptText } from '../boot-script.ts';
import { invalid, refId } from '../calls.ts';
import { type PackageRef, packageId } from '../packages.ts';

/** A network of a machine to be: an address may be asked for, though not of pools and public networks. Code 8.5 and later. */
export interface NetworkWish {
  readonly ipv4_uuid: string;
  readonly ipv4_ips?: readonly string[];
  readonly ipv4_count?: 1;
}

/** CloudAPI's own words where they can be said as they are. Source: sdc-cloudapi docs "CreateMachine"; lib/machines.js. */
export interface CreateMachineFields extends Omit<SmartdcServerOptions, 'metadata' | 'networks' | 'volumes' | 'disks' | 'administrator_pw'> {
  /** Default: the first 8 characters of the id, which `{{shortId}}` stands for in any name. Unique in the account. */
  readonly name?: string | undefined;
  readonly image: Ref;
  /** By name, the highest version is taken. */
  readonly package: PackageRef;
  /** Ids, networks, or wishes; not mixed. Default: the package's, else one public and one private. */
  readonly networks?: readonly (Ref | NetworkWish)[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly tags?: Readonly<Record<string, TagValue>> | undefined;
  /** Run as root at every boot on SmartOS (metadata `user-script`). */
  readonly bootScript?: BootScript | undefined;
  /** Metadata `cloud-init:user-data`. */
  readonly cloudConfig?: BootScript | undefined;
  /** bhyve, at most 8, the boot disk first; sizes in MiB. */
  readonly disks?: readonly DiskWish[] | undefined;
  /** Containers: NFS volumes to mount. */
  readonly volumes?: readonly VolumeMount[] | undefined;
  /** Windows images. */
  readonly administrator_pw?: string | Secret | undefined;
  /** Deprecated on the server's side: `affinity` says more. */
  readonly locality?: { readonly near?: readonly string[]; readonly far?: readonly string[]; readonly strict?: boolean } | undefined;
}

export interface DiskWish {
  readonly size?: number | 'remaining';
  readonly image?: string;
  readonly boot?: boolean;
  readonly block_size?: number;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountpoint: string;
  readonly type?: 'tritonnfs';
  readonly mode?: 'rw' | 'ro';
}

/** Source: sdc-cloudapi lib/machines.js. 63 with CNS. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const LONGEST_NAME = 189;

/** Names are checked before they are sent: what is wrong with one comes back as a bare "Invalid machine name", as if it were taken. */
export function assertMachineName(name: string): void {
  const plain = name.replaceAll('{{shortId}}', 'x'.repeat(8));
  if (NAME.test(plain) && plain.length <= LONGEST_NAME) return;
  throw invalid(
    `name: ${JSON.stringify(name)} cannot be the name of a machine`,
    `use at most ${LONGEST_NAME} letters, digits, "_", "." and "-", a letter or digit first`,
  );
}

const KNOWN: Readonly<Record<keyof CreateMachineFields, true>> = {
  name: true,
  image: true,
  package: true,
  networks: true,
  metadata: true,
  tags: true,
  bootScript: true,
  cloudConfig: true,
  disks: true,
  volumes: true,
  administrator_pw: true,
  locality: true,
  affinity: true,
  firewall_enabled: true,
  deletion_protection: true,
  delegate_dataset: true,
  allow_shared_images: true,
  brand: true,
  bootrom: true,
  encrypted: true,
};

const isWish = (network: Ref | NetworkWish): network is NetworkWish => typeof network === 'object' && 'ipv4_uuid' in network;

export async function createMachineBody(given: CreateMachineFields): Promise<Readonly<Record<string, unknown>>> {
  const fields = knownOptions<CreateMachineFields>(given, Object.keys(KNOWN) as (keyof CreateMachineFields)[], 'machines.create');
  const { name, image, package: size, networks, metadata = {}, tags = {}, bootScript, cloudConfig, administrator_pw, volumes, ...rest } = fields;
  if (name !== undefined) assertMachineName(name);
  assertTags(tags);
  assertMetadata(metadata);
  const scripts = {
    ...(bootScript === undefined ? {} : { [BOOT_SCRIPT_KEY]: await bootScriptText(bootScript) }),
    ...(cloudConfig === undefined ? {} : { 'cloud-init:user-data': await bootScriptText(cloudConfig) }),
  };
  for (const key of Object.keys(scripts)) if (Object.hasOwn(metadata, key)) throw invalid(`metadata: ${JSON.stringify(key)} is said twice`);
  return {
    ...(name === undefined ? {} : { name }),
    image: refId(image, 'image'),
    package: packageId(size),
    ...(networks === undefined ? {} : { networks: networks.map((network) => (isWish(network) ? network : refId(network, 'network'))) }),
    ...(volumes === undefined ? {} : { volumes: volumes.map((volume) => ({ type: 'tritonnfs', ...volume })) }),
    ...(administrator_pw === undefined ? {} : { administrator_pw: typeof administrator_pw === 'string' ? administrator_pw : administrator_pw.reveal() }),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...flattened('metadata', { ...metadata, ...scripts }),
    ...flattened('tag', tags),
  };
}

/** What the server would lose without a word. */
export function assertTags(tags: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(tags)) {
    if (name === '' || isSwallowed(name)) throw invalid(`tags: CloudAPI cannot keep a tag called ${JSON.stringify(name)}`);
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw invalid(`tags: ${JSON.stringify(name)} is neither text, number nor true or false`);
  }
}

export function assertMetadata(metadata: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(metadata)) {
    if (isSwallowed(name) || name === 'credentials' || name.endsWith('_pw') || !/^\w/.test(name))
      throw invalid(`metadata: CloudAPI cannot keep an entry called ${JSON.stringify(name)}`);
    if (typeof value !== 'string') throw invalid(`metadata: ${JSON.stringify(name)} is no text`, 'write structures as JSON');
  }
}
