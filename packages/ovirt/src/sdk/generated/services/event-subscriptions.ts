// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { EventSubscription } from '../types/infrastructure.ts';
import type { EventSubscriptionService } from './event-subscription.ts';

export interface EventSubscriptionsAddParameters {
  /** Since 4.4.0. */
  readonly eventSubscription: EventSubscription;
}

export interface EventSubscriptionsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.4.0. */
export interface EventSubscriptionsService extends Service {
  /** Since 4.4.0. */
  eventSubscriptionService(id: string): EventSubscriptionService;
  /**
   * Required: `eventSubscription.event`.
   * Since 4.4.0.
   */
  add(parameters: EventSubscriptionsAddParameters, options?: SdkCallOptions): Promise<EventSubscription>;
  list(parameters?: EventSubscriptionsListParameters, options?: SdkCallOptions): Promise<ListOf<EventSubscription>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'eventSubscription:EventSubscription', document: 'eventSubscription', gives: 'eventSubscription:EventSubscription' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'eventSubscriptions:EventSubscription[]' },
};
