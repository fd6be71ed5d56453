import { describe, expect, it } from 'vitest';
import type { ObjectCapabilities } from '../../capabilities.ts';
import { CloudError } from '../../errors/cloud-error.ts';
import { objectsContext } from '../../testing/everything.ts';
import { FakeObjects } from '../../testing/fake-objects.ts';
import { cloudError } from '../../testing/rejection.ts';
import { Storage } from '../storage.ts';
import type { ShardPlan, ShardResult, TransferShard } from './shard.ts';

const LARGE = 'abcdefghij'.repeat(10);
const CUT = { maxObjects: 4, maxBytes: 40, partSizeBytes: 10 };

function world(declared: Partial<ObjectCapabilities> = {}) {
  const [from, to] = [new FakeObjects(), new FakeObjects()];
  Object.assign(from, { home: async () => ({ service: 'https://from' }) });
  Object.assign(to, { home: async () => ({ service: 'https://to' }) });
  from.pageSize = 7;
  for (let index = 0; index < 10; index += 1) from.seed('a', `in/${index}`, `${index}`);
  from.seed('a', 'in/5-large', LARGE, { metadata: { a: 'b' } });
  from.seed('a', 'out', 'x');
  /** A worker's own connections. */
  const connect = () => ({ source: new Storage(objectsContext(declared), { objects: from }), target: new Storage(objectsContext(declared), { objects: to }) });
  const plan = async (options = CUT): Promise<ShardPlan> => {
    const { source, target } = connect();
    return sent(await source.planShards({ bucket: 'a', key: 'in/' }, { cloud: { storage: target }, bucket: 'b', key: 'copy/' }, options));
  };
  const run = async (shard: TransferShard): Promise<ShardResult> => {
    const { source, target } = connect();
    return sent(await source.runShard(sent(shard), { to: { storage: target } }));
  };
  const finish = async (made: ShardPlan, results: readonly ShardResult[]) => {
    const { source, target } = connect();
    return target.finishShards(made, results, { from: { storage: source } });
  };
  return { from, to, connect, plan, run, finish };
}

