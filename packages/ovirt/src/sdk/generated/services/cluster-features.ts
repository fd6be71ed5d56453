// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ClusterFeature } from '../types/infrastructure.ts';
import type { ClusterFeatureService } from './cluster-feature.ts';

export interface ClusterFeaturesListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.1.6. */
export interface ClusterFeaturesService extends Service {
  /** Since 4.1.6. */
  featureService(id: string): ClusterFeatureService;
  /** Since 4.1.6. */
  list(parameters?: ClusterFeaturesListParameters, options?: SdkCallOptions): Promise<ListOf<ClusterFeature>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'features:ClusterFeature[]' },
};
