// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DiskAttachment } from '../types/infrastructure.ts';
import type { DiskAttachmentService } from './disk-attachment.ts';

export interface DiskAttachmentsAddParameters {
  readonly attachment: DiskAttachment;
}

export interface DiskAttachmentsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskAttachmentsService extends Service {
  attachmentService(id: string): DiskAttachmentService;
  add(parameters: DiskAttachmentsAddParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
  /** Required: `attachment.disk.id`. */
  addProvidingDiskId(parameters: DiskAttachmentsAddParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
  /** Required: `attachment.bootable`, `attachment.interface`, `attachment.passDiscard`. */
  addSignature1(parameters: DiskAttachmentsAddParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
  list(parameters?: DiskAttachmentsListParameters, options?: SdkCallOptions): Promise<ListOf<DiskAttachment>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'attachment:DiskAttachment', document: 'attachment', gives: 'attachment:DiskAttachment' },
  addProvidingDiskId: { kind: 'add', takes: 'attachment:DiskAttachment', document: 'attachment', gives: 'attachment:DiskAttachment' },
  addSignature1: { kind: 'add', takes: 'attachment:DiskAttachment', document: 'attachment', gives: 'attachment:DiskAttachment' },
  list: { kind: 'list', takes: 'follow', gives: 'attachments:DiskAttachment[]' },
};
