// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Template } from '../types/virtualization.ts';
import type { TemplateService } from './template.ts';

export interface TemplatesAddParameters {
  readonly template: Template;
  /** Since 4.0.0. */
  readonly clonePermissions?: boolean | undefined;
  /** Since 4.1.2. */
  readonly seal?: boolean | undefined;
}

export interface TemplatesListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplatesService extends Service {
  templateService(id: string): TemplateService;
  add(parameters: TemplatesAddParameters, options?: SdkCallOptions): Promise<Template>;
  /**
   * Required: `template.initialization.configuration.data`, `template.initialization.configuration.type`, `template.cluster.id` or `template.cluster.name`.
   */
  addFromConfiguration(parameters: TemplatesAddParameters, options?: SdkCallOptions): Promise<Template>;
  /** Required: `template.name`, `template.vm.id` or `template.vm.name`. */
  addFromVm(parameters: TemplatesAddParameters, options?: SdkCallOptions): Promise<Template>;
  /**
   * Required: `template.name`, `template.vm.id` or `template.vm.name`, `template.vm.snapshots[].id`.
   * Since 4.3.
   */
  addFromVmSnapshot(parameters: TemplatesAddParameters, options?: SdkCallOptions): Promise<Template>;
  list(parameters?: TemplatesListParameters, options?: SdkCallOptions): Promise<ListOf<Template>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<TemplatesListParameters>, options?: SdkCallOptions): List<Template>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'template:Template clonePermissions:boolean seal:boolean', document: 'template', gives: 'template:Template' },
  addFromConfiguration: { kind: 'add', takes: 'template:Template clonePermissions:boolean seal:boolean', document: 'template', gives: 'template:Template' },
  addFromVm: { kind: 'add', takes: 'template:Template clonePermissions:boolean seal:boolean', document: 'template', gives: 'template:Template' },
  addFromVmSnapshot: { kind: 'add', takes: 'template:Template clonePermissions:boolean seal:boolean', document: 'template', gives: 'template:Template' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean filter:boolean follow', gives: 'templates:Template[]', order: 'name asc' },
};
