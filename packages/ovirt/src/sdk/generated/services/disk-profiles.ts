// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DiskProfile } from '../types/storage.ts';
import type { DiskProfileService } from './disk-profile.ts';

export interface DiskProfilesAddParameters {
  readonly profile: DiskProfile;
}

export interface DiskProfilesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DiskProfilesService extends Service {
  diskProfileService(id: string): DiskProfileService;
  /** Required: `profile.name`, `profile.storageDomain.id`. */
  add(parameters: DiskProfilesAddParameters, options?: SdkCallOptions): Promise<DiskProfile>;
  list(parameters?: DiskProfilesListParameters, options?: SdkCallOptions): Promise<ListOf<DiskProfile>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'profile:DiskProfile', document: 'profile', gives: 'profile:DiskProfile' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'profile:DiskProfile[]' },
};
