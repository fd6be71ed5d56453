// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { DiskAttachment } from '../types/infrastructure.ts';

export interface TemplateDiskAttachmentGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateDiskAttachmentRemoveParameters {
  readonly storageDomain?: string | undefined;
  readonly force?: boolean | undefined;
}

export interface TemplateDiskAttachmentService extends Service {
  get(parameters?: TemplateDiskAttachmentGetParameters, options?: SdkCallOptions): Promise<DiskAttachment>;
  remove(parameters?: TemplateDiskAttachmentRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'attachment:DiskAttachment' },
  remove: { kind: 'remove', takes: 'storageDomain force:boolean' },
};
