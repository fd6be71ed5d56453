// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Nic } from '../types/network.ts';

export interface InstanceTypeNicGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeNicRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface InstanceTypeNicUpdateParameters {
  readonly nic: Nic;
  readonly async?: boolean | undefined;
}

export interface InstanceTypeNicService extends Service {
  get(parameters?: InstanceTypeNicGetParameters, options?: SdkCallOptions): Promise<Nic>;
  remove(parameters?: InstanceTypeNicRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: InstanceTypeNicUpdateParameters, options?: SdkCallOptions): Promise<Nic>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'nic:Nic' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'nic:Nic async:boolean', document: 'nic', gives: 'nic:Nic' },
};
