import { randomBytes, randomUUID } from 'node:crypto';
import type { Flavour } from '../cloud.ts';
import { OPERATOR_PROJECT } from '../image/image-state.ts';
import { hostAddress, prefixLength } from './cidr.ts';

export interface Network {
  readonly id: string;
  name: string;
  readonly projectId: string;
  adminStateUp: boolean;
  readonly external: boolean;
  readonly shared: boolean;
  description: string;
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
  tags: string[];
}

export interface Subnet {
  readonly id: string;
  name: string;
  readonly networkId: string;
  readonly projectId: string;
  readonly ipVersion: 4 | 6;
  readonly cidr: string;
  gatewayIp: string | null;
  enableDhcp: boolean;
  dnsNameservers: string[];
  description: string;
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
}

export interface FixedIp {
  readonly subnetId: string;
  readonly address: string;
}

export interface Port {
  readonly id: string;
  name: string;
  readonly networkId: string;
  readonly projectId: string;
  readonly macAddress: string;
  adminStateUp: boolean;
  deviceId: string;
  deviceOwner: string;
  fixedIps: readonly FixedIp[];
  /** Security group ids. */
  securityGroups: string[];
  description: string;
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
}

export interface SecurityGroupRule {
  readonly id: string;
  readonly groupId: string;
  readonly projectId: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: string | null;
  readonly portMin: number | null;
  readonly portMax: number | null;
  readonly remoteIpPrefix: string | null;
  readonly remoteGroupId: string | null;
  readonly description: string | null;
  readonly createdAt: number;
}

export interface SecurityGroup {
  readonly id: string;
  name: string;
  description: string;
  readonly projectId: string;
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
  readonly rules: SecurityGroupRule[];
}

export interface FloatingIp {
  readonly id: string;
  readonly projectId: string;
  readonly networkId: string;
  readonly address: string;
  portId: string | null;
  description: string;
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
}

export interface Router {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly externalNetworkId: string;
  readonly createdAt: number;
}

export const PUBLIC_NET = '00000000-0000-0000-0000-000000000000';
export const SERVICE_NET = '11111111-1111-1111-1111-111111111111';

/** What Neutron keeps of one region. */
export class NetworkState {
  readonly networks: Map<string, Network> = new Map();
  readonly subnets: Map<string, Subnet> = new Map();
  readonly ports: Map<string, Port> = new Map();
  readonly groups: Map<string, SecurityGroup> = new Map();
  readonly floatingIps: Map<string, FloatingIp> = new Map();
  readonly routers: Map<string, Router> = new Map();
  readonly flavour: Flavour;
  /** Next host number to hand out, per subnet. Addresses come back only when a network is deleted. */
  readonly #nextHost = new Map<string, number>();

  constructor(flavour: Flavour, projectIds: readonly string[], now: number) {
    this.flavour = flavour;
    if (flavour === 'rackspace') {
      // The two networks everybody has; their ids are the same in all accounts and regions.
      this.addNetwork({ id: PUBLIC_NET, name: 'public', projectId: OPERATOR_PROJECT, shared: true }, now);
      this.addNetwork({ id: SERVICE_NET, name: 'private', projectId: OPERATOR_PROJECT, shared: true }, now);
      this.addSubnet({ networkId: PUBLIC_NET, projectId: OPERATOR_PROJECT, ipVersion: 4, cidr: '198.51.0.0/16' }, now);
      this.addSubnet({ networkId: PUBLIC_NET, projectId: OPERATOR_PROJECT, ipVersion: 6, cidr: '2001:db8::/64' }, now);
      this.addSubnet(
        { id: '22222222-2222-2222-2222-222222222222', networkId: SERVICE_NET, projectId: OPERATOR_PROJECT, ipVersion: 4, cidr: '10.176.0.0/12' },
        now,
      );
      return;
    }
    const external = this.addNetwork({ name: 'public', projectId: OPERATOR_PROJECT, external: true }, now);
    this.addSubnet({ networkId: external.id, projectId: OPERATOR_PROJECT, ipVersion: 4, cidr: '172.24.0.0/16', name: 'public-subnet', enableDhcp: false }, now);
    for (const projectId of projectIds) {
      const network = this.addNetwork({ name: 'private', projectId }, now);
      const subnet = this.addSubnet({ networkId: network.id, projectId, ipVersion: 4, cidr: '10.10.0.0/16', name: 'private-subnet' }, now);
      const router = { id: randomUUID(), name: 'router1', projectId, externalNetworkId: external.id, createdAt: now };
      this.routers.set(router.id, router);
      const gateway = { subnetId: subnet.id, address: subnet.gatewayIp ?? hostAddress(subnet.cidr, 1) };
      this.addPort({ networkId: network.id, projectId, deviceId: router.id, deviceOwner: 'network:router_interface', fixedIps: [gateway] }, now);
    }
  }

  addNetwork(given: Partial<Network> & { readonly name: string; readonly projectId: string }, now: number): Network {
    const network: Network = {
      id: given.id ?? randomUUID(),
      name: given.name,
      projectId: given.projectId,
      adminStateUp: given.adminStateUp ?? true,
      external: given.external ?? false,
      shared: given.shared ?? false,
      description: given.description ?? '',
      createdAt: now,
      updatedAt: now,
      revision: 1,
      tags: [],
    };
    this.networks.set(network.id, network);
    return network;
  }

