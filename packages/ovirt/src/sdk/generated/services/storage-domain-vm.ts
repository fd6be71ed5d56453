// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { RegistrationConfiguration, StorageDomain, VnicProfileMapping } from '../types/storage.ts';
import type { Cluster, Vm } from '../types/virtualization.ts';
import type { StorageDomainContentDisksService } from './storage-domain-content-disks.ts';
import type { StorageDomainVmDiskAttachmentsService } from './storage-domain-vm-disk-attachments.ts';

export interface StorageDomainVmGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainVmImportParameters {
  readonly clone?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly vm?: Vm | undefined;
  readonly exclusive?: boolean | undefined;
  readonly collapseSnapshots?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainVmRegisterParameters {
  readonly clone?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly vm?: Vm | undefined;
  /** Since 4.1. */
  readonly allowPartialImport?: boolean | undefined;
  /**
   * Since 4.1.
   * @deprecated
   */
  readonly vnicProfileMappings?: ListOf<VnicProfileMapping> | undefined;
  /** Since 4.1. */
  readonly reassignBadMacs?: boolean | undefined;
  /** Since 4.2. */
  readonly registrationConfiguration?: RegistrationConfiguration | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainVmRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface StorageDomainVmService extends Service {
  disksService(): StorageDomainContentDisksService;
  /** Since 4.0.4. */
  diskAttachmentsService(): StorageDomainVmDiskAttachmentsService;
  get(parameters?: StorageDomainVmGetParameters, options?: SdkCallOptions): Promise<Vm>;
  import(parameters?: StorageDomainVmImportParameters, options?: SdkCallOptions): Promise<void>;
  register(parameters?: StorageDomainVmRegisterParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: StorageDomainVmRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'vm:Vm' },
  import: {
    kind: 'action',
    takes: 'clone:boolean cluster:Cluster storageDomain:StorageDomain vm:Vm exclusive:boolean collapseSnapshots:boolean async:boolean',
  },
  register: {
    kind: 'action',
    takes: 'clone:boolean cluster:Cluster vm:Vm allowPartialImport:boolean vnicProfileMappings:VnicProfileMapping[] reassignBadMacs:boolean registrationConfiguration:RegistrationConfiguration async:boolean',
  },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
