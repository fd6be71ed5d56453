// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';

export interface AffinityGroupHostRemoveParameters {
  /** Since 4.4. */
  readonly async?: boolean | undefined;
}

/** Since 4.4. */
export interface AffinityGroupHostService extends Service {
  /** Since 4.4. */
  remove(parameters?: AffinityGroupHostRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  remove: { kind: 'remove', takes: 'async:boolean' },
};
