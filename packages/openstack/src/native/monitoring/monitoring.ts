import { type CallOptions, encodePathSegment, type List } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { given, type IdRef, idOf, idPath } from '../refs.ts';
import { ServiceCalls } from '../service-calls.ts';
import { AgentTokens } from './agent-tokens.ts';
import { MonitoringChecks } from './checks.ts';
import { EntityCollection, MonitoringCollection } from './crud.ts';
import { type MonitoringListOptions, monitoringPages } from './monitoring-calls.ts';
import type {
  MonitoringAlarmSpec,
  MonitoringAlarmWire,
  MonitoringEntitySpec,
  MonitoringEntityWire,
  MonitoringTypeWire,
  MonitoringZoneWire,
  NotificationPlanSpec,
  NotificationPlanWire,
  NotificationSpec,
  NotificationWire,
} from './wire.ts';

/** Ways to be told. */
export class MonitoringNotifications extends MonitoringCollection<NotificationWire, NotificationSpec, Partial<NotificationSpec>> {
  constructor(calls: ServiceCalls) {
    super(calls, '/notifications', 'notification');
  }

  /** Tries one that is not there yet. */
  async test(spec: Omit<NotificationSpec, 'label'>, options: CallOptions = {}): Promise<{ readonly status?: string; readonly message?: string }> {
    return this.calls.json({ method: 'POST', path: '/test-notification', json: spec, operation: 'Test notification' }, options);
  }

  /** Tries one that is there. */
  async testExisting(notification: IdRef, options: CallOptions = {}): Promise<{ readonly status?: string; readonly message?: string }> {
    return this.calls.json({ method: 'POST', path: `${this.pathOf(notification)}/test`, operation: 'Test notification' }, options);
  }

  types(options: MonitoringListOptions = {}): List<MonitoringTypeWire> {
    return monitoringPages(this.calls, { path: '/notification_types', operation: 'List notification types' }, options);
  }

  async type(id: string, options: CallOptions = {}): Promise<MonitoringTypeWire> {
    const path = `/notification_types/${encodePathSegment(given(id, 'notification type'))}`;
    return this.calls.json<MonitoringTypeWire>({ method: 'GET', path, operation: 'Get notification type' }, options);
  }
}

/** Rackspace Cloud Monitoring. */
export class MonitoringNative {
  readonly entities: MonitoringCollection<MonitoringEntityWire, MonitoringEntitySpec, Partial<MonitoringEntitySpec>>;
  readonly checks: MonitoringChecks;
  readonly alarms: EntityCollection<MonitoringAlarmWire, MonitoringAlarmSpec, Partial<MonitoringAlarmSpec>>;
  readonly notifications: MonitoringNotifications;
  readonly notificationPlans: MonitoringCollection<NotificationPlanWire, NotificationPlanSpec, Partial<NotificationPlanSpec>>;
  readonly agentTokens: AgentTokens;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    const calls = new ServiceCalls(client, 'rax:monitor');
    this.#calls = calls;
    this.entities = new MonitoringCollection(calls, '/entities', 'entity');
    this.checks = new MonitoringChecks(calls);
    this.alarms = new EntityCollection(calls, 'alarms', 'alarm');
    this.notifications = new MonitoringNotifications(calls);
    this.notificationPlans = new MonitoringCollection(calls, '/notification_plans', 'notification plan');
    this.agentTokens = new AgentTokens(calls);
  }

  checkTypes(options: MonitoringListOptions = {}): List<MonitoringTypeWire> {
    return monitoringPages(this.#calls, { path: '/check_types', operation: 'List check types' }, options);
  }

  async checkType(id: string, options: CallOptions = {}): Promise<MonitoringTypeWire> {
    const path = `/check_types/${encodePathSegment(given(id, 'check type'))}`;
    return this.#calls.json<MonitoringTypeWire>({ method: 'GET', path, operation: 'Get check type' }, options);
  }

  /** Where remote checks are made from. */
  zones(options: MonitoringListOptions = {}): List<MonitoringZoneWire> {
    return monitoringPages(this.#calls, { path: '/monitoring_zones', operation: 'List monitoring zones' }, options);
  }

  async zone(zone: IdRef, options: CallOptions = {}): Promise<MonitoringZoneWire> {
    return this.#calls.json<MonitoringZoneWire>({ method: 'GET', path: `/monitoring_zones${idPath(zone, 'zone')}`, operation: 'Get zone' }, options);
  }

  /** How alarms changed; of one entity or all. */
  alarmChanges(options: MonitoringListOptions & { readonly entity?: IdRef | undefined } = {}): List<object> {
    return monitoringPages(this.#calls, { path: '/changelogs/alarms', operation: 'List alarm changes' }, options, entityFilter(options.entity));
  }

  /** Entities with their checks, alarms and latest states. */
  overview(options: MonitoringListOptions & { readonly entity?: IdRef | undefined } = {}): List<object> {
    return monitoringPages(this.#calls, { path: '/views/overview', operation: 'Get overview' }, options, entityFilter(options.entity));
  }

  async account(options: CallOptions = {}): Promise<object> {
    return this.#calls.json({ method: 'GET', path: '/account', operation: 'Get account' }, options);
  }

  async limits(options: CallOptions = {}): Promise<object> {
    return this.#calls.json({ method: 'GET', path: '/limits', operation: 'Get limits' }, options);
  }

  /** Who changed what. */
  audits(options: MonitoringListOptions = {}): List<object> {
    return monitoringPages(this.#calls, { path: '/audits', operation: 'List audits' }, options);
  }
}

const entityFilter = (entity: IdRef | undefined): Readonly<Record<string, string>> => (entity === undefined ? {} : { entityId: idOf(entity, 'entity') });
