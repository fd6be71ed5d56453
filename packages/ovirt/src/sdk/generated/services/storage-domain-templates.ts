// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Template } from '../types/virtualization.ts';
import type { StorageDomainTemplateService } from './storage-domain-template.ts';

export interface StorageDomainTemplatesListParameters {
  readonly max?: number | undefined;
  /** Since 4.1.1. */
  readonly unregistered?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainTemplatesService extends Service {
  templateService(id: string): StorageDomainTemplateService;
  list(parameters?: StorageDomainTemplatesListParameters, options?: SdkCallOptions): Promise<ListOf<Template>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer unregistered:boolean follow', gives: 'templates:Template[]' },
};
