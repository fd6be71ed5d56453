import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Asks the guest to shut down, and waits; `stop` would pull the plug. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const service = cloud.native.sdk.system().vmsService().vmService(id);
    await service.start();
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    await service.shutdown();
    await cloud.compute.servers.waitUntil(id, 'stopped', { intervalMs: 100, timeoutMs: 300_000 });
    return `web-1 is ${(await service.get()).status}`;
  });
}
