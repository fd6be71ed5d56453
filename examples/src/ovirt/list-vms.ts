import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** All virtual machines, with their ids. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async () => {
    const vms = await cloud.native.sdk.system().vmsService().list();
    return vms.map((vm) => `${vm.name} ${vm.id} ${vm.status}`).join('\n');
  });
}
