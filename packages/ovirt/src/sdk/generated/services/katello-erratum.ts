// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { KatelloErratum } from '../types/infrastructure.ts';

export interface KatelloErratumGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface KatelloErratumService extends Service {
  get(parameters?: KatelloErratumGetParameters, options?: SdkCallOptions): Promise<KatelloErratum>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'erratum:KatelloErratum' },
};
