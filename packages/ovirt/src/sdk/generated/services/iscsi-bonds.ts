// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { IscsiBond } from '../types/storage.ts';
import type { IscsiBondService } from './iscsi-bond.ts';

export interface IscsiBondsAddParameters {
  readonly bond: IscsiBond;
}

export interface IscsiBondsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface IscsiBondsService extends Service {
  iscsiBondService(id: string): IscsiBondService;
  /** Required: `bond.name`. */
  add(parameters: IscsiBondsAddParameters, options?: SdkCallOptions): Promise<IscsiBond>;
  list(parameters?: IscsiBondsListParameters, options?: SdkCallOptions): Promise<ListOf<IscsiBond>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'bond:IscsiBond', document: 'bond', gives: 'bond:IscsiBond' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'bonds:IscsiBond[]' },
};
