import type { Searchable } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Vm } from '../state/model.ts';
import { ARCHITECTURES, fixedEnum, keptField } from './kept-members.ts';
import { quotaName } from './quota.ts';
import { tagNames } from './tag-tree.ts';
import { guestName } from './vm-element.ts';

// The engine's internal names of VMStatus, lower case.
const STATUSES = [
  'unassigned',
  'down',
  'up',
  'poweringup',
  'paused',
  'migratingfrom',
  'migratingto',
  'unknown',
  'notresponding',
  'waitforlaunch',
  'rebootinprogress',
  'savingstate',
  'restoringstate',
  'suspended',
  'imageillegal',
  'imagelocked',
  'poweringdown',
] as const; // prettier-ignore

const MIB = 1024 * 1024;

export function vmSearch(state: EngineState): Searchable<Vm> {
  const clusterOf = (vm: Vm): string => state.clusters.get(vm.clusterId)?.name ?? '';
  const hostOf = (vm: Vm): string => (vm.hostId === undefined ? '' : (state.hosts.get(vm.hostId)?.name ?? ''));
  const templateOf = (vm: Vm): string => state.templates.get(vm.templateId)?.name ?? '';
  return {
    own: ['vms', 'vm'],
    defaultSort: 'name',
    fields: {
      name: { kind: 'text', of: (vm) => vm.name },
      comment: { kind: 'text', of: (vm) => vm.comment },
      description: { kind: 'text', of: (vm) => vm.description },
      status: { kind: 'enum', values: STATUSES, of: (vm) => (vm.status === 'migrating' ? 'migratingfrom' : vm.status.replaceAll('_', '')) },
      id: { kind: 'text', of: (vm) => vm.id },
      ip: { kind: 'text', of: (vm) => (vm.status === 'up' && vm.nics.size > 0 ? vm.address : '') },
      fqdn: { kind: 'text', of: (vm) => (vm.status === 'up' ? guestName(vm) : '') },
      os: { kind: 'text', of: (vm) => vm.osType },
      type: { kind: 'enum', values: ['server', 'desktop', 'highperformance'], of: (vm) => vm.type.replaceAll('_', '') },
      cluster: { kind: 'text', of: clusterOf },
      'cluster.name': { kind: 'text', of: clusterOf },
      datacenter: { kind: 'text', of: (vm) => state.dataCenters.get(state.clusters.get(vm.clusterId)?.dataCenterId ?? '')?.name ?? '' },
      'host.name': { kind: 'text', of: hostOf },
      on_host: { kind: 'text', of: hostOf },
      'template.name': { kind: 'text', of: templateOf },
      'storage.name': {
        kind: 'text',
        of: (vm) => [...vm.attachments.keys()].map((id) => state.storageDomains.get(state.disks.get(id)?.storageDomainId ?? '')?.name ?? ''),
      },
      tag: { kind: 'text', of: (vm) => tagNames(state, vm.tagIds) },
      quota: { kind: 'text', of: (vm) => quotaName(state, vm.id) },
      pool: {
        kind: 'text',
        of: (vm) =>
          state.open
            .collection('/vmpools')
            .get(vm.poolId ?? '')
            ?.members.get('name')?.text ?? '',
      },
      apps: { kind: 'text', of: (vm) => (vm.status === 'up' ? 'kernel-5.14.0-503.el9.x86_64,qemu-guest-agent-9.0.0-10.el9.x86_64' : '') },
      architecture: fixedEnum('x86_64', ARCHITECTURES),
      compatibility_level: { kind: 'text', of: () => '4.7' },
      custom_emulated_machine: keptField(state, '', 'custom_emulated_machine'),
      custom_cpu_type: keptField(state, '', 'custom_cpu_model'),
      bios_type: keptField(state, 'q35_sea_bios', 'bios', 'type'),
      has_illegal_images: {
        kind: 'enum',
        values: ['true', 'false'],
        of: (vm) => String([...vm.attachments.keys()].some((id) => state.disks.get(id)?.status === 'illegal')),
      },
      cpu_usage: { kind: 'number', of: (vm) => (vm.status === 'up' ? 4 : 0) },
      mem_usage: { kind: 'number', of: (vm) => (vm.status === 'up' ? 25 : 0) },
      network_usage: { kind: 'number', of: () => 0 },
      'vmnetworkinterface.mac': { kind: 'text', of: (vm) => [...vm.nics.values()].map((nic) => nic.mac) },
      'vmnetworkinterface.network_name': {
        kind: 'text',
        of: (vm) => [...vm.nics.values()].map((nic) => state.networks.get(state.vnicProfiles.get(nic.vnicProfileId ?? '')?.networkId ?? '')?.name ?? ''),
      },
      'disks.alias': { kind: 'text', of: (vm) => [...vm.attachments.keys()].map((id) => state.disks.get(id)?.alias ?? '') },
      memory: { kind: 'number', of: (vm) => vm.memory / MIB },
      guaranteed_memory: { kind: 'number', of: (vm) => vm.guaranteedMemory / MIB },
      vcpus: { kind: 'number', of: (vm) => vm.cpu.sockets * vm.cpu.cores * vm.cpu.threads },
      creationdate: { kind: 'date', of: (vm) => vm.createdAt },
      next_run_config_exists: { kind: 'enum', values: ['true', 'false'], of: (vm) => String(vm.nextRun !== undefined) },
    },
  };
}
