import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A VM tells where its cluster and its NICs are; following a link gets them, typed. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'web-1', async (id) => {
    const vm = await sdk.system().vmsService().vmService(id).get();
    if (vm.cluster === undefined || vm.nics === undefined) throw new Error('no links');
    const [cluster, nics] = await Promise.all([sdk.followLink(vm.cluster), sdk.followLink(vm.nics)]);
    return `${vm.name} in ${cluster.name} with ${nics.map(({ name }) => name).join(', ')}`;
  });
}
