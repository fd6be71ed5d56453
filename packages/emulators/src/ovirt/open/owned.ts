export type OwnedBy = ReadonlySet<string>;

const NONE: OwnedBy = new Set();
const IDENTIFIED = ['name', 'description', 'comment'];
const MACHINE = [
  ...IDENTIFIED,
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
  InstanceType: new Set([...MACHINE, 'cpu', 'memory_policy']),
  Disk: new Set([
    ...IDENTIFIED,
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
    'lun_storage',
  ]),
  DiskAttachment: new Set(['active', 'bootable', 'disk', 'interface', 'read_only', 'template', 'vm', ...IDENTIFIED]),
  Nic: new Set([...IDENTIFIED, 'interface', 'linked', 'mac', 'network', 'plugged', 'synced', 'template', 'vm', 'vnic_profile']),
  DataCenter: new Set([...IDENTIFIED, 'status', 'version', 'supported_versions']),
  Cluster: new Set([...IDENTIFIED, 'data_center']),
  Host: new Set([...IDENTIFIED, 'address', 'cluster', 'status', 'ssh', 'certificate']),
  Network: new Set([...IDENTIFIED, 'data_center', 'profile_required', 'vlan']),
  VnicProfile: new Set([...IDENTIFIED, 'network']),
  StorageDomain: new Set([
    ...IDENTIFIED,
    'data_center',
    'data_centers',
    'host',
    'import',
    'master',
    'status',
    'storage',
    'type',
    'available',
    'used',
    'committed',
  ]),
  Snapshot: new Set([...IDENTIFIED, 'disk_attachments', 'disks', 'persist_memorystate', 'snapshot_status', 'snapshot_type', 'date', 'vm']),
  Tag: new Set([...IDENTIFIED, 'parent', 'vm', 'host', 'user', 'group', 'template']),
  ImageTransfer: new Set(['backup', 'direction', 'disk', 'format', 'host', 'image', 'inactivity_timeout', 'phase', 'shallow', 'snapshot', 'timeout_policy']),
  Event: new Set([...IDENTIFIED, 'custom_id', 'origin', 'severity', 'vm', 'index', 'time', 'code', 'correlation_id']),
  Job: new Set([...IDENTIFIED, 'owner', 'auto_cleared', 'external', 'end_time', 'last_updated']),
};

/** Inside members that are kept otherwise. */
const OWNED_INSIDE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Vm: { cpu: ['topology'], memory_policy: ['guaranteed', 'max'], os: ['type'] },
  Template: { cpu: ['topology'], memory_policy: ['guaranteed', 'max'], os: ['type'] },
};

export const ownedInside = (type: string | undefined, member: string): readonly string[] => OWNED_INSIDE[type ?? '']?.[member] ?? [];

export const owned = (type: string | undefined): OwnedBy => OWNED[type ?? ''] ?? NONE;
