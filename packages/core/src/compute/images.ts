import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref, WaitOptions } from '../refs.ts';
import type { CreateImageRequest, ImageDriver } from './compute-driver.ts';
import type { Image } from './compute-types.ts';
import { type Considered, type Explanation, tellRejected } from './explain.ts';
import { matchesName, type NameFilter } from './filters.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';
import { waitForThings } from './wait-for-things.ts';

export interface ListImagesOptions extends CallOptions, PageOptions {
  /** A string: this very name. An expression: any name it matches. */
  readonly name?: NameFilter | undefined;
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

export interface FindImageOptions extends CallOptions {
  readonly name: NameFilter;
}

export interface CreateImageOptions extends CallOptions, Marks {
  readonly name: string;
  /** The name is the key: an image of this name that the account sees is returned instead of making another, whatever failed before.
   * Default false. An `idempotencyKey` finds it by itself, and goes before the name. */
  readonly once?: boolean | undefined;
}

/** As many as an error names. */
const SHOWN = 8;
const MOST_KEPT = 100;
/** Clouds list thousands of public images: so many of one's own are asked for one by one. */
const ONE_BY_ONE = 20;

/** What servers are made from. */
export class Images extends MarkedGroup<ImageDriver> {
  constructor(context: GroupContext, driver: ImageDriver | undefined) {
    super(context, 'compute.images', driver);
  }

