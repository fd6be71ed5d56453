// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Group } from '../types/infrastructure.ts';
import type { DomainGroupService } from './domain-group.ts';

export interface DomainGroupsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DomainGroupsService extends Service {
  groupService(id: string): DomainGroupService;
  list(parameters?: DomainGroupsListParameters, options?: SdkCallOptions): Promise<ListOf<Group>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'groups:Group[]' },
};
