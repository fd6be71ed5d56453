// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { AffinityGroup } from '../types/sla.ts';
import type { AffinityGroupService } from './affinity-group.ts';

export interface AffinityGroupsAddParameters {
  readonly group: AffinityGroup;
}

export interface AffinityGroupsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityGroupsService extends Service {
  groupService(id: string): AffinityGroupService;
  /** Required: `group.name`. */
  add(parameters: AffinityGroupsAddParameters, options?: SdkCallOptions): Promise<AffinityGroup>;
  list(parameters?: AffinityGroupsListParameters, options?: SdkCallOptions): Promise<ListOf<AffinityGroup>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'group:AffinityGroup', document: 'group', gives: 'group:AffinityGroup' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'groups:AffinityGroup[]' },
};
