// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Watchdog } from '../types/virtualization.ts';
import type { VmWatchdogService } from './vm-watchdog.ts';

export interface VmWatchdogsAddParameters {
  readonly watchdog: Watchdog;
}

export interface VmWatchdogsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmWatchdogsService extends Service {
  watchdogService(id: string): VmWatchdogService;
  /** Required: `watchdog.action`, `watchdog.model`. */
  add(parameters: VmWatchdogsAddParameters, options?: SdkCallOptions): Promise<Watchdog>;
  list(parameters?: VmWatchdogsListParameters, options?: SdkCallOptions): Promise<ListOf<Watchdog>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'watchdog:Watchdog', document: 'watchdog', gives: 'watchdog:Watchdog' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'watchdogs:Watchdog[]' },
};
