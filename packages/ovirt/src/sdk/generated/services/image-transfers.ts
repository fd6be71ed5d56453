// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ImageTransfer } from '../types/storage.ts';
import type { ImageTransferService } from './image-transfer.ts';

export interface ImageTransfersAddParameters {
  readonly imageTransfer: ImageTransfer;
}

export interface ImageTransfersListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.0.4. */
export interface ImageTransfersService extends Service {
  /** Since 4.0.4. */
  imageTransferService(id: string): ImageTransferService;
  /** Since 4.4.2. */
  add(parameters: ImageTransfersAddParameters, options?: SdkCallOptions): Promise<ImageTransfer>;
  /**
   * Required: `imageTransfer.disk.id`.
   * Since 4.2.0.
   */
  addForDisk(parameters: ImageTransfersAddParameters, options?: SdkCallOptions): Promise<ImageTransfer>;
  /**
   * Required: `imageTransfer.image.id`.
   * @deprecated
   */
  addForImage(parameters: ImageTransfersAddParameters, options?: SdkCallOptions): Promise<ImageTransfer>;
  /**
   * Required: `imageTransfer.snapshot.id`.
   * Since 4.2.0.
   */
  addForSnapshot(parameters: ImageTransfersAddParameters, options?: SdkCallOptions): Promise<ImageTransfer>;
  /** Since 4.0.4. */
  list(parameters?: ImageTransfersListParameters, options?: SdkCallOptions): Promise<ListOf<ImageTransfer>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'imageTransfer:ImageTransfer', document: 'imageTransfer', gives: 'imageTransfer:ImageTransfer' },
  addForDisk: { kind: 'add', takes: 'imageTransfer:ImageTransfer', document: 'imageTransfer', gives: 'imageTransfer:ImageTransfer' },
  addForImage: { kind: 'add', takes: 'imageTransfer:ImageTransfer', document: 'imageTransfer', gives: 'imageTransfer:ImageTransfer' },
  addForSnapshot: { kind: 'add', takes: 'imageTransfer:ImageTransfer', document: 'imageTransfer', gives: 'imageTransfer:ImageTransfer' },
  list: { kind: 'list', takes: 'follow', gives: 'imageTransfer:ImageTransfer[]' },
};
