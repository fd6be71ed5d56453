import type { Cloud } from 'portolan';

const MIB = 1024 * 1024;

/** Makes a floating disk for an example to work with, and removes it whatever happens. */
export async function withDisk<T>(cloud: Cloud<'ovirt'>, name: string, work: (id: string) => Promise<T>): Promise<T> {
  const { sdk } = cloud.native;
  const disks = sdk.system().disksService();
  const disk = { name, format: 'cow', provisionedSize: 64 * MIB, storageDomains: [{ name: 'data' }] } as const;
  const { id = '' } = await sdk.withJobs((correlationId) => disks.add({ disk }, { correlationId }), { intervalMs: 100 });
  try {
    return await work(id);
  } finally {
    await disks.diskService(id).remove();
  }
}
