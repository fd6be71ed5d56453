import { type Cloud, connect } from 'portolan';
import { type Arena, BUCKET, type Contender } from '../contender.ts';

/** At its best against S3 itself: what is signed is told as a checksum, too, which the server compares and keeps. Nothing else is digested. */
export async function openContender({ origin, otherOrigin, region, accessKeyId, secretAccessKey, concurrency }: Arena): Promise<Contender> {
  const cloud = await connect({ provider: 'aws', region, s3Url: origin, accessKeyId, secretAccessKey, checksum: 'sha256' });
  let other: Promise<Cloud> | undefined;
  const { objects } = cloud.storage;
  return {
    async put(key, content) {
      await objects.put(BUCKET, key, content);
    },
    async get(key) {
      return (await (await objects.get(BUCKET, key)).bytes()).byteLength;
    },
    async list(bucket) {
      let count = 0;
      for await (const object of objects.list(bucket)) if (object.key !== '') count += 1;
      return count;
    },
    async upload(key, source, sizeBytes) {
      await objects.put(BUCKET, key, source, { contentLength: sizeBytes, concurrency: Math.min(concurrency, 4) });
    },
    async download(key) {
      let count = 0;
      for await (const bytes of (await objects.get(BUCKET, key)).body as AsyncIterable<Buffer>) count += bytes.length;
      return count;
    },
    async transfer(from, to) {
      other ??= connect({ provider: 'aws', region, s3Url: otherOrigin, accessKeyId, secretAccessKey, checksum: 'sha256' });
      await cloud.storage.transfer({ bucket: BUCKET, key: from }, { bucket: BUCKET, key: to, cloud: await other }, { concurrency });
    },
    close: async () => {
      await (await other)?.close();
      await cloud.close();
    },
  };
}
