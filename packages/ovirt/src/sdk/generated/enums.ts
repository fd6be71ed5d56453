// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

export const AccessProtocol = ['gluster', 'nfs', 'cifs'] as const;
export type AccessProtocol = (typeof AccessProtocol)[number];

/**
 * `s390x` since 4.2.
 * `aarch64` since 4.5.
 */
export const Architecture = ['undefined', 'x86_64', 'ppc64', 's390x', 'aarch64', 'loongarch64'] as const;
export type Architecture = (typeof Architecture)[number];

export const AutoNumaStatus = ['disable', 'enable', 'unknown'] as const;
export type AutoNumaStatus = (typeof AutoNumaStatus)[number];

/**
 * Since 4.4.
 * @deprecated
 */
export const AutoPinningPolicy = ['disabled', 'existing', 'adjust'] as const;
export type AutoPinningPolicy = (typeof AutoPinningPolicy)[number];

/**
 * `initializing`, `starting`, `ready`, `finalizing` since 4.3.
 * `succeeded`, `failed` since 4.4.7.
 */
export const BackupPhase = ['initializing', 'starting', 'ready', 'finalizing', 'succeeded', 'failed'] as const;
export type BackupPhase = (typeof BackupPhase)[number];

/**
 * Since 4.3.
 * `cluster_default` since 4.4.
 */
export const BiosType = ['cluster_default', 'i440fx_sea_bios', 'q35_sea_bios', 'q35_ovmf', 'q35_secure_boot'] as const;
export type BiosType = (typeof BiosType)[number];

export const BootDevice = ['cdrom', 'hd', 'network'] as const;
export type BootDevice = (typeof BootDevice)[number];

/** `poly_dhcp_autoconf` since 10. */
export const BootProtocol = ['autoconf', 'dhcp', 'poly_dhcp_autoconf', 'static', 'none'] as const;
export type BootProtocol = (typeof BootProtocol)[number];

/** `created`, `invalid` since 4.4.7. */
export const CheckpointState = ['created', 'invalid'] as const;
export type CheckpointState = (typeof CheckpointState)[number];

/** Since 4.2.8. */
export const CloudInitNetworkProtocol = ['eni', 'openstack_metadata'] as const;
export type CloudInitNetworkProtocol = (typeof CloudInitNetworkProtocol)[number];

/**
 * Since 4.3.2.
 * `update_progress` since 4.5.0.
 */
export const ClusterUpgradeAction = ['start', 'update_progress', 'finish'] as const;
export type ClusterUpgradeAction = (typeof ClusterUpgradeAction)[number];

/** `ova` since 4.2. */
export const ConfigurationType = ['ovf', 'ova'] as const;
export type ConfigurationType = (typeof ConfigurationType)[number];

export const CpuMode = ['custom', 'host_model', 'host_passthrough'] as const;
export type CpuMode = (typeof CpuMode)[number];

/**
 * Since 4.5.
 * `isolate_threads` since 4.5.1.
 */
export const CpuPinningPolicy = ['none', 'manual', 'resize_and_pin_numa', 'dedicated', 'isolate_threads'] as const;
export type CpuPinningPolicy = (typeof CpuPinningPolicy)[number];

export const CreationStatus = ['pending', 'in_progress', 'complete', 'failed'] as const;
export type CreationStatus = (typeof CreationStatus)[number];

export const DataCenterStatus = ['uninitialized', 'up', 'maintenance', 'not_operational', 'problematic', 'contend'] as const;
export type DataCenterStatus = (typeof DataCenterStatus)[number];

/** Since 4.3. */
export const DiskBackup = ['none', 'incremental'] as const;
export type DiskBackup = (typeof DiskBackup)[number];

/** Since 4.4.3. */
export const DiskBackupMode = ['full', 'incremental'] as const;
export type DiskBackupMode = (typeof DiskBackupMode)[number];

/**
 * `data`, `ovf_store`, `memory_dump_volume`, `memory_metadata_volume`, `iso` since 4.2.1.
 * `hosted_engine`, `hosted_engine_sanlock`, `hosted_engine_metadata`, `hosted_engine_configuration` since 4.3.3.
 * `backup_scratch` since 4.4.6.
 */
