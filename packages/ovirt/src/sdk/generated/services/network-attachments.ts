// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { NetworkAttachment } from '../types/network.ts';
import type { NetworkAttachmentService } from './network-attachment.ts';

export interface NetworkAttachmentsAddParameters {
  readonly attachment: NetworkAttachment;
}

export interface NetworkAttachmentsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkAttachmentsService extends Service {
  attachmentService(id: string): NetworkAttachmentService;
  /** Required: `attachment.network.name` or `attachment.network.id`. */
  add(parameters: NetworkAttachmentsAddParameters, options?: SdkCallOptions): Promise<NetworkAttachment>;
  list(parameters?: NetworkAttachmentsListParameters, options?: SdkCallOptions): Promise<ListOf<NetworkAttachment>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'attachment:NetworkAttachment', document: 'attachment', gives: 'attachment:NetworkAttachment' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'attachments:NetworkAttachment[]' },
};
