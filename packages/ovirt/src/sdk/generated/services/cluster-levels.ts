// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ClusterLevel } from '../types/infrastructure.ts';
import type { ClusterLevelService } from './cluster-level.ts';

export interface ClusterLevelsListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ClusterLevelsService extends Service {
  levelService(id: string): ClusterLevelService;
  list(parameters?: ClusterLevelsListParameters, options?: SdkCallOptions): Promise<ListOf<ClusterLevel>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'levels:ClusterLevel[]' },
};
