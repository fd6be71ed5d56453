import { ApiError, invalidArgument } from '../api-error.ts';
import { type Answer, type Call, created, noContent, ok } from '../call.ts';
import type { Network } from '../catalog.ts';
import type { Cloud } from '../cloud.ts';
import { visibleNetworks } from '../lookup.ts';
import { checkAffinity } from '../machines/affinity.ts';
import { takeAddress } from '../network-ips.ts';
import { text } from '../params.ts';
import { matches, readPredicate } from './predicate.ts';
import { newVolume, VOLUME_SIZES, type Volume } from './volume.ts';

const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/;
const NAME = /^[a-z0-9][\w.-]+$/i;
const NAME_SEARCH = /^\*?[\w.-]+\*?$/i;
const STATES = ['creating', 'ready', 'failed', 'deleting'];
const FILTERS = ['name', 'predicate', 'size', 'state', 'type'];

/** All that is wrong is said at once; each problem is an Error that was joined into text. */
function refuse(problems: readonly (string | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw invalidArgument(found.map((problem) => `Error: ${problem}`).join(', '));
}

const typeProblem = (type: string | undefined): string | undefined =>
  type === 'tritonnfs' ? undefined : `Invalid volume type: ${type}. Volume type should be one of: tritonnfs`;

export function nameProblem(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'Invalid volume name: volume name must be a string';
  if (!NAME.test(name)) return `Invalid volume name: ${name}. Volume name should match ${NAME}`;
  return name.length > 256 ? 'Invalid volume name length: volume name must be at most 256 long' : undefined;
}

const own = (call: Call): Volume[] => call.cloud.volumes.filter((volume) => volume.ownerId === call.account.id);

/** Failed ones are hidden unless a state or predicate is given. Unknown query parameters are refused, unlike anywhere else. */
export function listVolumes(call: Call): Answer {
  const { params } = call;
  const { account: _, 'as-role': __, ...query } = params;
  const asked = (name: string): string | undefined => text(params, name);
  const [name, size, state, predicateText] = [asked('name'), asked('size'), asked('state'), asked('predicate')];
  refuse([
    ...Object.keys(query)
      .filter((key) => !FILTERS.includes(key))
      .map((key) => `invalid parameter: ${key}`),
    name !== undefined && !NAME_SEARCH.test(name) ? 'invalid value for name search parameter' : undefined,
    asked('type') === undefined ? undefined : typeProblem(asked('type')),
    size !== undefined && !/^[1-9][0-9]*$/.test(size) ? 'invalid value for size search parameter, must match /^[1-9][0-9]*$/' : undefined,
    state !== undefined && !STATES.includes(state) ? `Volume state: ${state} is invalid` : undefined,
  ]);
  const predicate = predicateText === undefined ? undefined : readPredicate(predicateText);
  const volumes = own(call)
    .filter((volume) => state !== undefined || predicate !== undefined || volume.state !== 'failed')
    .filter((volume) => state === undefined || volume.state === state)
    .filter((volume) => size === undefined || volume.sizeMiB === Number(size))
    .filter((volume) => name === undefined || nameMatches(volume.name, name))
    .filter(
      (volume) =>
        predicate === undefined || matches(predicate, { id: volume.id, name: volume.name, size: volume.sizeMiB, state: volume.state, type: 'tritonnfs' }),
    );
  return ok(
    volumes.map((volume) => volumeView(call.cloud, volume)),
    { 'x-resource-count': String(volumes.length) },
  );
}

/** `*` at either end stands for anything. */
function nameMatches(name: string, pattern: string): boolean {
  const core = pattern.replace(/^\*|\*$/g, '');
  if (pattern.startsWith('*')) return pattern.endsWith('*') ? name.includes(core) : name.endsWith(core);
  return pattern.endsWith('*') ? name.startsWith(core) : name === core;
}

export function listVolumeSizes(call: Call): Answer {
  const type = text(call.params, 'type');
  if (type !== undefined) refuse([typeProblem(type)]);
  return ok(
    VOLUME_SIZES.map((size) => ({ size, type: 'tritonnfs' })),
    { 'x-resource-count': String(VOLUME_SIZES.length) },
  );
}

function findVolume(call: Call, what: string): Volume {
  const id = text(call.params, 'id') ?? '';
  if (!UUID.test(id)) refuse([`Invalid volume ID: ${id}. Volume ID should match ${UUID}`]);
  const volume = own(call).find((candidate) => candidate.id === id);
  if (volume === undefined) throw new ApiError(404, 'VolumeNotFound', `Error when ${what} volume: Volume with uuid ${id} could not be found`);
  return volume;
}

export const getVolume = (call: Call): Answer => ok(volumeView(call.cloud, findVolume(call, 'getting')));

export function createVolume(call: Call): Answer {
  const { params, cloud } = call;
  const { name, networks: askedNetworks, size, tags, affinity } = params;
  refuse([
    name === undefined ? undefined : nameProblem(name),
    typeProblem(text(params, 'type')),
    size === undefined || (typeof size === 'number' && size > 0) ? undefined : `Invalid volume size: ${JSON.stringify(size)}`,
    askedNetworks === undefined || Array.isArray(askedNetworks) ? undefined : 'Invalid networks: networks must be an array',
    tags === undefined || isTextMap(tags) ? undefined : 'Invalid tags: tags must be an object of key/value strings',
    affinity === undefined || Array.isArray(affinity) ? undefined : 'Invalid affinity: affinity must be an array of strings',
  ]);
  checkAffinity(params);
  const networks = chooseNetworks(call, askedNetworks as unknown[] | undefined);
  if (typeof name === 'string') refuseTaken(call, name, 'creating');
  if (typeof size === 'number' && !VOLUME_SIZES.includes(size)) {
    const message = `Volume size ${size} is not available. Available sizes are: ${VOLUME_SIZES.join(', ')}`;
    throw new ApiError(409, 'VolumeSizeNotAvailable', `Error when creating volume: ${message}`);
  }
  const volume = addVolume(call, networks, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof size === 'number' ? { sizeMiB: size } : {}),
    ...(isTextMap(tags) ? { tags } : {}),
  });
  return created(volumeView(cloud, volume));
}

