// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { VnicProfile } from '../types/network.ts';
import type { VnicProfileService } from './vnic-profile.ts';

export interface VnicProfilesAddParameters {
  readonly profile: VnicProfile;
}

export interface VnicProfilesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VnicProfilesService extends Service {
  profileService(id: string): VnicProfileService;
  /** Required: `profile.name`, `profile.network.id`. */
  add(parameters: VnicProfilesAddParameters, options?: SdkCallOptions): Promise<VnicProfile>;
  list(parameters?: VnicProfilesListParameters, options?: SdkCallOptions): Promise<ListOf<VnicProfile>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'profile:VnicProfile', document: 'profile', gives: 'profile:VnicProfile' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'profiles:VnicProfile[]' },
};
