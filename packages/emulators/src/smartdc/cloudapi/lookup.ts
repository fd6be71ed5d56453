import { notFound } from './api-error.ts';
import type { Call } from './call.ts';
import type { Image, Network, Package } from './catalog.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** IMGAPI's view: public images, own ones, and those shared by ACL. */
export const visibleImages = (call: Call): Image[] =>
  call.cloud.images.filter((image) => image.public || image.ownerId === call.account.id || image.acl?.includes(call.account.id) === true);

/** Everybody's networks, and the account's own fabric ones; pools, but not what is in them. */
export function visibleNetworks(call: Call): Network[] {
  const { networks } = call.cloud;
  const hidden = new Set(networks.flatMap((network) => network.memberIds ?? []));
  return networks.filter((network) => (network.ownerId === undefined || network.ownerId === call.account.id) && !hidden.has(network.id));
}

/** The network addresses really come from: of a pool the member that has handed out the fewest. */
export function realNetwork(call: Call, network: Network): Network {
  const { memberIds } = network;
  if (memberIds === undefined) return network;
  const members = call.cloud.networks.filter(({ id }) => memberIds.includes(id));
  return members.sort((a, b) => a.used - b.used)[0] ?? network;
}

/** A uuid nobody knows is 404 from IMGAPI; anything else is simply not there. */
export function findImage(call: Call, id: string): Image | undefined {
  const image = visibleImages(call).find((candidate) => candidate.id === id);
  if (image === undefined && UUID.test(id)) throw notFound(`${id} not found`);
  return image;
}

/** By uuid, inactive ones too; by name the highest version among the active ones. */
export function loadPackage(call: Call, idOrName: string): Package | undefined {
  if (UUID.test(idOrName)) {
    const size = call.cloud.packages.find((candidate) => candidate.id === idOrName);
    if (size === undefined) throw notFound(`Package ${idOrName} does not exist`);
    return size;
  }
  return call.cloud.packages.filter((candidate) => candidate.active && candidate.name === idOrName).sort((a, b) => compareVersions(b.version, a.version))[0];
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  return [0, 1, 2].map((index) => (left[index] ?? 0) - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
