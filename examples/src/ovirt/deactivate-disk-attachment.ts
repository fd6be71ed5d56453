import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** The disk stays attached; the guest does not see it. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const attachments = cloud.native.sdk.system().vmsService().vmService(id).diskAttachmentsService();
    const [first] = await attachments.list();
    const service = attachments.attachmentService(first?.id ?? '');
    await service.update({ diskAttachment: { active: false } });
    return `active: ${(await service.get()).active}`;
  });
}
