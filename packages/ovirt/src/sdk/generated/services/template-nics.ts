// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Nic } from '../types/network.ts';
import type { TemplateNicService } from './template-nic.ts';

export interface TemplateNicsAddParameters {
  readonly nic: Nic;
}

export interface TemplateNicsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateNicsService extends Service {
  nicService(id: string): TemplateNicService;
  /** Required: `nic.name`. */
  add(parameters: TemplateNicsAddParameters, options?: SdkCallOptions): Promise<Nic>;
  list(parameters?: TemplateNicsListParameters, options?: SdkCallOptions): Promise<ListOf<Nic>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'nic:Nic', document: 'nic', gives: 'nic:Nic' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'nics:Nic[]' },
};
