// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalHostGroup } from '../types/infrastructure.ts';

export interface ExternalHostGroupGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalHostGroupService extends Service {
  get(parameters?: ExternalHostGroupGetParameters, options?: SdkCallOptions): Promise<ExternalHostGroup>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'group:ExternalHostGroup' },
};
