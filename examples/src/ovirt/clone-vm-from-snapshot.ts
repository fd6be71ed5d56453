import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A VM of its own, as another was when its snapshot was taken. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const vms = cloud.native.sdk.system().vmsService();
    const snapshot = await cloud.native.sdk.withJobs((correlationId) =>
      vms
        .vmService(id)
        .snapshotsService()
        .add({ snapshot: { description: 'to be cloned', persistMemorystate: false } }, { correlationId }),
    );
    const { id: cloneId = '' } = await vms.add({ vm: { name: 'web-1-clone', cluster: { name: 'Default' }, snapshots: [{ id: snapshot.id }] } });
    await cloud.compute.servers.waitUntil(cloneId, 'stopped', { intervalMs: 100, timeoutMs: 300_000 });
    const disks = await vms.vmService(cloneId).diskAttachmentsService().list();
    await cloud.compute.servers.delete(cloneId);
    return `web-1-clone with ${disks.length} disk`;
  });
}
