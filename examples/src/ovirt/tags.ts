import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Tags: made, given to a VM, searched by, taken away, removed. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const system = cloud.native.sdk.system();
  return withVm(cloud, 'web-1', async (id) => {
    const tag = await system.tagsService().add({ tag: { name: 'production', description: 'for customers' } });
    const mine = system.vmsService().vmService(id).tagsService();
    await mine.add({ tag: { name: 'production' } });
    const given = (await mine.list()).map(({ name }) => name);
    const found = (await system.vmsService().list({ search: 'tag=production' })).map(({ name }) => name);
    await mine.tagService(tag.id ?? '').remove();
    const left = (await mine.list()).length;
    await system
      .tagsService()
      .tagService(tag.id ?? '')
      .remove();
    return `${given.join()} on ${found.join()}, then ${left}`;
  });
}
