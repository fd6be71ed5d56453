import type { Cloud } from 'portolan';

/** Many at once, each waited for by its own job; then removed. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  const disks = sdk.system().disksService();
  const made = await Promise.all(
    ['1', '2', '3', '4', '5'].map((number) => {
      const disk = { name: `many-${number}`, format: 'raw', sparse: true, provisionedSize: 1024 ** 2, storageDomains: [{ name: 'backups' }] } as const;
      return sdk.withJobs((correlationId) => disks.add({ disk }, { correlationId }), { intervalMs: 100 });
    }),
  );
  const found = await disks.list({ search: 'name=many-*' });
  await Promise.all(made.map(({ id = '' }) => disks.diskService(id).remove()));
  return `${found.length} disks, all ${[...new Set(found.map(({ status }) => status))].join(', ')}`;
}
