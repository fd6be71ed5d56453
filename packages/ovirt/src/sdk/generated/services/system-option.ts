// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { SystemOption } from '../types/infrastructure.ts';

export interface SystemOptionGetParameters {
  /** Since 4.2. */
  readonly version?: string | undefined;
}

/** Since 4.2. */
export interface SystemOptionService extends Service {
  /** Since 4.2. */
  get(parameters?: SystemOptionGetParameters, options?: SdkCallOptions): Promise<SystemOption>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'version', gives: 'option:SystemOption' },
};
