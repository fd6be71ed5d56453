// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { User } from '../types/infrastructure.ts';
import type { UserService } from './user.ts';

export interface UsersAddParameters {
  readonly user: User;
}

export interface UsersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface UsersService extends Service {
  userService(id: string): UserService;
  /** Required: `user.userName`, `user.domain.id` or `user.domain.name`. */
  add(parameters: UsersAddParameters, options?: SdkCallOptions): Promise<User>;
  list(parameters?: UsersListParameters, options?: SdkCallOptions): Promise<ListOf<User>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<UsersListParameters>, options?: SdkCallOptions): List<User>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'user:User', document: 'user', gives: 'user:User' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'users:User[]', order: 'usrname asc' },
};
