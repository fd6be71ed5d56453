// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { OpenStackVolumeType } from '../types/storage.ts';

export interface OpenstackVolumeTypeGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** @deprecated */
export interface OpenstackVolumeTypeService extends Service {
  get(parameters?: OpenstackVolumeTypeGetParameters, options?: SdkCallOptions): Promise<OpenStackVolumeType>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'type:OpenStackVolumeType' },
};
