import { randomUUID } from 'node:crypto';
import { invalidArgument, notFound } from './api-error.ts';
import { type Answer, accepted, type Call, created, noContent, ok } from './call.ts';
import { DEFAULT_VLAN, type Network, type Vlan } from './catalog.ts';
import { parseIpv4, parseSubnet } from './ipv4.ts';
import { visibleNetworks } from './lookup.ts';
import { networkView } from './networks.ts';
import { text } from './params.ts';

const NAME = /^[a-zA-Z][a-zA-Z0-9_./-]{1,255}$/;

/** Schema errors, in the words of jsprim's validateJsonObject(). */
const problem = (property: string, message: string): Error => invalidArgument(`property "${property}": ${message}`);

function checkProperties(call: Call, known: readonly string[], required: readonly string[] = []): void {
  const { account: _, ...given } = call.params;
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw problem(unknown, 'unsupported property');
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined) throw problem(missing, 'is missing and is required');
}

function readName(call: Call): string | undefined {
  const name = text(call.params, 'name');
  if (name !== undefined && !NAME.test(name)) throw problem('name', `does not match the regex pattern ${NAME.source}`);
  return name;
}

/** Every account has the default VLAN; it comes to be when it is first looked for. */
function vlansOf(call: Call): Vlan[] {
  const { vlans } = call.cloud;
  const own = vlans.filter((vlan) => vlan.ownerId === call.account.id);
  if (own.some((vlan) => vlan.vlanId === DEFAULT_VLAN)) return own;
  const first: Vlan = { ownerId: call.account.id, vlanId: DEFAULT_VLAN, name: 'default' };
  vlans.push(first);
  return [first, ...own];
}

const vlanView = (vlan: Vlan): Record<string, unknown> => ({
  vlan_id: vlan.vlanId,
  name: vlan.name,
  ...(vlan.description === undefined ? {} : { description: vlan.description }),
});

function findVlan(call: Call): Vlan {
  const id = Number(text(call.params, 'vlan_id'));
  const vlan = vlansOf(call).find((candidate) => candidate.vlanId === id);
  if (vlan === undefined) throw notFound('VLAN not found');
  return vlan;
}

const networksOf = (call: Call, vlan: Vlan): Network[] => visibleNetworks(call).filter((network) => network.fabric?.vlanId === vlan.vlanId);

export const listVlans = (call: Call): Answer => ok(vlansOf(call).map(vlanView));
export const getVlan = (call: Call): Answer => ok(vlanView(findVlan(call)));

export function createVlan(call: Call): Answer {
  checkProperties(call, ['vlan_id', 'name', 'description'], ['vlan_id', 'name']);
  const id = Number(text(call.params, 'vlan_id'));
  if (!Number.isInteger(id) || id < 0 || id > 4095) throw problem('vlan_id', 'must be between 0 and 4095');
  if (vlansOf(call).some((vlan) => vlan.vlanId === id)) throw problem('vlan_id', 'is already in use');
  const description = text(call.params, 'description');
  const vlan: Vlan = { ownerId: call.account.id, vlanId: id, name: readName(call) ?? '', ...(description === undefined ? {} : { description }) };
  call.cloud.vlans.push(vlan);
  return created(vlanView(vlan));
}

/** 202 with the VLAN as body. */
export function updateVlan(call: Call): Answer {
  checkProperties(call, ['vlan_id', 'name', 'description']);
  const vlan = findVlan(call);
  const description = text(call.params, 'description');
  vlan.name = readName(call) ?? vlan.name;
  if (description !== undefined) vlan.description = description;
  return { ...accepted, body: vlanView(vlan) };
}

export function deleteVlan(call: Call): Answer {
  const vlan = findVlan(call);
  if (networksOf(call, vlan).length > 0) throw invalidArgument('VLAN must have no networks on it when deleted');
  call.cloud.vlans.splice(call.cloud.vlans.indexOf(vlan), 1);
  return noContent;
}

export const listFabricNetworks = (call: Call): Answer => ok(networksOf(call, findVlan(call)).map(networkView));

function findFabricNetwork(call: Call): Network {
  const id = text(call.params, 'network') ?? '';
  const network = networksOf(call, findVlan(call)).find((candidate) => candidate.id === id);
  if (network === undefined) throw notFound('network not found');
  return network;
}

export const getFabricNetwork = (call: Call): Answer => ok(networkView(findFabricNetwork(call)));

