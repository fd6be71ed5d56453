// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';

export interface CopyableCopyParameters {
  readonly async?: boolean | undefined;
}

export interface CopyableService extends Service {
  copy(parameters?: CopyableCopyParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  copy: { kind: 'action', takes: 'async:boolean' },
};
