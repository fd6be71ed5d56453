import type { Cloud } from 'portolan';

/** A network for the VMs of one cluster, which no host needs in order to work. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const system = cloud.native.sdk.system();
  const [cluster] = await system.clustersService().list({ search: 'name=Default' });
  const network = await cloud.compute.networks.create({ name: 'backup-net', native: { vlan: 42 } });
  const assigned = await system
    .clustersService()
    .clusterService(cluster?.id ?? '')
    .networksService()
    .list();
  await cloud.compute.networks.delete(network);
  return `${assigned.find(({ id }) => id === network.id)?.name} in ${cluster?.name}`;
}
