// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { TemplateDiskService } from './template-disk.ts';

export interface TemplateDisksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateDisksService extends Service {
  diskService(id: string): TemplateDiskService;
  list(parameters?: TemplateDisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'disks:Disk[]' },
};
