import { type Cloud, connect } from 'portolan';

/** Copies an object from one cloud to another: bytes stream through, what the other side cannot keep is told. */
export async function example(cloud: Cloud): Promise<string> {
  await using other = await connect({ provider: 'memory' });
  const from = await other.storage.buckets.create('source');
  await other.storage.objects.put(from, 'image.raw', Buffer.alloc(100_000, 7), {
    contentType: 'application/x-raw',
    cacheControl: 'no-cache',
    metadata: { origin: 'lab' },
  });
  const to = await cloud.storage.buckets.create('backups');
  const { objects, bytes, dropped } = await other.storage.transfer({ bucket: from, key: 'image.raw' }, { cloud, bucket: to, key: 'image.raw' });
  await cloud.storage.objects.delete(to, 'image.raw');
  return `${objects} object, ${bytes} bytes${dropped.length === 0 ? '' : `, without its ${dropped.join(', ')}`}`;
}
