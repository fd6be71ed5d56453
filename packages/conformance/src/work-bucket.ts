import type { CaseContext } from './case.ts';

/** A bucket of its own where buckets are made; where they are only adopted, the one there is, emptied of this suite's keys afterwards. */
export async function workBucket(context: CaseContext): Promise<string> {
  const { cloud, harness } = context;
  if (cloud.capabilities.storage?.buckets?.create === 'make') {
    const name = context.name('bucket');
    await cloud.storage.buckets.create(name);
    context.cleanup(() => cloud.storage.buckets.delete(name, { withContent: true }));
    return name;
  }
  const name = harness.bucket;
  if (name === undefined) throw new Error(`${harness.name}: buckets are not made here, and the harness names none`);
  context.cleanup(() => cloud.storage.objects.deleteAll(name, { prefix: '' }));
  return name;
}
