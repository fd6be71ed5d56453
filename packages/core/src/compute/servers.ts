import type { CallOptions } from '../call-options.ts';
import type { ServerCapabilities } from '../capabilities.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import { type Scoped, type ScopedThing, scoped, scopedWhenReady } from '../scoped.ts';
import { awaitedStates } from '../waiting/awaited-states.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import type { CreateServerRequest, ServerDriver } from './compute-driver.ts';
import type { Server, ServerState } from './compute-types.ts';
import { matchesName, matchesTags, type NameFilter } from './filters.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import { type Marks, marksProblem, OWNER_TAG } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';
import { type AwaitedServerState, RESTING, waitForServers } from './wait-for-servers.ts';

export interface ListServersOptions extends CallOptions, PageOptions {
  /** A string: this very name. An expression: any name it matches. */
  readonly name?: NameFilter | undefined;
  readonly state?: ServerState | undefined;
  /** Servers that have all of these tags with these values. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface CreateServerSpec {
  /** Need not be unique where the cloud does not insist (`capabilities.compute.servers.uniqueNames`). */
  readonly name: string;
  readonly image: Ref;
  readonly size: Ref;
  /** A zone of the connection's region; the cloud's or the profile's choice when absent. */
  readonly location?: Ref | undefined;
  /** Run by the guest as root at its first boot; begins with `#!`, or is cloud-init's own (`#cloud-config`). */
  readonly bootScript?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** From `keyPairs`. */
  readonly keyPair?: Ref | undefined;
  /** The cloud's or the profile's default when absent. */
  readonly networks?: readonly Ref[] | undefined;
  readonly firewalls?: readonly Ref[] | undefined;
  /** Options of this provider alone: see its README. */
  readonly native?: unknown;
}

/** The owner stands there as the tag `portolan-owner`. */
export interface CreateServerOptions extends CallOptions, Marks {}

export interface UsingServerOptions extends CreateServerOptions {
  /** How long to wait for `running`; `false`: it is returned as soon as the provider accepted. */
  readonly wait?: Omit<WaitOptions, 'signal'> | false | undefined;
}

export interface CreateManyOptions extends CallOptions {
  /** At once. Default 8. */
  readonly concurrency?: number | undefined;
  /** Whose they all are, as with `create`. */
  readonly owner?: string | undefined;
}

/** What became of one server of `createMany`, in the order of the specs. */
export type CreateManyResult = { readonly spec: CreateServerSpec; readonly server: Server } | { readonly spec: CreateServerSpec; readonly error: CloudError };

/** Virtual machines. Plain data comes back; what is done to a server is done here: `servers.reboot(server)`. */
export class Servers extends MarkedGroup<ServerDriver> {
  constructor(context: GroupContext, driver: ServerDriver | undefined) {
    super(context, 'compute.servers', driver);
  }

