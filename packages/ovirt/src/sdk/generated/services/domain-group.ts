// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Group } from '../types/infrastructure.ts';

export interface DomainGroupGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DomainGroupService extends Service {
  get(parameters?: DomainGroupGetParameters, options?: SdkCallOptions): Promise<Group>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'get:Group' },
};
