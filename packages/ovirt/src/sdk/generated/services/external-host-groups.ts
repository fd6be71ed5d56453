// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalHostGroup } from '../types/infrastructure.ts';
import type { ExternalHostGroupService } from './external-host-group.ts';

export interface ExternalHostGroupsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalHostGroupsService extends Service {
  groupService(id: string): ExternalHostGroupService;
  list(parameters?: ExternalHostGroupsListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalHostGroup>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'groups:ExternalHostGroup[]' },
};
