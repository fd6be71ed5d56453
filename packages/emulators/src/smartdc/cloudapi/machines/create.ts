import { randomUUID } from 'node:crypto';
import { ApiError, invalidArgument, missingParameter } from '../api-error.ts';
import { type Answer, type Call, created } from '../call.ts';
import type { Image, Network, Package } from '../catalog.ts';
import type { Cloud } from '../cloud.ts';
import { parseSubnet } from '../ipv4.ts';
import { checkLimits } from '../limits.ts';
import { findImage, loadPackage, realNetwork, visibleNetworks } from '../lookup.ts';
import { takeAddress } from '../network-ips.ts';
import { given, text } from '../params.ts';
import { readMounts, reserveVolumes } from '../volumes/mount.ts';
import { checkAffinity } from './affinity.ts';
import { auditCaller } from './audit.ts';
import { layOut } from './disk-layout.ts';
import { enqueue } from './jobs.ts';
import { isHvm, type Machine, type Nic, newMac, newMachine, type TagValue } from './machine.ts';
import { provision } from './transitions.ts';
import { machineView } from './view.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const MAX_NAME = 189;

export function createMachine(call: Call): Answer {
  if (!call.cloud.approvedForProvisioning) throw invalidArgument('User is not currently approved for provisioning');
  const image = chooseImage(call);
  const size = choosePackage(call);
  if (image.requirements.password === true && !given(call.params, 'password') && !given(call.params, 'administrator_pw')) {
    throw missingParameter(`${image.id} requires a password`);
  }
  if (call.account.keys.length === 0) throw new ApiError(409, 'KeyRequired', 'At least one SSH key is required to provision');
  const brand = chooseBrand(call, image, size);
  if (image.requirements.min_ram !== undefined && size.memoryMiB < image.requirements.min_ram) {
    throw invalidArgument(`You must use a package with at least ${image.requirements.min_ram} MiB of RAM in order to provision the selected image`);
  }
  checkAffinity(call.params);
  const id = randomUUID();
  if (given(call.params, 'bootrom') && brand !== 'bhyve') throw invalidArgument('Only bhyve VMs support "bootrom" option');
  if (call.params['delegate_dataset'] === true && !call.cloud.delegateDatasets) {
    throw invalidArgument('Support for delegated datasets is not enabled (experimental_cloudapi_delegate_dataset in SAPI)');
  }
  const mounts = readMounts(call, brand);
  const disks = layOut(id, brand, image, size, call.params['disks']);
  const name = chooseName(call, id);
  const { tags, metadata, credentials } = flatParameters(call.params);
  const networks = chooseNetworks(call);
  checkLimits(call, brand, image, size);
  const nics = networks.map((entry) => newNic(call.cloud, entry));
  reserveVolumes(
    call,
    mounts,
    networks.map(({ network }) => network),
  );

  const machine = newMachine({
    id,
    ownerId: call.account.id,
    name,
    brand,
    imageId: image.id,
    packageId: size.id,
    memoryMiB: size.memoryMiB,
    diskMiB: size.diskMiB,
    createdMs: call.now,
  });
  machine.encrypted = call.params['encrypted'] === true;
  machine.delegateDataset = call.params['delegate_dataset'] === true;
  machine.disks = disks;
  machine.volumes.push(...mounts);
  if (brand === 'bhyve' && size.flexibleDisk === true) machine.flexibleDiskMiB = size.diskMiB;
  const keys = call.account.keys.map((key) => `${key.ssh.openssh}\n`).join('');
  machine.metadata = { ...metadata, root_authorized_keys: keys };
  Object.assign(machine.credentials, credentials);
  machine.tags = tags;
  machine.firewallEnabled = call.params['firewall_enabled'] === true || call.params['firewall_enabled'] === 'true';
  machine.deletionProtection = call.params['deletion_protection'] === true;
  const fails = call.cloud.failingProvisions > 0;
  if (fails) call.cloud.failingProvisions -= 1;
  const steps = provision(nics, fails);
  enqueue(machine, call.now, { action: 'provision', caller: auditCaller(call), durationMs: call.cloud.transitionMs, steps });
  call.cloud.machines.unshift(machine);
  if (call.roleTag !== undefined) call.account.roleTags.set(`/machines/${id}`, call.roleTag.split(/\s*,\s*/));
  return created(machineView(call.cloud, machine), `/${call.account.login}/machines/${id}`);
}