export const DiskContentType = [
  'data', 'ovf_store', 'memory_dump_volume', 'memory_metadata_volume', 'iso', 'hosted_engine', 'hosted_engine_sanlock', 'hosted_engine_metadata',
  'hosted_engine_configuration', 'backup_scratch',
] as const;
export type DiskContentType = (typeof DiskContentType)[number];

export const DiskFormat = ['cow', 'raw'] as const;
export type DiskFormat = (typeof DiskFormat)[number];

/** `sata` since 4.3. */
export const DiskInterface = ['ide', 'virtio_scsi', 'virtio', 'spapr_vscsi', 'sata'] as const;
export type DiskInterface = (typeof DiskInterface)[number];

export const DiskStatus = ['illegal', 'locked', 'ok'] as const;
export type DiskStatus = (typeof DiskStatus)[number];

/** `managed_block_storage` since 4.3. */
export const DiskStorageType = ['image', 'lun', 'cinder', 'managed_block_storage'] as const;
export type DiskStorageType = (typeof DiskStorageType)[number];

export const DiskType = ['data', 'system'] as const;
export type DiskType = (typeof DiskType)[number];

export const DisplayType = ['vnc', 'spice'] as const;
export type DisplayType = (typeof DisplayType)[number];

export const EntityExternalStatus = ['ok', 'info', 'warning', 'error', 'failure'] as const;
export type EntityExternalStatus = (typeof EntityExternalStatus)[number];

export const ExternalStatus = ['error', 'failure', 'info', 'ok', 'warning'] as const;
export type ExternalStatus = (typeof ExternalStatus)[number];

export const ExternalSystemType = ['vdsm', 'gluster'] as const;
export type ExternalSystemType = (typeof ExternalSystemType)[number];

/** Since 4.0.4. */
export const ExternalVmProviderType = ['kvm', 'xen', 'vmware'] as const;
export type ExternalVmProviderType = (typeof ExternalVmProviderType)[number];

export const FenceType = ['manual', 'restart', 'start', 'stop', 'status'] as const;
export type FenceType = (typeof FenceType)[number];

/**
 * Since 4.4.
 * `undefined`, `disabled`, `enabled` since 4.4.5.
 */
export const FipsMode = ['undefined', 'disabled', 'enabled'] as const;
export type FipsMode = (typeof FipsMode)[number];

/** Since 4.2. */
export const FirewallType = ['iptables', 'firewalld'] as const;
export type FirewallType = (typeof FirewallType)[number];

export const GlusterBrickStatus = ['up', 'down', 'unknown'] as const;
export type GlusterBrickStatus = (typeof GlusterBrickStatus)[number];

export const GlusterHookStatus = ['enabled', 'disabled', 'missing'] as const;
export type GlusterHookStatus = (typeof GlusterHookStatus)[number];

export const GlusterState = ['up', 'down', 'unknown'] as const;
export type GlusterState = (typeof GlusterState)[number];

export const GlusterVolumeStatus = ['up', 'down', 'unknown'] as const;
export type GlusterVolumeStatus = (typeof GlusterVolumeStatus)[number];

export const GlusterVolumeType = [
  'distribute', 'replicate', 'distributed_replicate', 'stripe', 'distributed_stripe', 'striped_replicate', 'distributed_striped_replicate', 'disperse',
  'distributed_disperse',
] as const;
export type GlusterVolumeType = (typeof GlusterVolumeType)[number];

export const GraphicsType = ['spice', 'vnc'] as const;
export type GraphicsType = (typeof GraphicsType)[number];

export const HookContentType = ['text', 'binary'] as const;
export type HookContentType = (typeof HookContentType)[number];

export const HookStage = ['pre', 'post'] as const;
export type HookStage = (typeof HookStage)[number];

export const HookStatus = ['enabled', 'disabled', 'missing'] as const;
export type HookStatus = (typeof HookStatus)[number];

