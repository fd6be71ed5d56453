import type { Cloud } from 'portolan';

/** Makes three servers at once, waits for all of them with one poll, and removes them. Repeated after a crash, it makes no fourth. */
export async function example(cloud: Cloud): Promise<string> {
  const { compute } = cloud;
  const image = await compute.images.find({ name: /ubuntu.*22\.04/i });
  const size = await compute.sizes.smallest({ memoryMiB: 1024, image });
  const results = await compute.servers.createMany(
    ['a', 'b', 'c'].map((end) => ({ name: `worker-${end}`, image, size, idempotencyKey: `workers-2026-11-${end}` })),
  );
  const servers = results.flatMap((result) => ('server' in result ? [result.server] : []));
  const failed = results.flatMap((result) => ('error' in result ? [`${result.spec.name}: ${result.error.message}`] : []));
  try {
    const ready = await compute.servers.waitUntil(servers, 'running', { timeoutMs: 300_000, intervalMs: 250 });
    return `${ready.length} running, ${failed.length} failed`;
  } finally {
    await Promise.all(servers.map((server) => compute.servers.delete(server)));
  }
}
