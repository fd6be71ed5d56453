import { bytesBody, loadDi, type ProviderManifest, type StorageDriver } from '@portolan/core/driver';
import { awsManifest } from '@portolan/ec2';
import { type Arena, BUCKET, type Contender } from '../contender.ts';

/** Portolan's driver without the portable layer over it: what that layer costs is the difference. */
export async function openContender({ origin, region, accessKeyId, secretAccessKey }: Arena): Promise<Contender> {
  let driver: StorageDriver | undefined;
  const { openCloud, ProviderRegistry } = await loadDi();
  const spied: ProviderManifest = {
    ...awsManifest,
    load: async () => {
      const module = await awsManifest.load();
      const load = module.load.bind(module);
      module.load = (options) => {
        options.onActivation<StorageDriver>(Symbol.for('portolan/StorageDriver'), (_context, found) => {
          driver = found;
          return found;
        });
        return load(options);
      };
      return module;
    },
  } as ProviderManifest;
  const place = { source: 'bench', directory: process.cwd(), home: process.cwd(), env: {} };
  const cloud = await openCloud(new ProviderRegistry().container, spied, { region, s3Url: origin, accessKeyId, secretAccessKey, checksum: 'sha256' }, place);
  const objects = driver?.objects;
  if (objects?.put === undefined) throw new Error('the driver was not seen');
  const put = objects.put.bind(objects);
  return {
    async put(key, content) {
      const request = { bucket: BUCKET, key, body: bytesBody(content), contentType: 'application/octet-stream', metadata: {} };
      await put(request, {});
    },
    async get(key) {
      let count = 0;
      for await (const bytes of (await objects.get(BUCKET, key, {})).body as AsyncIterable<Buffer>) count += bytes.length;
      return count;
    },
    close: () => cloud.close(),
  };
}
