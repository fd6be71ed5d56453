// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { AffinityLabel } from '../types/infrastructure.ts';
import type { AffinityGroupVmLabelService } from './affinity-group-vm-label.ts';

export interface AffinityGroupVmLabelsAddParameters {
  /** Since 4.3.6. */
  readonly label: AffinityLabel;
}

export interface AffinityGroupVmLabelsListParameters {
  /** Since 4.3.6. */
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.3.6. */
export interface AffinityGroupVmLabelsService extends Service {
  /** Since 4.3.6. */
  labelService(id: string): AffinityGroupVmLabelService;
  /**
   * Required: `label.id` or `label.name`.
   * Since 4.3.6.
   */
  add(parameters: AffinityGroupVmLabelsAddParameters, options?: SdkCallOptions): Promise<AffinityLabel>;
  /** Since 4.3.6. */
  list(parameters?: AffinityGroupVmLabelsListParameters, options?: SdkCallOptions): Promise<ListOf<AffinityLabel>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'label:AffinityLabel', document: 'label', gives: 'label:AffinityLabel' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'labels:AffinityLabel[]' },
};
