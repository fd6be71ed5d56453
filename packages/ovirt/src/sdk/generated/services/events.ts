// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { List } from '@portolan/core/driver';
import type { MethodTable, PageParameters, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Event } from '../types/infrastructure.ts';
import type { EventService } from './event.ts';

export interface EventsAddParameters {
  readonly event: Event;
}

export interface EventsListParameters {
  readonly from?: number | undefined;
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface EventsUndeleteParameters {
  readonly async?: boolean | undefined;
}

export interface EventsService extends Service {
  eventService(id: string): EventService;
  /** Required: `event.customId`, `event.description`, `event.origin`, `event.severity`. */
  add(parameters: EventsAddParameters, options?: SdkCallOptions): Promise<Event>;
  list(parameters?: EventsListParameters, options?: SdkCallOptions): Promise<ListOf<Event>>;
  /** All of them, page after page: `sortby` and `page` are added to the search. */
  iterate(parameters?: PageParameters<EventsListParameters>, options?: SdkCallOptions): List<Event>;
  undelete(parameters?: EventsUndeleteParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'event:Event', document: 'event', gives: 'event:Event' },
  list: { kind: 'list', takes: 'from:integer max:integer search caseSensitive:boolean follow', gives: 'events:Event[]', order: 'time desc' },
  undelete: { kind: 'action', takes: 'async:boolean' },
};
