// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { Host } from '../types/infrastructure.ts';

export interface AffinityLabelHostGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AffinityLabelHostService extends Service {
  get(parameters?: AffinityLabelHostGetParameters, options?: SdkCallOptions): Promise<Host>;
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'host:Host' },
  remove: { kind: 'remove' },
};
