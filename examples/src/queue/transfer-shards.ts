import type { Job, QueueEvents, Worker } from 'bullmq';
// oxlint-disable-next-line import/default -- Node loads its CommonJS, which has only a default; the linter looks at what bundlers load.
import bullmq from 'bullmq';
import type { AnyCloud, ObjectPlace, PlanShardsOptions, ShardPlan, ShardResult, TransferResult, TransferShard, TransferToken } from 'portolan';

// A transfer too large for one machine, on a queue that is there already: BullMQ over Redis. Workers may be any number of processes on any number
// of machines; one that dies has its shard taken over by another, which goes on where it stopped.

const QUEUE = 'transfers';

/** Where Redis is. */
export interface Redis {
  readonly host: string;
  readonly port: number;
}

/** Credentials stay with the workers: what is in the queue holds none. */
export interface Ends {
  readonly from: AnyCloud;
  readonly to: AnyCloud;
}

interface ShardJob {
  readonly shard: TransferShard;
  /** How far an attempt before this one had come. */
  readonly token?: TransferToken;
}

/** Each worker process calls this once. Close what it returns to end it. */
export function startWorker(redis: Redis, { from, to }: Ends, concurrency = 2): Worker {
  const work = async (job: Job): Promise<ShardResult | TransferResult> => {
    if (job.name === 'finish') {
      const plan = job.data as ShardPlan;
      const results = Object.values(await job.getChildrenValues<ShardResult>());
      return to.storage.finishShards(plan, results, { from, to });
    }
    const { shard, token } = job.data as ShardJob;
    const onToken = (now: TransferToken): Promise<void> => job.updateData({ shard, token: now });
    return to.storage.runShard(shard, { from, to }, { onToken, ...(token === undefined ? {} : { resume: token }) });
  };
  return new bullmq.Worker(QUEUE, work, { connection: { ...redis, maxRetriesPerRequest: null }, concurrency });
}

/** Plans the transfer and puts it into the queue: a job a shard, and one behind them all that makes the large objects whole. */
export async function enqueueTransfer(
  redis: Redis,
  ends: Ends,
  from: Omit<ObjectPlace, 'cloud'>,
  to: Omit<ObjectPlace, 'cloud'>,
  options: PlanShardsOptions = {},
): Promise<{ readonly shards: number; readonly done: Promise<TransferResult> }> {
  const plan = await ends.to.storage.planShards({ ...from, cloud: ends.from }, { ...to, cloud: ends.to }, options);
  const flow = new bullmq.FlowProducer({ connection: { ...redis } });
  const events = new bullmq.QueueEvents(QUEUE, { connection: { ...redis } });
  await events.waitUntilReady();
  const retries = { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } };
  const { job } = await flow.add({
    name: 'finish',
    queueName: QUEUE,
    data: plan,
    opts: retries,
    children: plan.shards.map((shard) => ({ name: 'shard', queueName: QUEUE, data: { shard }, opts: { ...retries, failParentOnFailure: true } })),
  });
  return { shards: plan.shards.length, done: finished(job, events, () => flow.close()) };
}

async function finished(job: Job, events: QueueEvents, close: () => Promise<void>): Promise<TransferResult> {
  try {
    return (await job.waitUntilFinished(events)) as TransferResult;
  } finally {
    await events.close();
    await close();
  }
}
