// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Role } from '../types/infrastructure.ts';
import type { RoleService } from './role.ts';

export interface RolesAddParameters {
  readonly role: Role;
}

export interface RolesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface RolesService extends Service {
  roleService(id: string): RoleService;
  /** Required: `role.name`, `role.permits[].id`. */
  add(parameters: RolesAddParameters, options?: SdkCallOptions): Promise<Role>;
  list(parameters?: RolesListParameters, options?: SdkCallOptions): Promise<ListOf<Role>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'role:Role', document: 'role', gives: 'role:Role' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'roles:Role[]' },
};
