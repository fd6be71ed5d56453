import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** The same in one request: the engine puts what is linked into its answer. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const vm = await cloud.native.sdk.system().vmsService().vmService(id).get({ follow: 'nics,disk_attachments.disk' });
    const disks = vm.diskAttachments?.map(({ disk }) => disk?.alias ?? disk?.name) ?? [];
    return `${vm.nics?.length ?? 0} nic, ${disks.length} disk of ${vm.diskAttachments?.[0]?.disk?.provisionedSize ?? 0} bytes`;
  });
}
