// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalComputeResource } from '../types/infrastructure.ts';
import type { ExternalComputeResourceService } from './external-compute-resource.ts';

export interface ExternalComputeResourcesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalComputeResourcesService extends Service {
  resourceService(id: string): ExternalComputeResourceService;
  list(parameters?: ExternalComputeResourcesListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalComputeResource>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'resources:ExternalComputeResource[]' },
};