function chooseImage(call: Call): Image {
  const { params } = call;
  if (given(params, 'image') && given(params, 'dataset')) throw invalidArgument('image and dataset are mutually exclusive parameters.');
  const wanted = text(params, 'image') ?? text(params, 'dataset');
  if (wanted === undefined || wanted === '') throw missingParameter('image must be specified');
  const image = findImage(call, wanted);
  if (image === undefined) throw invalidArgument(`${wanted} is not a valid image`);
  if (image.state !== 'active') throw invalidArgument(`image ${wanted} is not active`);
  const shared = image.ownerId !== call.account.id && image.acl?.includes(call.account.id) === true;
  if (call.version.startsWith('9.') && shared && params['allow_shared_images'] !== true) {
    throw invalidArgument(`${wanted} is a shared image - to provision a shared image you can either clone the image or set "allow_shared_images" to true.`);
  }
  return image;
}

function choosePackage(call: Call): Package {
  const wanted = text(call.params, 'package');
  if (wanted === undefined || wanted === '') throw missingParameter('package must be specified');
  const size = loadPackage(call, wanted);
  if (size === undefined) throw invalidArgument(`${wanted} is not a valid package`);
  if (!size.active) throw invalidArgument(`${wanted} is inactive. Must use an active package`);
  return size;
}

/** `lib/machines.js` getBrand(): only HVM brands may be asked for; image and package must agree with what comes out. */
function chooseBrand(call: Call, image: Image, size: Package): string {
  const asked = text(call.params, 'brand');
  if (asked !== undefined && asked !== '' && !isHvm(asked)) {
    throw invalidArgument(`Unknown brand "${asked}". Brand is restricted to one of ["bhyve","kvm"]`);
  }
  const zvol = image.type === 'zvol';
  const brand = asked || image.requirements.brand || size.brand || (zvol ? 'bhyve' : 'joyent');
  if (size.brand !== undefined && size.brand !== brand) throw invalidArgument(`Package requires brand "${size.brand}", but brand "${brand}" was selected`);
  if (image.requirements.brand !== undefined && image.requirements.brand !== brand) {
    throw invalidArgument(`Image requires brand "${image.requirements.brand}", but brand "${brand}" was selected`);
  }
  if (isHvm(brand) && !zvol) throw invalidArgument(`Brand "${brand}" requires the image type to be "zvol"`);
  if (!isHvm(brand) && zvol) throw invalidArgument(`Brand "${brand}" cannot use an image of type "zvol"`);
  return brand;
}

function chooseName(call: Call, id: string): string {
  const shortId = id.slice(0, 8);
  const asked = text(call.params, 'name');
  if (asked === undefined || asked === '') return shortId;
  const name = asked.replaceAll('{{shortId}}', shortId);
  if (call.account.cnsEnabled && name.length > 63) {
    throw invalidArgument('Name cannot be longer than 63 characters, because you have triton_cns_enabled set on your Account.');
  }
  if (!NAME.test(name) || name.length > MAX_NAME) throw aliasError('Invalid', 'String does not match regexp');
  if (nameTaken(call, name)) throw aliasError('Duplicate', 'Already exists for this owner_uuid');
  return name;
}

const aliasError = (code: string, message: string): ApiError =>
  new ApiError(409, 'ValidationFailed', 'Invalid VM parameters: Invalid machine name', { errors: [{ field: 'alias', code, message }] });

/** Aliases are unique among an account's machines that are still there. */
export const nameTaken = (call: Call, name: string, except?: Machine): boolean =>
  call.cloud.machines.some(
    (machine) =>
      machine !== except && machine.ownerId === call.account.id && machine.name === name && machine.state !== 'destroyed' && machine.state !== 'failed',
  );