/** Puts a new volume on the networks; used as well when a machine mounts one that is not there yet. */
export function addVolume(call: Call, networks: readonly Network[], fields: Partial<Pick<Volume, 'name' | 'sizeMiB' | 'tags'>>): Volume {
  const [network] = networks;
  const address = network === undefined ? '' : takeAddress(call.cloud, network, undefined);
  const volume = newVolume({
    ownerId: call.account.id,
    networkIds: networks.map(({ id }) => id),
    createdMs: call.now,
    dueMs: call.now + call.cloud.transitionMs,
    address,
    ...fields,
  });
  call.cloud.volumes.push(volume);
  return volume;
}

const isTextMap = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((entry) => typeof entry === 'string');

/** Fabric networks only; without any the account's default one. */
function chooseNetworks(call: Call, asked: readonly unknown[] | undefined): Network[] {
  const fabrics = visibleNetworks(call).filter((network) => network.fabric !== undefined);
  if (asked === undefined) {
    const network = fabrics.find(({ id }) => id === call.cloud.defaultNetworkOf(call.account.id));
    if (network === undefined) {
      throw new ApiError(409, 'DefaultFabricNetworkNotConfiguredError', 'default_network is not configured for account');
    }
    return [network];
  }
  if (asked.length === 0)
    throw new ApiError(409, 'ValidationError', 'Error when creating volume: Validation error, causes: networks must be a non-empty array');
  return asked.map((id) => {
    const network = fabrics.find((candidate) => candidate.id === id);
    if (network === undefined) throw invalidArgument(`Invalid networks: ${asked.join(',')}`);
    return network;
  });
}

function refuseTaken(call: Call, name: string, what: string): void {
  if (own(call).some((volume) => volume.name === name && volume.state !== 'failed')) {
    throw new ApiError(409, 'VolumeAlreadyExists', `Error when ${what} volume: Volume with name ${name} already exists`);
  }
}

/** Only the name can change, and only while nothing mounts it. 200 with the volume, documented as 204. */
export function updateVolume(call: Call): Answer {
  const name = text(call.params, 'name');
  if (name !== undefined) refuse([nameProblem(name)]);
  const volume = findVolume(call, 'updating');
  if (name === undefined || name === volume.name) return ok(volumeView(call.cloud, volume));
  refuseUsed(call, volume, 'updating');
  refuseTaken(call, name, 'updating');
  volume.name = name;
  return ok(volumeView(call.cloud, volume));
}

export function deleteVolume(call: Call): Answer {
  const volume = findVolume(call, 'deleting');
  refuseUsed(call, volume, 'deleting');
  volume.state = 'deleting';
  volume.dueMs = call.now + call.cloud.transitionMs;
  return noContent;
}

function refuseUsed(call: Call, volume: Volume, what: string): void {
  const references = referencesTo(call.cloud, volume);
  if (references.length > 0) {
    throw new ApiError(409, 'VolumeInUse', `Error when ${what} volume: Volume with name ${volume.name} is used by vms: ${references.join(', ')}`);
  }
}

/** Machines that mount it, those that are being made included. */
const referencesTo = (cloud: Cloud, volume: Volume): string[] =>
  cloud.machines
    .filter((machine) => machine.ownerId === volume.ownerId && machine.state !== 'destroyed' && machine.state !== 'failed')
    .filter((machine) => machine.volumes.some((mounted) => mounted.name === volume.name))
    .map((machine) => machine.id);

function volumeView(cloud: Cloud, volume: Volume): Record<string, unknown> {
  const references = referencesTo(cloud, volume);
  return {
    name: volume.name,
    owner_uuid: volume.ownerId,
    size: volume.sizeMiB,
    type: 'tritonnfs',
    state: volume.state,
    networks: volume.networkIds,
    ...(references.length === 0 ? {} : { refs: references }),
    ...(volume.state === 'creating' ? {} : { filesystem_path: `${volume.address}:/exports/data` }),
    id: volume.id,
    ...(volume.tags === undefined ? {} : { tags: volume.tags }),
    created: new Date(volume.createdMs).toISOString(),
  };
}
