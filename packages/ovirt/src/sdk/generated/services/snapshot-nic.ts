// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Nic } from '../types/network.ts';

export interface SnapshotNicGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SnapshotNicService extends Service {
  get(parameters?: SnapshotNicGetParameters, options?: SdkCallOptions): Promise<Nic>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'nic:Nic' },
};
