// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ClusterLevel } from '../types/infrastructure.ts';
import type { ClusterFeaturesService } from './cluster-features.ts';

export interface ClusterLevelGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ClusterLevelService extends Service {
  /** Since 4.1.6. */
  clusterFeaturesService(): ClusterFeaturesService;
  get(parameters?: ClusterLevelGetParameters, options?: SdkCallOptions): Promise<ClusterLevel>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'level:ClusterLevel' },
};
