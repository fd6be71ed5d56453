// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { NetworkLabel } from '../types/network.ts';
import type { NetworkLabelService } from './network-label.ts';

export interface NetworkLabelsAddParameters {
  readonly label: NetworkLabel;
}

export interface NetworkLabelsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkLabelsService extends Service {
  labelService(id: string): NetworkLabelService;
  /** Required: `label.id`. */
  add(parameters: NetworkLabelsAddParameters, options?: SdkCallOptions): Promise<NetworkLabel>;
  list(parameters?: NetworkLabelsListParameters, options?: SdkCallOptions): Promise<ListOf<NetworkLabel>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'label:NetworkLabel', document: 'label', gives: 'label:NetworkLabel' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'labels:NetworkLabel[]' },
};
