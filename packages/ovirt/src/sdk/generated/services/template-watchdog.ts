// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Watchdog } from '../types/virtualization.ts';

export interface TemplateWatchdogGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateWatchdogRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface TemplateWatchdogUpdateParameters {
  readonly watchdog: Watchdog;
  readonly async?: boolean | undefined;
}

export interface TemplateWatchdogService extends Service {
  get(parameters?: TemplateWatchdogGetParameters, options?: SdkCallOptions): Promise<Watchdog>;
  remove(parameters?: TemplateWatchdogRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: TemplateWatchdogUpdateParameters, options?: SdkCallOptions): Promise<Watchdog>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'watchdog:Watchdog' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'watchdog:Watchdog async:boolean', document: 'watchdog', gives: 'watchdog:Watchdog' },
};
