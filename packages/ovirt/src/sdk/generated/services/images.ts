// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Image } from '../types/storage.ts';
import type { ImageService } from './image.ts';

export interface ImagesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ImagesService extends Service {
  imageService(id: string): ImageService;
  list(parameters?: ImagesListParameters, options?: SdkCallOptions): Promise<ListOf<Image>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'images:Image[]' },
};