  addSubnet(given: Partial<Subnet> & Pick<Subnet, 'networkId' | 'projectId' | 'ipVersion' | 'cidr'>, now: number): Subnet {
    const subnet: Subnet = {
      id: given.id ?? randomUUID(),
      name: given.name ?? '',
      networkId: given.networkId,
      projectId: given.projectId,
      ipVersion: given.ipVersion,
      cidr: given.cidr,
      gatewayIp: given.gatewayIp === undefined ? hostAddress(given.cidr, 1) : given.gatewayIp,
      enableDhcp: given.enableDhcp ?? true,
      dnsNameservers: given.dnsNameservers ?? [],
      description: given.description ?? '',
      createdAt: now,
      updatedAt: now,
      revision: 0,
    };
    this.subnets.set(subnet.id, subnet);
    return subnet;
  }

  addPort(given: Partial<Port> & { readonly networkId: string; readonly projectId: string }, now: number): Port {
    const [second, third, fourth] = randomBytes(3).toString('hex').match(/../g) ?? [];
    const prefix = this.flavour === 'rackspace' ? 'BC:76:4E' : 'fa:16:3e';
    const mac = `${prefix}:${second}:${third}:${fourth}`;
    const port: Port = {
      id: randomUUID(),
      name: given.name ?? '',
      networkId: given.networkId,
      projectId: given.projectId,
      macAddress: given.macAddress ?? (this.flavour === 'rackspace' ? mac.toUpperCase() : mac),
      adminStateUp: given.adminStateUp ?? true,
      deviceId: given.deviceId ?? '',
      deviceOwner: given.deviceOwner ?? '',
      fixedIps: given.fixedIps ?? this.#allocate(given.networkId),
      securityGroups: given.securityGroups ?? [],
      description: given.description ?? '',
      createdAt: now,
      updatedAt: now,
      revision: 1,
    };
    this.ports.set(port.id, port);
    return port;
  }

  /** One address of each IP version the network has a subnet for. */
  #allocate(networkId: string): FixedIp[] {
    const chosen: FixedIp[] = [];
    for (const version of [4, 6] as const) {
      const subnet = [...this.subnets.values()].find((item) => item.networkId === networkId && item.ipVersion === version);
      if (subnet !== undefined) chosen.push({ subnetId: subnet.id, address: this.nextAddress(subnet) });
    }
    return chosen;
  }

  nextAddress(subnet: Subnet): string {
    const host = this.#nextHost.get(subnet.id) ?? 2;
    if (subnet.ipVersion === 4 && host >= 2 ** (32 - prefixLength(subnet.cidr)) - 1) throw new RangeError('No more IP addresses available');
    this.#nextHost.set(subnet.id, host + 1);
    return hostAddress(subnet.cidr, host);
  }

  /** The group every project has from its first look at Neutron. */
  defaultGroup(projectId: string, now: number): SecurityGroup {
    const known = [...this.groups.values()].find((group) => group.projectId === projectId && group.name === 'default');
    if (known !== undefined) return known;
    const group = this.addGroup(projectId, 'default', 'Default security group', now);
    for (const ethertype of ['IPv4', 'IPv6'] as const) this.addRule(group, { direction: 'ingress', ethertype, remoteGroupId: group.id }, now);
    return group;
  }

  addGroup(projectId: string, name: string, description: string, now: number): SecurityGroup {
    const group: SecurityGroup = { id: randomUUID(), name, description, projectId, createdAt: now, updatedAt: now, revision: 1, rules: [] };
    this.groups.set(group.id, group);
    // Rackspace's new groups let nothing out by themselves.
    if (this.flavour === 'openstack') for (const ethertype of ['IPv4', 'IPv6'] as const) this.addRule(group, { direction: 'egress', ethertype }, now);
    return group;
  }

  addRule(group: SecurityGroup, given: Partial<SecurityGroupRule> & Pick<SecurityGroupRule, 'direction' | 'ethertype'>, now: number): SecurityGroupRule {
    const rule: SecurityGroupRule = {
      id: randomUUID(),
      groupId: group.id,
      projectId: group.projectId,
      direction: given.direction,
      ethertype: given.ethertype,
      protocol: given.protocol ?? null,
      portMin: given.portMin ?? null,
      portMax: given.portMax ?? null,
      remoteIpPrefix: given.remoteIpPrefix ?? null,
      remoteGroupId: given.remoteGroupId ?? null,
      description: given.description ?? null,
      createdAt: now,
    };
    group.rules.push(rule);
    return rule;
  }

  portsOf(deviceId: string): Port[] {
    return [...this.ports.values()].filter((port) => port.deviceId === deviceId);
  }

  /** Deleting a port leaves its floating address, unassociated. */
  deletePort(id: string): void {
    this.ports.delete(id);
    for (const floating of this.floatingIps.values()) if (floating.portId === id) floating.portId = null;
  }

  /** The project's own networks, plus what is shared or external. */
  visibleNetworks(projectId: string): Network[] {
    return [...this.networks.values()].filter((network) => network.projectId === projectId || network.shared || network.external);
  }
}
