import {
  asJson,
  type CallOptions,
  type Clock,
  CloudError,
  type CreateServerRequest,
  isCloudError,
  type ListServersDriverOptions,
  type Page,
  type Server,
  type ServerDriver,
} from '@portolan/core/driver';
import type { CloudapiClient } from '../../client.ts';
import type { SmartdcFirewalls } from '../firewalls/firewalls.ts';
import type { SmartdcKeyPairs } from '../key-pairs/key-pairs.ts';
import { settle } from '../settle.ts';
import { machinePage } from './machine-pages.ts';
import { assertMachine, toServer, userMetadata } from './mapping.ts';
import { isCloudsOwn, KEY_TAG, MARK_PREFIX } from './marks.ts';
import * as requests from './requests.ts';
import type { MachineWire } from './wire.ts';

const SLOW_MS = 600_000;

export class SmartdcServers implements ServerDriver {
  readonly #client: CloudapiClient;
  readonly #clock: Clock;
  readonly #keyPairs: SmartdcKeyPairs;
  readonly #firewalls: SmartdcFirewalls;

  constructor(client: CloudapiClient, clock: Clock, keyPairs: SmartdcKeyPairs, firewalls: SmartdcFirewalls) {
    this.#client = client;
    this.#clock = clock;
    this.#keyPairs = keyPairs;
    this.#firewalls = firewalls;
  }

  async listPage(options: ListServersDriverOptions, cursor?: string): Promise<Page<Server>> {
    const { name, state, tags } = options;
    // `state=stopped` leaves out some that are shown as stopped, `provisioning` and `stopping` mean any: only `running` can be trusted.
    // Failed machines are hidden among the destroyed ones.
    const filters = { name, tags, state: state === 'running' ? ('running' as const) : undefined, tombstone: state === 'error' };
    const page = await machinePage(this.#client, filters, options, cursor);
    return { ...page, items: page.items.map(toServer).filter((server) => server.state !== 'terminated') };
  }

  async get(id: string, options: CallOptions): Promise<Server> {
    return toServer(await this.#machine(id, options));
  }

  async create(request: CreateServerRequest, options: CallOptions): Promise<Server> {
    const order = requests.create(request);
    // CloudAPI lets all keys of the account into every machine: that this one is among them is all there is to do.
    if (request.keyPairId !== undefined) await this.#keyPairs.get(request.keyPairId, options);
    // CloudAPI would take any tag.
    await this.#firewalls.assertThere(request.firewallIds ?? [], options);
    return toServer(assertMachine(await this.#client.json(order, options)));
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Server[]> {
    const found: Server[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await machinePage(this.#client, { tags: { [KEY_TAG]: key }, tombstone: true }, options, cursor);
      found.push(...page.items.filter((machine) => machine.tags?.[KEY_TAG] === key && machine.state !== 'deleted').map((machine) => toServer(machine)));
      if (page.next === undefined) return found;
      cursor = page.next;
    }
  }

  async start(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.action(id, 'start'), options);
  }

  async stop(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.action(id, 'stop'), options);
  }

  async reboot(id: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.action(id, 'reboot'), options);
  }

  /** Containers are resized while they run. A bhyve machine has to be off for it: then it is stopped and started again. */
  async resize(id: string, sizeId: string, options: CallOptions): Promise<void> {
    const order = requests.action(id, 'resize', { package: sizeId });
    try {
      await this.#client.empty(order, options);
      return;
    } catch (error) {
      if (!isCloudError(error) || error.providerCode !== 'VmNotStopped') throw error;
    }
    const before = await this.#machine(id, options);
    await this.stop(id, options);
    try {
      await this.#until(id, (machine) => machine.state === 'stopped', 'the machine to stop', options);
      await this.#client.empty(order, options);
      await this.#until(id, (machine) => machine.package !== before.package || machine.memory !== before.memory, 'the machine to be resized', options);
    } catch (error) {
      // It ran before; whatever went wrong, it shall run again.
      await this.start(id, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
      throw error;
    }
    await this.start(id, options);
  }

  async rename(id: string, name: string, options: CallOptions): Promise<void> {
    await this.#client.empty(requests.action(id, 'rename', { name }), options);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await settle(
      async () => {
        try {
          await this.#client.empty(requests.remove(id), options);
          return true;
        } catch (error) {
          // A machine that has no host yet cannot be deleted: it will have one in a moment.
          if (isCloudError(error) && /^(Conflict(Error)?|UnallocatedVM)$/.test(error.providerCode ?? '')) return false;
          throw error;
        }
      },
      (deleted) => deleted,
      { clock: this.#clock, signal: options.signal, what: 'the machine to get a host, so that it can be deleted' },
    );
  }

  async setTags(id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    requests.assertTagNames(tags);
    const present = await this.#map(requests.listTags(id), options);
    const marks = Object.entries(present).filter(([name]) => name.startsWith(MARK_PREFIX));
    const wanted = { ...tags, ...Object.fromEntries(marks) };
    if (same(present, wanted)) return;
    const order = Object.keys(wanted).length === 0 ? requests.removeTags(id) : requests.replaceTags(id, wanted);
    await this.#client.empty(order, options);
    await settle(
      () => this.#map(requests.listTags(id), options),
      (seen) => same(seen, wanted),
      { clock: this.#clock, signal: options.signal, what: 'the tags to change' },
    );
  }

  async setMetadata(id: string, metadata: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    requests.assertMetadataNames(metadata);
    const present = await this.#map(requests.listMetadata(id), options);
    const stale = Object.keys(present).filter((name) => !isCloudsOwn(name) && !Object.hasOwn(metadata, name));
    const changed = Object.fromEntries(Object.entries(metadata).filter(([name, value]) => present[name] !== value));
    if (Object.keys(changed).length > 0) await this.#client.empty(requests.addMetadata(id, changed), options);
    for (const name of stale) await this.#client.empty(requests.removeMetadata(id, name), options);
    if (stale.length === 0 && Object.keys(changed).length === 0) return;
    await settle(
      () => this.#map(requests.listMetadata(id), options),
      (seen) => same(userMetadata(seen), metadata),
      { clock: this.#clock, signal: options.signal, what: 'the metadata to change' },
    );
  }

  async #machine(id: string, options: CallOptions): Promise<MachineWire> {
    const answer = await this.#client.read(requests.get(id), options, asJson<unknown>());
    // 410 with a body that is no machine comes from something in between.
    if (answer.status === 410 && typeof (answer.body as { id?: unknown } | null)?.id !== 'string')
      throw new CloudError('not-found', 'the machine is gone', { status: 410 });
    return assertMachine(answer.body);
  }

  async #until(id: string, done: (machine: MachineWire) => boolean, what: string, options: CallOptions): Promise<void> {
    await settle(() => this.#machine(id, options), done, { clock: this.#clock, signal: options.signal, what, timeoutMs: SLOW_MS });
  }

  async #map(request: ReturnType<typeof requests.listTags>, options: CallOptions): Promise<Readonly<Record<string, unknown>>> {
    const map = await this.#client.json<unknown>(request, options);
    return typeof map === 'object' && map !== null ? (map as Readonly<Record<string, unknown>>) : {};
  }
}

function same(seen: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(wanted);
  return Object.keys(seen).length === names.length && names.every((name) => Object.hasOwn(seen, name) && seen[name] === wanted[name]);
}