export const HostProtocol = ['xml', 'stomp'] as const;
export type HostProtocol = (typeof HostProtocol)[number];

/** Deprecated: `pending_approval`. */
export const HostStatus = [
  'down', 'error', 'initializing', 'installing', 'install_failed', 'maintenance', 'non_operational', 'non_responsive', 'pending_approval',
  'preparing_for_maintenance', 'connecting', 'reboot', 'unassigned', 'up', 'installing_os', 'kdumping',
] as const;
export type HostStatus = (typeof HostStatus)[number];

/** Deprecated: `rhev_h`. */
export const HostType = ['rhel', 'rhev_h', 'ovirt_node'] as const;
export type HostType = (typeof HostType)[number];

/** Since 4.2.0. */
export const ImageFileType = ['iso', 'floppy', 'disk'] as const;
export type ImageFileType = (typeof ImageFileType)[number];

/** Since 4.1. */
export const ImageTransferDirection = ['upload', 'download'] as const;
export type ImageTransferDirection = (typeof ImageTransferDirection)[number];

/**
 * Since 4.0.4.
 * `paused_system` since 4.5.1.
 * `cancelled_system`, `cancelled_user`, `finalizing_cleanup`, `finished_cleanup` since 4.3.5.
 * Deprecated: `cancelled`.
 */
export const ImageTransferPhase = [
  'unknown', 'initializing', 'transferring', 'resuming', 'paused_system', 'paused_user', 'cancelled', 'finalizing_success', 'finalizing_failure',
  'finished_success', 'finished_failure', 'cancelled_system', 'cancelled_user', 'finalizing_cleanup', 'finished_cleanup',
] as const;
export type ImageTransferPhase = (typeof ImageTransferPhase)[number];

/** Since 4.4.5. */
export const ImageTransferTimeoutPolicy = ['legacy', 'pause', 'cancel'] as const;
export type ImageTransferTimeoutPolicy = (typeof ImageTransferTimeoutPolicy)[number];

export const InheritableBoolean = ['true', 'false', 'inherit'] as const;
export type InheritableBoolean = (typeof InheritableBoolean)[number];

export const IpVersion = ['v4', 'v6'] as const;
export type IpVersion = (typeof IpVersion)[number];

export const JobStatus = ['aborted', 'failed', 'finished', 'started', 'unknown'] as const;
export type JobStatus = (typeof JobStatus)[number];

export const KdumpStatus = ['unknown', 'disabled', 'enabled'] as const;
export type KdumpStatus = (typeof KdumpStatus)[number];

/** Since 4.3. */
export const LogMaxMemoryUsedThresholdType = ['percentage', 'absolute_value_in_mb'] as const;
export type LogMaxMemoryUsedThresholdType = (typeof LogMaxMemoryUsedThresholdType)[number];

export const LogSeverity = ['normal', 'warning', 'error', 'alert'] as const;
export type LogSeverity = (typeof LogSeverity)[number];

export const LunStatus = ['free', 'used', 'unusable'] as const;
export type LunStatus = (typeof LunStatus)[number];

/** @deprecated */
export const MessageBrokerType = ['qpid', 'rabbit_mq'] as const;
export type MessageBrokerType = (typeof MessageBrokerType)[number];

export const MigrateOnError = ['migrate', 'do_not_migrate', 'migrate_highly_available'] as const;
export type MigrateOnError = (typeof MigrateOnError)[number];

export const MigrationBandwidthAssignmentMethod = ['auto', 'custom', 'hypervisor_default'] as const;
export type MigrationBandwidthAssignmentMethod = (typeof MigrationBandwidthAssignmentMethod)[number];

/**
 * @deprecated
 * Deprecated: `open_vswitch`.
 */
export const NetworkPluginType = ['open_vswitch'] as const;
export type NetworkPluginType = (typeof NetworkPluginType)[number];

export const NetworkStatus = ['operational', 'non_operational'] as const;
export type NetworkStatus = (typeof NetworkStatus)[number];

