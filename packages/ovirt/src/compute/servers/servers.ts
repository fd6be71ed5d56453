import {
  type CallOptions,
  CloudError,
  type CreateServerRequest,
  isCloudError,
  type ListServersDriverOptions,
  type Page,
  type Server,
  type ServerDriver,
  xmlChild,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { pageById } from '../../sdk/runtime/pages.ts';
import { dateOf, idOf, refOf } from '../../wire-values.ts';
import { VnicProfiles } from '../networks/vnic-profiles.ts';
import type { Places } from '../places.ts';
import { readComment, type ServerNotes, writeComment } from './comment.ts';
import { statusOf, toServer } from './mapping.ts';
import { Nics } from './nics.ts';
import type { Power } from './power.ts';
import * as requests from './requests.ts';
import type { VmWire } from './wire.ts';

const PAGE_SIZE = 500;
const LARGEST_PAGE = 1_000;

export class OvirtServers implements ServerDriver {
  readonly #client: EngineClient;
  readonly #places: Places;
  readonly #power: Power;
  readonly #nics: Nics;
  readonly #profiles: VnicProfiles;

  constructor(client: EngineClient, places: Places, power: Power) {
    this.#client = client;
    this.#places = places;
    this.#power = power;
    this.#nics = new Nics(client);
    this.#profiles = new VnicProfiles(client);
  }

  async listPage(options: ListServersDriverOptions, cursor?: string): Promise<Page<Server>> {
    const size = Math.min(options.pageSize ?? PAGE_SIZE, LARGEST_PAGE);
    return pageById(cursor, size, (page) => this.#client.list(requests.list(options, page), 'vms', 'vm', options, toServer));
  }

  async get(id: string, options: CallOptions): Promise<Server> {
    return toServer(await this.#client.document(requests.get(id), 'vm', options));
  }

  /** The engine makes VMs and never starts them: that is a second step here, once the disks are there. */
  async create(request: CreateServerRequest, options: CallOptions): Promise<Server> {
    // Options are read before anything is asked for.
    requests.create(request, '');
    const patience = this.#power.patience(options);
    const { clusterId, profileIds } = await this.#placeOf(request, patience.options);
    return this.#boot(await this.#client.document(requests.create(request, clusterId, profileIds), 'vm', patience.options), patience, profileIds);
  }

  /** Its cluster, and what it is to be plugged into: asked for before anything is made. */
  async #placeOf(request: CreateServerRequest, options: CallOptions): Promise<{ readonly clusterId: string; readonly profileIds: readonly string[] }> {
    const { locationId, networkIds = [] } = request;
    if (networkIds.length === 0) return { clusterId: locationId ?? (await this.#places.current(options)).clusterId, profileIds: [] };
    const { clusterId, dataCenterId } = await this.#places.at(locationId, options);
    if (clusterId === undefined) throw new CloudError('invalid-argument', 'location: servers are made in clusters', { outcome: 'not-done' });
    return { clusterId, profileIds: await this.#profiles.of(networkIds, dataCenterId, options) };
  }

  /** Finds it from the moment its create was accepted. One that was made and never started is started. Names are unique: there is one. */
  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Server[]> {
    const patience = this.#power.patience(options);
    const found = await this.#client.list(requests.listByMark(key), 'vms', 'vm', patience.options);
    const marked = found.filter((vm) => notesOf(vm).key === key);
    // A clone has the comment of what it was cloned from: the oldest is the one that was asked for.
    const [vm] = marked.sort((a, b) => (dateOf(a, 'creation_time')?.getTime() ?? 0) - (dateOf(b, 'creation_time')?.getTime() ?? 0));
    if (vm === undefined) return [];
    if (neverStarted(vm)) return [await this.#boot(vm, patience, notesOf(vm).nics ?? [])];
    try {
      return [await this.get(idOf(vm), patience.options)];
    } catch (error) {
      // It was going away.
      if (isCloudError(error, 'not-found')) return [];
      throw error;
    }
  }

  async #boot(made: VmWire, patience: Patience, profileIds: readonly string[]): Promise<Server> {
    const id = idOf(made);
    try {
      // The engine changes the cards of VMs that are down; without networks of its own it has its template's.
      if (profileIds.length > 0) {
        await this.#power.untilDown(id, patience);
        await this.#nics.plug(id, profileIds, patience, refOf(made, 'template'));
      }
      const cloudInit = xmlChild(made, 'initialization') !== undefined;
      const started = await this.#power.start(id, patience, cloudInit);
      const server = toServer(started);
      return server.state === 'stopped' ? { ...server, state: 'pending', nativeState: 'wait_for_launch' } : server;
    } catch (error) {
      if (!isCloudError(error)) throw error;
      // A VM whose disks cannot be copied is taken away again by the engine.
      if (error.code === 'not-found') {
        throw new CloudError('unknown', 'the engine began to make the server and gave it up: its events tell why', {
          status: error.status,
          requestId: error.requestId,
          outcome: 'not-done',
        });
      }
      error.leftover ??= { kind: 'server', id };
      error.outcome = 'done';
      throw error;
    }
  }

  async start(id: string, options: CallOptions): Promise<void> {
    await this.#power.start(id, this.#power.patience(options));
  }

  async stop(id: string, options: CallOptions): Promise<void> {
    await this.#power.stop(id, this.#power.patience(options));
  }

  async reboot(id: string, options: CallOptions): Promise<void> {
    const patience = this.#power.patience(options);
    await patience.whileLocked('the server', (given) => this.#client.perform(requests.act(id, 'reboot'), given));
  }

  /** A size is for the next start, so a running server is stopped and started. */
  async resize(id: string, sizeId: string, options: CallOptions): Promise<void> {
    const patience = this.#power.patience(options);
    const status = statusOf(await this.#power.look(id, patience.options));
    if (status === 'suspended' || status === 'paused') {
      throw new CloudError('conflict', `a server that is ${status} cannot change its size`, { outcome: 'not-done', remedy: 'start it, or stop it, first' });
    }
    const running = status !== 'down' && status !== 'image_locked' && status !== 'powering_down';
    await patience.whileLocked('the server', (given) => this.#client.document(requests.resize(id, sizeId, running), 'vm', given));
    if (!running) return;
    await this.#power.stop(id, patience);
    await this.#power.untilDown(id, patience);
    await this.#power.start(id, patience);
  }

  async rename(id: string, name: string, options: CallOptions): Promise<void> {
    await this.#power.patience(options).whileLocked('the server', (given) => this.#client.document(requests.rename(id, name), 'vm', given));
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.#power.remove(id, this.#power.patience(options));
  }

  async setTags(id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    await this.#note(id, { tags }, options);
  }

  async setMetadata(id: string, metadata: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
    await this.#note(id, { metadata }, options);
  }

  /** Read, changed and written: two programs that do so at once lose one of the changes. The engine has no condition for it. */
  async #note(id: string, change: Partial<ServerNotes>, options: CallOptions): Promise<void> {
    await this.#power.patience(options).whileLocked('the server', async (given) => {
      const notes = notesOf(await this.#power.look(id, given));
      await this.#client.document(requests.setComment(id, writeComment({ ...notes, ...change })), 'vm', given);
    });
  }
}

const notesOf = (vm: VmWire): ServerNotes => readComment(xmlText(vm, 'comment') ?? '');

/** The engine remembers when a VM last stopped. */
const neverStarted = (vm: VmWire): boolean =>
  ['down', 'image_locked'].includes(statusOf(vm)) && xmlText(vm, 'stop_time') === undefined && xmlText(vm, 'start_time') === undefined;
