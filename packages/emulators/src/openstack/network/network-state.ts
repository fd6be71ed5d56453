import { randomBytes, randomUUID } from 'node:crypto';
import type { Flavour } from '../cloud.ts';
import { OPERATOR_PROJECT } from '../image/image-state.ts';
import { Quotas } from '../quotas.ts';
import type { JsonObject } from '../values.ts';
import { hostAddress, ipv4Value, prefixLength } from './cidr.ts';

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
}

export interface Subnet {
  readonly id: string;
  name: string;
  readonly networkId: string;
  readonly projectId: string;
  readonly ipVersion: 4 | 6;
  readonly cidr: string;
  /** As they were asked for; none: all of the network. */
  allocationPools: readonly { readonly start: string; readonly end: string }[];
  hostRoutes: readonly JsonObject[];
  readonly poolId: string | null;
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

export interface Route {
  readonly destination: string;
  readonly nexthop: string;
}

export interface Router {
  readonly id: string;
  name: string;
  description: string;
  readonly projectId: string;
  adminStateUp: boolean;
  externalNetworkId: string | null;
  externalAddress: { readonly subnet_id: string; readonly ip_address: string } | null;
  routes: readonly Route[];
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
}

/** Something that is kept much as it was sent: a pool, a scope, a policy. */
export interface Plain {
  readonly id: string;
  readonly kind: string;
  readonly projectId: string;
  body: JsonObject;
  readonly createdAt: number;
  updatedAt: number;
  revision: number;
}

/** Wider than Zed's, which is 100 networks and 10 groups: nobody is to reach them by accident. */
const QUOTAS = {
  network: 1000,
  subnet: 1000,
  subnetpool: -1,
  port: 5000,
  router: 100,
  floatingip: 1000,
  rbac_policy: 10,
  security_group: 1000,
  security_group_rule: 10_000,
} as const;

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
  readonly plain: Map<string, Plain> = new Map();
  readonly quotas: Quotas = new Quotas(QUOTAS);
  readonly #tags = new Map<string, readonly string[]>();
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
      const router: Router = {
        id: randomUUID(),
        name: 'router1',
        description: '',
        projectId,
        adminStateUp: true,
        externalNetworkId: external.id,
        externalAddress: null,
        routes: [],
        createdAt: now,
        updatedAt: now,
        revision: 4,
      };
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
      allocationPools: given.allocationPools ?? [],
      hostRoutes: given.hostRoutes ?? [],
      poolId: given.poolId ?? null,
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

  /** The next one in its pool, or its network, that nobody took by name. */
  nextAddress(subnet: Subnet): string {
    const base = ipv4Value(subnet.cidr.split('/')[0] ?? '');
    const pool = subnet.allocationPools[0];
    const start = pool === undefined || base === undefined ? 2 : (ipv4Value(pool.start) ?? base + 2) - base;
    for (let host = this.#nextHost.get(subnet.id) ?? start; ; host += 1) {
      if (subnet.ipVersion === 4 && host >= 2 ** (32 - prefixLength(subnet.cidr)) - 1) throw new RangeError('No more IP addresses available');
      const address = hostAddress(subnet.cidr, host);
      const taken =
        address === subnet.gatewayIp ||
        [...this.ports.values()].some((port) => port.fixedIps.some((ip) => ip.subnetId === subnet.id && ip.address === address));
      if (taken) continue;
      this.#nextHost.set(subnet.id, host + 1);
      return address;
    }
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

  /** Whatever it is that has the id. */
  find(id: string): { readonly projectId: string; updatedAt: number; revision: number } | undefined {
    for (const all of [this.networks, this.subnets, this.ports, this.routers, this.floatingIps, this.groups, this.plain]) {
      const found = all.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** As if it never had been made. */
  drop(id: string): void {
    for (const all of [this.networks, this.subnets, this.ports]) all.delete(id);
  }

  tagsOf(id: string): readonly string[] {
    return this.#tags.get(id) ?? [];
  }

  setTags(id: string, tags: readonly string[], now: number): void {
    this.#tags.set(id, tags);
    const row = this.find(id);
    if (row === undefined) return;
    row.revision += 1;
    row.updatedAt = now;
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
