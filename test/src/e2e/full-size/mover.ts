import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { type AnyCloud, connect, type ShardPlan, type ShardResult, type TransferToken } from 'portolan';
import { stream } from './content.ts';
import type { Done, Job } from './protocol.ts';

/** A program as users write it, on the packages as they are built. Its parent may kill it, or end it by a message. */
const job = JSON.parse(process.argv[2] ?? '{}') as Job;
const stop = new AbortController();
process.on('message', () => stop.abort(new Error('enough')));
process.on('disconnect', () => process.exit());
const tell = (done: Done): void => void process.send?.(done);
const { saved, partBytes: partSizeBytes, concurrency, tokens = true, share = { of: 1, rest: 0 }, puts = { count: 1, sizeBytes: 0 } } = job;
const rssBytes: number[] = [];

async function onToken(token: TransferToken): Promise<void> {
  await writeFile(`${saved}.new`, JSON.stringify(token));
  await rename(`${saved}.new`, saved);
}

const read = async <T>(path: string): Promise<T | undefined> => readFile(path, 'utf8').then(JSON.parse, () => undefined) as Promise<T | undefined>;

async function perform(from: AnyCloud, to: AnyCloud): Promise<unknown> {
  const call = { signal: stop.signal, concurrency };
  const clouds = { from };
  switch (job.work) {
    case 'one': {
      const resume = await read<TransferToken>(saved);
      const [source, target] = [
        { cloud: from, bucket: 'source', key: 'large' },
        { bucket: 'target', key: 'large' },
      ];
      return to.storage.transfer(source, target, { ...call, partSizeBytes, ...(tokens ? { onToken, resume } : {}) });
    }
    case 'many': {
      let objects = 0;
      const onProgress = (): void => {
        objects += 1;
        if (objects % 1_000 === 0) rssBytes.push(process.memoryUsage.rss());
      };
      return to.storage.sync({ cloud: from, bucket: 'source', key: 'logs/' }, { bucket: 'target', key: 'logs/' }, { ...call, onProgress });
    }
    case 'puts': {
      const all = Array.from({ length: puts.count }, () =>
        to.storage.objects.put('target', 'large', stream(0, puts.sizeBytes), { partSizeBytes, concurrency }),
      );
      return (await Promise.all(all)).map(({ sizeBytes }) => sizeBytes);
    }
    case 'abandon':
      return to.storage.abandon((await read<TransferToken>(saved)) as TransferToken);
    case 'plan': {
      const plan = await to.storage.planShards({ cloud: from, bucket: 'source', key: 'logs/' }, { bucket: 'target', key: 'logs/' }, { maxObjects: 1_000 });
      await writeFile(saved, JSON.stringify(plan));
      return plan.shards.length;
    }
    case 'shard': {
      const plan = (await read<ShardPlan>(saved)) as ShardPlan;
      const mine = plan.shards.filter((_, index) => index % share.of === share.rest);
      for (const shard of mine) await appendFile(`${saved}.results`, `${JSON.stringify(await to.storage.runShard(shard, clouds, call))}\n`);
      return mine.length;
    }
    default: {
      const lines = (await readFile(`${saved}.results`, 'utf8')).trim().split('\n');
      const plan = (await read<ShardPlan>(saved)) as ShardPlan;
      return to.storage.finishShards(
        plan,
        lines.map((line) => JSON.parse(line) as ShardResult),
        clouds,
      );
    }
  }
}

try {
  const from = await connect(job.from as never, { env: {} });
  const to = await connect(job.to as never, { env: {} });
  // Code and connections are there, and a page was read, before it is measured what moving takes.
  for await (const _ of from.storage.objects.list('source', { prefix: 'logs/' })) break;
  await to.storage.buckets.exists('target');
  const baseRssBytes = process.memoryUsage.rss();
  const began = process.hrtime.bigint();
  tell({ kind: 'begun' });
  const result = await perform(from, to);
  const ms = Number(process.hrtime.bigint() - began) / 1e6;
  rssBytes.push(process.memoryUsage.rss());
  await Promise.all([from.close(), to.close()]);
  tell({ kind: 'done', result, ms, baseRssBytes, peakRssBytes: process.resourceUsage().maxRSS * 1024, rssBytes });
} catch (error) {
  tell({ kind: 'failed', said: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
