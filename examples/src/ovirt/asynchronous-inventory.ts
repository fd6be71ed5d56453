import type { Cloud } from 'portolan';

/** Everything at once: calls are promises, and share one session. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const system = cloud.native.sdk.system();
  const [centers, clusters, hosts, domains, networks, templates] = await Promise.all([
    system.dataCentersService().list(),
    system.clustersService().list(),
    system.hostsService().list(),
    system.storageDomainsService().list(),
    system.networksService().list(),
    system.templatesService().list(),
  ]);
  return `${centers.length} data centers, ${clusters.length} clusters, ${hosts.length} hosts, ${domains.length} domains, ${networks.length} networks, ${templates.length} templates`;
}
