import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A file that `remote-viewer` opens the console of a VM with. It holds a password, so nobody else may read it. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    await cloud.compute.servers.start(id);
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    const folder = await mkdtemp(join(tmpdir(), 'console-'));
    const path = join(folder, 'web-1.vv');
    const file = await cloud.native.consoles.viewerFile(id);
    await writeFile(path, file.reveal(), { mode: 0o600 });
    const { mode } = await stat(path);
    await rm(folder, { recursive: true });
    return `${file.reveal().split('\n')[0]}, mode ${(mode & 0o777).toString(8)}`;
  });
}
