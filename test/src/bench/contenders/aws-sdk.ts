import type { Agent } from 'node:http';
import { Agent as HttpAgent } from 'node:http';
import type { Readable } from 'node:stream';
import { type Arena, BUCKET, type Contender } from '../contender.ts';
import { peer } from '../peers.ts';

interface Client {
  send(command: object): Promise<{ Body?: Readable & { transformToByteArray(): Promise<Uint8Array> } }>;
  destroy(): void;
}
type Command = new (input: Record<string, unknown>) => object;
interface S3 {
  readonly S3Client: new (options: Record<string, unknown>) => Client;
  readonly PutObjectCommand: Command;
  readonly GetObjectCommand: Command;
  readonly paginateListObjectsV2: (config: object, input: Record<string, unknown>) => AsyncIterable<{ Contents?: { Key?: string }[] }>;
}
interface LibStorage {
  readonly Upload: new (options: Record<string, unknown>) => { done(): Promise<unknown> };
}

/** `@aws-sdk/client-s3` with `lib-storage` for streams, at its best: connections kept and enough of them, no checksums that nobody asked for. */
export async function openContender({ origin, otherOrigin, region, accessKeyId, secretAccessKey, concurrency }: Arena): Promise<Contender> {
  const { S3Client, PutObjectCommand, GetObjectCommand, paginateListObjectsV2 } = peer<S3>('@aws-sdk/client-s3');
  const { Upload } = peer<LibStorage>('@aws-sdk/lib-storage');
  const httpAgent: Agent = new HttpAgent({ keepAlive: true, maxSockets: Math.max(64, concurrency) });
  const settings = {
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: { httpAgent },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  };
  const client = new S3Client({ ...settings, endpoint: origin });
  const other = new S3Client({ ...settings, endpoint: otherOrigin });
  const upload = async (key: string, source: Readable, to: Client): Promise<void> => {
    const params = { Bucket: BUCKET, Key: key, Body: source };
    // The same part size and parts at once as Portolan's defaults.
    await new Upload({ client: to, params, queueSize: Math.min(concurrency, 4), partSize: 16 * 1024 * 1024 }).done();
  };
  const bodyOf = async (key: string): Promise<Readable> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    if (Body === undefined) throw new Error('no body');
    return Body;
  };
  return {
    async put(key, content) {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: content }));
    },
    async get(key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      return (await Body?.transformToByteArray())?.byteLength ?? 0;
    },
    async list(bucket) {
      let count = 0;
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) for (const { Key } of Contents) if (Key !== '') count += 1;
      return count;
    },
    upload: (key, source) => upload(key, source, client),
    async download(key) {
      let count = 0;
      for await (const bytes of (await bodyOf(key)) as AsyncIterable<Buffer>) count += bytes.length;
      return count;
    },
    async transfer(from, to) {
      await upload(to, await bodyOf(from), other);
    },
    close: () => {
      client.destroy();
      other.destroy();
    },
  };
}
