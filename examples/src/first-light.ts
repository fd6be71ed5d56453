import { createReadStream } from 'node:fs';
import type { Cloud, Progress } from 'portolan';

export interface Step {
  readonly step: string;
  readonly what: string;
  readonly ms: number;
}

export interface FirstLightOptions {
  /** A file to store. */
  readonly file: string;
  readonly onStep?: (step: Step) => void;
}

/** The program: find an image, boot a server, wait for it, store a file, list it, clean up. Nothing in it knows which cloud it runs on. */
export async function firstLight(cloud: Cloud, options: FirstLightOptions): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const step = async <T>(name: string, work: () => Promise<T>, tell: (result: T) => string): Promise<T> => {
    const started = performance.now();
    const result = await work();
    const done = { step: name, what: tell(result), ms: Math.round(performance.now() - started) };
    steps.push(done);
    options.onStep?.(done);
    return result;
  };
  const { compute, storage } = cloud;

  const image = await step(
    'find image',
    () => compute.images.find({ name: /ubuntu.*22\.04/i }),
    ({ name }) => name,
  );
  const size = await step(
    'choose size',
    () => compute.sizes.smallest({ memoryMiB: 2048, cpus: 1 }),
    ({ name, memoryMiB }) => `${name} (${memoryMiB} MiB)`,
  );
  const server = await step(
    'create server',
    () =>
      compute.servers.create(
        { name: 'web-1', image, size, bootScript: '#!/bin/sh\necho hello > /etc/motd\n', tags: { role: 'web' } },
        { idempotencyKey: 'web-1-2026-11' },
      ),
    ({ name, state }) => `${name} is ${state}`,
  );
  const ready = await step(
    'wait until running',
    () => compute.servers.waitUntil(server, 'running', { timeoutMs: 300_000, intervalMs: 100 }),
    ({ state, tags }) => `${state}, role ${tags['role']}`,
  );

  const backups = await step(
    'create bucket',
    () => storage.buckets.create('backups'),
    ({ name }) => name,
  );
  const seen: Progress[] = [];
  const onProgress = (progress: Progress): void => {
    seen.push(progress);
  };
  await step(
    'put a stream',
    () => storage.objects.put(backups, '2026-db.tar', createReadStream(options.file), { onProgress }),
    ({ sizeBytes }) => `${sizeBytes} bytes in ${seen.length} steps`,
  );
  const listed = await step(
    'list by prefix',
    () => storage.objects.list(backups, { prefix: '2026-' }).toArray(),
    (objects) => objects.map(({ key }) => key).join(', '),
  );
  await step(
    'get it back',
    async () => (await storage.objects.get(backups, '2026-db.tar')).bytes(),
    (bytes) => `${bytes.length} bytes`,
  );
  await step(
    'delete objects',
    () =>
      storage.objects.deleteMany(
        backups,
        listed.map(({ key }) => key),
      ),
    ({ deleted }) => `${deleted} gone`,
  );

  await step(
    'delete server',
    () => compute.servers.delete(ready),
    () => 'accepted',
  );
  await step(
    'wait until gone',
    () => compute.servers.waitUntil(ready, 'terminated', { timeoutMs: 300_000, intervalMs: 100 }),
    ({ state }) => state,
  );
  return steps;
}
