import type { Flavour } from './cloud.ts';
import type { ImageSeed } from './image/image-state.ts';

const rackspaceProperties = (distro: string, version: string): Readonly<Record<string, string>> => ({
  org_openstack__1__os_distro: distro,
  org_openstack__1__os_version: version,
  os_type: 'linux',
  image_type: 'base',
  vm_mode: 'hvm',
  auto_disk_config: 'True',
  flavor_classes: '*,!onmetal',
});

/** Oldest first: the last is the newest, and first in lists. */
export const SEED_IMAGES: Readonly<Record<Flavour, readonly ImageSeed[]>> = {
  openstack: [
    { name: 'cirros-0.6.2-x86_64-disk', minDisk: 1 },
    { name: 'Fedora Cloud 38', minDisk: 5, minRam: 512, properties: { os_distro: 'fedora', os_version: '38', architecture: 'x86_64' } },
    { name: 'debian-12-bookworm', minDisk: 2, minRam: 256, properties: { os_distro: 'debian', os_version: '12', architecture: 'x86_64' } },
    { name: 'ubuntu-20.04-focal', minDisk: 3, minRam: 512, properties: { os_distro: 'ubuntu', os_version: '20.04', architecture: 'x86_64' } },
    { name: 'ubuntu-22.04-jammy', minDisk: 3, minRam: 512, properties: { os_distro: 'ubuntu', os_version: '22.04', architecture: 'x86_64' } },
  ],
  rackspace: [
    { name: 'CentOS 7 (PVHVM)', minDisk: 20, minRam: 512, properties: rackspaceProperties('org.centos', '7') },
    { name: 'Debian 12 (Bookworm) (Cloud)', minDisk: 20, minRam: 512, properties: rackspaceProperties('org.debian', '12') },
    { name: 'Ubuntu 20.04 LTS (Focal Fossa) (Cloud)', minDisk: 20, minRam: 512, properties: rackspaceProperties('com.ubuntu', '20.04') },
    { name: 'Ubuntu 22.04 LTS (Jammy Jellyfish) (Cloud)', minDisk: 20, minRam: 512, properties: rackspaceProperties('com.ubuntu', '22.04') },
  ],
};
