// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DiskAttachment } from '../types/infrastructure.ts';
import type { StorageDomainVmDiskAttachmentService } from './storage-domain-vm-disk-attachment.ts';

export interface StorageDomainVmDiskAttachmentsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.0.4. */
export interface StorageDomainVmDiskAttachmentsService extends Service {
  /** Since 4.0.4. */
  attachmentService(id: string): StorageDomainVmDiskAttachmentService;
  /** Since 4.0.4. */
  list(parameters?: StorageDomainVmDiskAttachmentsListParameters, options?: SdkCallOptions): Promise<ListOf<DiskAttachment>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'attachments:DiskAttachment[]' },
};
