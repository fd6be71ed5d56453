import { type Cloud, connect, type TransferToken } from 'portolan';

/** Is interrupted in the middle of a transfer, keeps its token as text, and goes on with it: here in the same program, mostly in another one. */
export async function example(cloud: Cloud): Promise<string> {
  await using other = await connect({ provider: 'memory' });
  const from = await other.storage.buckets.create('source');
  const partSizeBytes = Math.max(cloud.capabilities.storage?.objects?.minPartBytes ?? 0, 1024 * 1024);
  await other.storage.objects.put(from, 'image.raw', Buffer.alloc(partSizeBytes * 3, 7));
  const to = await cloud.storage.buckets.create('backups');
  const [source, target] = [
    { bucket: from, key: 'image.raw' },
    { cloud, bucket: to, key: 'image.raw' },
  ];

  const power = new AbortController();
  let saved = '';
  const interrupted = other.storage.transfer(source, target, {
    partSizeBytes,
    concurrency: 1,
    signal: power.signal,
    onToken: (token) => {
      saved = JSON.stringify(token);
    },
    onProgress: ({ transferredBytes }) => {
      if (transferredBytes >= partSizeBytes * 2) power.abort(new Error('power failure'));
    },
  });
  const why = await interrupted.then(String, (error: unknown) => (error instanceof Error ? error.message : String(error)));

  // A cloud that takes no parts has nothing to go on with: then it begins anew.
  const resume = JSON.parse(saved) as TransferToken;
  const { objects, bytes } = await other.storage.transfer(source, target, { partSizeBytes, resume });
  await cloud.storage.objects.delete(to, 'image.raw');
  return `${why}; then ${objects} object of ${bytes / partSizeBytes} parts`;
}