  /** All servers of the account in this location, those gone for good left out. */
  list(options: ListServersOptions = {}): List<Server> {
    const driver = this.require('list', ...(options.tags === undefined ? [] : ['tags']));
    const { name, state, tags } = options;
    return new List<Server>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) =>
        driver.listPage(
          { signal, timeoutMs: options.timeoutMs, pageSize: options.pageSize, name: typeof name === 'string' ? name : undefined, state, tags },
          cursor,
        ),
      keep: (server) => matchesName(server.name, name) && (state === undefined || server.state === state) && matchesTags(server.tags, tags),
    });
  }

  /** Rejects with `not-found` for an unknown id; a server gone for good may be shown as `terminated` for a while. */
  async get(server: Ref, options: CallOptions = {}): Promise<Server> {
    const driver = this.require('get');
    const id = this.idOf(server, 'get', 'server');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  /**
   * Returns as soon as the provider accepted; it is `pending` then: `waitUntil(server, 'running')`.
   * When it fails, `error.outcome` says whether a server was made, and `error.leftover` which.
   */
  async create(spec: CreateServerSpec, options: CreateServerOptions = {}): Promise<Server> {
    const driver = this.require('create', 'create');
    const request = this.#request(spec, options);
    return this.run('create', request.name, options.signal, () => this.#createOnce(driver, request, options));
  }

  /** What `create` would send, and that it would send nothing where the key finds a server. Nothing is made; what has to be read for it is read. */
  async plan(spec: CreateServerSpec, options: CreateServerOptions = {}): Promise<CreatePlan<Server>> {
    const driver = this.require('plan', 'create', 'plan');
    const request = this.#request(spec, options);
    return this.run('plan', request.name, options.signal, () => planCreate(options, (call) => this.#createOnce(driver, request, call)));
  }

  /**
   * A server for a while: made, waited for until it runs, and deleted when the scope is left, however it is left:
   * `await using server = await servers.using(spec)`. One that does not come to run is deleted before the failure is told; one that cannot be deleted is
   * named in `error.leftover`. Give an `owner`, and `cloud.sweep` finds what a program that was killed could not delete.
   */
  async using(spec: CreateServerSpec, options: UsingServerOptions = {}): Promise<Scoped<Server>> {
    this.require('using', 'create', 'delete');
    const { wait, ...create } = options;
    const made = await this.create(spec, create);
    const thing: ScopedThing = { kind: 'server', id: made.id, remove: (id, call) => this.delete(id, call) };
    return wait === false ? scoped(made, thing) : scopedWhenReady(thing, () => this.waitUntil(made, 'running', { signal: options.signal, ...wait }));
  }

  /** Many at once; one that fails does not stop the others. With an idempotency key in each pair, the whole may be repeated. */
  async createMany(
    specs: readonly (CreateServerSpec & { readonly idempotencyKey?: string | undefined })[],
    options: CreateManyOptions = {},
  ): Promise<readonly CreateManyResult[]> {
    this.require('createMany', 'create');
    const { concurrency = 8, ...call } = options;
    return this.run('createMany', undefined, options.signal, () =>
      mapConcurrently(specs, concurrency, async (spec) => {
        try {
          return { spec, server: await this.create(spec, { ...call, idempotencyKey: spec.idempotencyKey }) };
        } catch (error) {
          options.signal?.throwIfAborted();
          return { spec, error: contextual(error, { provider: this.context.provider, operation: this.operation('create'), target: spec.name }) as CloudError };
        }
      }),
    );
  }

  /**
   * All of these be gone: absent is success. In as few requests as the cloud needs, else so many at once; one that fails does not stop the others.
   */
  async deleteMany(servers: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    const driver = this.require('deleteMany', 'delete');
    const together = driver.deleteMany?.bind(driver);
    return this.deleteEach('deleteMany', 'delete', servers, 'server', options, (id, call) => this.delete(id, call), together);
  }

  /** Running already is success. */
  async start(server: Ref, options: CallOptions = {}): Promise<void> {
    await this.#act('start', server, options);
  }

  /** Shuts the guest down; stopped already is success. */
  async stop(server: Ref, options: CallOptions = {}): Promise<void> {
    await this.#act('stop', server, options);
  }

  /** Clouds go on calling it `running` meanwhile: there is nothing to wait for. */
  async reboot(server: Ref, options: CallOptions = {}): Promise<void> {
    await this.#act('reboot', server, options);
  }

  /** Ends as it began: running if it ran. On some clouds the server is stopped in between. */
  async resize(server: Ref, size: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('resize', 'resize');
    const id = this.idOf(server, 'resize', 'server');
    const sizeId = this.idOf(size, 'resize', 'size');
    await this.run('resize', id, options.signal, () => this.method(driver, 'resize', 'resize')(id, sizeId, options));
  }

  async rename(server: Ref, name: string, options: CallOptions = {}): Promise<void> {
    const driver = this.require('rename', 'rename');
    const id = this.idOf(server, 'rename', 'server');
    this.nameOf(name, 'rename');
    await this.run('rename', id, options.signal, () => this.method(driver, 'rename', 'rename')(id, name, options));
  }

  /** Be gone, with the disks made with it: absent is success, from any state. */
  async delete(server: Ref, options: CallOptions = {}): Promise<void> {
    await this.#act('delete', server, options);
  }

  /**
   * Waits until it is `running`, `stopped`, any of both (`['running', 'stopped']`) or `terminated` (gone counts). One look serves all servers waited for: one listing an interval.
   * A state that cannot lead there ends the wait at once with `conflict`; running out of time is `timeout`, with the states seen.
   */
  async waitUntil(server: Ref, state: AwaitedServerState, options?: WaitOptions): Promise<Server>;
  async waitUntil(servers: readonly Ref[], state: AwaitedServerState, options?: WaitOptions): Promise<readonly Server[]>;
  async waitUntil(target: Ref | readonly Ref[], state: AwaitedServerState, options: WaitOptions = {}): Promise<Server | readonly Server[]> {
    const driver = this.require('waitUntil');
    const { refs, ids, many } = this.refsOf(target, 'waitUntil', 'server');
    const states = awaitedStates(state, RESTING, 'terminated');
    if (states === undefined) throw this.invalid('waitUntil', `state: got ${describe(state)}, expected running, stopped (or a list of them), or terminated`);
    const servers = await this.run('waitUntil', many ? undefined : ids[0], options.signal, () =>
      waitForServers(this.context, driver, refs, ids, states, options),
    );
    return many ? servers : (servers[0] as Server);
  }

  /** What its console printed so far. Clouds keep the last 64 KiB or so, and are minutes late. */
  async consoleOutput(server: Ref, options: CallOptions = {}): Promise<string> {
    const driver = this.require('consoleOutput', 'consoleOutput');
    const id = this.idOf(server, 'consoleOutput', 'server');
    return this.run('consoleOutput', id, options.signal, () => this.method(driver, 'consoleOutput', 'consoleOutput')(id, options));
  }

  async getTags(server: Ref, options: CallOptions = {}): Promise<Readonly<Record<string, string>>> {
    const driver = this.require('getTags', 'tags');
    const id = this.idOf(server, 'getTags', 'server');
    return this.run('getTags', id, options.signal, async () => (await driver.get(id, options)).tags);
  }

  /** All tags become these; what is not among them goes. */
  async setTags(server: Ref, tags: Readonly<Record<string, string>>, options: CallOptions = {}): Promise<void> {
    const driver = this.require('setTags', 'tags');
    const id = this.idOf(server, 'setTags', 'server');
    const checked = this.#pairs(tags, 'setTags', 'tags', id);
    await this.run('setTags', id, options.signal, () => this.method(driver, 'setTags', 'setTags')(id, checked, options));
  }

  async getMetadata(server: Ref, options: CallOptions = {}): Promise<Readonly<Record<string, string>>> {
    const driver = this.require('getMetadata', 'metadata');
    const id = this.idOf(server, 'getMetadata', 'server');
    return this.run('getMetadata', id, options.signal, async () => (await driver.get(id, options)).metadata);
  }

  /** All metadata become these; what is not among them goes. The cloud's own entries (boot script, keys) stay. */
  async setMetadata(server: Ref, metadata: Readonly<Record<string, string>>, options: CallOptions = {}): Promise<void> {
    const driver = this.require('setMetadata', 'metadata');
    const id = this.idOf(server, 'setMetadata', 'server');
    const checked = this.#pairs(metadata, 'setMetadata', 'metadata', id);
    await this.run('setMetadata', id, options.signal, () => this.method(driver, 'setMetadata', 'setMetadata')(id, checked, options));
  }

  get #declared(): ServerCapabilities | undefined {
    return this.context.capabilities.compute?.servers;
  }

  #createOnce(driver: ServerDriver, request: CreateServerRequest, options: CallOptions): Promise<Server> {
    const create = this.method(driver, 'create', 'create');
    return this.makeOnce<Server>({
      key: request.idempotencyKey,
      kind: this.#declared?.idempotencyKey,
      create: () => create(request, options),
      find: driver.listByIdempotencyKey?.bind(driver),
      remove: this.#declared?.uniqueNames === true ? undefined : driver.delete?.bind(driver),
      what: 'server',
      options,
    });
  }

  async #act(operation: 'start' | 'stop' | 'reboot' | 'delete', server: Ref, options: CallOptions): Promise<void> {
    const driver = this.require(operation, operation);
    const id = this.idOf(server, operation, 'server');
    await this.run(operation, id, options.signal, () => this.method(driver, operation, operation)(id, options));
  }

  #request(spec: CreateServerSpec, options: CreateServerOptions): CreateServerRequest {
    const name = this.nameOf(spec.name, 'create');
    const given = (value: unknown, feature: string): string[] => (value === undefined ? [] : [feature]);
    this.require(
      'create',
      ...given(spec.location, 'location'),
      ...given(spec.bootScript, 'bootScript'),
      ...given(spec.tags, 'tags'),
      ...given(spec.metadata, 'metadata'),
      ...given(spec.keyPair, 'keyPair'),
      ...given(spec.networks, 'networks'),
      ...given(spec.firewalls, 'firewalls'),
      ...given(options.idempotencyKey, 'idempotencyKey'),
      ...given(options.owner, 'tags'),
    );
    const { idempotencyKey: key, owner } = options;
    const problem = marksProblem(options);
    if (problem !== undefined) throw this.invalid('create', problem, name);
    const tags = { ...this.#pairs(spec.tags ?? {}, 'create', 'tags', name), ...(owner === undefined ? {} : { [OWNER_TAG]: owner }) };
    const { maxTags, maxBootScriptBytes } = this.#declared ?? {};
    if (maxTags !== undefined && Object.keys(tags).length > maxTags)
      throw this.invalid('create', `tags: got ${Object.keys(tags).length}, this cloud takes ${maxTags}`, name);
    if (spec.bootScript !== undefined) {
      if (typeof spec.bootScript !== 'string') throw this.invalid('create', `bootScript: got ${describe(spec.bootScript)}, expected text`, name);
      const bytes = Buffer.byteLength(spec.bootScript);
      if (maxBootScriptBytes !== undefined && bytes > maxBootScriptBytes)
        throw this.invalid('create', `bootScript: has ${bytes} bytes, this cloud takes ${maxBootScriptBytes}`, name, 'let the script fetch the rest');
    }
    return {
      name,
      imageId: this.idOf(spec.image, 'create', 'image'),
      sizeId: this.idOf(spec.size, 'create', 'size'),
      locationId: spec.location === undefined ? undefined : this.idOf(spec.location, 'create', 'location'),
      bootScript: spec.bootScript,
      tags,
      metadata: this.#pairs(spec.metadata ?? {}, 'create', 'metadata', name),
      keyPairId: spec.keyPair === undefined ? undefined : this.idOf(spec.keyPair, 'create', 'keyPair'),
      networkIds: spec.networks?.map((network) => this.idOf(network, 'create', 'networks')),
      firewallIds: spec.firewalls?.map((firewall) => this.idOf(firewall, 'create', 'firewalls')),
      idempotencyKey: key,
      native: spec.native,
    };
  }

  #pairs(pairs: Readonly<Record<string, string>>, operation: string, what: string, target: string): Readonly<Record<string, string>> {
    if (typeof pairs !== 'object' || pairs === null || Array.isArray(pairs))
      throw this.invalid(operation, `${what}: got ${describe(pairs)}, expected an object of strings`, target);
    for (const [name, value] of Object.entries(pairs)) {
      if (name === '') throw this.invalid(operation, `${what}: a name is empty`, target);
      if (name.startsWith('portolan.')) throw this.invalid(operation, `${what}.${name}: names that begin with "portolan." are this library's marks`, target);
      if (typeof value !== 'string') throw this.invalid(operation, `${what}.${name}: got ${describe(value)}, expected a string`, target);
    }
    return { ...pairs };
  }
}
