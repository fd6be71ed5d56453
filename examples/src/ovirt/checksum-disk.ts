import type { Cloud } from 'portolan';
import { withDisk } from './a-disk.ts';

/** The host counts the checksum; nothing is downloaded. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withDisk(cloud, 'source-1', async (id) => {
    const { algorithm, blockSize, checksum } = await cloud.native.images.checksum(id);
    return `${algorithm} by ${blockSize}: ${checksum}`;
  });
}