/** `default_route` since 4.2. */
export const NetworkUsage = ['default_route', 'display', 'gluster', 'management', 'migration', 'vm'] as const;
export type NetworkUsage = (typeof NetworkUsage)[number];

/**
 * `v4_0` since 4.3.6.
 * `v4_2` since 4.1.1.
 */
export const NfsVersion = ['auto', 'v3', 'v4', 'v4_0', 'v4_1', 'v4_2'] as const;
export type NfsVersion = (typeof NfsVersion)[number];

export const NicInterface = ['e1000', 'e1000e', 'virtio', 'rtl8139', 'rtl8139_virtio', 'spapr_vlan', 'pci_passthrough'] as const;
export type NicInterface = (typeof NicInterface)[number];

export const NicStatus = ['down', 'up'] as const;
export type NicStatus = (typeof NicStatus)[number];

/** Since 4.4.0. */
export const NotifiableEvent = [
  'engine_stop', 'engine_backup_started', 'engine_backup_completed', 'engine_backup_failed', 'engine_ca_certification_is_about_to_expire',
  'engine_ca_certification_has_expired', 'engine_certification_is_about_to_expire', 'engine_certification_has_expired', 'cluster_alert_ha_reservation',
  'network_update_display_for_cluster_with_active_vm', 'cluster_alert_ha_reservation_down', 'host_failure', 'host_updates_are_available',
  'host_updates_are_available_with_packages', 'user_host_maintenance', 'user_host_maintenance_manual_ha', 'user_host_maintenance_migration_failed',
  'host_activate_manual_ha', 'host_activate_failed', 'host_recover_failed', 'host_approve_failed', 'host_install_failed', 'host_time_drift_alert',
  'host_set_nonoperational', 'host_set_nonoperational_iface_down', 'host_low_mem', 'host_high_mem_use', 'host_interface_high_network_use', 'host_high_cpu_use',
  'host_high_swap_use', 'host_low_swap', 'host_interface_state_down', 'host_bond_slave_state_down', 'network_update_display_for_host_with_active_vm',
  'host_certification_is_about_to_expire', 'host_certification_has_expired', 'host_certificate_has_invalid_san', 'host_set_nonoperational_domain',
  'system_change_storage_pool_status_no_host_for_spm', 'system_deactivated_storage_domain', 'vm_failure', 'vm_migration_start', 'vm_migration_failed',
  'vm_migration_to_server_failed', 'vm_not_responding', 'vm_status_restored', 'ha_vm_restart_failed', 'ha_vm_failed', 'vm_console_connected',
  'vm_console_disconnected', 'vm_set_ticket', 'vm_down_error', 'host_initiated_run_vm_failed', 'vm_paused', 'vm_paused_eio', 'vm_paused_enospc',
  'vm_paused_eperm', 'vm_paused_error', 'vm_recovered_from_pause_error', 'mac_address_is_external', 'host_slow_storage_response_time', 'irs_failure',
  'irs_disk_space_low', 'irs_confirmed_disk_space_low', 'irs_disk_space_low_error', 'number_of_lvs_on_storage_domain_exceeded_threshold',
  'gluster_volume_create', 'gluster_volume_create_failed', 'gluster_volume_option_added', 'gluster_volume_option_modified', 'gluster_volume_option_set_failed',
  'gluster_volume_start', 'gluster_volume_start_failed', 'gluster_volume_stop', 'gluster_volume_stop_failed', 'gluster_volume_options_reset',
  'gluster_volume_options_reset_all', 'gluster_volume_options_reset_failed', 'gluster_volume_delete', 'gluster_volume_delete_failed',
  'gluster_volume_add_brick', 'gluster_volume_add_brick_failed', 'gluster_volume_remove_bricks', 'gluster_volume_remove_bricks_failed',
  'start_removing_gluster_volume_bricks', 'start_removing_gluster_volume_bricks_failed', 'gluster_volume_remove_bricks_stop',
  'gluster_volume_remove_bricks_stop_failed', 'gluster_volume_rebalance_start', 'gluster_volume_rebalance_start_failed', 'gluster_volume_rebalance_stop',
  'gluster_volume_rebalance_stop_failed', 'gluster_volume_replace_brick_failed', 'gluster_volume_replace_brick_start',
  'gluster_volume_replace_brick_start_failed', 'gluster_volume_brick_replaced', 'gluster_volume_rebalance_start_detected_from_cli',
  'start_removing_gluster_volume_bricks_detected_from_cli', 'gluster_volume_rebalance_not_found_from_cli', 'remove_gluster_volume_bricks_not_found_from_cli',
  'gluster_volume_snapshot_created', 'gluster_volume_snapshot_create_failed', 'gluster_server_add_failed', 'gluster_server_remove',
  'gluster_server_remove_failed', 'gluster_volume_profile_start', 'gluster_volume_profile_start_failed', 'gluster_volume_profile_stop',
  'gluster_volume_profile_stop_failed', 'gluster_hook_enable', 'gluster_hook_enable_failed', 'gluster_hook_disable', 'gluster_hook_disable_failed',
  'gluster_hook_detected_new', 'gluster_hook_conflict_detected', 'gluster_hook_detected_delete', 'gluster_hook_added', 'gluster_hook_add_failed',
  'gluster_hook_removed', 'gluster_hook_remove_failed', 'gluster_service_started', 'gluster_service_start_failed', 'gluster_service_stopped',
  'gluster_service_stop_failed', 'gluster_service_restarted', 'gluster_service_restart_failed', 'gluster_brick_status_changed',
  'gluster_volume_snapshot_deleted', 'gluster_volume_snapshot_delete_failed', 'gluster_volume_all_snapshots_deleted',
  'gluster_volume_all_snapshots_delete_failed', 'gluster_volume_snapshot_activated', 'gluster_volume_snapshot_activate_failed',
  'gluster_volume_snapshot_deactivated', 'gluster_volume_snapshot_deactivate_failed', 'gluster_volume_snapshot_restored',
  'gluster_volume_snapshot_restore_failed', 'gluster_volume_confirmed_space_low', 'dwh_stopped', 'dwh_error', 'gluster_volume_rebalance_finished',
  'gluster_volume_migrate_brick_data_finished', 'host_untrusted', 'user_update_vm_from_trusted_to_untrusted', 'user_update_vm_from_untrusted_to_trusted',
  'importexport_import_vm_from_trusted_to_untrusted', 'importexport_import_vm_from_untrusted_to_trusted', 'user_add_vm_from_trusted_to_untrusted',
  'user_add_vm_from_untrusted_to_trusted', 'importexport_import_template_from_trusted_to_untrusted', 'importexport_import_template_from_untrusted_to_trusted',
  'user_add_vm_template_from_trusted_to_untrusted', 'user_add_vm_template_from_untrusted_to_trusted', 'user_update_vm_template_from_trusted_to_untrusted',
  'user_update_vm_template_from_untrusted_to_trusted', 'faulty_multipaths_on_host', 'no_faulty_multipaths_on_host',
  'multipath_devices_without_valid_paths_on_host',
] as const;
export type NotifiableEvent = (typeof NotifiableEvent)[number];

