// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Disk } from '../types/storage.ts';
import type { VmDiskService } from './vm-disk.ts';

export interface VmDisksAddParameters {
  readonly disk: Disk;
}

export interface VmDisksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmDisksService extends Service {
  diskService(id: string): VmDiskService;
  add(parameters: VmDisksAddParameters, options?: SdkCallOptions): Promise<Disk>;
  list(parameters?: VmDisksListParameters, options?: SdkCallOptions): Promise<ListOf<Disk>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'disk:Disk', document: 'disk', gives: 'disk:Disk' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'disks:Disk[]' },
};
