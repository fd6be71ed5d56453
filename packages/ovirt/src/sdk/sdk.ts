import { randomUUID } from 'node:crypto';
import { type Clock, CloudError, encodePath, List, systemClock, withContext } from '@portolan/core/driver';
import type { Calls } from './calls.ts';
import type { ServicePaths, Services } from './generated/services.ts';
import { root, tree } from './generated/tree.ts';
import type { Job } from './generated/types/infrastructure.ts';
import { PageWalk, pageSearch } from './runtime/pages.ts';
import type { OnUnknownValue } from './runtime/read-struct.ts';
import type { Method, SdkCallOptions, Service } from './runtime/service.ts';
import { type Caller, ServiceClasses } from './runtime/service-classes.ts';
import type { SdkTransport } from './runtime/transport.ts';
import type { ListOf, Struct } from './runtime/values.ts';

/** The service at a path known to the compiler: `vms`, `vms/${string}/nics`. Of other paths only the service's name and path are known. */
export type ServiceAt<Path extends string> = string extends Path ? Service : Found<Walk<'System', Path>>;
type Walk<Name, Path extends string> = Path extends '' ? Name : Path extends `${infer Head}/${infer Rest}` ? Walk<Step<Name, Head>, Rest> : Step<Name, Path>;
type Step<Name, Segment> = Name extends keyof ServicePaths
  ? Segment extends keyof ServicePaths[Name]
    ? ServicePaths[Name][Segment]
    : '*' extends keyof ServicePaths[Name]
      ? ServicePaths[Name]['*']
      : never
  : never;
type Found<Name> = Name extends keyof Services ? Services[Name] : never;

export interface SdkOptions {
  /** Told of values of enums that the model does not know; they read as absent. */
  readonly onUnknownValue?: OnUnknownValue | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

export interface WaitForJobsOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default 10 minutes. */
  readonly timeoutMs?: number | undefined;
  /** Default 1000. */
  readonly intervalMs?: number | undefined;
}

const PROVIDER = 'ovirt';
const PAGE_SIZE = 100;

/**
 * The whole API of an engine, as its model has it. `sdk.system()` is where it begins:
 *
 *     const vms = sdk.system().vmsService();
 *     const [web] = await vms.list({ search: 'name=web*', follow: 'nics' });
 *     await vms.vmService(web.id).start({ useCloudInit: true });
 *
 * Services are places and cost nothing; tables of types and methods are loaded with the first call that needs them.
 */
export class Sdk {
  readonly #transport: SdkTransport;
  readonly #options: SdkOptions;
  readonly #classes: ServiceClasses;
  #calls: Promise<Calls> | undefined;

  constructor(transport: SdkTransport, options: SdkOptions = {}) {
    this.#transport = transport;
    this.#options = options;
    const caller: Caller = {
      call: (service, method, parameters, call) => this.#call(service, method, parameters ?? {}, call ?? {}),
      iterate: (service, parameters, call) => this.#iterate(service, parameters ?? {}, call ?? {}),
    };
    this.#classes = new ServiceClasses(tree, caller);
  }

  /** The root of all services. */
  system(): Services[typeof root] {
    return this.#classes.open(root, '') as Services[typeof root];
  }

  /** The service at a path: `sdk.service('vms/123/nics')`. Ids stand there as they are, not encoded. Throws `invalid-argument` where nothing can be. */
  service<const Path extends string>(path: Path): ServiceAt<Path> {
    return this.#classes.walk(root, path) as unknown as ServiceAt<Path>;
  }

  /** A service by its name, for what the model knows and no path leads to: `sdk.serviceOf('VmDisk', 'vms/123/disks/456')` of old engines. */
  serviceOf<Name extends keyof Services>(name: Name, path: string): Services[Name] {
    return this.#classes.open(name, path === '' ? '' : `/${encodePath(path)}`) as unknown as Services[Name];
  }

