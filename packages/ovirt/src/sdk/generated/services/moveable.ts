// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';

export interface MoveableMoveParameters {
  readonly async?: boolean | undefined;
}

export interface MoveableService extends Service {
  move(parameters?: MoveableMoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  move: { kind: 'action', takes: 'async:boolean' },
};
