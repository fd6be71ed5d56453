import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from 'portolan';
import { withDisk } from './a-disk.ts';

/** A disk becomes a file, its zeroes holes. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withDisk(cloud, 'source-1', async (id) => {
    const folder = await mkdtemp(join(tmpdir(), 'download-'));
    const path = join(folder, 'disk.raw');
    const { readBytes } = await cloud.native.images.download(id, path, { verify: true });
    const { size } = await stat(path);
    await rm(folder, { recursive: true });
    return `${size} bytes, of which ${readBytes} had to be read`;
  });
}
