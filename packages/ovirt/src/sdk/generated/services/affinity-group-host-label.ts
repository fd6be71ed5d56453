// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';

export interface AffinityGroupHostLabelRemoveParameters {
  /** Since 4.3.6. */
  readonly async?: boolean | undefined;
}

/** Since 4.3.6. */
export interface AffinityGroupHostLabelService extends Service {
  /** Since 4.3.6. */
  remove(parameters?: AffinityGroupHostLabelRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  remove: { kind: 'remove', takes: 'async:boolean' },
};
