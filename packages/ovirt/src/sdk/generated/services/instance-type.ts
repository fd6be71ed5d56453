// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { InstanceType } from '../types/virtualization.ts';
import type { InstanceTypeGraphicsConsolesService } from './instance-type-graphics-consoles.ts';
import type { InstanceTypeNicsService } from './instance-type-nics.ts';
import type { InstanceTypeWatchdogsService } from './instance-type-watchdogs.ts';

export interface InstanceTypeGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface InstanceTypeUpdateParameters {
  readonly instanceType: InstanceType;
  readonly async?: boolean | undefined;
}

export interface InstanceTypeService extends Service {
  nicsService(): InstanceTypeNicsService;
  watchdogsService(): InstanceTypeWatchdogsService;
  graphicsConsolesService(): InstanceTypeGraphicsConsolesService;
  get(parameters?: InstanceTypeGetParameters, options?: SdkCallOptions): Promise<InstanceType>;
  remove(parameters?: InstanceTypeRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: InstanceTypeUpdateParameters, options?: SdkCallOptions): Promise<InstanceType>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'instanceType:InstanceType' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'instanceType:InstanceType async:boolean', document: 'instanceType', gives: 'instanceType:InstanceType' },
};
