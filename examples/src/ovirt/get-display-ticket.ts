import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A password for the console of a VM that runs, good for two minutes. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const service = cloud.native.sdk.system().vmsService().vmService(id);
    await service.start();
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    const [vnc] = await service.graphicsConsolesService().list({ current: true });
    const ticket = await service
      .graphicsConsolesService()
      .consoleService(vnc?.id ?? '')
      .ticket({ ticket: { expiry: 120 } });
    return `${vnc?.protocol} at ${vnc?.address}:${vnc?.port}, ${ticket?.value === undefined ? 'no password' : 'a password'} for ${ticket?.expiry} s`;
  });
}