  list(options: ListImagesOptions = {}): List<Image> {
    const driver = this.requireList(options.owner);
    const hint = typeof options.name === 'string' ? { name: options.name } : {};
    return new List<Image>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal, name: undefined, ...hint }, cursor),
      keep: (image) => matchesName(image.name, options.name) && (options.owner === undefined || image.owner === options.owner),
    });
  }

  async get(image: Ref, options: CallOptions = {}): Promise<Image> {
    const driver = this.require('get');
    const id = this.idOf(image, 'get', 'image');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  /**
   * The newest available image of that name. Clouds publish new versions under old names, so there are often several;
   * without dates the last of them in the provider's order. Rejects with `not-found`, naming some of what there is.
   */
  async find(options: FindImageOptions): Promise<Image> {
    this.require('find');
    // Without a name every image would match, and the newest of the cloud be taken.
    if (!(options.name instanceof RegExp)) this.nameOf(options.name, 'find');
    return this.run('find', String(options.name), options.signal, async () => {
      let best: Image | undefined;
      const others: Considered<Image>[] = [];
      let total = 0;
      for await (const image of this.#candidates(options)) {
        total += 1;
        const why = unfit(image, options.name);
        // Accounts see tens of thousands: no more is kept of them than is told.
        if (why.length === 0) best = better(image, best) ? image : best;
        else if (others.length < SHOWN || (others.length < MOST_KEPT && matchesName(image.name, options.name)))
          others.push({ candidate: image, verdict: 'rejected', why });
      }
      if (best !== undefined) return best;
      // Those that bear the name are what was meant.
      const named = others.filter(({ candidate }) => matchesName(candidate.name, options.name));
      const told =
        named.length > 0
          ? tellRejected(named, ({ name }) => name, SHOWN)
          : others
              .slice(0, SHOWN)
              .map(({ candidate }) => candidate.name)
              .join(', ');
      const seen = total === 0 ? 'the account sees no such image' : `seen ${total}, among them ${told}`;
      throw new CloudError('not-found', `no available image is called so; ${seen}`);
    });
  }

  /** What `find` would choose, and why it would take none of the others. All images the account sees are looked at, and returned. */
  async explain(options: FindImageOptions): Promise<Explanation<Image>> {
    this.require('explain');
    if (!(options.name instanceof RegExp)) this.nameOf(options.name, 'explain');
    return this.run('explain', String(options.name), options.signal, async () => {
      const { name, ...call } = options;
      const images = await this.list(call).toArray();
      let chosen: Image | undefined;
      for (const image of images) if (unfit(image, name).length === 0 && better(image, chosen)) chosen = image;
      const candidates = images.map((candidate): Considered<Image> => {
        const why = unfit(candidate, name);
        if (why.length > 0) return { candidate, verdict: 'rejected', why };
        if (candidate === chosen) return { candidate, verdict: 'chosen', why: [] };
        return { candidate, verdict: 'fits', why: [candidate.createdAt === undefined ? 'another comes after it' : 'it is older'] };
      });
      return { chosen, candidates };
    });
  }

  #candidates({ name, signal, timeoutMs }: FindImageOptions): List<Image> {
    return this.list({ signal, timeoutMs, ...(typeof name === 'string' ? { name } : {}) });
  }

  /** Orders an image of a server's disk; it may be `pending` for a while. The server may have to be stopped first: `conflict` says so. */
  async createFromServer(server: Ref, options: CreateImageOptions): Promise<Image> {
    const driver = this.require('createFromServer', 'createFromServer');
    const request = this.#request(server, options);
    return this.run('createFromServer', request.serverId, options.signal, () => this.#createOnce(driver, request, options.once, options));
  }

  /** What `createFromServer` would send, and that it would send nothing where the key, or `once`, finds an image. Nothing is made; what has to be read for it is read. */
  async plan(server: Ref, options: CreateImageOptions): Promise<CreatePlan<Image>> {
    const driver = this.require('plan', 'createFromServer', 'plan');
    const request = this.#request(server, options);
    return this.run('plan', request.serverId, options.signal, () => planCreate(options, (call) => this.#createOnce(driver, request, options.once, call)));
  }

  /** Be gone: absent is success. */
  async delete(image: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(image, 'delete', 'image');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async deleteMany(images: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('deleteMany', 'delete');
    return this.deleteEach('deleteMany', 'delete', images, 'image', options, (id, call) => this.delete(id, call));
  }

  /** Waits until it is, or all of many are, `available` or `deleted` (gone), with one look for all; `error` ends the wait. */
  async waitUntil(image: Ref, state: 'available', options?: WaitOptions): Promise<Image>;
  async waitUntil(image: Ref, state: 'deleted', options?: WaitOptions): Promise<undefined>;
  async waitUntil(images: readonly Ref[], state: 'available', options?: WaitOptions): Promise<readonly Image[]>;
  async waitUntil(images: readonly Ref[], state: 'deleted', options?: WaitOptions): Promise<readonly undefined[]>;
  async waitUntil(target: Ref | readonly Ref[], state: 'available' | 'deleted', options: WaitOptions = {}): Promise<unknown> {
    const driver = this.require('waitUntil');
    const { refs, ids, many } = this.refsOf(target, 'waitUntil', 'image');
    if (!['available', 'deleted'].includes(state)) throw this.invalid('waitUntil', `state: got ${describe(state)}, expected available or deleted`, ids[0]);
    const operation = this.operation('waitUntil');
    const images = await this.run('waitUntil', many ? undefined : ids[0], options.signal, () =>
      waitForThings<Image>(this.context, operation, driver, refs, ids, [state], options, ONE_BY_ONE),
    );
    return many ? images : images[0];
  }

  #request(server: Ref, { name, idempotencyKey, owner }: CreateImageOptions): CreateImageRequest {
    this.requireMarked('createFromServer', { idempotencyKey, owner }, name);
    const serverId = this.idOf(server, 'createFromServer', 'server');
    return { serverId, name: this.nameOf(name, 'createFromServer'), idempotencyKey, owner };
  }

  #createOnce(driver: ImageDriver, request: CreateImageRequest, once: boolean | undefined, { signal, timeoutMs }: CallOptions): Promise<Image> {
    const { serverId, name, idempotencyKey } = request;
    const options = { signal, timeoutMs };
    return this.makeOnce<Image>({
      create: () => this.method(driver, 'createFromServer', 'createFromServer')(request, options),
      // Before, there was none of that name, or it would have been returned.
      remove: this.context.capabilities.compute?.images?.delete === true ? driver.delete?.bind(driver) : undefined,
      what: 'image',
      options,
      ...(idempotencyKey === undefined
        ? {
            key: once === true ? name : undefined,
            kind: 'mark',
            find: async () => (await this.list({ ...options, name }).toArray()).filter((image) => image.state !== 'error'),
          }
        : {
            key: idempotencyKey,
            kind: this.context.capabilities.compute?.images?.idempotencyKey,
            find:
              driver.listByIdempotencyKey === undefined
                ? undefined
                : (key, given) => this.method(driver, 'createFromServer', 'listByIdempotencyKey')(key, serverId, given),
          }),
    });
  }
}

/** Everything that keeps it from being found. */
function unfit(image: Image, name: NameFilter): string[] {
  const why: string[] = [];
  if (!matchesName(image.name, name)) why.push('its name does not match');
  if (image.state !== 'available') why.push(image.nativeState);
  return why;
}

/** The newest; of those without a date the last. */
const better = (image: Image, best: Image | undefined): boolean => best === undefined || (image.createdAt?.getTime() ?? 0) >= (best.createdAt?.getTime() ?? 0);