/** Through a queue. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('a transfer in shards', () => {
  it('covers everything once, whatever the order its shards are run in', async () => {
    const { to, plan, run, finish } = world();
    const made = await plan();
    expect(made.shards.map(({ names, parts, objects, bytes }) => [names ?? [parts?.first, parts?.last], objects, bytes])).toEqual([
      [{ until: '3' }, 4, 4],
      [{ after: '3', until: '5' }, 2, 2],
      [[1, 4], 0, 40],
      [[5, 8], 0, 40],
      [[9, 10], 0, 20],
      [{ after: '5-large', until: '9' }, 4, 4],
    ]);
    expect(made.uploads).toHaveLength(1);
    expect(JSON.stringify(made)).not.toContain('https');
    const results: ShardResult[] = [];
    for (const shard of [...made.shards].reverse()) results.push(await run(shard));
    expect(to.stored.has('b/copy/5-large')).toBe(false);
    expect(await finish(made, results)).toEqual({ objects: 11, bytes: 110, dropped: [], copied: 0, unverified: 1, skipped: 0 });
    expect(to.textOf('b/copy/5-large')).toBe(LARGE);
    expect(to.stored.get('b/copy/5-large')?.request.metadata).toEqual({ a: 'b' });
    expect([...to.stored.keys()].sort()).toEqual([...Array.from({ length: 10 }, (_, index) => `b/copy/${index}`), 'b/copy/5-large'].sort());
    expect(to.multipart.uploads.size).toBe(0);
  });

  it('may be run twice, half-way or at the same time: nothing is sent twice that is there', async () => {
    const { to, from, plan, run, finish } = world();
    const made = await plan();
    const parts = made.shards.filter((shard) => shard.parts !== undefined);
    const [first] = parts as [TransferShard];
    let calls = 0;
    to.multipart.onPart = (number) => {
      calls += 1;
      if (number >= 3 && calls < 6) throw new CloudError('unavailable', 'reset');
    };
    await cloudError(run(first));
    to.multipart.onPart = () => undefined;
    from.calls.length = 0;
    await run(first);
    const read = from.calls.filter((call) => call.startsWith('get'));
    expect(read.length).toBeLessThan(4);
    from.calls.length = 0;
    expect((await run(first)).bytes).toBe(40);
    expect(from.calls.filter((call) => call.startsWith('get'))).toEqual([]);
    const results = await Promise.all(made.shards.flatMap((shard) => [run(shard), run(shard)]));
    await finish(made, results);
    expect(to.textOf('b/copy/5-large')).toBe(LARGE);
    expect(to.stored.size).toBe(11);
  });

  it('is not finished before all shards were run and their parts are there', async () => {
    const { to, plan, run, finish } = world();
    const made = await plan();
    const results: ShardResult[] = [];
    for (const shard of made.shards) results.push(await run(shard));
    expect(await cloudError(finish(made, results.slice(1)))).toMatchObject({ code: 'conflict', operation: 'storage.finishShards' });
    for (const parts of to.multipart.uploads.values()) parts.delete(7);
    const error = await cloudError(finish(made, results));
    expect(error).toMatchObject({ code: 'conflict', target: 'copy/5-large' });
    expect(error.message).toContain('1 of 10 parts are not there as they were sent: 7');
    expect(to.stored.has('b/copy/5-large')).toBe(false);
    const again = made.shards.filter(({ parts }) => parts?.first === 5);
    for (const shard of again) results.push(await run(shard));
    await finish(made, results);
    expect(to.textOf('b/copy/5-large')).toBe(LARGE);
  });

  it('is finished when it is finished again, and only if what is there is what was sent', async () => {
    const { to, plan, run, finish } = world();
    const made = await plan();
    const results = await Promise.all(made.shards.map(run));
    await finish(made, results);
    expect(await finish(made, results)).toMatchObject({ objects: 11 });
    to.seed('b', 'copy/5-large', LARGE.toUpperCase());
    expect(await cloudError(finish(made, results))).toMatchObject({ code: 'conflict', remedy: 'plan the transfer again' });
  });

  it('notices a source that changed since it was planned', async () => {
    const { from, to, plan, run } = world();
    const made = await plan();
    from.seed('a', 'in/5-large', LARGE.toUpperCase());
    const [first] = made.shards.filter((shard) => shard.parts !== undefined) as [TransferShard];
    expect(await cloudError(run(first))).toMatchObject({ code: 'conflict', target: 'in/5-large' });
    expect([...to.multipart.uploads.values()].map((parts) => parts.size)).toEqual([0]);
  });

  it('leaves nothing when it is abandoned, or when its planning fails', async () => {
    const { from, to, plan, connect } = world();
    const made = await plan();
    expect(to.multipart.uploads.size).toBe(1);
    await connect().target.abandonShards(made);
    expect(to.multipart.uploads.size).toBe(0);
    const list = from.listPage.bind(from);
    from.listPage = async (bucket, options, cursor) => {
      if (cursor !== undefined && cursor > 'in/5') throw new CloudError('unavailable', 'down');
      return list(bucket, options, cursor);
    };
    expect(await cloudError(plan())).toMatchObject({ code: 'unavailable' });
    expect(to.multipart.uploads.size).toBe(0);
  });

  it('cuts no object where the target takes no parts, or none can go on with them', async () => {
    for (const declared of [{ multipart: false }, { resumeMultipart: false }]) {
      const { plan } = world(declared);
      const made = await plan();
      expect(made.uploads).toEqual([]);
      expect(made.shards.map(({ names }) => names?.until)).toEqual(['3', '5', '5-large', '9']);
    }
  });

  it('is refused by connections to other services', async () => {
    const { connect, plan } = world();
    const [shard] = (await plan()).shards as [TransferShard];
    const { source, target } = connect();
    expect(await cloudError(source.runShard(shard))).toMatchObject({ code: 'invalid-argument', operation: 'storage.runShard' });
    expect(await cloudError(target.runShard(shard, { to: { storage: source } }))).toMatchObject({ code: 'invalid-argument' });
  });

  it.each([
    ['nothing', null],
    ['a token', { portolan: 'transfer' }],
    ['of a later version', { version: 2 }],
    ['of nothing', { names: undefined }],
    ['of both', { parts: { first: 1, last: 1 } }],
    ['of no end', { names: { after: 'x' } }],
    ['of parts the wrong way round', { names: undefined, parts: { upload: {}, first: 2, last: 1 } }],
    ['of an upload that is none', { names: undefined, parts: { upload: { from: 'x' }, first: 1, last: 1 } }],
  ])('refuses a shard that is %s', async (_, change) => {
    const { from, to, run, plan } = world();
    const [good] = (await plan()).shards as [TransferShard];
    from.calls.length = 0;
    to.calls.length = 0;
    const bad = (change === null ? change : { ...good, ...change }) as unknown as TransferShard;
    expect(await cloudError(run(bad))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect([...from.calls, ...to.calls]).toEqual([]);
  });

  it.each([{ maxObjects: 0 }, { maxBytes: Number.NaN }])('refuses to plan with %j', async (wrong) => {
    const { plan } = world();
    expect(await cloudError(plan({ ...CUT, ...wrong }))).toMatchObject({ code: 'invalid-argument' });
  });
});
