import type { Cloud } from 'portolan';

/** A network of a data center, in a VLAN. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const networks = cloud.native.sdk.system().networksService();
  const made = await networks.add({ network: { name: 'storage-net', description: 'iSCSI', dataCenter: { name: 'Default' }, vlan: { id: 207 }, usages: [] } });
  const service = networks.networkService(made.id ?? '');
  const seen = await service.get();
  await service.remove();
  return `${seen.name} in VLAN ${seen.vlan?.id}`;
}
