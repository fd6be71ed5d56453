import type { Cloud } from 'portolan';

/** Storage domains of a data center: their status is told there alone. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const centers = cloud.native.sdk.system().dataCentersService();
  const [center] = await centers.list({ search: 'name=Default' });
  const domains = await centers
    .dataCenterService(center?.id ?? '')
    .storageDomainsService()
    .list();
  return domains.map(({ name, type, status }) => `${name} ${type} ${status}`).join('\n');
}
