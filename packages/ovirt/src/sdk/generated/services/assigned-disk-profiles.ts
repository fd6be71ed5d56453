// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { DiskProfile } from '../types/storage.ts';
import type { AssignedDiskProfileService } from './assigned-disk-profile.ts';

export interface AssignedDiskProfilesAddParameters {
  readonly profile: DiskProfile;
}

export interface AssignedDiskProfilesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedDiskProfilesService extends Service {
  profileService(id: string): AssignedDiskProfileService;
  /** Required: `profile.name`. */
  add(parameters: AssignedDiskProfilesAddParameters, options?: SdkCallOptions): Promise<DiskProfile>;
  list(parameters?: AssignedDiskProfilesListParameters, options?: SdkCallOptions): Promise<ListOf<DiskProfile>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'profile:DiskProfile', document: 'profile', gives: 'profile:DiskProfile' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'profiles:DiskProfile[]' },
};