/** Since 4.4.0. */
export const NotificationMethod = ['smtp', 'snmp'] as const;
export type NotificationMethod = (typeof NotificationMethod)[number];

export const NumaTuneMode = ['strict', 'interleave', 'preferred'] as const;
export type NumaTuneMode = (typeof NumaTuneMode)[number];

export const OpenStackNetworkProviderType = ['neutron', 'external'] as const;
export type OpenStackNetworkProviderType = (typeof OpenStackNetworkProviderType)[number];

/** @deprecated */
export const OpenstackVolumeAuthenticationKeyUsageType = ['ceph'] as const;
export type OpenstackVolumeAuthenticationKeyUsageType = (typeof OpenstackVolumeAuthenticationKeyUsageType)[number];

/** @deprecated */
export const OsType = [
  'unassigned', 'windows_xp', 'windows_2003', 'windows_2008', 'other_linux', 'other', 'rhel_5', 'rhel_4', 'rhel_3', 'windows_2003x64', 'windows_7',
  'windows_7x64', 'rhel_5x64', 'rhel_4x64', 'rhel_3x64', 'windows_2008x64', 'windows_2008r2x64', 'rhel_6', 'rhel_6x64', 'windows_8', 'windows_8x64',
  'windows_2012x64',
] as const;
export type OsType = (typeof OsType)[number];

