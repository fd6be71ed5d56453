// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Disk, Image, StorageDomain } from '../types/storage.ts';
import type { Cluster, Template } from '../types/virtualization.ts';

export interface ImageGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ImageImportParameters {
  readonly cluster?: Cluster | undefined;
  readonly disk?: Disk | undefined;
  readonly importAsTemplate?: boolean | undefined;
  readonly template?: Template | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly async?: boolean | undefined;
}

export interface ImageService extends Service {
  get(parameters?: ImageGetParameters, options?: SdkCallOptions): Promise<Image>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  import(parameters?: ImageImportParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'image:Image' },
  import: { kind: 'action', takes: 'cluster:Cluster disk:Disk importAsTemplate:boolean template:Template storageDomain:StorageDomain async:boolean' },
};
