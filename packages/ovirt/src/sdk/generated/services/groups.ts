// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Group } from '../types/infrastructure.ts';
import type { GroupService } from './group.ts';

export interface GroupsAddParameters {
  readonly group: Group;
}

export interface GroupsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GroupsService extends Service {
  groupService(id: string): GroupService;
  /** Required: `group.name`. */
  add(parameters: GroupsAddParameters, options?: SdkCallOptions): Promise<Group>;
  list(parameters?: GroupsListParameters, options?: SdkCallOptions): Promise<ListOf<Group>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<GroupsListParameters>, options?: SdkCallOptions): List<Group>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'group:Group', document: 'group', gives: 'group:Group' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'groups:Group[]', order: 'name asc' },
};
