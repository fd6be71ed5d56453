// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { AffinityLabel } from '../types/infrastructure.ts';
import type { AffinityLabelHostsService } from './affinity-label-hosts.ts';
import type { AffinityLabelVmsService } from './affinity-label-vms.ts';

export interface AffinityLabelGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityLabelUpdateParameters {
  readonly label: AffinityLabel;
}

export interface AffinityLabelService extends Service {
  vmsService(): AffinityLabelVmsService;
  hostsService(): AffinityLabelHostsService;
  get(parameters?: AffinityLabelGetParameters, options?: SdkCallOptions): Promise<AffinityLabel>;
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: AffinityLabelUpdateParameters, options?: SdkCallOptions): Promise<AffinityLabel>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'label:AffinityLabel' },
  remove: { kind: 'remove' },
  update: { kind: 'update', takes: 'label:AffinityLabel', document: 'label', gives: 'label:AffinityLabel' },
};
