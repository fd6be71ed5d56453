// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Group } from '../types/infrastructure.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AssignedRolesService } from './assigned-roles.ts';
import type { AssignedTagsService } from './assigned-tags.ts';

export interface GroupGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GroupRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface GroupService extends Service {
  rolesService(): AssignedRolesService;
  permissionsService(): AssignedPermissionsService;
  tagsService(): AssignedTagsService;
  get(parameters?: GroupGetParameters, options?: SdkCallOptions): Promise<Group>;
  remove(parameters?: GroupRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'get:Group' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
