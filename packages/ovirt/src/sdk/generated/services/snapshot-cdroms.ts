// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Cdrom } from '../types/storage.ts';
import type { SnapshotCdromService } from './snapshot-cdrom.ts';

export interface SnapshotCdromsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SnapshotCdromsService extends Service {
  cdromService(id: string): SnapshotCdromService;
  list(parameters?: SnapshotCdromsListParameters, options?: SdkCallOptions): Promise<ListOf<Cdrom>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'cdroms:Cdrom[]' },
};
