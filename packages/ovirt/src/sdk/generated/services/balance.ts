// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Balance } from '../types/sla.ts';

export interface BalanceGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface BalanceRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface BalanceService extends Service {
  get(parameters?: BalanceGetParameters, options?: SdkCallOptions): Promise<Balance>;
  remove(parameters?: BalanceRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'balance:Balance' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
