import type { AnyCloud } from 'portolan';
import type { Outlets } from './outlets.ts';

type Call = readonly [name: string, call: (cloud: AnyCloud) => Promise<unknown>];

/** One call of each kind: lists, reads, changes with and without body, uploads, downloads, signing. */
const CALLS: readonly Call[] = [
  ['images.list', (cloud) => cloud.compute.images.list().toArray()],
  ['servers.list', (cloud) => cloud.compute.servers.list().toArray()],
  ['servers.get', (cloud) => cloud.compute.servers.get('5f0d1a50-0c1c-4e7a-9d0e-000000000001')],
  ['servers.create', (cloud) => cloud.compute.servers.create({ name: 'web-1', image: '5f0d1a50-0c1c-4e7a-9d0e-000000000002', size: 'm1.small' })],
  ['servers.delete', (cloud) => cloud.compute.servers.delete('5f0d1a50-0c1c-4e7a-9d0e-000000000003')],
  ['buckets.list', (cloud) => cloud.storage.buckets.list().toArray()],
  ['objects.list', (cloud) => cloud.storage.objects.list('backups').toArray()],
  ['objects.put', (cloud) => cloud.storage.objects.put('backups', 'a.txt', 'a text')],
  ['objects.get', async (cloud) => (await cloud.storage.objects.get('backups', 'a.txt')).bytes()],
  ['objects.delete', (cloud) => cloud.storage.objects.delete('backups', 'a.txt')],
  ['objects.presign', (cloud) => cloud.storage.objects.presign('backups', 'a.txt')],
];

/** Makes every call; what is thrown goes to the outlets. Answers how many failed. */
export async function callAll(cloud: AnyCloud, outlets: Outlets, where: string): Promise<number> {
  let failed = 0;
  for (const [name, call] of CALLS) {
    try {
      await call(cloud);
    } catch (error) {
      failed += 1;
      outlets.error(error, `${where}: ${name}`);
    }
  }
  return failed;
}

/** The program of the README: an image, a server, a bucket, an object, and everything gone again. */
export async function program(cloud: AnyCloud): Promise<void> {
  const { compute, storage } = cloud;
  const image = await compute.images.find({ name: /ubuntu.*22\.04/i });
  const size = await compute.sizes.smallest({ memoryMiB: 2048, cpus: 1 });
  const server = await compute.servers.create(
    { name: 'web-1', image, size, bootScript: '#!/bin/sh\ntrue\n', tags: { role: 'web' } },
    { idempotencyKey: 'web-1' },
  );
  const ready = await compute.servers.waitUntil(server, 'running', { timeoutMs: 20_000, intervalMs: 20 });
  const bucket = await storage.buckets.create('backups');
  await storage.objects.put(bucket, 'a.txt', 'a text');
  await storage.objects.list(bucket).toArray();
  await (await storage.objects.get(bucket, 'a.txt')).bytes();
  if (cloud.capabilities.storage?.objects !== undefined && storage.objects.supported) await storage.objects.presign(bucket, 'a.txt').catch(() => undefined);
  await storage.objects.delete(bucket, 'a.txt');
  await compute.servers.delete(ready);
  await compute.servers.waitUntil(ready, 'terminated', { timeoutMs: 20_000, intervalMs: 20 });
}
