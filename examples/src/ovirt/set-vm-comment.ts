import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** An update sends what changes, and nothing else. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const vm = await cloud.native.sdk
      .system()
      .vmsService()
      .vmService(id)
      .update({ vm: { comment: 'mine & <yours>' } });
    return `${vm.name}: ${vm.comment}`;
  });
}
