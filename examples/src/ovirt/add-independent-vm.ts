import type { Cloud } from 'portolan';

/** A clone: its disks are copies, and the template may go. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const vms = cloud.native.sdk.system().vmsService();
  const { id = '' } = await vms.add({ vm: { name: 'clone-1', cluster: { name: 'Default' }, template: { name: 'ubuntu-22.04' } }, clone: true });
  await cloud.compute.servers.waitUntil(id, 'stopped', { intervalMs: 100, timeoutMs: 600_000 });
  const vm = await vms.vmService(id).get();
  await vms.vmService(id).remove();
  return `${vm.name} is ${vm.status}`;
}
