import { createHash, randomBytes } from 'node:crypto';
import type { Cloud } from '@portolan/core';

export const MULTIPART: readonly string[] = [
  'storage.objects.put',
  'storage.objects.get',
  'storage.objects.delete',
  'storage.objects.multipart',
  'storage.objects.ranges',
];

/** The smallest parts this cloud takes, and not so small that there are thousands. */
export const partBytesOf = (cloud: Cloud): number => Math.max(cloud.capabilities.storage?.objects?.minPartBytes ?? 1, 64 * 1024);

export interface PartObject {
  readonly sizeBytes: number;
  readonly partSizeBytes: number;
  readonly sha256: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** An object of two parts and a half, put in parts. */
export async function putPartObject(cloud: Cloud, bucket: string, key: string): Promise<PartObject> {
  const partSizeBytes = partBytesOf(cloud);
  const bytes = randomBytes(Math.floor(partSizeBytes * 2.5));
  const { contentHeaders = [], contentType, metadata: keeps } = cloud.capabilities.storage?.objects ?? {};
  const metadata: Record<string, string> = keeps === true ? { origin: 'läb' } : {};
  await cloud.storage.objects.put(bucket, key, () => chunksOf(bytes), {
    partSizeBytes,
    metadata,
    ...(contentType === true ? { contentType: 'application/x-parts' } : {}),
    ...(contentHeaders.includes('cacheControl') ? { cacheControl: 'no-cache' } : {}),
  });
  return { sizeBytes: bytes.length, partSizeBytes, sha256: createHash('sha256').update(bytes).digest('hex'), metadata };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer, void, undefined> {
  for (let start = 0; start < bytes.length; start += 64 * 1024) yield bytes.subarray(start, start + 64 * 1024);
}

export async function sha256Of(cloud: Cloud, bucket: string, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of (await cloud.storage.objects.get(bucket, key)).body as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
