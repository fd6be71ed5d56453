import { type Arena, BUCKET, type Contender } from '../contender.ts';
import { peerModule } from '../peers.ts';

interface Files {
  upload(key: string, body: unknown, options?: Record<string, unknown>): Promise<unknown>;
  download(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>;
}

/** `files-sdk`, which puts one face over the AWS SDK and others. */
export async function openContender({ origin, region, accessKeyId, secretAccessKey }: Arena): Promise<Contender> {
  const { Files } = await peerModule<{ Files: new (options: Record<string, unknown>) => Files }>('files-sdk');
  const { s3 } = await peerModule<{ s3: (options: Record<string, unknown>) => unknown }>('files-sdk/s3');
  const adapter = s3({ bucket: BUCKET, region, endpoint: origin, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  const files = new Files({ adapter });
  return {
    async put(key, content) {
      await files.upload(key, content);
    },
    async get(key) {
      return (await (await files.download(key)).arrayBuffer()).byteLength;
    },
  };
}
