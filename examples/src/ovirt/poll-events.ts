import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** What has happened since an event that one knows: the engine cannot push. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const events = cloud.native.sdk.system().eventsService();
  const [last] = await events.list({ max: 1 });
  return withVm(cloud, 'web-1', async (id) => {
    await cloud.native.sdk.system().vmsService().vmService(id).start();
    const news = await events.list({ from: Number(last?.id ?? 0) });
    return [...news]
      .reverse()
      .map(({ description }) => description)
      .join('\n');
  });
}
