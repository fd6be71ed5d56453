// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Nic } from '../types/network.ts';

export interface TemplateNicGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateNicRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface TemplateNicUpdateParameters {
  readonly nic: Nic;
  readonly async?: boolean | undefined;
}

export interface TemplateNicService extends Service {
  get(parameters?: TemplateNicGetParameters, options?: SdkCallOptions): Promise<Nic>;
  remove(parameters?: TemplateNicRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: TemplateNicUpdateParameters, options?: SdkCallOptions): Promise<Nic>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'nic:Nic' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'nic:Nic async:boolean', document: 'nic', gives: 'nic:Nic' },
};
