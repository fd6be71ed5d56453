import { Readable } from 'node:stream';
import type { Cloud } from 'portolan';

/** Stores a stream, reads a part of it, and removes it. */
export async function example(cloud: Cloud): Promise<string> {
  const { buckets, objects } = cloud.storage;
  const bucket = await buckets.create('backups');
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`).join('');
  // A function may be opened again: a connection cut half-way is repaired by itself.
  await objects.put(bucket, 'report.txt', () => Readable.from([lines]), { contentLength: Buffer.byteLength(lines) });
  const head = await objects.get(bucket, 'report.txt', { range: { start: 0, end: 15 } });
  const text = await head.text();
  const { sizeBytes } = await objects.head(bucket, 'report.txt');
  await objects.delete(bucket, 'report.txt');
  return `${sizeBytes} bytes, beginning with ${JSON.stringify(text)}`;
}
