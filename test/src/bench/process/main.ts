import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender, OpenContender } from '../contender.ts';
import { bytes, stream } from '../content.ts';
import type { Reply, Task } from './protocol.ts';

/** One contender in a process of its own: no other's garbage, shapes or caches. Told what to do, one task at a time. */
const name = process.argv[2] ?? '';
const { openContender } = (await import(`../contenders/${name}.js`)) as { openContender: OpenContender };
let contender: Contender | undefined;

async function perform(task: Task, at: Contender): Promise<number | undefined> {
  switch (task.kind) {
    case 'put': {
      const content = bytes(0, task.sizeBytes);
      await together(task.count, task.concurrency, (number) => at.put(`${task.prefix}${number}`, content));
      return task.count;
    }
    case 'get': {
      const { get } = at;
      if (get === undefined) return undefined;
      let received = 0;
      await together(task.count, task.concurrency, async () => {
        const bytes = await get(`size-${task.sizeBytes}`);
        received += bytes;
      });
      return received;
    }
    case 'list':
      return at.list?.(task.bucket);
    case 'upload':
      return done(at.upload?.(task.key, stream(0, task.sizeBytes), task.sizeBytes), task.sizeBytes);
    case 'download':
      return at.download?.(`size-${task.sizeBytes}`);
    case 'transfer':
      return done(at.transfer?.(`size-${task.sizeBytes}`, task.to, task.sizeBytes), task.sizeBytes);
    default:
      return 0;
  }
}

async function done(work: Promise<void> | undefined, result: number): Promise<number | undefined> {
  if (work === undefined) return undefined;
  await work;
  return result;
}

async function together(count: number, concurrency: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

async function measured(task: Task): Promise<Reply> {
  if (task.kind === 'open') {
    contender = await openContender(task.arena);
    return { wallMs: 0, cpuMs: 0, rssBeforeBytes: 0, rssMostBytes: 0, rssBytes: [], counted: 0 };
  }
  if (contender === undefined) throw new Error('not open');
  if (task.collected === true) globalThis.gc?.();
  await sleep(20);
  const rssBeforeBytes = process.memoryUsage.rss();
  const rssBytes: number[] = [];
  const watch = setInterval(() => rssBytes.push(process.memoryUsage.rss()), 25);
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  try {
    const counted = await perform(task, contender);
    const wallMs = Number(process.hrtime.bigint() - began) / 1e6;
    const { user, system } = process.cpuUsage(cpu);
    if (counted === undefined) return { missing: true };
    return { wallMs, cpuMs: (user + system) / 1000, rssBeforeBytes, rssMostBytes: Math.max(process.memoryUsage.rss(), ...rssBytes), rssBytes, counted };
  } finally {
    clearInterval(watch);
  }
}

process.on('message', (task: Task) => {
  if (task.kind === 'close') {
    void Promise.resolve(contender?.close?.()).finally(() => process.exit());
    return;
  }
  measured(task).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Reply),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
