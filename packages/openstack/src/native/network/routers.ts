import type { CallOptions, Ref } from '@portolan/core/driver';
import type { ServiceCalls } from '../service-calls.ts';
import { NeutronCollection } from './neutron-collection.ts';
import type { HostRoute, RouterFields, RouterWire } from './wire.ts';

/** By subnet, with its gateway address; or by a port of its own. */
export type RouterInterfaceChoice = { readonly subnet_id: string } | { readonly port_id: string };

export interface RouterInterfaceWire {
  /** The router's. */
  readonly id: string;
  readonly subnet_id?: string;
  readonly port_id: string;
  readonly network_id?: string;
}

export class NeutronRouters extends NeutronCollection<RouterWire, RouterFields & { readonly project_id?: string | undefined }, RouterFields> {
  constructor(calls: ServiceCalls) {
    super(calls, { path: 'routers', one: 'router', many: 'routers', name: 'Router' });
  }

  async addInterface(router: Ref, choice: RouterInterfaceChoice, options: CallOptions = {}): Promise<RouterInterfaceWire> {
    return this.calls.json(
      { method: 'PUT', path: `${this.pathOf(router)}/add_router_interface`, json: choice, idempotent: false, operation: 'AddRouterInterface' },
      options,
    );
  }

  async removeInterface(router: Ref, choice: RouterInterfaceChoice, options: CallOptions = {}): Promise<RouterInterfaceWire> {
    const path = `${this.pathOf(router)}/remove_router_interface`;
    return this.calls.json({ method: 'PUT', path, json: choice, idempotent: false, operation: 'RemoveRouterInterface' }, options);
  }

  /** These beside those there are. */
  async addRoutes(router: Ref, routes: readonly HostRoute[], options: CallOptions = {}): Promise<RouterWire> {
    const call = { method: 'PUT', path: `${this.pathOf(router)}/add_extraroutes`, json: { router: { routes } }, operation: 'AddExtraRoutes' };
    return this.calls.member(call, 'router', options);
  }

  async removeRoutes(router: Ref, routes: readonly HostRoute[], options: CallOptions = {}): Promise<RouterWire> {
    const call = { method: 'PUT', path: `${this.pathOf(router)}/remove_extraroutes`, json: { router: { routes } }, operation: 'RemoveExtraRoutes' };
    return this.calls.member(call, 'router', options);
  }
}
