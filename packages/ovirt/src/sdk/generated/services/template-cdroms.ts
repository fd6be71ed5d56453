// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Cdrom } from '../types/storage.ts';
import type { TemplateCdromService } from './template-cdrom.ts';

export interface TemplateCdromsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateCdromsService extends Service {
  cdromService(id: string): TemplateCdromService;
  list(parameters?: TemplateCdromsListParameters, options?: SdkCallOptions): Promise<ListOf<Cdrom>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'cdroms:Cdrom[]' },
};
