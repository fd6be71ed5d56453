export interface Permit {
  readonly id: string;
  readonly name: string;
  readonly administrative: boolean;
}

// What a role can allow, by the number that the engine has for it. Source: ovirt-engine, businessentities/ActionGroup.java.
const ADMINISTRATIVE: Readonly<Record<number, string>> = {
  8: 'import_export_vm',
  100: 'create_host',
  101: 'edit_host_configuration',
  102: 'delete_host',
  103: 'manipulate_host',
  104: 'configure_host_network',
  400: 'create_cluster',
  401: 'edit_cluster_configuration',
  402: 'delete_cluster',
  403: 'configure_cluster_network',
  500: 'manipulate_users',
  501: 'manipulate_roles',
  600: 'create_storage_domain',
  601: 'edit_storage_domain_configuration',
  602: 'delete_storage_domain',
  603: 'manipulate_storage_domain',
  700: 'create_storage_pool',
  701: 'delete_storage_pool',
  702: 'edit_storage_pool_configuration',
  703: 'configure_storage_pool_network',
  800: 'configure_engine',
  900: 'configure_quota',
  1000: 'create_gluster_volume',
  1001: 'manipulate_gluster_volume',
  1002: 'delete_gluster_volume',
  1200: 'port_mirroring',
};
const OF_USERS: Readonly<Record<number, string>> = {
  1: 'create_vm',
  2: 'delete_vm',
  3: 'edit_vm_properties',
  4: 'vm_basic_operations',
  5: 'change_vm_cd',
  6: 'migrate_vm',
  7: 'connect_to_vm',
  9: 'configure_vm_network',
  10: 'configure_vm_storage',
  11: 'move_vm',
  12: 'manipulate_vm_snapshots',
  13: 'reconnect_to_vm',
  200: 'create_template',
  201: 'edit_template_properties',
  202: 'delete_template',
  203: 'copy_template',
  204: 'configure_template_network',
  300: 'create_vm_pool',
  301: 'edit_vm_pool_configuration',
  302: 'delete_vm_pool',
  303: 'vm_pool_basic_operations',
  502: 'manipulate_permissions',
  901: 'consume_quota',
  1100: 'create_disk',
  1101: 'attach_disk',
  1102: 'edit_disk_properties',
  1103: 'configure_disk_storage',
  1104: 'delete_disk',
  1300: 'login',
};

const all = (table: Readonly<Record<number, string>>, administrative: boolean): Permit[] =>
  Object.entries(table).map(([id, name]) => ({ id, name, administrative }));

export const PERMITS: readonly Permit[] = [...all(OF_USERS, false), ...all(ADMINISTRATIVE, true)];

/** The id wins. */
export const permitOf = (id: string | undefined, name: string | undefined): Permit | undefined =>
  PERMITS.find((one) => (id === undefined ? one.name === name : one.id === id));
