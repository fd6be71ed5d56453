import type { Capabilities } from './capabilities.ts';
import { Compute } from './compute/compute.ts';
import type { ComputeDriver } from './compute/compute-driver.ts';
import { type SweepOptions, type SweepResult, sweep } from './compute/sweep.ts';
import { computeKinds } from './compute/sweep-kinds.ts';
import type { GroupContext } from './group.ts';
import type { CapabilitiesOf, NativeOf, ProviderId } from './provider-types.ts';
import { Storage } from './storage/storage.ts';
import type { StorageDriver } from './storage/storage-driver.ts';
import { bucketKind } from './storage/sweep-buckets.ts';

export interface CloudParts {
  readonly context: GroupContext;
  readonly compute: ComputeDriver | undefined;
  readonly storage: StorageDriver | undefined;
  readonly native: unknown;
  readonly close: () => Promise<void>;
}

export interface CloudSweepOptions extends SweepOptions {
  /** Buckets go with all that is in them. Default false: those that are not empty are kept. */
  readonly emptyBuckets?: boolean | undefined;
}

/**
 * One connection to one account of one cloud. Nothing was sent when it is made: the first call signs in.
 * Close it when done: sessions are ended and connections closed; `await using` does it by itself.
 */
export class Cloud<P extends string = string> implements AsyncDisposable {
  /** `smartdc`, `openstack`, … */
  readonly provider: P;
  /** What this provider can do, as data. What is not declared is refused with `unsupported` before a byte is sent. */
  readonly capabilities: CapabilitiesOf<P>;
  readonly compute: Compute;
  readonly storage: Storage;
  /** The provider's own client, typed when the provider is known in the types: `connect({ provider: 'smartdc', … })`, or `cloud.is('smartdc')`. */
  readonly native: NativeOf<P>;
  readonly #context: GroupContext;
  readonly #close: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor(parts: CloudParts) {
    this.provider = parts.context.provider as P;
    this.capabilities = parts.context.capabilities as CapabilitiesOf<P>;
    this.compute = new Compute(parts.context, parts.compute);
    this.storage = new Storage(parts.context, parts.storage);
    this.#context = parts.context;
    this.native = parts.native as NativeOf<P>;
    this.#close = parts.close;
  }

  /** Narrows `native` and `capabilities`: `if (cloud.is('openstack')) cloud.native…`. */
  is<Q extends ProviderId>(provider: Q): this is Cloud<Q> {
    return (this.provider as string) === provider;
  }

  /**
   * Removes what was made with this `owner` and left behind, by programs that were killed, or failed to delete it: servers first, then what they held, then
   * buckets. The result names everything found and says what became of it and why; what could not be removed does not stop the rest. `unmarked` names what
   * cannot bear an owner on this cloud.
   */
  async sweep({ emptyBuckets = false, ...options }: CloudSweepOptions): Promise<SweepResult> {
    const kinds = [...computeKinds(this.#context, this.compute), bucketKind(this.#context, this.storage, emptyBuckets)];
    return sweep(this.#context, 'cloud.sweep', kinds, options);
  }

  /** Ends sessions and closes connections; the second time does nothing. Never hangs on a server that is gone. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** A portable program's view of any connection. */
export type AnyCloud = Pick<Cloud, 'provider' | 'compute' | 'storage' | 'sweep'> & { readonly capabilities: Capabilities };
