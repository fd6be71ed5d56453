import type { Cloud } from 'portolan';

/** Of the versions of a template, the latest. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const system = cloud.native.sdk.system();
  const versions = await system.templatesService().list({ search: 'name=rhel-9' });
  const latest = [...versions].sort((a, b) => Number(b.version?.versionNumber ?? 0) - Number(a.version?.versionNumber ?? 0))[0];
  const { id = '' } = await system.vmsService().add({ vm: { name: 'rhel-1', cluster: { name: 'Default' }, template: { id: latest?.id } } });
  await cloud.compute.servers.waitUntil(id, 'stopped', { intervalMs: 100 });
  await system.vmsService().vmService(id).remove();
  return `rhel-1 from version ${latest?.version?.versionNumber} (${latest?.version?.versionName})`;
}
