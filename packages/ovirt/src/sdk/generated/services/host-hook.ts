// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Hook } from '../types/virtualization.ts';

export interface HostHookGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostHookService extends Service {
  get(parameters?: HostHookGetParameters, options?: SdkCallOptions): Promise<Hook>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'hook:Hook' },
};
