import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, json } from '../answer.ts';
import type { Image } from '../image/image-state.ts';
import { PUBLIC_NET, SERVICE_NET } from '../network/network-state.ts';
import { pythonRepr } from '../python-json.ts';
import { Timeline } from '../timeline.ts';
import { arrayAt, integerAt, isObject, type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, links, readBody } from './compute-call.ts';
import type { ServerRecord, VolumeAttachment } from './compute-state.ts';
import type { Flavor } from './flavors.ts';
import { invalidField, novaFault } from './nova-faults.ts';

const KNOWN = new Set([
  ...['name', 'flavorRef', 'imageRef', 'networks', 'metadata', 'user_data', 'key_name', 'adminPass', 'config_drive', 'availability_zone', 'security_groups'],
  ...['personality', 'OS-DCF:diskConfig', 'accessIPv4', 'accessIPv6', 'min_count', 'max_count', 'return_reservation_id', 'block_device_mapping'],
  ...['block_device_mapping_v2', 'os:scheduler_hints', 'OS-SCH-HNT:scheduler_hints'],
]);

/** Members that newer microversions brought, by the minor that brought them. */
const LATER: Readonly<Record<string, number>> = { description: 19, tags: 52, trusted_image_certificates: 63, host: 74, hypervisor_hostname: 74, hostname: 90 };

const MAX_USER_DATA = 65_535;

const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** `POST /servers`. The answer comes at once; the rest happens on the clock. */
export async function createServers(call: ComputeCall): Promise<Answer> {
  const sent = await readBody(call);
  const asked = objectAt(sent, 'server');
  // Hints stand beside the server, or in it.
  const hints = objectAt(sent, 'os:scheduler_hints') ?? objectAt(sent, 'OS-SCH-HNT:scheduler_hints');
  const given = asked === undefined || hints === undefined ? asked : { 'os:scheduler_hints': hints, ...asked };
  if (given === undefined) throw novaFault(400, "'server' is a required property");
  checkShape(call, given);
  const flavor = findFlavor(call, given);
  const { image, volumes } = bootSource(call, given, flavor);
  if (image !== undefined) checkFits(image, flavor);
  const keyName = stringAt(given, 'key_name') ?? null;
  if (keyName !== null && !call.region.compute.keyPairs.some((pair) => pair.userId === call.token.user.id && pair.name === keyName)) {
    throw novaFault(400, 'Invalid key_name provided.');
  }
  const zone = stringAt(given, 'availability_zone') ?? 'nova';
  if (zone !== 'nova') throw novaFault(400, 'The requested availability zone is not available');
  const groups = (arrayAt(given, 'security_groups') ?? []).map((group) => stringAt(group, 'name') ?? '');
  for (const group of groups) checkGroup(call, group);
  const nics = chooseNetworks(call, given);
  const count = integerAt(given, 'min_count') ?? 1;
  const most = Math.max(count, integerAt(given, 'max_count') ?? count);
  const reservationId = `r-${randomBytes(4).toString('hex')}`;
  const name = stringAt(given, 'name') ?? '';
  const made = Array.from({ length: most }, (_, index) =>
    addServer(call, given, { name: most === 1 ? name : `${name}-${index + 1}`, flavor, image, volumes, keyName, zone, groups, nics, reservationId }),
  );
  const [first] = made;
  if (first === undefined) throw novaFault(400, 'min_count must be >= 1');
  if (given['return_reservation_id'] === true) return json(202, { reservation_id: reservationId });
  const body = {
    id: first.id,
    links: links(call, `servers/${first.id}`),
    'OS-DCF:diskConfig': first.diskConfig,
    security_groups: call.cloud.flavour === 'rackspace' ? undefined : first.securityGroups.map((group) => ({ name: group })),
    adminPass: first.adminPass,
  };
  return json(202, { server: body }, { Location: `${call.base}/servers/${first.id}` });
}

