import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** MAC addresses that more than one NIC has: one request for all VMs. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', () =>
    withVm(cloud, 'web-2', async () => {
      const owners = new Map<string, string[]>();
      for await (const vm of cloud.native.sdk.system().vmsService().iterate({ follow: 'nics' })) {
        for (const { mac } of vm.nics ?? []) owners.set(mac?.address ?? '', [...(owners.get(mac?.address ?? '') ?? []), vm.name ?? '']);
      }
      const twice = [...owners].filter(([, names]) => names.length > 1);
      return `${owners.size} addresses, ${twice.length} of them twice`;
    }),
  );
}
