// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Cdrom } from '../types/storage.ts';
import type { VmCdromService } from './vm-cdrom.ts';

export interface VmCdromsAddParameters {
  readonly cdrom: Cdrom;
}

export interface VmCdromsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmCdromsService extends Service {
  cdromService(id: string): VmCdromService;
  /** Required: `cdrom.file.id`. */
  add(parameters: VmCdromsAddParameters, options?: SdkCallOptions): Promise<Cdrom>;
  list(parameters?: VmCdromsListParameters, options?: SdkCallOptions): Promise<ListOf<Cdrom>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'cdrom:Cdrom', document: 'cdrom', gives: 'cdrom:Cdrom' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'cdroms:Cdrom[]' },
};