/** Since 4.5.1. */
export const ParallelMigrationsPolicy = ['inherit', 'auto', 'auto_parallel', 'disabled', 'custom'] as const;
export type ParallelMigrationsPolicy = (typeof ParallelMigrationsPolicy)[number];

export const PayloadEncoding = ['base64', 'plaintext'] as const;
export type PayloadEncoding = (typeof PayloadEncoding)[number];

export const PmProxyType = ['cluster', 'dc', 'other_dc'] as const;
export type PmProxyType = (typeof PmProxyType)[number];

export const PolicyUnitType = ['filter', 'weight', 'load_balancing'] as const;
export type PolicyUnitType = (typeof PolicyUnitType)[number];

export const PowerManagementStatus = ['on', 'off', 'unknown'] as const;
export type PowerManagementStatus = (typeof PowerManagementStatus)[number];

/** Since 4.1. */
export const QcowVersion = ['qcow2_v2', 'qcow2_v3'] as const;
export type QcowVersion = (typeof QcowVersion)[number];

export const QosType = ['storage', 'cpu', 'network', 'hostnetwork'] as const;
export type QosType = (typeof QosType)[number];

export const QuotaModeType = ['enabled', 'disabled', 'audit'] as const;
export type QuotaModeType = (typeof QuotaModeType)[number];

export const ReportedDeviceType = ['network'] as const;
export type ReportedDeviceType = (typeof ReportedDeviceType)[number];

export const ResolutionType = ['add', 'copy'] as const;
export type ResolutionType = (typeof ResolutionType)[number];

/** `urandom` since 4.1. */
export const RngSource = ['random', 'urandom', 'hwrng'] as const;
export type RngSource = (typeof RngSource)[number];

export const RoleType = ['admin', 'user'] as const;
export type RoleType = (typeof RoleType)[number];

/** `disabled` since 4.3.5. */
export const ScsiGenericIO = ['filtered', 'unfiltered', 'disabled'] as const;
export type ScsiGenericIO = (typeof ScsiGenericIO)[number];

export const SeLinuxMode = ['enforcing', 'permissive', 'disabled'] as const;
export type SeLinuxMode = (typeof SeLinuxMode)[number];

/** `none` since 4.4.0. */
export const SerialNumberPolicy = ['host', 'vm', 'custom', 'none'] as const;
export type SerialNumberPolicy = (typeof SerialNumberPolicy)[number];

export const SnapshotStatus = ['ok', 'locked', 'in_preview'] as const;
export type SnapshotStatus = (typeof SnapshotStatus)[number];

export const SnapshotType = ['regular', 'active', 'stateless', 'preview'] as const;
export type SnapshotType = (typeof SnapshotType)[number];

export const SpmStatus = ['none', 'contending', 'spm'] as const;
export type SpmStatus = (typeof SpmStatus)[number];

export const SshAuthenticationMethod = ['password', 'publickey'] as const;
export type SshAuthenticationMethod = (typeof SshAuthenticationMethod)[number];

export const SsoMethod = ['guest_agent'] as const;
export type SsoMethod = (typeof SsoMethod)[number];

export const StatisticKind = ['counter', 'gauge'] as const;
export type StatisticKind = (typeof StatisticKind)[number];

export const StatisticUnit = ['bits_per_second', 'bytes', 'bytes_per_second', 'count_per_second', 'none', 'percent', 'seconds'] as const;
export type StatisticUnit = (typeof StatisticUnit)[number];

export const StepEnum = ['validating', 'executing', 'finalizing', 'rebalancing_volume', 'removing_bricks', 'unknown'] as const;
export type StepEnum = (typeof StepEnum)[number];

