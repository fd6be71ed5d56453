// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Balance } from '../types/sla.ts';
import type { BalanceService } from './balance.ts';

export interface BalancesAddParameters {
  readonly balance: Balance;
}

export interface BalancesListParameters {
  readonly max?: number | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface BalancesService extends Service {
  balanceService(id: string): BalanceService;
  /** Required: `balance.schedulingPolicyUnit.id`. */
  add(parameters: BalancesAddParameters, options?: SdkCallOptions): Promise<Balance>;
  list(parameters?: BalancesListParameters, options?: SdkCallOptions): Promise<ListOf<Balance>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'balance:Balance', document: 'balance', gives: 'balance:Balance' },
  list: { kind: 'list', takes: 'max:integer filter:boolean follow', gives: 'balances:Balance[]' },
};
