// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Domain } from '../types/infrastructure.ts';
import type { DomainGroupsService } from './domain-groups.ts';
import type { DomainUsersService } from './domain-users.ts';

export interface DomainGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DomainService extends Service {
  usersService(): DomainUsersService;
  groupsService(): DomainGroupsService;
  get(parameters?: DomainGetParameters, options?: SdkCallOptions): Promise<Domain>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'domain:Domain' },
};
