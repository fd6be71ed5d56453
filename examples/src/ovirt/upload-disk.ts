import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from 'portolan';

/** A file becomes a disk; its zeroes are not sent. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { images, sdk } = cloud.native;
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  const file = join(folder, 'disk.raw');
  await writeFile(file, Buffer.concat([randomBytes(100_000), Buffer.alloc(8_000_000)]));
  let done = 0;
  const { diskId, sizeBytes } = await images.upload(
    { file },
    {
      name: 'uploaded-1',
      storageDomain: 'data',
      verify: true,
      onProgress: ({ transferredBytes, totalBytes }) => {
        done = Math.round((transferredBytes / totalBytes) * 100);
      },
    },
  );
  await rm(folder, { recursive: true });
  await sdk.system().disksService().diskService(diskId).remove();
  return `${sizeBytes} bytes, ${done} %`;
}
