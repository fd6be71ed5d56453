// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { RegistrationConfiguration, StorageDomain, VnicProfileMapping } from '../types/storage.ts';
import type { Cluster, Template, Vm } from '../types/virtualization.ts';
import type { StorageDomainContentDisksService } from './storage-domain-content-disks.ts';

export interface StorageDomainTemplateGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainTemplateImportParameters {
  readonly clone?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly exclusive?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
  readonly template?: Template | undefined;
  readonly vm?: Vm | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainTemplateRegisterParameters {
  readonly clone?: boolean | undefined;
  readonly cluster?: Cluster | undefined;
  readonly exclusive?: boolean | undefined;
  readonly template?: Template | undefined;
  /** Since 4.1. */
  readonly allowPartialImport?: boolean | undefined;
  /**
   * Since 4.2.
   * @deprecated
   */
  readonly vnicProfileMappings?: ListOf<VnicProfileMapping> | undefined;
  /** Since 4.2. */
  readonly registrationConfiguration?: RegistrationConfiguration | undefined;
  readonly async?: boolean | undefined;
}

export interface StorageDomainTemplateRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface StorageDomainTemplateService extends Service {
  disksService(): StorageDomainContentDisksService;
  get(parameters?: StorageDomainTemplateGetParameters, options?: SdkCallOptions): Promise<Template>;
  import(parameters?: StorageDomainTemplateImportParameters, options?: SdkCallOptions): Promise<void>;
  register(parameters?: StorageDomainTemplateRegisterParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: StorageDomainTemplateRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'template:Template' },
  import: { kind: 'action', takes: 'clone:boolean cluster:Cluster exclusive:boolean storageDomain:StorageDomain template:Template vm:Vm async:boolean' },
  register: {
    kind: 'action',
    takes: 'clone:boolean cluster:Cluster exclusive:boolean template:Template allowPartialImport:boolean vnicProfileMappings:VnicProfileMapping[] registrationConfiguration:RegistrationConfiguration async:boolean',
  },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
