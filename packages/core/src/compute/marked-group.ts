import type { CallOptions } from '../call-options.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import { Group } from '../group.ts';
import type { Ref } from '../refs.ts';
import { assertConcurrency, mapConcurrently } from '../waiting/map-concurrently.ts';
import { type CreateOnce, createOnce } from './create-once.ts';
import { type Marks, markFeatures, marksProblem } from './marks.ts';
import type { Made } from './settle-on-one.ts';

export interface BulkDeleteOptions extends CallOptions {
  /** At once, where the cloud takes one a request. Default 8. */
  readonly concurrency?: number | undefined;
}

export interface BulkDeleteFailure {
  readonly id: string;
  readonly error: CloudError;
}

export interface BulkDeleteResult {
  /** How many are gone, or going: those that were absent too. */
  readonly deleted: number;
  /** Empty: all of them are. */
  readonly failed: readonly BulkDeleteFailure[];
}

type DeleteTogether = (ids: readonly string[], options: CallOptions) => Promise<readonly BulkDeleteFailure[]>;

/** A group of things that bear marks, are made once, and deleted by the hundred. */
export abstract class MarkedGroup<Driver extends object> extends Group<Driver> {
  /** The driver, if it can make such a thing with these marks. */
  protected requireMarked(operation: string, marks: Marks, target: string | undefined, ...features: readonly string[]): Driver {
    const driver = this.require(operation, ...features, ...markFeatures(marks));
    const problem = marksProblem(marks);
    if (problem !== undefined) throw this.invalid(operation, problem, target);
    return driver;
  }

  /** `kind`: what `capabilities` says of the key. `remove` is a method of this driver. */
  protected makeOnce<T extends Made>({
    kind,
    ...plan
  }: Omit<CreateOnce<T>, 'clock' | 'kind'> & { readonly kind: CreateOnce<T>['kind'] | undefined }): Promise<T> {
    return createOnce<T>({ ...plan, kind: kind ?? false, clock: this.context.clock });
  }

  /** Lists by an owner are for clouds that tell owners. */
  protected requireList(owner: unknown, ...features: readonly string[]): Driver {
    const driver = this.require('list', ...features, ...(owner === undefined ? [] : ['owner']));
    const problem = marksProblem({ owner: owner as string | undefined });
    if (problem !== undefined) throw this.invalid('list', problem);
    return driver;
  }

  /** `one` is the operation that each of them would be a call of: `delete`. Those that are named twice are deleted once. */
  protected deleteEach(
    operation: string,
    one: string,
    refs: readonly Ref[],
    what: string,
    { concurrency = 8, ...call }: BulkDeleteOptions,
    remove: (id: string, options: CallOptions) => Promise<void>,
    together?: DeleteTogether,
  ): Promise<BulkDeleteResult> {
    const ids = [...new Set(this.refsOf(refs, operation, what).ids)];
    return this.run(operation, undefined, call.signal, async () => {
      assertConcurrency(concurrency);
      const failed: BulkDeleteFailure[] = [];
      const fail = (id: string, error: unknown): void => {
        call.signal?.throwIfAborted();
        failed.push({ id, error: contextual(error, { provider: this.context.provider, operation: this.operation(one), target: id }) as CloudError });
      };
      if (together !== undefined) for (const { id, error } of await together(ids, call)) fail(id, error);
      else await mapConcurrently(ids, concurrency, (id) => remove(id, call).catch((error: unknown) => fail(id, error)));
      return { deleted: ids.length - failed.length, failed };
    });
  }
}