function checkShape(call: ComputeCall, given: JsonObject): void {
  for (const required of ['name', 'flavorRef', ...(call.version.atLeast(37) ? ['networks'] : [])]) {
    if (given[required] === undefined) throw invalidField('server', given, `'${required}' is a required property`);
  }
  const unexpected = Object.keys(given).filter((name) => !KNOWN.has(name) && !(call.version.minor >= (LATER[name] ?? Number.POSITIVE_INFINITY)));
  // Rackspace's older Nova ignored what it did not know.
  if (unexpected.length > 0 && call.cloud.flavour === 'openstack') {
    const quoted = unexpected.map((name) => pythonRepr(name)).join(', ');
    throw invalidField('server', given, `Additional properties are not allowed (${quoted} ${unexpected.length === 1 ? 'was' : 'were'} unexpected)`);
  }
  const name = given['name'];
  if (typeof name !== 'string') throw invalidField('name', name, `${pythonRepr(name)} is not of type 'string'`);
  if (name === '') throw invalidField('name', '', "'' is too short");
  if (name.length > 255) throw invalidField('name', name, `${pythonRepr(name)} is too long`);
  if (call.version.atLeast(57) && given['personality'] !== undefined) {
    throw invalidField('server', given, "Additional properties are not allowed ('personality' was unexpected)");
  }
  const userData = given['user_data'];
  if (typeof userData === 'string' && userData.length > MAX_USER_DATA) throw invalidField('user_data', userData, `${pythonRepr(userData)} is too long`);
  checkMetadata(given['metadata']);
}

/** Keys and values are text of at most 255 characters. */
export function checkMetadata(metadata: unknown): void {
  if (metadata === undefined) return;
  if (!isObject(metadata)) throw invalidField('metadata', metadata, `${pythonRepr(metadata)} is not of type 'object'`);
  for (const [key, value] of Object.entries(metadata)) {
    if (!/^[a-zA-Z0-9-_:. ]{1,255}$/.test(key)) {
      throw invalidField('metadata', metadata, `Additional properties are not allowed (${pythonRepr(key)} was unexpected)`);
    }
    if (typeof value !== 'string') throw invalidField(key, value, `${pythonRepr(value)} is not of type 'string'`);
    if (value.length > 255) throw invalidField(key, value, `${pythonRepr(value)} is too long`);
  }
}

/** An id, or the URL of one as old clients send it. */
const reference = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(value.lastIndexOf('/') + 1) : typeof value === 'number' ? String(value) : undefined;

export function findFlavor(call: ComputeCall, given: JsonObject): Flavor {
  const id = reference(given['flavorRef']);
  const flavor = call.region.compute.flavors.find((item) => item.id === id);
  if (flavor === undefined) throw novaFault(400, `Flavor ${id ?? ''} could not be found.`);
  return flavor;
}

interface BootSource {
  readonly image: Image | undefined;
  readonly volumes: readonly VolumeAttachment[];
}

function bootSource(call: ComputeCall, given: JsonObject, flavor: Flavor): BootSource {
  const mappings = (arrayAt(given, 'block_device_mapping_v2') ?? []).filter(isObject);
  const root = mappings.find((mapping) => integerAt(mapping, 'boot_index') === 0);
  const imageRef = reference(given['imageRef']) ?? '';
  if (imageRef === '' && root === undefined) {
    throw novaFault(
      400,
      mappings.length === 0
        ? 'Missing imageRef attribute'
        : 'Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.',
    );
  }
  if (imageRef !== '' && !UUID.test(imageRef)) throw invalidField('imageRef', imageRef, `'${imageRef}' is not valid under any of the given schemas`);
  const image = imageRef === '' ? undefined : usableImage(call, imageRef);
  const volumes = mappings.flatMap((mapping, index) => mappedVolume(call, mapping, index));
  if (flavor.diskGiB === 0 && !mappings.some((mapping) => mapping['destination_type'] === 'volume' && integerAt(mapping, 'boot_index') === 0)) {
    // Rackspace's words for the same rule (pyrax#484).
    const message =
      call.cloud.flavour === 'rackspace'
        ? `Policy doesn't allow ${flavor.extraSpecs['policy_class'] ?? 'compute_flavor'}:create:image_backed to be performed.`
        : 'Only volume-backed servers are allowed for flavors with zero disk.';
    throw novaFault(403, message);
  }
  return { image: root?.['destination_type'] === 'volume' ? undefined : image, volumes };
}

