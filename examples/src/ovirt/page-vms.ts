import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Page by page, without writing `page N` oneself: the next one is fetched when it is needed. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', () =>
    withVm(cloud, 'web-2', () =>
      withVm(cloud, 'web-3', async () => {
        const names: string[] = [];
        for await (const vm of cloud.native.sdk.system().vmsService().iterate({ search: 'name=web*', pageSize: 2 })) names.push(vm.name ?? '');
        return names.join(', ');
      }),
    ),
  );
}
