import { type CallOptions, CloudError, type Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { NeutronCollection } from './neutron-collection.ts';
import type {
  CreateFloatingIpFields,
  CreatePortForwardingFields,
  FloatingIpFields,
  FloatingIpWire,
  NetworkWire,
  PortForwardingWire,
  PortWire,
} from './wire.ts';

export class NeutronFloatingIps extends NeutronCollection<FloatingIpWire, CreateFloatingIpFields, FloatingIpFields> {
  constructor(calls: ServiceCalls) {
    super(calls, { path: 'floatingips', one: 'floatingip', many: 'floatingips', name: 'FloatingIp' });
  }

  /** Networks that addresses come from: what Nova called pools. */
  async pools(options: CallOptions = {}): Promise<readonly NetworkWire[]> {
    const call = { method: 'GET', path: '/networks', query: { 'router:external': true }, operation: 'ListExternalNetworks' };
    return this.calls.list<NetworkWire>(call, 'networks', options).toArray();
  }

  async associate(floatingIp: Ref, port: Ref, options: CallOptions & { readonly fixedIp?: string | undefined } = {}): Promise<FloatingIpWire> {
    const { fixedIp } = options;
    return this.update(floatingIp, { port_id: idOf(port, 'port'), ...(fixedIp === undefined ? {} : { fixed_ip_address: fixedIp }) }, options);
  }

  /** With the first port of a server. */
  async associateServer(floatingIp: Ref, server: Ref, options: CallOptions = {}): Promise<FloatingIpWire> {
    const call = { method: 'GET', path: '/ports', query: { device_id: idOf(server, 'server') }, operation: 'ListPorts' };
    const port = await this.calls.list<PortWire>(call, 'ports', options).first();
    if (port === undefined) throw new CloudError('conflict', 'the server has no port', { outcome: 'not-done', target: idOf(server, 'server') });
    return this.associate(floatingIp, port, options);
  }

  async disassociate(floatingIp: Ref, options: CallOptions = {}): Promise<FloatingIpWire> {
    return this.update(floatingIp, { port_id: null }, options);
  }

  /** Ports of the address that lead to ports of servers: many servers behind one address. An address with such has no port of its own. */
  portForwardings(floatingIp: Ref): NeutronCollection<PortForwardingWire, CreatePortForwardingFields, Partial<CreatePortForwardingFields>> {
    const path = `${this.pathOf(floatingIp).slice(1)}/port_forwardings`;
    return new NeutronCollection(this.calls, { path, one: 'port_forwarding', many: 'port_forwardings', name: 'PortForwarding' });
  }
}