function usableImage(call: ComputeCall, id: string): Image {
  const image = call.region.images.find(id, call.project.id);
  if (image === undefined) throw novaFault(400, 'Can not find requested image');
  if (image.status !== 'active') throw novaFault(400, `Image ${id} is not active.`);
  return image;
}

function checkFits(image: Image, flavor: Flavor): void {
  if (image.minRam > flavor.ramMiB) throw novaFault(400, "Flavor's memory is too small for requested image.");
  if (flavor.diskGiB > 0 && image.minDisk > flavor.diskGiB) {
    throw novaFault(
      400,
      `Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is ${flavor.diskGiB * 2 ** 30} bytes, minimum size is ${image.minDisk * 2 ** 30} bytes.`,
    );
  }
}

/** A volume given, or one made from an image or from nothing: Nova makes them when it builds, we at once. */
function mappedVolume(call: ComputeCall, mapping: JsonObject, index: number): VolumeAttachment[] {
  if (mapping['destination_type'] !== 'volume') return [];
  const device = `/dev/vd${String.fromCharCode(97 + index)}`;
  const deleteOnTermination = mapping['delete_on_termination'] === true;
  const { volumes } = call.region;
  const source = stringAt(mapping, 'source_type');
  const uuid = stringAt(mapping, 'uuid') ?? '';
  if (source === 'volume') {
    const volume = volumes.find(uuid, call.project.id);
    if (volume === undefined) throw novaFault(400, `Block Device Mapping is Invalid: failed to get volume ${uuid}.`);
    if (volume.status !== 'available') throw novaFault(400, `Invalid volume: volume '${uuid}' status must be 'available'. Currently in '${volume.status}'`);
    return [{ volumeId: volume.id, device, attachmentId: randomUUID(), deleteOnTermination }];
  }
  const size = integerAt(mapping, 'volume_size');
  if (size === undefined) throw novaFault(400, "Block Device Mapping is Invalid: Images with destination_type 'volume' need to have a non-zero size specified");
  const [type] = volumes.types;
  if (type === undefined) throw novaFault(500, 'no volume type');
  const image = source === 'image' ? usableImage(call, uuid) : undefined;
  const volume = volumes.add(
    {
      projectId: call.project.id,
      userId: call.token.user.id,
      sizeGiB: size,
      type,
      name: '',
      bootable: image !== undefined,
      ...(image === undefined ? {} : { imageMetadata: { image_id: image.id, image_name: image.name ?? '' } }),
    },
    call.now,
    0,
  );
  volume.timeline.settle(call.now);
  return [{ volumeId: volume.id, device, attachmentId: randomUUID(), deleteOnTermination }];
}

function checkGroup(call: ComputeCall, group: string): void {
  call.region.networks.defaultGroup(call.project.id, call.now);
  const known = [...call.region.networks.groups.values()].some((item) => item.projectId === call.project.id && (item.name === group || item.id === group));
  if (!known) throw novaFault(400, `Unable to find security_group with name or id '${group}'`);
}

type Nic = { readonly networkId: string } | { readonly portId: string };

function chooseNetworks(call: ComputeCall, given: JsonObject): Nic[] {
  const { networks } = call.region;
  const asked = given['networks'];
  if (asked === 'none') return [];
  if (asked === undefined || asked === 'auto') {
    if (call.cloud.flavour === 'rackspace') return [{ networkId: PUBLIC_NET }, { networkId: SERVICE_NET }];
    const own = [...networks.networks.values()].filter((network) => network.projectId === call.project.id && !network.external);
    if (own.length > 1) throw novaFault(409, 'Multiple possible networks found, use a Network ID to be more specific.');
    return own.map((network) => ({ networkId: network.id }));
  }
  if (!Array.isArray(asked)) throw invalidField('networks', asked, `${pythonRepr(asked)} is not valid under any of the given schemas`);
  return asked.map((nic: unknown) => {
    const port = stringAt(nic, 'port');
    const uuid = stringAt(nic, 'uuid') ?? '';
    if (port !== undefined) {
      if (networks.ports.get(port)?.projectId !== call.project.id) throw novaFault(400, `Port id ${port} could not be found.`);
      return { portId: port };
    }
    if (!networks.visibleNetworks(call.project.id).some((network) => network.id === uuid)) throw novaFault(400, `Network ${uuid} could not be found.`);
    return { networkId: uuid };
  });
}

