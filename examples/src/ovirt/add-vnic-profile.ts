import type { Cloud } from 'portolan';

/** A profile through which VMs get at a network. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const system = cloud.native.sdk.system();
  const [network] = await system.networksService().list({ search: 'name=ovirtmgmt and datacenter=Default' });
  const profiles = system.vnicProfilesService();
  const made = await profiles.add({ profile: { name: 'example-profile', network: { id: network?.id } } });
  await profiles.profileService(made.id ?? '').remove();
  return `${made.name} for ${network?.name}`;
}
