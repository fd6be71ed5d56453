// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Permit } from '../types/infrastructure.ts';

export interface PermitGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface PermitRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface PermitService extends Service {
  get(parameters?: PermitGetParameters, options?: SdkCallOptions): Promise<Permit>;
  remove(parameters?: PermitRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'permit:Permit' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
