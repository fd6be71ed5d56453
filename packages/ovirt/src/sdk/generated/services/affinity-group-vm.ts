// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';

export interface AffinityGroupVmRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AffinityGroupVmService extends Service {
  remove(parameters?: AffinityGroupVmRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  remove: { kind: 'remove', takes: 'async:boolean' },
};