const REQUIRED = ['name', 'subnet', 'provision_start_ip', 'provision_end_ip'];
const FIELDS = [...REQUIRED, 'vlan_id', 'description', 'gateway', 'resolvers', 'routes', 'internet_nat'];

export function createFabricNetwork(call: Call): Answer {
  checkProperties(call, FIELDS, REQUIRED);
  const vlan = findVlan(call);
  const name = readName(call) ?? '';
  const subnet = text(call.params, 'subnet') ?? '';
  const range = parseSubnet(subnet);
  if (range === undefined) throw problem('subnet', 'Subnet must be in CIDR form');
  const [startIp, endIp] = [readIp(call, 'provision_start_ip', subnet) ?? '', readIp(call, 'provision_end_ip', subnet) ?? ''];
  if ((parseIpv4(startIp) ?? 0) > (parseIpv4(endIp) ?? 0)) throw problem('provision_end_ip', 'provision_start_ip must be before provision_end_ip');
  const own = networksOf(call, vlan);
  if (own.some((network) => network.name === name)) throw problem('name', 'is already in use');
  if (own.some((network) => overlaps(network.subnet, subnet))) throw problem('subnet', 'subnet overlaps with another network');
  const gateway = readIp(call, 'gateway', subnet);
  const description = text(call.params, 'description');
  const network: Network = {
    id: randomUUID(),
    name,
    public: false,
    subnet,
    startIp,
    endIp,
    ...(gateway === undefined ? {} : { gateway }),
    ...(description === undefined ? {} : { description }),
    resolvers: readResolvers(call) ?? [],
    routes: readRoutes(call) ?? {},
    fabric: { vlanId: vlan.vlanId, internetNat: call.params['internet_nat'] !== false && call.params['internet_nat'] !== 'false' },
    ownerId: call.account.id,
    reserved: new Set(),
    used: 0,
  };
  call.cloud.networks.push(network);
  return created(networkView(network));
}

function readIp(call: Call, property: string, subnet: string): string | undefined {
  const given = text(call.params, property);
  if (given === undefined) return undefined;
  const address = parseIpv4(given);
  if (address === undefined) throw problem(property, 'must be an IPv4 address');
  const range = parseSubnet(subnet);
  if (range !== undefined && (address <= range.first || address >= range.last)) throw problem(property, `${property} cannot be outside subnet`);
  return given;
}

function readResolvers(call: Call): string[] | undefined {
  const given = call.params['resolvers'];
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw problem('resolvers', 'array of IPv4 addresses expected');
  if (given.length > 4) throw problem('resolvers', 'maximum of 4 resolvers');
  return given.map((entry: unknown, index) => {
    if (typeof entry !== 'string' || parseIpv4(entry) === undefined) throw problem(`resolvers[${index}]`, 'must be an IPv4 address');
    return entry;
  });
}

function readRoutes(call: Call): Record<string, string> | undefined {
  const given = call.params['routes'];
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw problem('routes', 'object expected');
  return Object.fromEntries(Object.entries(given).map(([target, gateway]) => [target, String(gateway)]));
}

function overlaps(one: string, other: string): boolean {
  const [a, b] = [parseSubnet(one), parseSubnet(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

export function updateFabricNetwork(call: Call): Answer {
  checkProperties(call, ['vlan_id', 'network', 'name', 'description', 'provision_start_ip', 'provision_end_ip', 'resolvers', 'routes']);
  const network = findFabricNetwork(call);
  const description = text(call.params, 'description');
  network.name = readName(call) ?? network.name;
  if (description !== undefined) network.description = description;
  network.startIp = readIp(call, 'provision_start_ip', network.subnet) ?? network.startIp;
  network.endIp = readIp(call, 'provision_end_ip', network.subnet) ?? network.endIp;
  network.resolvers = readResolvers(call) ?? network.resolvers;
  network.routes = readRoutes(call) ?? network.routes;
  return ok(networkView(network));
}

export function deleteFabricNetwork(call: Call): Answer {
  const network = findFabricNetwork(call);
  if (network.ownerId === undefined) throw invalidArgument('cannot delete the default network');
  const inUse = call.cloud.machines.some((machine) => machine.nics.some((nic) => nic.networkId === network.id));
  if (inUse) throw invalidArgument('network must have no NICs provisioned');
  call.cloud.networks.splice(call.cloud.networks.indexOf(network), 1);
  return noContent;
}
