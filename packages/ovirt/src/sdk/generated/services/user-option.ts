// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { UserOption } from '../types/infrastructure.ts';

export interface UserOptionService extends Service {
  /** Since 4.4.5. */
  get(parameters?: NoParameters, options?: SdkCallOptions): Promise<UserOption>;
  /** Since 4.4.5. */
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', gives: 'option:UserOption' },
  remove: { kind: 'remove' },
};
