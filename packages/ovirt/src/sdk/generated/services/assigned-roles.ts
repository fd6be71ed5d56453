// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Role } from '../types/infrastructure.ts';
import type { RoleService } from './role.ts';

export interface AssignedRolesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedRolesService extends Service {
  roleService(id: string): RoleService;
  list(parameters?: AssignedRolesListParameters, options?: SdkCallOptions): Promise<ListOf<Role>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'roles:Role[]' },
};
