// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Watchdog } from '../types/virtualization.ts';

export interface InstanceTypeWatchdogGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeWatchdogRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface InstanceTypeWatchdogUpdateParameters {
  readonly watchdog: Watchdog;
  readonly async?: boolean | undefined;
}

export interface InstanceTypeWatchdogService extends Service {
  get(parameters?: InstanceTypeWatchdogGetParameters, options?: SdkCallOptions): Promise<Watchdog>;
  remove(parameters?: InstanceTypeWatchdogRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: InstanceTypeWatchdogUpdateParameters, options?: SdkCallOptions): Promise<Watchdog>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'watchdog:Watchdog' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'watchdog:Watchdog async:boolean', document: 'watchdog', gives: 'watchdog:Watchdog' },
};
