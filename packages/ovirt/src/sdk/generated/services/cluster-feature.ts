// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ClusterFeature } from '../types/infrastructure.ts';

export interface ClusterFeatureGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.1.6. */
export interface ClusterFeatureService extends Service {
  /** Since 4.1.6. */
  get(parameters?: ClusterFeatureGetParameters, options?: SdkCallOptions): Promise<ClusterFeature>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'feature:ClusterFeature' },
};
