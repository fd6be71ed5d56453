import type { Cloud } from 'portolan';

/** The entry point counts what there is. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const api = await cloud.native.sdk.system().get();
  return `${api.productInfo?.name}: ${api.summary?.hosts?.total} hosts, ${api.summary?.storageDomains?.total} storage domains`;
}
