// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Nic } from '../types/network.ts';
import type { InstanceTypeNicService } from './instance-type-nic.ts';

export interface InstanceTypeNicsAddParameters {
  readonly nic: Nic;
}

export interface InstanceTypeNicsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeNicsService extends Service {
  nicService(id: string): InstanceTypeNicService;
  add(parameters: InstanceTypeNicsAddParameters, options?: SdkCallOptions): Promise<Nic>;
  list(parameters?: InstanceTypeNicsListParameters, options?: SdkCallOptions): Promise<ListOf<Nic>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'nic:Nic', document: 'nic', gives: 'nic:Nic' },
  list: { kind: 'list', takes: 'max:integer search follow', gives: 'nics:Nic[]' },
};
