import type { Cloud } from 'portolan';

/** Boots a server with a script, waits until it runs, and removes it again. */
export async function example(cloud: Cloud): Promise<string> {
  const { compute } = cloud;
  const image = await compute.images.find({ name: /ubuntu.*22\.04/i });
  const size = await compute.sizes.smallest({ memoryMiB: 1024, image });
  const server = await compute.servers.create({ name: 'hello-1', image, size, bootScript: '#!/bin/sh\necho hello > /etc/motd\n' });
  try {
    const ready = await compute.servers.waitUntil(server, 'running', { timeoutMs: 300_000, intervalMs: 250 });
    return `${ready.name} is ${ready.state} at ${[...ready.publicAddresses, ...ready.privateAddresses].join(', ') || 'an address not yet known'}`;
  } finally {
    await compute.servers.delete(server);
  }
}
