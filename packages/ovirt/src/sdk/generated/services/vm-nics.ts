// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Nic } from '../types/network.ts';
import type { VmNicService } from './vm-nic.ts';

export interface VmNicsAddParameters {
  readonly nic: Nic;
}

export interface VmNicsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmNicsService extends Service {
  nicService(id: string): VmNicService;
  /** Required: `nic.name`. */
  add(parameters: VmNicsAddParameters, options?: SdkCallOptions): Promise<Nic>;
  list(parameters?: VmNicsListParameters, options?: SdkCallOptions): Promise<ListOf<Nic>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'nic:Nic', document: 'nic', gives: 'nic:Nic' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'nics:Nic[]' },
};
