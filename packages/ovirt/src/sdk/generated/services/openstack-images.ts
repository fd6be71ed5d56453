// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackImage } from '../types/storage.ts';
import type { OpenstackImageService } from './openstack-image.ts';

export interface OpenstackImagesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackImagesService extends Service {
  imageService(id: string): OpenstackImageService;
  list(parameters?: OpenstackImagesListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackImage>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'images:OpenStackImage[]' },
};
