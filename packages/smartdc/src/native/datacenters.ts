import { CloudError } from '@portolan/core/driver';
import { type DatacentersWire, list } from '../compute/locations/locations.ts';
import { KNOWN_LOCATIONS } from '../known-locations.ts';
import { type Calls, invalid, type NativeOptions } from './calls.ts';

/** What a connection can do in another place: `SmartdcNative`, handed in so that the two need not know each other. */
export type ConnectTo<T> = (url: string) => T;

/** Data centers of the cloud, each with an address of its own. */
export class NativeDatacenters<T> {
  readonly #calls: Calls;
  readonly #connect: ConnectTo<T>;

  constructor(calls: Calls, connect: ConnectTo<T>) {
    this.#calls = calls;
    this.#connect = connect;
  }

  /** Name to CloudAPI's address. */
  async list(options: NativeOptions = {}): Promise<DatacentersWire> {
    return this.#calls.json<DatacentersWire>(list(), options);
  }

  /** Its own name, where the server tells it. */
  async ownName(options: NativeOptions = {}): Promise<string | undefined> {
    return (await this.#calls.answer(list(), options)).headers['triton-datacenter-name'];
  }

  /**
   * A second client, for another data center of the same cloud, with the same account, key, headers, roles and TLS settings. It is closed with this one.
   * `name` is looked up in the cloud's own list; `{ url }` says the address itself.
   */
  async connect(name: string | { readonly url: string }, options: NativeOptions = {}): Promise<T> {
    const url = typeof name === 'string' ? await this.#addressOf(name, options) : name.url;
    if (!/^https?:\/\/[^/?#@\s]+/i.test(url)) throw invalid(`${JSON.stringify(url)} is no address of a data center`);
    // A list from an encrypted connection must not lead signatures out of encryption.
    if (typeof name === 'string' && /^https:/i.test(this.#calls.client.url) && !/^https:/i.test(url))
      throw new CloudError('protocol', `the cloud names ${url} for ${JSON.stringify(name)}, which is not encrypted as this connection is`, {
        provider: 'smartdc',
        outcome: 'not-done',
        remedy: 'if that is right, give { url }',
      });
    return this.#connect(url);
  }

  async #addressOf(name: string, options: NativeOptions): Promise<string> {
    const all = await this.list(options);
    const url = Object.hasOwn(all, name) ? all[name] : undefined;
    if (typeof url === 'string') return url;
    const known = Object.keys(all).sort().join(', ');
    throw new CloudError('not-found', `no data center of this cloud is called so; there are ${known}`, {
      provider: 'smartdc',
      operation: 'cloudapi ListDatacenters',
      target: name,
      outcome: 'not-done',
      ...(Object.hasOwn(KNOWN_LOCATIONS, name) ? { remedy: `it is known elsewhere: connect({ url: '${KNOWN_LOCATIONS[name]?.url}' })` } : {}),
    });
  }
}

/** Name to address: `cloudapi`, `docker`, `manta`, … */
export class NativeServices {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async list(options: NativeOptions = {}): Promise<Readonly<Record<string, string>>> {
    return this.#calls.json<Readonly<Record<string, string>>>({ operation: 'ListServices', method: 'GET', path: '/services' }, options);
  }
}
