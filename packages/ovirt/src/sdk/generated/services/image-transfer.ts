// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { ImageTransfer } from '../types/storage.ts';

export interface ImageTransferGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.0.4. */
export interface ImageTransferService extends Service {
  /** Since 4.2.3. */
  cancel(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.0.4. */
  extend(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.0.4. */
  finalize(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.0.4. */
  get(parameters?: ImageTransferGetParameters, options?: SdkCallOptions): Promise<ImageTransfer>;
  /** Since 4.0.4. */
  pause(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.0.4. */
  resume(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  cancel: { kind: 'action' },
  extend: { kind: 'action' },
  finalize: { kind: 'action' },
  get: { kind: 'get', takes: 'follow', gives: 'imageTransfer:ImageTransfer' },
  pause: { kind: 'action' },
  resume: { kind: 'action' },
};
