import { CloudError, isCloudError, type Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { invalid, segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';

// Rackspace's isolated networks and the interfaces of servers on them, which are calls of Cloud Servers.
// Source: Rackspace Cloud Networks documents, "os-networksv2", "os-virtual-interfacesv2". OpenStack has Neutron instead.

/** The two networks every server can be on, which no list shows. */
const PUBLIC_NET = '00000000-0000-0000-0000-000000000000';
const SERVICE_NET = '11111111-1111-1111-1111-111111111111';

export interface IsolatedNetworkWire {
  readonly id: string;
  /** Not `name`. */
  readonly label: string;
  readonly cidr?: string;
}

export class RackspaceNetworks {
  readonly publicNet: string = PUBLIC_NET;
  readonly serviceNet: string = SERVICE_NET;
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  async list(options: NovaOptions = {}): Promise<readonly IsolatedNetworkWire[]> {
    return this.#calls.array({ method: 'GET', path: '/os-networksv2', operation: 'ListIsolatedNetworks' }, 'networks', options);
  }

  /** PublicNet and ServiceNet are told from what is known: the service has no such address. */
  async get(network: Ref, options: NovaOptions = {}): Promise<IsolatedNetworkWire> {
    const id = idOf(network, 'network');
    if (!this.isIsolated(id)) return { id, label: id === PUBLIC_NET ? 'public' : 'private' };
    return this.#calls.member({ method: 'GET', path: `/os-networksv2/${segment(id, 'network')}`, operation: 'GetIsolatedNetwork' }, 'network', options);
  }

  async findByLabel(label: string, options: NovaOptions = {}): Promise<readonly IsolatedNetworkWire[]> {
    return (await this.list(options)).filter((network) => network.label === label);
  }

  async create(label: string, cidr: string, options: NovaOptions = {}): Promise<IsolatedNetworkWire> {
    const json = { network: { label, cidr } };
    return this.#calls.member({ method: 'POST', path: '/os-networksv2', json, operation: 'CreateIsolatedNetwork' }, 'network', options);
  }

  /** Absent is success. One that servers are on is refused (`conflict`). */
  async delete(network: Ref, options: NovaOptions = {}): Promise<void> {
    const id = idOf(network, 'network');
    if (!this.isIsolated(id)) throw invalid('PublicNet and ServiceNet cannot be deleted');
    const call = { method: 'DELETE', path: `/os-networksv2/${segment(id, 'network')}`, accept: [404], operation: 'DeleteIsolatedNetwork' };
    try {
      await this.#calls.empty(call, options);
    } catch (error) {
      // The service says forbidden of a network that servers are on (pyrax knew it by that alone).
      if (!isCloudError(error, 'permission-denied')) throw error;
      throw new CloudError('conflict', 'servers are on the network', {
        ...this.#calls.plain.contextOf(call),
        status: error.status,
        outcome: 'not-done',
        cause: error,
      });
    }
  }

  isIsolated(network: Ref): boolean {
    const id = idOf(network, 'network');
    return id !== PUBLIC_NET && id !== SERVICE_NET;
  }

  /** The `networks` of a create: these, and those two if wanted. A create that names any network gets no other. */
  serverNetworks(networks: readonly Ref[], also: { readonly public?: boolean; readonly serviceNet?: boolean } = {}): readonly { readonly uuid: string }[] {
    const ids = [
      ...networks.map((network) => idOf(network, 'network')),
      ...(also.public === true ? [PUBLIC_NET] : []),
      ...(also.serviceNet === true ? [SERVICE_NET] : []),
    ];
    return [...new Set(ids)].map((uuid) => ({ uuid }));
  }
}

export interface VirtualInterfaceWire {
  readonly id: string;
  readonly mac_address?: string;
  readonly ip_addresses?: readonly { readonly address: string; readonly network_id: string; readonly network_label: string }[];
}

/** One a network and server. */
export class RackspaceVirtualInterfaces {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  async list(server: Ref, options: NovaOptions = {}): Promise<readonly VirtualInterfaceWire[]> {
    return this.#calls.array({ method: 'GET', path: pathOf(server), operation: 'ListVirtualInterfaces' }, 'virtual_interfaces', options);
  }

  async create(server: Ref, network: Ref, options: NovaOptions = {}): Promise<VirtualInterfaceWire> {
    const call = {
      method: 'POST',
      path: pathOf(server),
      json: { virtual_interface: { network_id: idOf(network, 'network') } },
      operation: 'CreateVirtualInterface',
    };
    // Answered as a list of one.
    const [made] = await this.#calls.array<VirtualInterfaceWire>(call, 'virtual_interfaces', options);
    return made as VirtualInterfaceWire;
  }

  /** Absent is success. */
  async delete(server: Ref, virtualInterface: Ref, options: NovaOptions = {}): Promise<void> {
    const path = `${pathOf(server)}/${segment(virtualInterface, 'virtual interface')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteVirtualInterface' }, options);
  }
}

const pathOf = (server: Ref): string => `/servers/${segment(server, 'server')}/os-virtual-interfacesv2`;
