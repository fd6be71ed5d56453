import { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import { type Arena, BUCKET, type Contender } from '../contender.ts';
import { peer } from '../peers.ts';

interface Client {
  putObject(bucket: string, key: string, body: Readable | Buffer, size?: number): Promise<unknown>;
  getObject(bucket: string, key: string): Promise<Readable>;
  listObjectsV2(bucket: string, prefix: string, recursive: boolean): AsyncIterable<{ name?: string }>;
}

export async function openContender({ origin, otherOrigin, region, accessKeyId, secretAccessKey, concurrency }: Arena): Promise<Contender> {
  const { Client } = peer<{ Client: new (options: Record<string, unknown>) => Client }>('minio');
  const { hostname, port } = new URL(origin);
  const transportAgent = new Agent({ keepAlive: true, maxSockets: Math.max(64, concurrency) });
  const options = { endPoint: hostname, port: Number(port), useSSL: false, region, accessKey: accessKeyId, secretKey: secretAccessKey, pathStyle: true };
  const client = new Client({ ...options, transportAgent, partSize: 16 * 1024 * 1024 });
  const other = new Client({ ...options, port: Number(new URL(otherOrigin).port), transportAgent, partSize: 16 * 1024 * 1024 });
  const get = async (key: string): Promise<number> => {
    let count = 0;
    for await (const bytes of (await client.getObject(BUCKET, key)) as AsyncIterable<Buffer>) count += bytes.length;
    return count;
  };
  return {
    get,
    download: get,
    async put(key, content) {
      await client.putObject(BUCKET, key, Buffer.from(content.buffer, content.byteOffset, content.byteLength), content.byteLength);
    },
    async list(bucket) {
      let count = 0;
      for await (const { name } of client.listObjectsV2(bucket, '', true)) if (name !== '') count += 1;
      return count;
    },
    async upload(key, source, sizeBytes) {
      await client.putObject(BUCKET, key, source, sizeBytes);
    },
    async transfer(from, to, sizeBytes) {
      await other.putObject(BUCKET, to, await client.getObject(BUCKET, from), sizeBytes);
    },
    close: () => transportAgent.destroy(),
  };
}
