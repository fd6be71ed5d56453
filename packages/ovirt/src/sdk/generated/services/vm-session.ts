// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Session } from '../types/virtualization.ts';

export interface VmSessionGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmSessionService extends Service {
  get(parameters?: VmSessionGetParameters, options?: SdkCallOptions): Promise<Session>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'session:Session' },
};
