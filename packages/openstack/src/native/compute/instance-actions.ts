import type { Ref } from '@portolan/core/driver';
import { segment } from '../service-calls.ts';
import type { NovaCalls, NovaOptions } from './nova-calls.ts';
import type { InstanceActionWire } from './servers/wire.ts';

/** What was done to a server, latest first. Source: compute api-ref "Servers - actions". */
export class NovaInstanceActions {
  readonly #calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.#calls = calls;
  }

  async list(server: Ref, options: NovaOptions = {}): Promise<readonly InstanceActionWire[]> {
    const path = `/servers/${segment(server, 'server')}/os-instance-actions`;
    return this.#calls.array({ method: 'GET', path, operation: 'ListInstanceActions' }, 'instanceActions', options);
  }

  async get(server: Ref, requestId: string, options: NovaOptions = {}): Promise<InstanceActionWire> {
    const path = `/servers/${segment(server, 'server')}/os-instance-actions/${segment(requestId, 'request id')}`;
    return this.#calls.member({ method: 'GET', path, operation: 'GetInstanceAction' }, 'instanceAction', options);
  }
}
