// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { User } from '../types/infrastructure.ts';

export interface DomainUserGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DomainUserService extends Service {
  get(parameters?: DomainUserGetParameters, options?: SdkCallOptions): Promise<User>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'user:User' },
};
