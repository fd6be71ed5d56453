// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { ClusterFeature } from '../types/infrastructure.ts';

export interface ClusterEnabledFeatureGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.1.6. */
export interface ClusterEnabledFeatureService extends Service {
  /** Since 4.1.6. */
  get(parameters?: ClusterEnabledFeatureGetParameters, options?: SdkCallOptions): Promise<ClusterFeature>;
  /** Since 4.1.6. */
  remove(parameters?: NoParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'feature:ClusterFeature' },
  remove: { kind: 'remove' },
};
