import {
  type CallOptions,
  CloudError,
  type CreateServerRequest,
  isCloudError,
  type ListServersDriverOptions,
  mapConcurrently,
  type Page,
  type Server,
  type ServerDriver,
  unexpectedBody,
} from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { orLeftover } from '../create-leftover.ts';
import { assertNoReservedTags } from '../query.ts';
import { createTags, deleteTags, tagFresh } from '../tags.ts';
import { toServer } from './mapping.ts';
import * as requests from './requests.ts';
import type { DescribeInstancesWire, ReservationWire } from './wire.ts';

const RESIZE_TIMEOUT_MS = 600_000;
const FIRST_LOOK_MS = 1_000;
const SLOWEST_LOOK_MS = 10_000;
const CLEANUP_TIMEOUT_MS = 30_000;
const MOST_AT_ONCE = 1_000;
const ONE_BY_ONE = 8;

export class Ec2Servers implements ServerDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListServersDriverOptions, cursor?: string): Promise<Page<Server>> {
    const { client, preset } = this.#context;
    const wire = (await client.call(requests.list(options, cursor, preset), options)) as DescribeInstancesWire;
    const items = (wire.reservationSet ?? []).flatMap((reservation) => reservation.instancesSet ?? []).map(toServer);
    // Shown for an hour after they are gone.
    const present = items.filter((server) => server.state !== 'terminated');
    return wire.nextToken === undefined || wire.nextToken === '' ? { items: present } : { items: present, next: wire.nextToken };
  }

  get(id: string, options: CallOptions): Promise<Server> {
    return this.#context.fresh.settled(id, options, () => this.#look(id, options));
  }

  async create(request: CreateServerRequest, options: CallOptions): Promise<Server> {
    assertNoReservedTags(request.tags);
    const { client, preset, fresh, uuid, clientTokens } = this.#context;
    const token = clientTokens ? (request.idempotencyKey ?? uuid()) : undefined;
    const wire = (await client.call(requests.create(request, token, preset), options)) as ReservationWire;
    const instance = wire.instancesSet?.[0];
    const id = instance?.instanceId;
    if (instance === undefined || id === undefined || id === '') throw unexpectedBody('RunInstances tells of no instance');
    fresh.remember(id);
    await orLeftover('server', id, () => tagFresh(this.#context, id, requests.tagsOf(request), options));
    return { ...toServer(instance), name: request.name, tags: request.tags };
  }

  async start(id: string, options: CallOptions): Promise<void> {
    await this.#act(requests.start(id), id, options);
  }

  async stop(id: string, options: CallOptions): Promise<void> {
    await this.#act(requests.stop(id), id, options);
  }

  async reboot(id: string, options: CallOptions): Promise<void> {
    await this.#act(requests.reboot(id), id, options);
  }

  /** Only a stopped instance has another type given: one that runs is stopped, changed and started. */
  async resize(id: string, sizeId: string, options: CallOptions): Promise<void> {
    const server = await this.get(id, options);
    if (server.sizeId === sizeId) return;
    if (server.state === 'stopped') {
      await this.#act(requests.setSize(id, sizeId), id, options);
      return;
    }
    if (server.state !== 'running') {
      throw new CloudError('conflict', `it is ${server.nativeState}; only running or stopped servers are resized`, { outcome: 'not-done' });
    }
    await this.stop(id, options);
    try {
      await this.#untilStopped(id, options);
      await this.#act(requests.setSize(id, sizeId), id, options);
    } catch (error) {
      // As it was: running.
      const cleanup = { signal: AbortSignal.timeout(CLEANUP_TIMEOUT_MS) };
      await this.start(id, cleanup).catch(() => {
        if (isCloudError(error)) error.leftover ??= { kind: 'stopped server', id };
      });
      throw error;
    }
    await this.start(id, options);
  }

  async rename(id: string, name: string, options: CallOptions): Promise<void> {
    await this.#act(createTags(id, { Name: name }), id, options);
  }

  /** A server made a moment ago is not found by TerminateInstances either: it is asked again, not left running. */
  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#act(requests.remove(id), id, options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    this.#context.fresh.forget(id);
  }

  /** The API's limit is a thousand. What cannot go together goes one by one: then each tells what is wrong with it. */
  async deleteMany(ids: readonly string[], options: CallOptions): Promise<readonly { readonly id: string; readonly error: CloudError }[]> {
    const failures: { readonly id: string; readonly error: CloudError }[] = [];
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      const some = ids.slice(from, from + MOST_AT_ONCE);
      try {
        await this.#context.client.call(requests.removeMany(some), options);
        for (const id of some) this.#context.fresh.forget(id);
      } catch (error) {
        if (!isCloudError(error) || error.retry === 'exhausted' || error.code === 'unauthenticated') throw error;
        await mapConcurrently(some, ONE_BY_ONE, async (id) => {
          try {
            await this.delete(id, options);
          } catch (failure) {
            if (!isCloudError(failure)) throw failure;
            failures.push({ id, error: failure });
          }
        });
      }
    }
    return failures;
  }

  async setTags(id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    assertNoReservedTags(tags);
    const before = await this.get(id, options);
    const gone = Object.keys(before.tags).filter((name) => !Object.hasOwn(tags, name));
    // What goes first makes room under the limit.
    if (gone.length > 0) await this.#act(deleteTags(id, gone), id, options);
    const changed = Object.fromEntries(Object.entries(tags).filter(([name, value]) => before.tags[name] !== value));
    if (Object.keys(changed).length > 0) await this.#act(createTags(id, changed), id, options);
  }

  async consoleOutput(id: string, options: CallOptions): Promise<string> {
    const { client, fresh } = this.#context;
    const wire = (await fresh.settled(id, options, () => client.call(requests.consoleOutput(id), options))) as { readonly output?: string | undefined };
    return Buffer.from(wire.output ?? '', 'base64').toString('utf8');
  }

  async #look(id: string, options: CallOptions): Promise<Server> {
    const wire = (await this.#context.client.call(requests.get(id), options)) as DescribeInstancesWire;
    const [instance] = (wire.reservationSet ?? []).flatMap((reservation) => reservation.instancesSet ?? []);
    if (instance === undefined) throw new CloudError('not-found', 'no such instance');
    return toServer(instance);
  }

  async #act(query: ReturnType<typeof requests.start>, id: string, options: CallOptions): Promise<void> {
    await this.#context.fresh.settled(id, options, () => this.#context.client.call(query, options));
  }

  async #untilStopped(id: string, options: CallOptions): Promise<void> {
    const { clock } = this.#context;
    const deadline = clock.now() + (options.timeoutMs ?? RESIZE_TIMEOUT_MS);
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 1.5, SLOWEST_LOOK_MS)) {
      const { state, nativeState } = await this.#look(id, options);
      if (state === 'stopped') return;
      if (state === 'terminated') throw new CloudError('conflict', 'it was deleted meanwhile');
      if (clock.now() + pause > deadline) throw new CloudError('timeout', `it did not stop in time: it is ${nativeState}`);
      await clock.sleep(pause, options.signal);
    }
  }
}
