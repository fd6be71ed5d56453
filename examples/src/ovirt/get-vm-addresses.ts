import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Addresses are what the guest's agent reports. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const service = cloud.native.sdk.system().vmsService().vmService(id);
    await service.start();
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    const devices = await service.reportedDevicesService().list();
    return devices.flatMap(({ name, ips }) => (ips ?? []).map(({ address }) => `${name} ${address}`)).join('\n');
  });
}
