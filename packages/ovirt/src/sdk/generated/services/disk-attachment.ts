// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { DiskAttachment } from '../types/infrastructure.ts';

export interface DiskAttachmentGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskAttachmentRemoveParameters {
  readonly detachOnly?: boolean | undefined;
}

export interface DiskAttachmentUpdateParameters {
  readonly diskAttachment: DiskAttachment;
}

export interface DiskAttachmentService extends Service {
  get(parameters?: DiskAttachmentGetParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
  remove(parameters?: DiskAttachmentRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: DiskAttachmentUpdateParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'attachment:DiskAttachment' },
  remove: { kind: 'remove', takes: 'detachOnly:boolean' },
  update: { kind: 'update', takes: 'diskAttachment:DiskAttachment', document: 'diskAttachment', gives: 'diskAttachment:DiskAttachment' },
};