interface Plan extends BootSource {
  readonly name: string;
  readonly flavor: Flavor;
  readonly keyName: string | null;
  readonly zone: string;
  readonly groups: readonly string[];
  readonly nics: readonly Nic[];
  readonly reservationId: string;
}

function addServer(call: ComputeCall, given: JsonObject, plan: Plan): ServerRecord {
  const { now, region, project, cloud } = call;
  const id = randomUUID();
  const group = region.networks.defaultGroup(project.id, now);
  const groupNames = plan.groups.length === 0 ? [group.name] : [...plan.groups];
  const hints = objectAt(given, 'os:scheduler_hints') ?? objectAt(given, 'OS-SCH-HNT:scheduler_hints');
  const server = region.compute.add({
    id,
    projectId: project.id,
    userId: call.token.user.id,
    name: plan.name,
    imageId: plan.image?.id ?? '',
    flavor: plan.flavor,
    oldFlavor: undefined,
    stateBeforeResize: 'active',
    createdAt: now,
    updatedAt: now,
    launchedAt: null,
    metadata: { ...(given['metadata'] as Record<string, string> | undefined) },
    tags: (arrayAt(given, 'tags') ?? []).map(String),
    keyName: plan.keyName,
    configDrive: given['config_drive'] === true || given['config_drive'] === 'True',
    userData: stringAt(given, 'user_data') ?? null,
    adminPass: stringAt(given, 'adminPass') ?? randomBytes(9).toString('base64url').slice(0, 12),
    vmState: 'building',
    taskState: 'scheduling',
    powerState: 0,
    locked: false,
    lockedReason: null,
    description: stringAt(given, 'description') ?? (call.version.atLeast(19) ? null : plan.name),
    hostname: stringAt(given, 'hostname') ?? plan.name.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-'),
    availabilityZone: plan.zone,
    diskConfig: given['OS-DCF:diskConfig'] === 'AUTO' || (cloud.flavour === 'rackspace' && given['OS-DCF:diskConfig'] !== 'MANUAL') ? 'AUTO' : 'MANUAL',
    accessIPv4: stringAt(given, 'accessIPv4') ?? '',
    accessIPv6: stringAt(given, 'accessIPv6') ?? '',
    securityGroups: groupNames,
    volumes: [],
    actions: [{ action: 'create', requestId: call.requestId, startedAt: now }],
    reservationId: plan.reservationId,
    fault: undefined,
    serverGroupId: stringAt(hints, 'group'),
    timeline: new Timeline(),
  });
  const groupIds = groupNames.flatMap((name) =>
    [...region.networks.groups.values()].filter((item) => item.projectId === project.id && (item.name === name || item.id === name)).map((item) => item.id),
  );
  for (const nic of plan.nics) plug(call, server, nic, groupIds);
  for (const volume of plan.volumes) {
    const record = region.volumes.find(volume.volumeId, project.id);
    if (record !== undefined) region.volumes.attach(record, id, volume.device, now, cloud.transitionMs);
    server.volumes.push({ ...volume });
  }
  server.timeline
    .plan(now, cloud.transitionMs / 2, () => {
      server.taskState = 'spawning';
    })
    .plan(now, cloud.transitionMs / 2, (at) => {
      server.vmState = 'active';
      server.taskState = null;
      server.powerState = 1;
      server.launchedAt = at;
      server.updatedAt = at;
    });
  return server;
}

function plug(call: ComputeCall, server: ServerRecord, nic: Nic, securityGroups: string[]): void {
  const { networks } = call.region;
  const deviceOwner = call.cloud.flavour === 'rackspace' ? 'compute:None' : `compute:${server.availabilityZone}`;
  if ('portId' in nic) {
    const port = networks.ports.get(nic.portId);
    if (port !== undefined) {
      port.deviceId = server.id;
      port.deviceOwner = deviceOwner;
    }
    return;
  }
  networks.addPort({ networkId: nic.networkId, projectId: server.projectId, deviceId: server.id, deviceOwner, securityGroups }, call.now);
}
