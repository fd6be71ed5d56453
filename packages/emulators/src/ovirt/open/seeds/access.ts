import type { PlainObject } from '../plain-object.ts';
import { PERMITS } from './permits.ts';
import { type Seeds, stableId } from './seed-context.ts';

// Source: ovirt-engine, packaging/dbscripts/data/00500_insert_roles.sql; ids are the same on every engine.
const ROLES: readonly (readonly [id: string, name: string, description: string, administrative: boolean, permits: readonly string[]])[] = [
  ['00000000-0000-0000-0000-000000000001', 'SuperUser', 'May do everything', true, PERMITS.map((one) => one.name)],
  ['00000000-0000-0000-0001-000000000001', 'UserRole', 'Uses virtual machines', false, ['login', 'vm_basic_operations', 'change_vm_cd', 'connect_to_vm']],
  [
    '00000000-0000-0000-0001-000000000002',
    'PowerUserRole',
    'Makes virtual machines, templates and disks',
    false,
    ['login', 'create_vm', 'create_template', 'create_disk'],
  ],
  [
    'def00001-0000-0000-0000-def000000001',
    'ClusterAdmin',
    'Administers a cluster',
    true,
    ['login', 'edit_cluster_configuration', 'manipulate_host', 'create_vm'],
  ],
  [
    'def00002-0000-0000-0000-def000000002',
    'DataCenterAdmin',
    'Administers a data center',
    true,
    ['login', 'edit_storage_pool_configuration', 'create_cluster'],
  ],
  [
    'def00003-0000-0000-0000-def000000003',
    'StorageAdmin',
    'Administers a storage domain',
    true,
    ['login', 'create_storage_domain', 'manipulate_storage_domain'],
  ],
  ['def00004-0000-0000-0000-def000000004', 'HostAdmin', 'Administers a host', true, ['login', 'edit_host_configuration', 'manipulate_host']],
  ['def00005-0000-0000-0000-def000000005', 'NetworkAdmin', 'Administers a network', true, ['login', 'configure_cluster_network', 'configure_host_network']],
  [
    'def00006-0000-0000-0000-def000000006',
    'UserVmManager',
    'Manages virtual machines',
    false,
    PERMITS.filter((one) => Number(one.id) < 14 && !one.administrative).map((one) => one.name),
  ],
  ['def00008-0000-0000-0000-def000000008', 'TemplateAdmin', 'Administers a template', true, ['login', 'create_template', 'edit_template_properties']],
  ['def0000a-0000-0000-0000-def00000000a', 'QuotaConsumer', 'Uses a quota', false, ['consume_quota']],
  ['def0000a-0000-0000-0000-def00000000b', 'DiskOperator', 'Manages a disk', false, ['attach_disk', 'edit_disk_properties', 'delete_disk']],
  ['def0000a-0000-0000-0000-def00000000d', 'VmCreator', 'Makes virtual machines', false, ['login', 'create_vm']],
  ['def0000a-0000-0000-0000-def000000010', 'VnicProfileUser', 'Uses a vNIC profile', false, ['configure_vm_network']],
  ['def00009-0000-0000-0000-def000000009', 'UserTemplateBasedVm', 'Uses a template', false, ['login', 'copy_template']],
];
export const SUPER_USER = '00000000-0000-0000-0000-000000000001';
const USER_TEMPLATE = 'def00009-0000-0000-0000-def000000009';
// Source: 00200_insert_ad_groups.sql
const EVERYONE = 'eee00000-0000-0000-0000-123456789eee';
const DOMAIN = stableId('internal-authz');

const DIRECTORY: readonly (readonly [name: string, last: string])[] = [
  ['admin', ''],
  ['alice', 'Archer'],
  ['bob', 'Baker'],
];

const directoryUser = (name: string, last: string, id: string): PlainObject => ({
  id,
  name,
  last_name: last,
  user_name: `${name}@internal-authz`,
  principal: name,
  namespace: '*',
  email: `${name}@example.com`,
  department: '',
  domain_entry_id: Buffer.from(id).toString('hex'),
  domain: `/domains/${DOMAIN}`,
});

export const ACCESS: Seeds = {
  '/roles': () => ROLES.map(([id, name, description, administrative]) => ({ id, name, description, administrative, mutable: false })),
  '/roles/{}/permits': ({ ids }) => {
    const names = ROLES.find(([id]) => id === ids[0])?.[4] ?? [];
    return PERMITS.filter((one) => names.includes(one.name)).map(({ id, name, administrative }) => ({
      id,
      name,
      administrative,
      role: `/roles/${ids[0] ?? ''}`,
    }));
  },
  '/domains': () => [{ id: DOMAIN, name: 'internal-authz' }],
  '/domains/{}/users': ({ state }) => DIRECTORY.map(([name, last]) => directoryUser(name, last, name === 'admin' ? state.adminId : stableId(`user ${name}`))),
  '/domains/{}/groups': ({ ids }) => [
    { id: stableId('group administrators'), name: 'ovirt-administrator', namespace: '*', domain: `/domains/${ids[0] ?? ''}` },
  ],
  '/groups': () => [{ id: EVERYONE, name: 'Everyone', namespace: '*', domain_entry_id: EVERYONE }],
  '/users': ({ state }) => [{ ...directoryUser('admin', '', state.adminId), department: undefined }],
  '/users/{}/groups': () => [{ id: EVERYONE, name: 'Everyone', namespace: '*' }],
  '/permissions': ({ state }) => [
    { id: stableId('permission of admin'), role: `/roles/${SUPER_USER}`, user: `/users/${state.adminId}` },
    { id: stableId('permission of everyone'), role: `/roles/${USER_TEMPLATE}`, group: `/groups/${EVERYONE}` },
  ],
};
