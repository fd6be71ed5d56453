import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Marks a call with a correlation id and looks at the jobs that came of it. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'web-1', async (id) => {
    await sdk.system().vmsService().vmService(id).start({}, { correlationId: 'example-1' });
    const jobs = await sdk.waitForJobs('example-1', { intervalMs: 100 });
    return jobs.map(({ description, status }) => `${description}: ${status}`).join('\n');
  });
}
