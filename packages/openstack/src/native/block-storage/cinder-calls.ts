import type { Answer, CallOptions, List } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { Microversions, type VersionedOptions } from '../microversions.ts';
import { type Filters, type NativeCall, ServiceCalls } from '../service-calls.ts';

/** What every call of block storage takes. Microversions are of v3 alone. */
export interface CinderOptions extends VersionedOptions {}

export interface CinderCall extends NativeCall {
  /** The lowest microversion that has what the call says. */
  readonly need?: string | undefined;
}

interface Named {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

interface V1Named extends Named {
  readonly display_name?: string | null;
  readonly display_description?: string | null;
}

/** Block storage's calls, in the words of v2 and v3 on v1 too: Rackspace's Cloud Block Storage is that. */
export class CinderCalls {
  readonly plain: ServiceCalls;
  readonly microversions: Microversions;

  constructor(client: OpenstackClient) {
    this.plain = new ServiceCalls(client, 'block-storage');
    this.microversions = new Microversions(this.plain);
  }

  async member<T>(call: CinderCall, member: string, options: CinderOptions): Promise<T> {
    return modern(await this.plain.member<T>(await this.prepare(call, options), member, options));
  }

  async array<T>(call: CinderCall, member: string, options: CinderOptions): Promise<readonly T[]> {
    return (await this.plain.array<T>(await this.prepare(call, options), member, options)).map(modern);
  }

  async empty(call: CinderCall, options: CinderOptions): Promise<Answer<undefined>> {
    return this.plain.empty(await this.prepare(call, options), options);
  }

  list<T>(call: CinderCall & { readonly query?: Filters | undefined }, member: string, options: CinderOptions, keep?: (item: T) => boolean): List<T> {
    const prepare = (page: NativeCall, each: CallOptions): Promise<NativeCall> => this.prepare({ ...page, need: call.need }, { ...options, ...each });
    return this.plain.list<T>(call, member, options, { prepare, row: (row) => modern(row as T), keep });
  }

  /** Name and description as this version spells them. */
  async naming<F extends Named>(fields: F, options: CallOptions): Promise<object> {
    if (!(await this.isV1(options))) return fields;
    const { name, description, ...rest } = fields;
    return { ...rest, ...(name === undefined ? {} : { display_name: name }), ...(description === undefined ? {} : { display_description: description }) };
  }

  async isV1(options: CallOptions): Promise<boolean> {
    return /\/v1(\/|$)/.test((await this.plain.client.endpoint('block-storage', options)).path);
  }

  async prepare({ need, ...call }: CinderCall, options: CinderOptions): Promise<NativeCall> {
    return this.plain.within(call, options, () => this.microversions.versioned(call, options, need));
  }
}

/** v1 says `display_name`, and Rackspace's snapshots now one and now the other. */
function modern<T>(row: T): T {
  if (typeof row !== 'object' || row === null || !('display_name' in row)) return row;
  const { display_name: name, display_description: description } = row as V1Named;
  return { name, description, ...row };
}
