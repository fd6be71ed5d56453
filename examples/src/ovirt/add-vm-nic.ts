import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A NIC is connected by a vNIC profile, not by a network. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const system = cloud.native.sdk.system();
  return withVm(cloud, 'web-1', async (id) => {
    const profile = (await system.vnicProfilesService().list()).find(({ name }) => name === 'internal');
    const nics = system.vmsService().vmService(id).nicsService();
    const nic = await nics.add({ nic: { name: 'nic2', interface: 'virtio', vnicProfile: { id: profile?.id } } });
    return `${nic.name} ${nic.mac?.address}, ${(await nics.list()).length} in all`;
  });
}