/** Only flat keys count: nested `tags` and `metadata` objects are passed over without a word. */
function flatParameters(params: Readonly<Record<string, unknown>>): {
  tags: Record<string, TagValue>;
  metadata: Record<string, unknown>;
  credentials: Record<string, string>;
} {
  const tags: Record<string, TagValue> = {};
  const metadata: Record<string, unknown> = {};
  let credentials: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (/^tag\../.test(name)) tags[name.slice(4)] = tagValue(value);
    else if (name === 'metadata.credentials') credentials = readCredentials(value);
    else if (/^metadata\.\w/.test(name) && !name.endsWith('_pw')) metadata[name.slice(9)] = value;
  }
  const password = params['administrator_pw'] ?? params['password'];
  if (password !== undefined && password !== '') metadata['administrator_pw'] = password;
  return { tags, metadata, credentials };
}

function tagValue(value: unknown): TagValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new ApiError(409, 'ValidationFailed', 'Invalid VM parameters: Invalid tags', {
    errors: [{ field: 'tags', code: 'Invalid', message: 'Tag value must be a string, boolean, or number' }],
  });
}

function readCredentials(value: unknown): Record<string, string> {
  let object = value;
  if (typeof value === 'string') {
    try {
      object = JSON.parse(value) as unknown;
    } catch {
      return {};
    }
  }
  if (typeof object !== 'object' || object === null) return {};
  return Object.fromEntries(Object.entries(object).map(([name, secret]) => [name.replace(/_pw$/, ''), String(secret)]));
}

interface Interface {
  readonly network: Network;
  /** The pool's, where one was asked for. */
  readonly askedId: string;
  readonly ip: string | undefined;
  primary: boolean;
}

function chooseNetworks(call: Call): Interface[] {
  const networks = visibleNetworks(call);
  const asked = call.params['networks'];
  const wanted: { id: unknown; ip: string | undefined }[] = Array.isArray(asked)
    ? (asked as unknown[]).map(readInterface)
    : [networks.find((network) => network.public), networks.find((network) => !network.public && network.memberIds === undefined)].flatMap((network) =>
        network === undefined ? [] : [{ id: network.id, ip: undefined }],
      );
  const chosen: Interface[] = [];
  for (const { id, ip } of wanted) {
    const network = networks.find((candidate) => candidate.id === id);
    if (network === undefined) throw invalidArgument('Invalid Networks');
    if (ip !== undefined && network.public) throw invalidArgument('ipv4_ips cannot be specified on public networks');
    if (ip !== undefined && network.memberIds !== undefined) throw invalidArgument('ipv4_ips cannot be specified on network pools');
    if (chosen.some((entry) => entry.askedId === id)) continue;
    chosen.push({ network: realNetwork(call, network), askedId: network.id, ip, primary: false });
  }
  if (chosen.filter(({ network }) => network.public).length > 1) throw invalidArgument('Can specify a maximum of 1 public networks');
  const first = chosen.find(({ network }) => network.public) ?? chosen[0];
  if (first !== undefined) first.primary = true;
  return chosen;
}

function readInterface(entry: unknown, index: number): { id: unknown; ip: string | undefined } {
  if (typeof entry === 'string') return { id: entry, ip: undefined };
  if (typeof entry !== 'object' || entry === null) throw invalidArgument(`property "networks[${index}]": array of strings or objects expected`);
  const { ipv4_uuid: id, ipv4_ips: ips, ipv4_count: count } = entry as { ipv4_uuid?: unknown; ipv4_ips?: unknown; ipv4_count?: unknown };
  if (ips !== undefined && count !== undefined) throw invalidArgument('ipv4_count and ipv4_ips cannot be specified together');
  if (count !== undefined && count !== 1) throw invalidArgument('ipv4_count can only be set to 1');
  if (ips !== undefined && (!Array.isArray(ips) || ips.length !== 1)) throw invalidArgument('ipv4_ips can only contain one element');
  return { id, ip: Array.isArray(ips) ? String(ips[0]) : undefined };
}

export function newNic(cloud: Cloud, { network, ip, primary }: Omit<Interface, 'askedId'>): Nic {
  const address = takeAddress(cloud, network, ip);
  return {
    mac: newMac(),
    ip: address,
    primary,
    netmask: parseSubnet(network.subnet)?.netmask ?? '',
    gateway: network.gateway,
    networkId: network.id,
    state: 'provisioning',
  };
}
