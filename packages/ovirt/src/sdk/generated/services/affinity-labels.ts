// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { AffinityLabel } from '../types/infrastructure.ts';
import type { AffinityLabelService } from './affinity-label.ts';

export interface AffinityLabelsAddParameters {
  readonly label: AffinityLabel;
}

export interface AffinityLabelsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityLabelsService extends Service {
  labelService(id: string): AffinityLabelService;
  add(parameters: AffinityLabelsAddParameters, options?: SdkCallOptions): Promise<AffinityLabel>;
  list(parameters?: AffinityLabelsListParameters, options?: SdkCallOptions): Promise<ListOf<AffinityLabel>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'label:AffinityLabel', document: 'label', gives: 'label:AffinityLabel' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'labels:AffinityLabel[]' },
};
