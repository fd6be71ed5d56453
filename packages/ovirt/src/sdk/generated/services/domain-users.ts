// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { User } from '../types/infrastructure.ts';
import type { DomainUserService } from './domain-user.ts';

export interface DomainUsersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DomainUsersService extends Service {
  userService(id: string): DomainUserService;
  list(parameters?: DomainUsersListParameters, options?: SdkCallOptions): Promise<ListOf<User>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'users:User[]' },
};
