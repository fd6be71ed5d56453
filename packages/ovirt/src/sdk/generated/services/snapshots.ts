// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Snapshot } from '../types/storage.ts';
import type { SnapshotService } from './snapshot.ts';

export interface SnapshotsAddParameters {
  readonly snapshot: Snapshot;
}

export interface SnapshotsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly allContent?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface SnapshotsService extends Service {
  snapshotService(id: string): SnapshotService;
  /** Required: `snapshot.description`. */
  add(parameters: SnapshotsAddParameters, options?: SdkCallOptions): Promise<Snapshot>;
  list(parameters?: SnapshotsListParameters, options?: SdkCallOptions): Promise<ListOf<Snapshot>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'snapshot:Snapshot', document: 'snapshot', gives: 'snapshot:Snapshot' },
  list: { kind: 'list', takes: 'max:integer allContent:boolean follow', gives: 'snapshots:Snapshot[]' },
};
