// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { OpenStackImageProvider } from '../types/storage.ts';
import type { ExternalProviderService } from './external-provider.ts';
import type { OpenstackImagesService } from './openstack-images.ts';

export interface OpenstackImageProviderGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OpenstackImageProviderRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface OpenstackImageProviderUpdateParameters {
  readonly provider: OpenStackImageProvider;
  readonly async?: boolean | undefined;
}

export interface OpenstackImageProviderService extends ExternalProviderService {
  imagesService(): OpenstackImagesService;
  get(parameters?: OpenstackImageProviderGetParameters, options?: SdkCallOptions): Promise<OpenStackImageProvider>;
  remove(parameters?: OpenstackImageProviderRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: OpenstackImageProviderUpdateParameters, options?: SdkCallOptions): Promise<OpenStackImageProvider>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'provider:OpenStackImageProvider' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'provider:OpenStackImageProvider async:boolean', document: 'provider', gives: 'provider:OpenStackImageProvider' },
};
