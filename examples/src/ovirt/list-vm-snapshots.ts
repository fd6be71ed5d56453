import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** The present state of a VM is one of its snapshots: the active one. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const snapshots = await cloud.native.sdk.system().vmsService().vmService(id).snapshotsService().list();
    return snapshots.map(({ description, snapshotType }) => `${snapshotType}: ${description}`).join('\n');
  });
}
