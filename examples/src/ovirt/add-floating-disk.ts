import type { Cloud } from 'portolan';
import { withDisk } from './a-disk.ts';

/** A disk that belongs to no VM. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withDisk(cloud, 'floating-1', async (id) => {
    const disk = await cloud.native.sdk.system().disksService().diskService(id).get();
    return `${disk.name} is ${disk.status}`;
  });
}
