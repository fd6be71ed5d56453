// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Watchdog } from '../types/virtualization.ts';
import type { InstanceTypeWatchdogService } from './instance-type-watchdog.ts';

export interface InstanceTypeWatchdogsAddParameters {
  readonly watchdog: Watchdog;
}

export interface InstanceTypeWatchdogsListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeWatchdogsService extends Service {
  watchdogService(id: string): InstanceTypeWatchdogService;
  add(parameters: InstanceTypeWatchdogsAddParameters, options?: SdkCallOptions): Promise<Watchdog>;
  list(parameters?: InstanceTypeWatchdogsListParameters, options?: SdkCallOptions): Promise<ListOf<Watchdog>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'watchdog:Watchdog', document: 'watchdog', gives: 'watchdog:Watchdog' },
  list: { kind: 'list', takes: 'max:integer search follow', gives: 'watchdogs:Watchdog[]' },
};
