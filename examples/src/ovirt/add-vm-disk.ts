import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A new disk, attached at once. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'web-1', async (id) => {
    const attachments = sdk.system().vmsService().vmService(id).diskAttachmentsService();
    const attachment = {
      disk: { name: 'data-1', format: 'cow', provisionedSize: 10 * 1024 ** 3, storageDomains: [{ name: 'data' }] },
      interface: 'virtio_scsi',
      bootable: false,
      active: true,
    } as const;
    await sdk.withJobs((correlationId) => attachments.add({ attachment }, { correlationId }), { intervalMs: 100 });
    return `${(await attachments.list()).length} disks`;
  });
}
