// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DiskAttachment } from '../types/infrastructure.ts';
import type { TemplateDiskAttachmentService } from './template-disk-attachment.ts';

export interface TemplateDiskAttachmentsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateDiskAttachmentsService extends Service {
  attachmentService(id: string): TemplateDiskAttachmentService;
  list(parameters?: TemplateDiskAttachmentsListParameters, options?: SdkCallOptions): Promise<ListOf<DiskAttachment>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'attachments:DiskAttachment[]' },
};
