import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Memory to disk, and back. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const service = cloud.native.sdk.system().vmsService().vmService(id);
    const seen: (string | undefined)[] = [];
    await service.start();
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    await service.suspend();
    do seen.push((await service.get()).status);
    while (seen.at(-1) !== 'suspended' && seen.length < 1000);
    await service.start();
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    return `${[...new Set(seen)].join(', ')}, ${(await service.get()).status}`;
  });
}
