// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Watchdog } from '../types/virtualization.ts';
import type { TemplateWatchdogService } from './template-watchdog.ts';

export interface TemplateWatchdogsAddParameters {
  readonly watchdog: Watchdog;
}

export interface TemplateWatchdogsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateWatchdogsService extends Service {
  watchdogService(id: string): TemplateWatchdogService;
  /** Required: `watchdog.action`, `watchdog.model`. */
  add(parameters: TemplateWatchdogsAddParameters, options?: SdkCallOptions): Promise<Watchdog>;
  list(parameters?: TemplateWatchdogsListParameters, options?: SdkCallOptions): Promise<ListOf<Watchdog>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'watchdog:Watchdog', document: 'watchdog', gives: 'watchdog:Watchdog' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'watchdogs:Watchdog[]' },
};
