// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Disk, StorageDomain } from '../types/storage.ts';

export interface TemplateDiskCopyParameters {
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface TemplateDiskExportParameters {
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface TemplateDiskGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateDiskRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface TemplateDiskService extends Service {
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  copy(parameters?: TemplateDiskCopyParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  export(parameters?: TemplateDiskExportParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: TemplateDiskGetParameters, options?: SdkCallOptions): Promise<Disk>;
  remove(parameters?: TemplateDiskRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  copy: { kind: 'action', takes: 'storageDomain:StorageDomain async:boolean filter:boolean' },
  export: { kind: 'action', takes: 'storageDomain:StorageDomain async:boolean filter:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'disk:Disk' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
