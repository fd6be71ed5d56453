// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NetworkLabel } from '../types/network.ts';

export interface NetworkLabelGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkLabelRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface NetworkLabelService extends Service {
  get(parameters?: NetworkLabelGetParameters, options?: SdkCallOptions): Promise<NetworkLabel>;
  remove(parameters?: NetworkLabelRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'label:NetworkLabel' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
