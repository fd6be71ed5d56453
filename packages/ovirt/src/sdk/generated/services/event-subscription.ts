// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { EventSubscription } from '../types/infrastructure.ts';

export interface EventSubscriptionRemoveParameters {
  /** Since 4.4.0. */
  readonly async?: boolean | undefined;
}

/** Since 4.4.0. */
export interface EventSubscriptionService extends Service {
  /** Since 4.4.0. */
  get(parameters?: NoParameters, options?: SdkCallOptions): Promise<EventSubscription>;
  /** Since 4.4.0. */
  remove(parameters?: EventSubscriptionRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', gives: 'eventSubscription:EventSubscription' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
