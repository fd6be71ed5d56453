// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OpenStackVolumeType } from '../types/storage.ts';
import type { OpenstackVolumeTypeService } from './openstack-volume-type.ts';

export interface OpenstackVolumeTypesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** @deprecated */
export interface OpenstackVolumeTypesService extends Service {
  typeService(id: string): OpenstackVolumeTypeService;
  list(parameters?: OpenstackVolumeTypesListParameters, options?: SdkCallOptions): Promise<ListOf<OpenStackVolumeType>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'types:OpenStackVolumeType[]' },
};
