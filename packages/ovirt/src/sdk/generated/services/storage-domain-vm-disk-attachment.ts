// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { DiskAttachment } from '../types/infrastructure.ts';

export interface StorageDomainVmDiskAttachmentGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.0.4. */
export interface StorageDomainVmDiskAttachmentService extends Service {
  /** Since 4.0.4. */
  get(parameters?: StorageDomainVmDiskAttachmentGetParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'attachment:DiskAttachment' },
};
