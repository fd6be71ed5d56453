import type { Cloud } from 'portolan';

/** Data centers, and the clusters of each. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const centers = cloud.native.sdk.system().dataCentersService();
  const lines = (await centers.list()).map(async ({ id = '', name }) => {
    const clusters = await centers.dataCenterService(id).clustersService().list();
    return `${name}: ${clusters.map((cluster) => cluster.name).join(', ')}`;
  });
  return (await Promise.all(lines)).join('\n');
}