  /** What a document of the engine says, an object or a list: one that was kept in a file, or came by `native.text`. */
  async read<T = unknown>(xml: string): Promise<T> {
    return withContext({ provider: PROVIDER, operation: 'read', target: '' }, undefined, async () => (await (await this.#load()).read(xml)) as T);
  }

  /** The document that a call would send: `await sdk.write('Vm', { name: 'web' })`. What is wrong with the object is told all at once. */
  async write(type: string, value: object): Promise<string> {
    return withContext({ provider: PROVIDER, operation: 'write', target: type }, undefined, async () => (await this.#load()).write(type, value));
  }

  /** Whether the engine told where it is. */
  isLink(value: Struct | ListOf<unknown>): boolean {
    return typeof value.href === 'string';
  }

  /** What an object or a list with an address holds now: `await sdk.followLink(vm.cluster)`. */
  async followLink<T>(link: ListOf<T>, options?: SdkCallOptions): Promise<ListOf<T>>;
  async followLink<T extends Struct>(link: T, options?: SdkCallOptions): Promise<T>;
  async followLink(link: Struct | ListOf<unknown>, options: SdkCallOptions = {}): Promise<unknown> {
    const { href } = link;
    const prefix = `${this.#transport.apiPath}/`;
    if (href === undefined) throw invalid('followLink', 'it has no href: nobody told where it is');
    // An address of somewhere else would get our credentials.
    if (!href.startsWith(prefix)) throw invalid('followLink', `${JSON.stringify(href)} is not below ${prefix}`);
    const service = this.#classes.walk(root, decoded(href.slice(prefix.length)));
    return this.#call(service, Array.isArray(link) ? 'list' : 'get', {}, options);
  }

  /**
   * Calls something and waits for the jobs that come of it. The engine answers before it is done; a disk may even say `ok` a moment too early.
   *
   *     const disk = await sdk.withJobs((correlationId) => disks.add({ disk }, { correlationId }));
   */
  async withJobs<T>(work: (correlationId: string) => Promise<T>, options: WaitForJobsOptions = {}): Promise<T> {
    const correlationId = randomUUID();
    const result = await work(correlationId);
    await this.waitForJobs(correlationId, options);
    return result;
  }

  /** Resolves with the jobs of a correlation id when none of them is at work any more. Rejects when one failed or was aborted, and with `timeout`. */
  async waitForJobs(correlationId: string, options: WaitForJobsOptions = {}): Promise<ListOf<Job>> {
    const { signal, timeoutMs = 600_000, intervalMs = 1000 } = options;
    if (!/^[0-9A-Za-z_-]{1,36}$/.test(correlationId)) throw invalid('waitForJobs', 'a correlationId is 1 to 36 letters, digits, _ and -');
    const clock = this.#options.clock ?? systemClock;
    const deadline = clock.now() + timeoutMs;
    for (;;) {
      const jobs = await this.system()
        .jobsService()
        .list({ search: `correlation_id=${correlationId}` }, { signal });
      const busy = jobs.find((job) => job.status === 'started');
      if (busy === undefined) return finished(jobs, correlationId);
      if (clock.now() + intervalMs > deadline) {
        const message = `the job is still at work after ${timeoutMs} ms: ${busy.description ?? busy.id ?? ''}`;
        throw new CloudError('timeout', message, { provider: PROVIDER, operation: 'waitForJobs', target: correlationId, outcome: 'unknown' });
      }
      await clock.sleep(intervalMs, signal);
    }
  }

  async #call(service: Service, name: string, parameters: Readonly<Record<string, unknown>>, options: SdkCallOptions): Promise<unknown> {
    const operation = `${service.serviceName}.${name}`;
    return withContext({ provider: PROVIDER, operation, target: service.servicePath === '' ? '/' : service.servicePath }, options.signal, async () => {
      const [method, calls] = await Promise.all([methodOf(service.serviceName, name), this.#load()]);
      return calls.call({ operation, path: service.servicePath, name, method, parameters, options });
    });
  }

  #iterate(service: Service, parameters: Readonly<Record<string, unknown>>, options: SdkCallOptions): List<unknown> {
    const { pageSize = PAGE_SIZE, search = '', ...rest } = parameters as { readonly pageSize?: number; readonly search?: string };
    if (!Number.isSafeInteger(pageSize) || pageSize < 1) throw invalid(`${service.serviceName}.iterate`, 'pageSize is a whole number from 1 on');
    const operation = `${service.serviceName}.iterate`;
    // A cursor names the iteration and its page: several may go over one list.
    const walks = new Map<string, PageWalk<{ readonly id?: unknown }>>();
    let begun = 0;
    return new List<unknown>({
      context: { provider: PROVIDER, operation, target: service.servicePath },
      signal: options.signal,
      fetch: async (cursor, signal) => {
        const { order = 'name asc' } = await methodOf(service.serviceName, 'list');
        if (cursor === undefined) begun += 1;
        const [walkId = '', number = ''] = cursor?.split(' ') ?? [String(begun), '1'];
        const walk = walks.get(walkId) ?? new PageWalk(pageSize, ({ id }: { readonly id?: unknown }) => (typeof id === 'string' ? id : undefined));
        walks.set(walkId, walk);
        const { items, more } = await walk.next(async (page) => {
          const parameters = { ...rest, search: pageSearch(search, order, page.number), max: page.max };
          return (await this.#call(service, 'list', parameters, { ...options, signal })) as readonly { readonly id?: unknown }[];
        });
        if (more) return { items, next: `${walkId} ${Number(number) + 1}` };
        walks.delete(walkId);
        return { items };
      },
    });
  }

  #load(): Promise<Calls> {
    this.#calls ??= import('./calls.ts').then(async ({ Calls, loadTables }) => new Calls(this.#transport, await loadTables(), this.#options.onUnknownValue));
    return this.#calls;
  }
}

/** The row of a method, of the service itself or of the one it extends. */
async function methodOf(service: string, name: string): Promise<Method> {
  const { loaders } = await import('./generated/loaders.ts');
  for (let one = service; one !== ''; one = tree[one]?.[0] ?? '') {
    const found = (await loaders[one]?.())?.methods[name];
    if (found !== undefined) return found;
  }
  throw invalid(`${service}.${name}`, `${service} cannot ${name}`);
}

function finished(jobs: ListOf<Job>, correlationId: string): ListOf<Job> {
  const failed = jobs.find((job) => job.status === 'failed' || job.status === 'aborted');
  if (failed === undefined) return jobs;
  const message = `the job ${failed.status ?? 'failed'}: ${failed.description ?? failed.id ?? ''}`;
  throw new CloudError('unknown', message, { provider: PROVIDER, operation: 'waitForJobs', target: correlationId, providerCode: 'job-failed', retry: 'never' });
}

function decoded(path: string): string {
  return path
    .split('/')
    .map((one) => {
      try {
        return decodeURIComponent(one);
      } catch {
        return one;
      }
    })
    .join('/');
}

function invalid(operation: string, message: string): CloudError {
  return new CloudError('invalid-argument', message, { provider: PROVIDER, operation, outcome: 'not-done' });
}
