import { type CallOptions, type List, unexpectedBody, type WaitOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { type IdRef, idOf, idPath } from '../refs.ts';
import { invalid, ServiceCalls } from '../service-calls.ts';
import { CdnContainers } from './cdn-containers.ts';
import type { CdnFlavorWire, CdnPatch, CdnServiceSpec, CdnServiceWire } from './wire.ts';

/** What brings content near: containers of Cloud Files (`containers`), and sites of one's own (`services`, Rackspace CDN or Poppy). */
export class CdnNative {
  readonly containers: CdnContainers;
  readonly services: CdnServices;

  constructor(client: OpenstackClient) {
    this.containers = new CdnContainers(client);
    this.services = new CdnServices(new ServiceCalls(client, 'rax:cdn'));
  }
}

export class CdnServices {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(options: CallOptions & { readonly pageSize?: number | undefined } = {}): List<CdnServiceWire> {
    return this.#calls.list({ method: 'GET', path: '/services', query: { limit: options.pageSize }, operation: 'ListServices' }, 'services', options);
  }

  async get(service: IdRef, options: CallOptions = {}): Promise<CdnServiceWire> {
    return this.#calls.json<CdnServiceWire>({ method: 'GET', path: servicePath(service), operation: 'GetService' }, options);
  }

  /** Its id: the answer has nothing else. See `waitDeployed`. */
  async create(spec: CdnServiceSpec, options: CallOptions = {}): Promise<string> {
    const call = { method: 'POST', path: '/services', json: spec, operation: 'CreateService' } as const;
    const { headers } = await this.#calls.empty(call, options);
    const id = headers['location']?.replace(/\/+$/, '').split('/').at(-1);
    if (id === undefined || id === '') throw unexpectedBody('it does not say where the service is').inContext(this.#calls.contextOf(call));
    return decodeURIComponent(id);
  }

  /** JSON Patch: `[{ op: 'replace', path: '/name', value: 'x' }]`. One that is still being made is a `conflict`. */
  async patch(service: IdRef, changes: readonly CdnPatch[], options: CallOptions = {}): Promise<void> {
    const headers = { 'Content-Type': 'application/json-patch+json' };
    await this.#calls.empty({ method: 'PATCH', path: servicePath(service), json: changes, headers, operation: 'PatchService' }, options);
  }

  /** Absent is success. */
  async delete(service: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: servicePath(service), accept: [404], operation: 'DeleteService' }, options);
  }

  /** Takes one address (`/images/a.png`), or all, off the edges. */
  async purge(service: IdRef, what: { readonly url: string } | { readonly all: true }, options: CallOptions = {}): Promise<void> {
    const query = 'url' in what ? { url: what.url } : { all: 'true' };
    if ('url' in what && what.url === '') throw invalid('url: it is empty', 'give { all: true } to purge everything');
    await this.#calls.empty({ method: 'DELETE', path: `${servicePath(service)}/assets`, query, operation: 'PurgeAssets' }, options);
  }

  async flavors(options: CallOptions = {}): Promise<readonly CdnFlavorWire[]> {
    return this.#calls.array({ method: 'GET', path: '/flavors', operation: 'ListFlavors' }, 'flavors', options);
  }

  async flavor(flavor: IdRef, options: CallOptions = {}): Promise<CdnFlavorWire> {
    return this.#calls.json<CdnFlavorWire>({ method: 'GET', path: `/flavors${idPath(flavor, 'flavor')}`, operation: 'GetFlavor' }, options);
  }

  /** Whether it answers. */
  async ping(options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'GET', path: '/ping', operation: 'Ping' }, options);
  }

  /** Until it is deployed. `failed` ends the wait with `conflict`, and what the service says of it. */
  async waitDeployed(service: IdRef, options: WaitOptions = {}): Promise<CdnServiceWire> {
    const found = await this.#calls.wait<CdnServiceWire>(
      {
        id: idOf(service, 'service'),
        wanted: 'deployed',
        look: (each) => this.get(service, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen?.status === 'deployed',
        fatal: (seen) => {
          if (seen === undefined) return 'it is not there';
          if (seen.status === 'delete_in_progress') return 'it is being deleted';
          return seen.status === 'failed' ? (seen.errors ?? []).map(({ message }) => message ?? '').join('; ') || 'it failed' : undefined;
        },
      },
      { intervalMs: 5_000, ...options },
    );
    return found as CdnServiceWire;
  }
}

const servicePath = (service: IdRef): string => `/services${idPath(service, 'service')}`;
