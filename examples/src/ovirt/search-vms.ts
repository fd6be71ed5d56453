import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Virtual machines found with the engine's query language. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', () =>
    withVm(cloud, 'db-1', async () => {
      const vms = await cloud.native.sdk.system().vmsService().list({ search: 'name=web* and cluster=Default sortby name', caseSensitive: false });
      return vms.map(({ name }) => name).join(', ');
    }),
  );
}
