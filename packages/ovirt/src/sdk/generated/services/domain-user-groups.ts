// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Group } from '../types/infrastructure.ts';

export interface DomainUserGroupsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.2.3. */
export interface DomainUserGroupsService extends Service {
  /** Since 4.2.3. */
  list(parameters?: DomainUserGroupsListParameters, options?: SdkCallOptions): Promise<ListOf<Group>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'groups:Group[]' },
};
