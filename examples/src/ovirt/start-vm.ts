import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Starts a VM and waits until it is up. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    await cloud.native.sdk.system().vmsService().vmService(id).start();
    const server = await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    return `${server.name} is ${server.nativeState}`;
  });
}
