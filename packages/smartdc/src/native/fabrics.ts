import type { List, Ref } from '@portolan/core/driver';
import { type FabricNetworkFields, fabricNetworkRequests as networks, type VlanWire, vlanRequests as vlans } from '../compute/networks/fabrics.ts';
import type { NetworkWire } from '../compute/networks/networks.ts';
import { type Calls, invalid, type NativeListOptions, type NativeOptions, refId } from './calls.ts';

export type VlanRef = number | { readonly vlan_id: number };

function vlanId(ref: VlanRef): number {
  const id = typeof ref === 'number' ? ref : ref.vlan_id;
  if (Number.isInteger(id) && id >= 0 && id <= 4095) return id;
  throw invalid(`vlan: got ${JSON.stringify(id)}, expected a number from 0 to 4095`);
}

/** VLANs of the account's own fabric. */
export class NativeVlans {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: NativeListOptions = {}): List<VlanWire> {
    return this.#calls.list<VlanWire>(vlans.list(), options, ['name', 'vlan_id', 'description']);
  }

  async get(vlan: VlanRef, options: NativeOptions = {}): Promise<VlanWire> {
    return this.#calls.json<VlanWire>(vlans.get(vlanId(vlan)), options);
  }

  async create(fields: VlanWire, options: NativeOptions = {}): Promise<VlanWire> {
    return this.#calls.json<VlanWire>(vlans.create(fields), options);
  }

  async update(vlan: VlanRef, fields: { readonly name?: string; readonly description?: string }, options: NativeOptions = {}): Promise<VlanWire> {
    return this.#calls.json<VlanWire>(vlans.update(vlanId(vlan), fields), options);
  }

  /** Absent is success; one with networks on it is refused. */
  async delete(vlan: VlanRef, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(vlans.remove(vlanId(vlan)), options);
  }
}

export type UpdateFabricNetworkFields = Partial<Omit<FabricNetworkFields, 'subnet' | 'gateway' | 'internet_nat'>>;

/** Networks on those VLANs. */
export class NativeFabricNetworks {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(vlan: VlanRef, options: NativeListOptions = {}): List<NetworkWire> {
    return this.#calls.list<NetworkWire>(networks.list(vlanId(vlan)), options, ['name', 'subnet']);
  }

  async get(vlan: VlanRef, network: Ref, options: NativeOptions = {}): Promise<NetworkWire> {
    return this.#calls.json<NetworkWire>(networks.get(vlanId(vlan), refId(network, 'network')), options);
  }

  async create(vlan: VlanRef, fields: FabricNetworkFields, options: NativeOptions = {}): Promise<NetworkWire> {
    return this.#calls.json<NetworkWire>(networks.create(vlanId(vlan), fields), options);
  }

  async update(vlan: VlanRef, network: Ref, fields: UpdateFabricNetworkFields, options: NativeOptions = {}): Promise<NetworkWire> {
    return this.#calls.json<NetworkWire>(networks.update(vlanId(vlan), refId(network, 'network'), fields), options);
  }

  /** Absent is success; the default network and one with machines on it are refused. */
  async delete(vlan: VlanRef, network: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(networks.remove(vlanId(vlan), refId(network, 'network')), options);
  }
}

/** The account's own layer 2 and 3. Where the operator has switched fabrics off: `unsupported`. */
export class NativeFabrics {
  readonly vlans: NativeVlans;
  readonly networks: NativeFabricNetworks;

  constructor(calls: Calls) {
    this.vlans = new NativeVlans(calls);
    this.networks = new NativeFabricNetworks(calls);
  }
}