export const StepStatus = ['aborted', 'failed', 'finished', 'started', 'unknown'] as const;
export type StepStatus = (typeof StepStatus)[number];

export const StorageDomainStatus = [
  'active', 'inactive', 'locked', 'mixed', 'unattached', 'maintenance', 'preparing_for_maintenance', 'detaching', 'activating', 'unknown',
] as const;
export type StorageDomainStatus = (typeof StorageDomainStatus)[number];

/** `managed_block_storage` since 4.3. */
export const StorageDomainType = ['data', 'iso', 'export', 'image', 'volume', 'managed_block_storage'] as const;
export type StorageDomainType = (typeof StorageDomainType)[number];

/**
 * `v4` since 4.1.
 * `v5` since 4.3.
 */
export const StorageFormat = ['v1', 'v2', 'v3', 'v4', 'v5'] as const;
export type StorageFormat = (typeof StorageFormat)[number];

/** `managed_block_storage` since 4.3. */
export const StorageType = ['iscsi', 'fcp', 'nfs', 'localfs', 'posixfs', 'glusterfs', 'glance', 'cinder', 'managed_block_storage'] as const;
export type StorageType = (typeof StorageType)[number];

export const SwitchType = ['legacy', 'ovs'] as const;
export type SwitchType = (typeof SwitchType)[number];

export const TemplateStatus = ['illegal', 'locked', 'ok'] as const;
export type TemplateStatus = (typeof TemplateStatus)[number];

export const TpmSupport = ['unsupported', 'supported', 'required'] as const;
export type TpmSupport = (typeof TpmSupport)[number];

export const TransportType = ['tcp', 'rdma'] as const;
export type TransportType = (typeof TransportType)[number];

/** Deprecated: `legacy`. */
export const UsbType = ['legacy', 'native'] as const;
export type UsbType = (typeof UsbType)[number];

export const ValueType = ['decimal', 'integer', 'string'] as const;
export type ValueType = (typeof ValueType)[number];

/** Since 4.3. */
export const VgpuPlacement = ['consolidated', 'separated'] as const;
export type VgpuPlacement = (typeof VgpuPlacement)[number];

/** Deprecated: `cirrus`, `qxl`. */
export const VideoType = ['bochs', 'cirrus', 'vga', 'qxl'] as const;
export type VideoType = (typeof VideoType)[number];

export const VmAffinity = ['migratable', 'user_migratable', 'pinned'] as const;
export type VmAffinity = (typeof VmAffinity)[number];

export const VmDeviceType = ['floppy', 'cdrom'] as const;
export type VmDeviceType = (typeof VmDeviceType)[number];

export const VmPoolType = ['automatic', 'manual'] as const;
export type VmPoolType = (typeof VmPoolType)[number];

export const VmStatus = [
  'unassigned', 'down', 'up', 'powering_up', 'paused', 'migrating', 'unknown', 'not_responding', 'wait_for_launch', 'reboot_in_progress', 'saving_state',
  'restoring_state', 'suspended', 'image_locked', 'powering_down',
] as const;
export type VmStatus = (typeof VmStatus)[number];

/** Since 4.2. */
export const VmStorageErrorResumeBehaviour = ['leave_paused', 'auto_resume', 'kill'] as const;
export type VmStorageErrorResumeBehaviour = (typeof VmStorageErrorResumeBehaviour)[number];

/** `high_performance` since 4.2. */
export const VmType = ['desktop', 'server', 'high_performance'] as const;
export type VmType = (typeof VmType)[number];

export const VnicPassThroughMode = ['enabled', 'disabled'] as const;
export type VnicPassThroughMode = (typeof VnicPassThroughMode)[number];

export const WatchdogAction = ['none', 'reset', 'poweroff', 'pause', 'dump'] as const;
export type WatchdogAction = (typeof WatchdogAction)[number];

/** `diag288` since 4.2. */
export const WatchdogModel = ['i6300esb', 'diag288'] as const;
export type WatchdogModel = (typeof WatchdogModel)[number];
