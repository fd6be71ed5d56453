// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Permission } from '../types/infrastructure.ts';
import type { PermissionService } from './permission.ts';

export interface AssignedPermissionsAddParameters {
  readonly permission: Permission;
}

export interface AssignedPermissionsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedPermissionsService extends Service {
  permissionService(id: string): PermissionService;
  /** Required: `permission.role.id` or `permission.role.name`. */
  add(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.cluster.id`. */
  addClusterPermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.dataCenter.id`. */
  addDataCenterPermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.group.id`. */
  addGroupLevel(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.host.id`. */
  addHostPermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.storageDomain.id`. */
  addStorageDomainPermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.template.id`. */
  addTemplatePermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.user.id`. */
  addUserLevel(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.vm.id`. */
  addVmPermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  /** Required: `permission.vmPool.id`. */
  addVmPoolPermission(parameters: AssignedPermissionsAddParameters, options?: SdkCallOptions): Promise<Permission>;
  list(parameters?: AssignedPermissionsListParameters, options?: SdkCallOptions): Promise<ListOf<Permission>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addClusterPermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addDataCenterPermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addGroupLevel: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addHostPermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addStorageDomainPermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addTemplatePermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addUserLevel: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addVmPermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  addVmPoolPermission: { kind: 'add', takes: 'permission:Permission', document: 'permission', gives: 'permission:Permission' },
  list: { kind: 'list', takes: 'follow', gives: 'permissions:Permission[]' },
};
