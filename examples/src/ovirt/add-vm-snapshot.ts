import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A snapshot without the guest's memory, and waiting until it is there. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'web-1', async (id) => {
    const snapshots = sdk.system().vmsService().vmService(id).snapshotsService();
    const snapshot = { description: 'before the upgrade', persistMemorystate: false };
    const made = await sdk.withJobs((correlationId) => snapshots.add({ snapshot }, { correlationId }), { intervalMs: 100 });
    return `${made.description}: ${(await snapshots.snapshotService(made.id ?? '').get()).snapshotStatus}`;
  });
}
