import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Disks of a VM, by its attachments. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'web-1', async (id) => {
    const attachments = await sdk.system().vmsService().vmService(id).diskAttachmentsService().list();
    const disks = await Promise.all(attachments.flatMap(({ disk }) => (disk === undefined ? [] : [sdk.followLink(disk)])));
    return disks.map(({ name, format, provisionedSize }) => `${name} ${format} ${(provisionedSize as number) / 1024 ** 3} GiB`).join('\n');
  });
}
