import type { Cloud } from '../cloud.ts';
import { usedMiB } from './disk-layout.ts';
import { isHvm, type Machine, type MachineState, type Nic } from './machine.ts';

/** `lib/machines.js` translateState(). */
export const WORDS: Readonly<Record<MachineState, string>> = {
  provisioning: 'provisioning',
  running: 'running',
  stopping: 'stopping',
  ready: 'ready',
  stopped: 'stopped',
  failed: 'failed',
  destroyed: 'deleted',
  unreachable: 'offline',
};

export interface ViewOptions {
  readonly withCredentials?: boolean;
}

export function machineView(cloud: Cloud, machine: Machine, options: ViewOptions = {}): Record<string, unknown> {
  const hvm = isHvm(machine.brand);
  const credentials = options.withCredentials === true && Object.keys(machine.credentials).length > 0 ? { credentials: machine.credentials } : {};
  const primary = machine.nics.find((nic) => nic.primary) ?? machine.nics[0];
  const size = cloud.packages.find((candidate) => candidate.id === machine.packageId);
  return {
    id: machine.id,
    name: machine.name,
    type: hvm ? 'virtualmachine' : 'smartmachine',
    brand: machine.brand,
    state: WORDS[machine.state],
    image: machine.imageId,
    ips: machine.nics.map((nic) => nic.ip),
    memory: machine.memoryMiB,
    disk: machine.diskMiB,
    deletion_protection: machine.deletionProtection,
    metadata: { ...machine.metadata, ...credentials },
    tags: machine.tags,
    created: new Date(machine.createdMs).toISOString(),
    updated: new Date(machine.updatedMs).toISOString(),
    networks: machine.nics.map((nic) => nic.networkId),
    ...(machine.nics.length === 0 ? {} : { nics: machine.nics.map(nicView), primaryIp: primary?.ip ?? '' }),
    firewall_enabled: machine.firewallEnabled,
    compute_node: machine.computeNode ?? null,
    package: size?.name ?? '',
    ...(machine.delegateDataset ? { delegate_dataset: true } : {}),
    ...(machine.encrypted ? { encrypted: true } : {}),
    ...(machine.brand === 'bhyve' ? diskFields(machine) : {}),
  };
}

const diskFields = (machine: Machine): Record<string, unknown> => ({
  flexible: machine.flexibleDiskMiB !== undefined,
  ...(machine.flexibleDiskMiB === undefined ? {} : { free_space: machine.flexibleDiskMiB - usedMiB(machine.disks) }),
  disks: machine.disks.map((disk) => ({
    size: disk.sizeMiB,
    block_size: disk.blockSize,
    ...(disk.boot ? { boot: true } : {}),
    ...(disk.imageId === undefined ? {} : { image: disk.imageId }),
    id: disk.id,
  })),
});

export const nicView = (nic: Nic): Record<string, unknown> => ({
  mac: nic.mac,
  primary: nic.primary,
  ip: nic.ip,
  netmask: nic.netmask,
  gateway: nic.gateway,
  state: nic.state,
  network: nic.networkId,
});
