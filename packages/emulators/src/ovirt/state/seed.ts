import { randomUUID } from 'node:crypto';
import { BlockStore } from './block-store.ts';
import { BLANK_ID, type EngineState } from './engine-state.ts';
import type { Cpu, Disk, Template } from './model.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** A template to seed, besides the built-in ones. */
export interface TemplateSeed {
  readonly name: string;
  readonly description?: string;
  readonly osType?: string;
  readonly status?: Template['status'];
}

/** A virtual machine to seed: down, made from the first template. */
export interface VmSeed {
  readonly name: string;
  readonly tags?: readonly string[];
}

export interface OvirtSeed {
  readonly images?: readonly TemplateSeed[];
  readonly servers?: readonly VmSeed[];
}

// Fixed on a fresh engine: packaging/dbscripts/instance_types.sql.
const INSTANCE_TYPES: readonly (readonly [name: string, id: string, memoryMiB: number, sockets: number])[] = [
  ['Tiny', '00000003-0003-0003-0003-0000000000be', 512, 1],
  ['Small', '00000005-0005-0005-0005-0000000002e6', 2048, 1],
  ['Medium', '00000007-0007-0007-0007-00000000010a', 4096, 2],
  ['Large', '00000009-0009-0009-0009-0000000000f1', 8192, 2],
  ['XLarge', '0000000b-000b-000b-000b-00000000021f', 16384, 4],
];

const TEMPLATES: readonly (readonly [name: string, description: string, osType: string])[] = [
  ['ubuntu-22.04', 'Ubuntu 22.04 LTS cloud image', 'ubuntu_18_04'],
  ['ubuntu-24.04', 'Ubuntu 24.04 LTS cloud image', 'ubuntu_18_04'],
  ['debian-12', 'Debian 12 generic cloud image', 'debian_9'],
  ['centos-stream-9', 'CentOS Stream 9 generic cloud image', 'rhel_9x64'],
];

const ONE_CPU: Cpu = { sockets: 1, cores: 1, threads: 1 };

/** What a freshly set up engine has, plus two data centers, storage, networks and a few templates. */
export function seed(state: EngineState, extra: OvirtSeed): void {
  for (const [name, id, memoryMiB, sockets] of INSTANCE_TYPES) {
    state.instanceTypes.set(id, { id, name, description: '', memory: memoryMiB * MIB, cpu: { sockets, cores: 1, threads: 1 } });
  }
  const [first] = ['Default', 'branch'].map((name) => seedDataCenter(state, name));
  const clusterId = first?.clusterId ?? '';
  const domain = (name: string, storage: 'nfs' | 'iscsi' | 'glance', master: boolean): string => {
    const id = randomUUID();
    const type = storage === 'glance' ? 'image' : 'data';
    const dataCenterId = storage === 'glance' ? undefined : first?.id;
    const connection = storage === 'nfs' ? { address: 'nfs.example.com', path: `/exports/${name}` } : {};
    state.storageDomains.set(id, { id, name, description: '', type, storage, dataCenterId, status: 'active', totalBytes: 64 * 1024 * GIB, master, connection });
    return id;
  };
  const dataId = domain('data', 'iscsi', true);
  domain('backups', 'nfs', false);
  // Every engine is set up with this read-only Glance domain; it can hold no disks of ours.
  domain('ovirt-image-repository', 'glance', false);

  // What these have at first follows from what is there now.
  for (const cluster of state.clusters.keys()) state.open.collection(`/clusters/${cluster}/networks`);
  for (const path of [
    '/cpuprofiles',
    '/diskprofiles',
    '/storageconnections',
    ...[...state.storageDomains.keys()].map((id) => `/storagedomains/${id}/storageconnections`),
  ])
    state.open.collection(path);

  addTemplate(state, { id: BLANK_ID, name: 'Blank', description: 'Blank template', osType: 'other', clusterId: undefined });
  for (const [name, description, osType] of TEMPLATES) withDisk(state, addTemplate(state, { name, description, osType, clusterId }), dataId);
  const base = withDisk(state, addTemplate(state, { name: 'rhel-9', description: 'RHEL 9', osType: 'rhel_9x64', clusterId }), dataId);
  withDisk(
    state,
    addTemplate(state, { name: 'rhel-9', description: 'RHEL 9, with updates', osType: 'rhel_9x64', clusterId, base, versionNumber: 2, versionName: 'updates' }),
    dataId,
  );
  for (const one of extra.images ?? []) {
    const template = addTemplate(state, { name: one.name, description: one.description ?? '', osType: one.osType ?? 'other_linux', clusterId });
    withDisk(state, template, dataId).status = one.status ?? 'ok';
  }
}

