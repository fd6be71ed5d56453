import type { Cloud } from 'portolan';

/** Networks by cluster. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const clusters = cloud.native.sdk.system().clustersService();
  const lines = (await clusters.list()).map(async ({ id = '', name }) => {
    const networks = await clusters.clusterService(id).networksService().list();
    return `${name}: ${networks.map((network) => network.name).join(', ')}`;
  });
  return (await Promise.all(lines)).join('\n');
}
