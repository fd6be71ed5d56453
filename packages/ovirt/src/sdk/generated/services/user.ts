// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { User } from '../types/infrastructure.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AssignedRolesService } from './assigned-roles.ts';
import type { AssignedTagsService } from './assigned-tags.ts';
import type { DomainUserGroupsService } from './domain-user-groups.ts';
import type { EventSubscriptionsService } from './event-subscriptions.ts';
import type { SshPublicKeysService } from './ssh-public-keys.ts';
import type { UserOptionsService } from './user-options.ts';

export interface UserGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface UserRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface UserUpdateParameters {
  readonly user: User;
}

export interface UserService extends Service {
  groupsService(): DomainUserGroupsService;
  rolesService(): AssignedRolesService;
  permissionsService(): AssignedPermissionsService;
  tagsService(): AssignedTagsService;
  sshPublicKeysService(): SshPublicKeysService;
  /** Since 4.4.5. */
  optionsService(): UserOptionsService;
  /** Since 4.4.0. */
  eventSubscriptionsService(): EventSubscriptionsService;
  get(parameters?: UserGetParameters, options?: SdkCallOptions): Promise<User>;
  remove(parameters?: UserRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Since 4.4.
   * @deprecated
   */
  update(parameters: UserUpdateParameters, options?: SdkCallOptions): Promise<User>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'user:User' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'user:User', document: 'user', gives: 'user:User' },
};
