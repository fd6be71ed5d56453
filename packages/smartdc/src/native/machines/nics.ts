import { encodePathSegment, isCloudError, type List, type Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { machinePath } from '../../compute/servers/requests.ts';
import type { NicWire } from '../../compute/servers/wire.ts';
import { type Calls, given, invalid, type NativeListOptions, type NativeOptions, type NativeWaitOptions, refId } from '../calls.ts';
import type { NetworkWish } from './create.ts';

const base = (machine: Ref): string => `${machinePath(refId(machine, 'machine'))}/nics`;

/** `90:b8:d0:…`; in paths without the colons. */
export type NicRef = string | { readonly mac: string };

function one(machine: Ref, nic: NicRef): string {
  const mac = given(typeof nic === 'string' ? nic : nic.mac, 'nic')
    .replaceAll(':', '')
    .toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(mac)) throw invalid(`nic: ${JSON.stringify(nic)} is no MAC address`);
  return `${base(machine)}/${encodePathSegment(mac)}`;
}

const list = (machine: Ref): CloudapiRequest => ({ operation: 'ListNics', method: 'GET', path: base(machine) });
const get = (machine: Ref, nic: NicRef): CloudapiRequest => ({ operation: 'GetNic', method: 'GET', path: one(machine, nic) });
/** 302, with no body: there is one on that network. Location tells it. */
const add = (machine: Ref, body: object): CloudapiRequest => ({ operation: 'AddNic', method: 'POST', path: base(machine), body, accept: [302] });
const remove = (machine: Ref, nic: NicRef): CloudapiRequest => ({ operation: 'RemoveNic', method: 'DELETE', path: one(machine, nic), accept: [404] });

export interface AddNicFields {
  /** A network, a pool, or a wish for an address. */
  readonly network: Ref | NetworkWish;
  readonly primary?: boolean | undefined;
}

/** Network interfaces. Adding and removing one reboots the machine. */
export class NativeNics {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(machine: Ref, options: NativeListOptions = {}): List<NicWire> {
    return this.#calls.list<NicWire>(list(machine), options, ['mac', 'ip', 'network']);
  }

  async get(machine: Ref, nic: NicRef, options: NativeOptions = {}): Promise<NicWire> {
    return this.#calls.json<NicWire>(get(machine, nic), options);
  }

  /** Reboots the machine. One that is on this network already is answered as it is. A pool's member shows as `network`, not the pool. */
  async add(machine: Ref, { network, primary }: AddNicFields, options: NativeOptions = {}): Promise<NicWire> {
    const wish = typeof network === 'object' && 'ipv4_uuid' in network ? network : refId(network, 'network');
    const answer = await this.#calls.answer(add(machine, { network: wish, ...(primary === undefined ? {} : { primary }) }), options);
    if (answer.status !== 302) return answer.body as NicWire;
    // Only its last part is taken: credentials follow no Location.
    return this.get(machine, decodeURIComponent(answer.headers['location']?.split('/').at(-1) ?? ''), options);
  }

  /** Reboots the machine. Absent is success. */
  async remove(machine: Ref, nic: NicRef, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(remove(machine, nic), options);
  }

  /** Until it works. One that could not be added vanishes: that ends the wait. */
  async pollUntilRunning(machine: Ref, nic: NicRef, options: NativeWaitOptions = {}): Promise<NicWire> {
    const look = async (each: NativeOptions): Promise<NicWire | undefined> => {
      try {
        return await this.get(machine, nic, each);
      } catch (error) {
        if (isCloudError(error, 'not-found')) return undefined;
        throw error;
      }
    };
    const seen = await this.#calls.wait(look, (found) => found?.state === 'running', options, {
      target: refId(machine, 'machine'),
      what: 'the network interface to run',
      describe: (found) => found?.state ?? 'absent',
      hopeless: (found) => (found === undefined ? 'it is gone: adding it failed' : undefined),
    });
    return seen as NicWire;
  }
}
