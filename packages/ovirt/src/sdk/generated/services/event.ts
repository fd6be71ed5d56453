// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Event } from '../types/infrastructure.ts';

export interface EventGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface EventRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface EventService extends Service {
  get(parameters?: EventGetParameters, options?: SdkCallOptions): Promise<Event>;
  remove(parameters?: EventRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'event:Event' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
