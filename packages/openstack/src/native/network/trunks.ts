import type { CallOptions, Ref } from '@portolan/core/driver';
import type { ServiceCalls } from '../service-calls.ts';
import { NeutronCollection } from './neutron-collection.ts';
import type { TrunkWire } from './wire.ts';

// Source: networking api-ref v2.0 "Trunk networking".

type SubPort = NonNullable<TrunkWire['sub_ports']>[number];

interface TrunkFields {
  readonly port_id: string;
  readonly sub_ports?: readonly SubPort[];
  readonly name?: string;
  readonly project_id?: string | undefined;
}

/** One port of a server that carries several networks. */
export class NeutronTrunks extends NeutronCollection<
  TrunkWire,
  TrunkFields,
  { readonly name?: string; readonly description?: string; readonly admin_state_up?: boolean }
> {
  constructor(calls: ServiceCalls) {
    super(calls, { path: 'trunks', one: 'trunk', many: 'trunks', name: 'Trunk' });
  }

  async addSubPorts(trunk: Ref, subPorts: readonly SubPort[], options: CallOptions = {}): Promise<TrunkWire> {
    return this.#change(trunk, 'add_subports', subPorts, options);
  }

  async removeSubPorts(trunk: Ref, ports: readonly string[], options: CallOptions = {}): Promise<TrunkWire> {
    return this.#change(
      trunk,
      'remove_subports',
      ports.map((id) => ({ port_id: id })),
      options,
    );
  }

  #change(trunk: Ref, verb: string, subPorts: readonly object[], options: CallOptions): Promise<TrunkWire> {
    const call = { method: 'PUT', path: `${this.pathOf(trunk)}/${verb}`, json: { sub_ports: subPorts }, idempotent: false, operation: verb };
    return this.calls.json<TrunkWire>(call, options);
  }
}
