import { type Cloud, isCloudError } from 'portolan';

/** Removes a VM and keeps its disks; the second time it is not there any more. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  const { id = '' } = await sdk
    .system()
    .vmsService()
    .add({ vm: { name: 'old-1', cluster: { name: 'Default' }, template: { name: 'ubuntu-22.04' } } });
  await cloud.compute.servers.waitUntil(id, 'stopped', { intervalMs: 100 });
  const service = sdk.system().vmsService().vmService(id);
  const [attachment] = await service.diskAttachmentsService().list();
  await service.remove({ detachOnly: true });
  await cloud.compute.servers.waitUntil(id, 'terminated', { intervalMs: 100 });
  try {
    await service.get();
    return 'still there';
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error;
  }
  const disk = sdk
    .system()
    .disksService()
    .diskService(attachment?.disk?.id ?? attachment?.id ?? '');
  const kept = await disk.get();
  await disk.remove();
  return `gone, and its disk was ${kept.status}`;
}
