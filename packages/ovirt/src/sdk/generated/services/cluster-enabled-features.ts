// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ClusterFeature } from '../types/infrastructure.ts';
import type { ClusterEnabledFeatureService } from './cluster-enabled-feature.ts';

export interface ClusterEnabledFeaturesAddParameters {
  readonly feature: ClusterFeature;
}

export interface ClusterEnabledFeaturesListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.1.6. */
export interface ClusterEnabledFeaturesService extends Service {
  /** Since 4.1.6. */
  featureService(id: string): ClusterEnabledFeatureService;
  /**
   * Required: `feature.id`.
   * Since 4.1.6.
   */
  add(parameters: ClusterEnabledFeaturesAddParameters, options?: SdkCallOptions): Promise<ClusterFeature>;
  /** Since 4.1.6. */
  list(parameters?: ClusterEnabledFeaturesListParameters, options?: SdkCallOptions): Promise<ListOf<ClusterFeature>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'feature:ClusterFeature', document: 'feature', gives: 'feature:ClusterFeature' },
  list: { kind: 'list', takes: 'follow', gives: 'features:ClusterFeature[]' },
};
