import type { Cloud } from 'portolan';

/** Makes a VM for an example to work with, and removes it whatever happens. */
export async function withVm<T>(cloud: Cloud<'ovirt'>, name: string, work: (id: string) => Promise<T>): Promise<T> {
  const vms = cloud.native.sdk.system().vmsService();
  const { id = '' } = await vms.add({ vm: { name, cluster: { name: 'Default' }, template: { name: 'ubuntu-22.04' } } });
  try {
    await cloud.compute.servers.waitUntil(id, 'stopped', { intervalMs: 100, timeoutMs: 300_000 });
    return await work(id);
  } finally {
    await cloud.compute.servers.delete(id);
  }
}
