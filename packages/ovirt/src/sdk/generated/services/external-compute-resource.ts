// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalComputeResource } from '../types/infrastructure.ts';

export interface ExternalComputeResourceGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalComputeResourceService extends Service {
  get(parameters?: ExternalComputeResourceGetParameters, options?: SdkCallOptions): Promise<ExternalComputeResource>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'resource:ExternalComputeResource' },
};
