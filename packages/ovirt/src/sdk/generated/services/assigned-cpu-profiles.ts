// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { CpuProfile } from '../types/virtualization.ts';
import type { AssignedCpuProfileService } from './assigned-cpu-profile.ts';

export interface AssignedCpuProfilesAddParameters {
  readonly profile: CpuProfile;
}

export interface AssignedCpuProfilesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedCpuProfilesService extends Service {
  profileService(id: string): AssignedCpuProfileService;
  /** Required: `profile.name`. */
  add(parameters: AssignedCpuProfilesAddParameters, options?: SdkCallOptions): Promise<CpuProfile>;
  list(parameters?: AssignedCpuProfilesListParameters, options?: SdkCallOptions): Promise<ListOf<CpuProfile>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'profile:CpuProfile', document: 'profile', gives: 'profile:CpuProfile' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'profiles:CpuProfile[]' },
};
