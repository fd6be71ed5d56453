export type OwnedBy = ReadonlySet<string>;

const NONE: OwnedBy = new Set();
const NAMED = ['name', 'description'];
const MACHINE = [
  ...NAMED,
  'comment',
  'cluster',
  'custom_properties',
  'delete_protected',
  'initialization',
  'memory',
  'original_template',
  'snapshots',
  'status',
  'stateless',
  'storage_domain',
  'template',
  'type',
  'version',
  'vm',
];

/** Members that the handler of such objects reads and writes itself, by type. All others are kept beside them as they were sent. */
const OWNED: Readonly<Record<string, OwnedBy>> = {
  Vm: new Set([...MACHINE, 'instance_type', 'host', 'payloads']),
  Template: new Set(MACHINE),
  InstanceType: new Set([...NAMED, 'memory', 'cluster', 'status', 'version']),
  Disk: new Set([
    ...NAMED,
    'actual_size',
    'alias',
    'content_type',
    'format',
    'initial_size',
    'image_id',
    'interface',
    'provisioned_size',
    'shareable',
    'sparse',
    'status',
    'storage_domain',
    'storage_domains',
    'storage_type',
    'total_size',
  ]),
  DiskAttachment: new Set(['active', 'bootable', 'disk', 'interface', 'read_only', 'template', 'vm', ...NAMED]),
  Nic: new Set([...NAMED, 'interface', 'linked', 'mac', 'network', 'plugged', 'synced', 'template', 'vm', 'vnic_profile']),
  DataCenter: new Set([...NAMED, 'status', 'version', 'supported_versions']),
  Cluster: new Set([...NAMED, 'data_center']),
  Host: new Set(['name', 'address', 'cluster', 'status', 'ssh', 'certificate']),
  Network: new Set([...NAMED, 'data_center', 'profile_required', 'vlan']),
  VnicProfile: new Set(['name', 'network']),
  StorageDomain: new Set([...NAMED, 'data_center', 'data_centers', 'host', 'import', 'master', 'status', 'storage', 'type', 'available', 'used', 'committed']),
  Cdrom: new Set(['file', 'vm']),
  Snapshot: new Set([...NAMED, 'disk_attachments', 'disks', 'persist_memorystate', 'snapshot_status', 'snapshot_type', 'date', 'vm']),
  Tag: new Set([...NAMED, 'parent', 'vm', 'host', 'user', 'group', 'template']),
  ImageTransfer: new Set([
    'backup',
    'direction',
    'disk',
    'format',
    'host',
    'image',
    'inactivity_timeout',
    'phase',
    'shallow',
    'snapshot',
    'timeout_policy',
    'transferred',
    'transfer_url',
    'proxy_url',
    'active',
  ]),
  Event: new Set([...NAMED, 'custom_id', 'origin', 'severity', 'vm', 'index', 'time', 'code', 'correlation_id']),
  Job: new Set([...NAMED, 'owner', 'auto_cleared', 'external', 'end_time', 'last_updated']),
};

/** Inside members that are kept otherwise. */
const OWNED_INSIDE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Vm: { cpu: ['topology'], memory_policy: ['guaranteed', 'max'], os: ['type'] },
  Template: { cpu: ['topology'], memory_policy: ['guaranteed', 'max'], os: ['type'] },
  InstanceType: { cpu: ['topology'], memory_policy: ['guaranteed', 'max'] },
};

export const ownedInside = (type: string | undefined, member: string): readonly string[] => OWNED_INSIDE[type ?? '']?.[member] ?? [];

export const owned = (type: string | undefined): OwnedBy => OWNED[type ?? ''] ?? NONE;
