// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Disk } from '../types/storage.ts';

export interface StorageDomainContentDiskGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StorageDomainContentDiskService extends Service {
  get(parameters?: StorageDomainContentDiskGetParameters, options?: SdkCallOptions): Promise<Disk>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'disk:Disk' },
};
