// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Disk, OpenStackImage, StorageDomain } from '../types/storage.ts';
import type { Cluster, Template } from '../types/virtualization.ts';

export interface OpenstackImageGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackImageImportParameters {
  readonly disk?: Disk | undefined;
  readonly importAsTemplate?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly template?: Template | undefined;
  readonly cluster?: Cluster | undefined;
  readonly async?: boolean | undefined;
}

export interface OpenstackImageService extends Service {
  get(parameters?: OpenstackImageGetParameters, options?: SdkCallOptions): Promise<OpenStackImage>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  import(parameters?: OpenstackImageImportParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'image:OpenStackImage' },
  import: { kind: 'action', takes: 'disk:Disk importAsTemplate:boolean storageDomain:StorageDomain template:Template cluster:Cluster async:boolean' },
};
