import type { Cloud } from 'portolan';

/** A transfer that is cancelled takes the disk of its upload with it. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { images } = cloud.native;
  const stop = new AbortController();
  const upload = images.upload(
    { content: Buffer.alloc(16 * 1024 ** 2, 1) },
    { name: 'cut-1', storageDomain: 'data', signal: stop.signal, onProgress: () => stop.abort(new Error('changed my mind')) },
  );
  const said = await upload.then(
    () => 'done',
    (error: Error) => error.message,
  );
  const left = await cloud.native.sdk.system().disksService().list({ search: 'name=cut-1' });
  return `${said}: ${left.filter(({ status }) => status === 'ok').length} disks left`;
}
