import { supports } from '../capabilities.ts';
import type { BulkDeleteFailure } from '../compute/marked-group.ts';
import type { SweepKind } from '../compute/sweep-kinds.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import { contextual } from '../errors/with-context.ts';
import type { GroupContext } from '../group.ts';
import { mapConcurrently } from '../waiting/map-concurrently.ts';
import type { Storage } from './storage.ts';

const AT_ONCE = 4;
const NOT_EMPTY = 'it is not empty';

/** Buckets go with what is in them only where the caller says so. */
export function bucketKind({ provider, capabilities }: GroupContext, { buckets, objects }: Storage, emptyBuckets: boolean): SweepKind {
  const can = (path: string): boolean => supports(capabilities, `storage.${path}`);
  return {
    kind: 'bucket',
    group: 'buckets',
    makes: capabilities.storage?.buckets?.create === 'make',
    sweeps: buckets.supported && can('buckets.owner') && can('buckets.delete'),
    find: async function* (owner, call) {
      for await (const { name, createdAt } of buckets.list({ ...call, owner })) {
        const holds = !emptyBuckets && objects.supported && (await objects.list(name, { ...call, pageSize: 1 }).first()) !== undefined;
        yield { id: name, name, createdAt, keep: holds ? NOT_EMPTY : undefined };
      }
    },
    remove: async (names, call) => {
      const failed: BulkDeleteFailure[] = [];
      await mapConcurrently(names, AT_ONCE, async (name) => {
        try {
          await buckets.delete(name, { ...call, withContent: emptyBuckets });
        } catch (error) {
          call.signal?.throwIfAborted();
          failed.push({ id: name, error: contextual(error, { provider, operation: 'buckets.delete', target: name }) as CloudError });
        }
      });
      return { deleted: names.length - failed.length, failed };
    },
    // Versions, or what was put there meanwhile.
    stays: ({ code }) => (code === 'conflict' && !emptyBuckets ? NOT_EMPTY : undefined),
  };
}
