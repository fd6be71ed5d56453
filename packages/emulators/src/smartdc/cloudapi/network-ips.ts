import { ApiError, invalidArgument, missingParameter, notFound } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
import { ADMIN_ID, type Network } from './catalog.ts';
import type { Cloud } from './cloud.ts';
import { formatIpv4, parseIpv4, parseSubnet } from './ipv4.ts';
import { findNetwork as findAnyNetwork } from './networks.ts';
import { text } from './params.ts';

const MAX_LIMIT = 1000;

interface Address {
  readonly ip: string;
  readonly reserved: boolean;
  /** The datacenter's own (gateway, first and last of the subnet): it cannot be changed, and whose it is stays hidden. */
  readonly managed: boolean;
  readonly ownerId?: string;
  readonly machineId?: string;
}

/** Every address in use or reserved, in order. */
function addresses(cloud: Cloud, network: Network): Address[] {
  const found = new Map<string, Address>();
  for (const ip of network.reserved) found.set(ip, { ip, reserved: true, managed: false });
  const range = parseSubnet(network.subnet);
  const own = range === undefined ? [] : [formatIpv4(range.first), formatIpv4(range.last)];
  for (const ip of [...own, ...(network.gateway === undefined ? [] : [network.gateway])]) found.set(ip, { ip, reserved: true, managed: true });
  for (const volume of cloud.volumes) {
    if (volume.networkIds[0] === network.id) found.set(volume.address, { ip: volume.address, reserved: false, managed: false, ownerId: volume.ownerId });
  }
  for (const machine of cloud.machines) {
    for (const nic of machine.nics) {
      if (nic.networkId !== network.id) continue;
      found.set(nic.ip, { ip: nic.ip, reserved: network.reserved.has(nic.ip), managed: false, ownerId: machine.ownerId, machineId: machine.id });
    }
  }
  return [...found.values()].sort((a, b) => (parseIpv4(a.ip) ?? 0) - (parseIpv4(b.ip) ?? 0));
}

const view = (call: Call, address: Address): Record<string, unknown> => ({
  ip: address.ip,
  reserved: address.reserved,
  managed: address.managed,
  ...(address.ownerId === undefined ? {} : { owner_uuid: address.ownerId }),
  ...(address.machineId === undefined || address.ownerId !== call.account.id ? {} : { belongs_to_uuid: address.machineId }),
});

/** Only addresses used or reserved; the second list of CloudAPI that pages. On public networks one sees one's own alone. */
export function listNetworkIps(call: Call): Answer {
  const network = findNetwork(call);
  const [limit, offset] = [Number(text(call.params, 'limit') || MAX_LIMIT), Number(text(call.params, 'offset') || 0)];
  if (!(limit >= 1 && limit <= MAX_LIMIT) || !(offset >= 0)) throw invalidArgument('property "limit": invalid value');
  const size = Math.min(limit, call.cloud.maxPageSize);
  const visible = addresses(call.cloud, network).filter((address) => !network.public || address.ownerId === call.account.id);
  const page = visible.slice(offset, offset + size).map((address) => view(call, address));
  return ok(page, { 'x-query-limit': String(size), 'x-resource-count': String(page.length) });
}

function findNetwork(call: Call): Network {
  const network = findAnyNetwork(call);
  if (network.memberIds !== undefined) throw invalidArgument(`cannot get IPs in a network pool: ${network.id}`);
  return network;
}

/** Any address of the subnet, used or not. */
function findAddress(call: Call, network: Network): Address {
  const ip = text(call.params, 'ip_address') ?? '';
  const address = parseIpv4(ip);
  const range = parseSubnet(network.subnet);
  if (address === undefined || range === undefined) throw invalidArgument('invalid IP address');
  if (address < range.first || address > range.last) throw invalidArgument(`${ip} is not in the network's subnet`);
  return addresses(call.cloud, network).find((known) => known.ip === ip) ?? { ip, reserved: false, managed: false };
}

export function getNetworkIp(call: Call): Answer {
  const network = findNetwork(call);
  const address = findAddress(call, network);
  if (network.public && address.ownerId !== call.account.id) throw notFound(`${address.ip} not found`);
  return ok(view(call, address));
}

/** Reserving keeps an address from being handed out; asked for by name it is still given. */
export function updateNetworkIp(call: Call): Answer {
  const network = findNetwork(call);
  const asked = call.params['reserved'];
  if (asked === undefined) throw missingParameter('reserved is a required argument');
  if (asked !== true && asked !== false && asked !== 'true' && asked !== 'false') throw invalidArgument('reserved must be set to true or false');
  if (network.public) throw invalidArgument(`cannot update an IP on a public network: ${network.id}`);
  const address = findAddress(call, network);
  if (address.managed) throw invalidArgument(`cannot update managed IP: ${address.ip}`);
  if (address.ownerId !== undefined && address.ownerId !== call.account.id && address.ownerId !== ADMIN_ID) {
    throw invalidArgument(`IP ${address.ip} on network ${network.id} is in use by another account`);
  }
  if (String(asked) === 'true') network.reserved.add(address.ip);
  else network.reserved.delete(address.ip);
  return ok(view(call, findAddress(call, network)));
}

/** The next free address of a network's range, or the one asked for. */
export function takeAddress(cloud: Cloud, network: Network, asked: string | undefined): string {
  const taken = new Map(addresses(cloud, network).map((address) => [address.ip, address]));
  if (asked !== undefined) {
    const there = taken.get(asked);
    if (there?.managed === true || there?.machineId !== undefined) throw refused('UsedBy', `IP ${asked} is in use`);
    return asked;
  }
  const [first, last] = [parseIpv4(network.startIp) ?? 0, parseIpv4(network.endIp) ?? 0];
  const size = last - first + 1;
  // Addresses that were given back are given out again, once the others have had their turn.
  for (let tried = 0; tried < size; tried += 1) {
    const ip = formatIpv4(first + (network.used % size));
    network.used += 1;
    if (!taken.has(ip)) return ip;
  }
  throw refused('SubnetFull', `No more free IPs on network ${network.id}`);
}

const refused = (code: string, message: string): ApiError =>
  new ApiError(409, 'ValidationFailed', 'Invalid VM parameters', { errors: [{ field: 'networks', code, message }] });
