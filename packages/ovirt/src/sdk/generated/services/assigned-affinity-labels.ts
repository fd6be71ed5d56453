// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { AffinityLabel } from '../types/infrastructure.ts';
import type { AssignedAffinityLabelService } from './assigned-affinity-label.ts';

export interface AssignedAffinityLabelsAddParameters {
  readonly label: AffinityLabel;
}

export interface AssignedAffinityLabelsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedAffinityLabelsService extends Service {
  labelService(id: string): AssignedAffinityLabelService;
  add(parameters: AssignedAffinityLabelsAddParameters, options?: SdkCallOptions): Promise<AffinityLabel>;
  list(parameters?: AssignedAffinityLabelsListParameters, options?: SdkCallOptions): Promise<ListOf<AffinityLabel>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'label:AffinityLabel', document: 'label', gives: 'label:AffinityLabel' },
  list: { kind: 'list', takes: 'follow', gives: 'label:AffinityLabel[]' },
};
