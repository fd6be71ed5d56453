// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Cluster } from '../types/virtualization.ts';
import type { ClusterService } from './cluster.ts';

export interface ClustersAddParameters {
  readonly cluster: Cluster;
}

export interface ClustersListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ClustersService extends Service {
  clusterService(id: string): ClusterService;
  /** Required: `cluster.name`, `cluster.dataCenter.id` or `cluster.dataCenter.name`. */
  add(parameters: ClustersAddParameters, options?: SdkCallOptions): Promise<Cluster>;
  list(parameters?: ClustersListParameters, options?: SdkCallOptions): Promise<ListOf<Cluster>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<ClustersListParameters>, options?: SdkCallOptions): List<Cluster>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'cluster:Cluster', document: 'cluster', gives: 'cluster:Cluster' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean filter:boolean follow', gives: 'clusters:Cluster[]', order: 'name asc' },
};