function seedDataCenter(state: EngineState, name: string): { readonly id: string; readonly clusterId: string } {
  const id = randomUUID();
  const clusterId = randomUUID();
  state.dataCenters.set(id, { id, name, description: name === 'Default' ? 'The default Data Center' : '', status: 'up' });
  state.clusters.set(clusterId, { id: clusterId, name, description: name === 'Default' ? 'The default server cluster' : '', dataCenterId: id });
  const hostId = randomUUID();
  const hostName = name === 'Default' ? 'host1' : `host1-${name}`;
  state.hosts.set(hostId, { id: hostId, name: hostName, address: `${hostName}.example.com`, clusterId, status: 'up' });
  for (const [title, vlan] of [
    ['ovirtmgmt', undefined],
    ['internal', 100],
  ] as const) {
    const networkId = randomUUID();
    state.networks.set(networkId, {
      id: networkId,
      name: title,
      description: title === 'ovirtmgmt' ? 'Management Network' : '',
      dataCenterId: id,
      ...(vlan === undefined ? {} : { vlan }),
    });
    const profileId = randomUUID();
    state.vnicProfiles.set(profileId, { id: profileId, name: title, networkId });
  }
  return { id, clusterId };
}

interface NewTemplate {
  readonly id?: string;
  readonly name: string;
  readonly description: string;
  readonly osType: string;
  readonly clusterId: string | undefined;
  readonly base?: Template;
  readonly versionNumber?: number;
  readonly versionName?: string;
}

function addTemplate(state: EngineState, given: NewTemplate): Template {
  const id = given.id ?? randomUUID();
  const template: Template = {
    id,
    name: given.name,
    description: given.description,
    comment: '',
    baseId: given.base?.id ?? id,
    versionNumber: given.versionNumber ?? 1,
    versionName: given.versionName ?? 'base version',
    status: 'ok',
    clusterId: given.clusterId,
    memory: GIB,
    cpu: ONE_CPU,
    osType: given.osType,
    createdAt: Date.UTC(2026, 0, 15, 9, 0, 0),
    attachments: new Map(),
    nics: new Map(),
    tagIds: new Set(),
  };
  state.templates.set(id, template);
  return template;
}

function withDisk(state: EngineState, template: Template, storageDomainId: string): Template {
  const disk: Disk = {
    id: randomUUID(),
    alias: `${template.name}_Disk1`,
    description: '',
    format: 'cow',
    sparse: true,
    provisionedSize: 10 * GIB,
    initialSize: 0,
    status: 'ok',
    storageDomainId,
    contentType: 'data',
    shareable: false,
    createdAt: template.createdAt,
    content: new BlockStore(),
    templateId: template.id,
  };
  disk.content.write(0, Buffer.from(`boot sector of ${template.name} ${template.versionNumber}`));
  state.disks.set(disk.id, disk);
  template.attachments.set(disk.id, { diskId: disk.id, interface: 'virtio_scsi', bootable: true, active: true, readOnly: false });
  const profile = [...state.vnicProfiles.values()].find((one) => one.name === 'ovirtmgmt');
  const nicId = randomUUID();
  template.nics.set(nicId, { id: nicId, name: 'nic1', interface: 'virtio', mac: '', vnicProfileId: profile?.id, linked: true, plugged: true });
  return template;
}
