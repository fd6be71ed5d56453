import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A disk grows by its attachment. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'web-1', async (id) => {
    const attachments = sdk.system().vmsService().vmService(id).diskAttachmentsService();
    const [first] = await attachments.list({ follow: 'disk' });
    const service = attachments.attachmentService(first?.id ?? '');
    const provisionedSize = (first?.disk?.provisionedSize as number) + 5 * 1024 ** 3;
    await sdk.withJobs((correlationId) => service.update({ diskAttachment: { disk: { provisionedSize } } }, { correlationId }), { intervalMs: 100 });
    const grown = await service.get({ follow: 'disk' });
    return `${(grown.disk?.provisionedSize as number) / 1024 ** 3} GiB`;
  });
}
