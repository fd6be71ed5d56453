import { type Capabilities, supports } from './capabilities.ts';
import { CloudError } from './errors/cloud-error.ts';
import { withContext } from './errors/with-context.ts';
import type { Ref } from './refs.ts';
import type { Clock } from './time/clock.ts';

/** What portable classes know of their connection. */
export interface GroupContext {
  readonly provider: string;
  readonly capabilities: Capabilities;
  readonly clock: Clock;
  readonly random: () => number;
  /** For parts that wait to be sent. */
  readonly maxBufferedBytes?: number | undefined;
  /** At once to one server. */
  readonly maxConnections?: number | undefined;
}

/**
 * What every portable class has in common: it refuses what is not declared before anything is sent, checks arguments,
 * and adds provider, operation and target to errors.
 */
export abstract class Group<Driver extends object> {
  protected readonly context: GroupContext;
  readonly #driver: Driver | undefined;
  /** `compute.servers` */
  readonly #path: string;

  protected constructor(context: GroupContext, path: string, driver: Driver | undefined) {
    this.context = context;
    this.#path = path;
    this.#driver = driver;
  }

  /** Whether this provider has the group at all. */
  get supported(): boolean {
    return this.#driver !== undefined && supports(this.context.capabilities, this.#path);
  }

  /** The group's name in operations: `servers`. */
  protected get groupName(): string {
    return this.#path.slice(this.#path.indexOf('.') + 1);
  }

  protected operation(name: string): string {
    return `${this.groupName}.${name}`;
  }

  /** The driver, if the group and each of these features are declared. */
  protected require(operation: string, ...features: readonly string[]): Driver {
    const missing =
      this.#driver === undefined || !supports(this.context.capabilities, this.#path)
        ? this.#path
        : features.map((feature) => `${this.#path}.${feature}`).find((path) => !supports(this.context.capabilities, path));
    if (missing !== undefined || this.#driver === undefined) throw this.unsupported(operation, missing ?? this.#path);
    return this.#driver;
  }

  protected unsupported(operation: string, path: string, remedy?: string): CloudError {
    return new CloudError('unsupported', `${this.context.provider} has no ${path}; nothing was sent`, {
      provider: this.context.provider,
      operation: this.operation(operation),
      outcome: 'not-done',
      remedy,
    });
  }

  /** A driver's method that capabilities promise. */
  protected method<K extends keyof Driver>(driver: Driver, operation: string, name: K): NonNullable<Driver[K]> {
    const method = driver[name];
    if (typeof method !== 'function') throw this.unsupported(operation, `${this.#path}.${String(name)}`);
    return method.bind(driver) as NonNullable<Driver[K]>;
  }

  protected invalid(operation: string, said: string, target?: string, remedy?: string): CloudError {
    return new CloudError('invalid-argument', said, {
      provider: this.context.provider,
      operation: this.operation(operation),
      target,
      outcome: 'not-done',
      remedy,
    });
  }

  /** The id of a reference; empty ones are refused: on most wires an empty id means "all of them". */
  protected idOf(ref: Ref, operation: string, what: string): string {
    const id = typeof ref === 'string' ? ref : (ref as { id?: unknown } | null | undefined)?.id;
    if (typeof id !== 'string') throw this.invalid(operation, `${what}: got ${describe(ref)}, expected an id (a string) or a resource with an id`);
    if (id === '') throw this.invalid(operation, `${what}: the id is empty`);
    if (/[\u0000-\u001f\u007f]/.test(id)) throw this.invalid(operation, `${what}: the id has control characters`, JSON.stringify(id));
    return id;
  }

  /** One reference or many, as waits and bulk operations take them. */
  protected refsOf(
    target: Ref | readonly Ref[],
    operation: string,
    what: string,
  ): { readonly refs: readonly Ref[]; readonly ids: readonly string[]; readonly many: boolean } {
    const many = Array.isArray(target);
    const refs: readonly Ref[] = many ? (target as readonly Ref[]) : [target as Ref];
    return { refs, ids: refs.map((ref) => this.idOf(ref, operation, what)), many };
  }

  protected nameOf(name: unknown, operation: string, what = 'name'): string {
    if (typeof name !== 'string') throw this.invalid(operation, `${what}: got ${describe(name)}, expected a string`);
    if (name === '') throw this.invalid(operation, `${what}: is empty`);
    if (/[\u0000-\u001f\u007f]/.test(name)) throw this.invalid(operation, `${what}: has control characters`, JSON.stringify(name));
    return name;
  }

  protected run<T>(operation: string, target: string | undefined, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    return withContext({ provider: this.context.provider, operation: this.operation(operation), target }, signal, () => {
      signal?.throwIfAborted();
      return work();
    });
  }
}

/** A value in an error message: its kind and, for short plain ones, itself. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object') return `an object of ${value.constructor?.name ?? 'no class'}`;
  if (typeof value === 'string') return `the string ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
  return `the ${typeof value} ${String(value as number | boolean | bigint | symbol)}`;
}
