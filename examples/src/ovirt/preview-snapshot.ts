import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Looks at what a VM was when its snapshot was taken, and goes back to the present. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const snapshots = cloud.native.sdk.system().vmsService().vmService(id).snapshotsService();
    const { id: snapshotId } = await cloud.native.sdk.withJobs((correlationId) =>
      snapshots.add({ snapshot: { description: 'before the upgrade', persistMemorystate: false } }, { correlationId }),
    );
    await cloud.native.snapshots.preview(`${id}/${snapshotId}`);
    const during = await snapshots.snapshotService(snapshotId ?? '').get();
    await cloud.native.snapshots.undo(id);
    const after = await snapshots.snapshotService(snapshotId ?? '').get();
    return `${during.snapshotStatus}, then ${after.snapshotStatus}`;
  });
}
