// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NetworkAttachment } from '../types/network.ts';

export interface NetworkAttachmentGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkAttachmentRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface NetworkAttachmentUpdateParameters {
  readonly attachment: NetworkAttachment;
  readonly async?: boolean | undefined;
}

export interface NetworkAttachmentService extends Service {
  get(parameters?: NetworkAttachmentGetParameters, options?: SdkCallOptions): Promise<NetworkAttachment>;
  remove(parameters?: NetworkAttachmentRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: NetworkAttachmentUpdateParameters, options?: SdkCallOptions): Promise<NetworkAttachment>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'attachment:NetworkAttachment' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'attachment:NetworkAttachment async:boolean', document: 'attachment', gives: 'attachment:NetworkAttachment' },
};
