import type { List } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { Microversions, type VersionedOptions } from '../microversions.ts';
import { type Filters, type NativeCall, ServiceCalls } from '../service-calls.ts';

/** What every call of compute takes. */
export interface NovaOptions extends VersionedOptions {}

/** A call, and the lowest microversion that has what it says. */
export interface NovaCall extends NativeCall {
  readonly need?: string | undefined;
}

/** Compute's calls with the microversion each needs, or the one that its caller pins. Without either none is sent, which means 2.1. */
export class NovaCalls {
  readonly plain: ServiceCalls;
  readonly microversions: Microversions;

  constructor(client: OpenstackClient) {
    this.plain = new ServiceCalls(client, 'compute');
    this.microversions = new Microversions(this.plain);
  }

  async member<T>(call: NovaCall, member: string, options: NovaOptions): Promise<T> {
    return this.plain.member<T>(await this.prepare(call, options), member, options);
  }

  async array<T>(call: NovaCall, member: string, options: NovaOptions): Promise<readonly T[]> {
    return this.plain.array<T>(await this.prepare(call, options), member, options);
  }

  async json<T extends object>(call: NovaCall, options: NovaOptions): Promise<T> {
    return this.plain.json<T>(await this.prepare(call, options), options);
  }

  async empty(call: NovaCall, options: NovaOptions): Promise<Readonly<Record<string, string>>> {
    return (await this.plain.empty(await this.prepare(call, options), options)).headers;
  }

  list<T>(call: NovaCall & { readonly query?: Filters | undefined }, member: string, options: NovaOptions, row?: (row: unknown) => T): List<T> {
    return this.plain.list<T>(call, member, options, { prepare: (page, each) => this.prepare({ ...page, need: call.need }, { ...options, ...each }), row });
  }

  async prepare({ need, ...call }: NovaCall, options: NovaOptions): Promise<NativeCall> {
    return this.plain.within(call, options, () => this.microversions.versioned(call, options, need));
  }
}
