// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { CpuProfile } from '../types/virtualization.ts';
import type { CpuProfileService } from './cpu-profile.ts';

export interface CpuProfilesAddParameters {
  readonly profile: CpuProfile;
}

export interface CpuProfilesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface CpuProfilesService extends Service {
  profileService(id: string): CpuProfileService;
  /** Required: `profile.cluster.id`, `profile.name`. */
  add(parameters: CpuProfilesAddParameters, options?: SdkCallOptions): Promise<CpuProfile>;
  list(parameters?: CpuProfilesListParameters, options?: SdkCallOptions): Promise<ListOf<CpuProfile>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'profile:CpuProfile', document: 'profile', gives: 'profile:CpuProfile' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'profile:CpuProfile[]' },
};
