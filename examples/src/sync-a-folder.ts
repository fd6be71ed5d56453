import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from 'portolan';

/** Makes a prefix like a folder, twice: the second time there is one file to send, and one object too much. */
export async function example(cloud: Cloud): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  try {
    for (const name of ['index.html', 'about.html', 'style.css']) await writeFile(join(folder, name), `this is ${name}\n`);
    const bucket = await cloud.storage.buckets.create('backups');
    const place = { bucket, key: 'site/' };
    const first = await cloud.storage.sync({ folder }, place, { compare: 'digest' });
    await writeFile(join(folder, 'index.html'), 'this is new\n');
    await rm(join(folder, 'about.html'));
    const second = await cloud.storage.sync({ folder }, place, { compare: 'digest', deleteExtra: true });
    await cloud.storage.objects.deleteAll(bucket, { prefix: 'site/' });
    return `${first.objects} files, then ${second.changed} changed, ${second.same} the same, ${second.deleted} deleted`;
  } finally {
    await rm(folder, { recursive: true });
  }
}
