// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Nic } from '../types/network.ts';
import type { SnapshotNicService } from './snapshot-nic.ts';

export interface SnapshotNicsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SnapshotNicsService extends Service {
  nicService(id: string): SnapshotNicService;
  list(parameters?: SnapshotNicsListParameters, options?: SdkCallOptions): Promise<ListOf<Nic>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'nics:Nic[]' },
};
