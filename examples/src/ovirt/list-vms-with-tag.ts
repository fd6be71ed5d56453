import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** All VMs that have a tag. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const system = cloud.native.sdk.system();
    const tag = await system.tagsService().add({ tag: { name: 'staging', description: 'not yet' } });
    await system
      .vmsService()
      .vmService(id)
      .tagsService()
      .add({ tag: { name: 'staging' } });
    const found = await system.vmsService().list({ search: 'tag=staging' });
    await system
      .tagsService()
      .tagService(tag.id ?? '')
      .remove();
    return found.map(({ name }) => name).join(', ');
  });
}
