// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { Disk } from '../types/storage.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { MeasurableService } from './measurable.ts';

export interface VmDiskActivateParameters {
  readonly async?: boolean | undefined;
}

export interface VmDiskDeactivateParameters {
  readonly async?: boolean | undefined;
}

export interface VmDiskExportParameters {
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface VmDiskGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmDiskMoveParameters {
  readonly async?: boolean | undefined;
  readonly filter?: boolean | undefined;
}

export interface VmDiskReduceParameters {
  readonly async?: boolean | undefined;
}

export interface VmDiskRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VmDiskUpdateParameters {
  readonly disk: Disk;
  readonly async?: boolean | undefined;
}

export interface VmDiskService extends MeasurableService {
  permissionsService(): AssignedPermissionsService;
  activate(parameters?: VmDiskActivateParameters, options?: SdkCallOptions): Promise<void>;
  deactivate(parameters?: VmDiskDeactivateParameters, options?: SdkCallOptions): Promise<void>;
  export(parameters?: VmDiskExportParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: VmDiskGetParameters, options?: SdkCallOptions): Promise<Disk>;
  move(parameters?: VmDiskMoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.2.5. */
  reduce(parameters?: VmDiskReduceParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: VmDiskRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: VmDiskUpdateParameters, options?: SdkCallOptions): Promise<Disk>;
}

export const methods: MethodTable = {
  activate: { kind: 'action', takes: 'async:boolean' },
  deactivate: { kind: 'action', takes: 'async:boolean' },
  export: { kind: 'action', takes: 'async:boolean filter:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'disk:Disk' },
  move: { kind: 'action', takes: 'async:boolean filter:boolean' },
  reduce: { kind: 'action', takes: 'async:boolean' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'disk:Disk async:boolean', document: 'disk', gives: 'disk:Disk' },
};
