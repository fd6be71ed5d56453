import { type Arena, BUCKET, type Contender } from '../contender.ts';
import { peerModule } from '../peers.ts';

interface Client {
  putObject(key: string, body: Uint8Array): Promise<Response>;
  getObjectArrayBuffer(key: string): Promise<ArrayBuffer | null>;
  listObjects(delimiter: string, prefix: string, maxKeys?: number): Promise<readonly unknown[] | null>;
}

/** Has no streams of unknown bytes and no parts by itself: small objects and lists only. It uses node's fetch. */
export async function openContender({ origin, region, accessKeyId, secretAccessKey }: Arena): Promise<Contender> {
  const { S3mini } = await peerModule<{ S3mini: new (options: Record<string, unknown>) => Client }>('s3mini');
  const at = (bucket: string): Client => new S3mini({ endpoint: `${origin}/${bucket}`, region, accessKeyId, secretAccessKey });
  const client = at(BUCKET);
  return {
    async put(key, content) {
      const response = await client.putObject(key, content);
      if (!response.ok) throw new Error(`status ${response.status}`);
      await response.arrayBuffer();
    },
    async get(key) {
      return (await client.getObjectArrayBuffer(key))?.byteLength ?? 0;
    },
    async list(bucket) {
      return (await at(bucket).listObjects('/', ''))?.length ?? 0;
    },
  };
}
