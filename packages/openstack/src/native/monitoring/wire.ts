// Cloud Monitoring v1.0. Source: Rackspace's "Cloud Monitoring Developer Guide" 1.0. Times are milliseconds since the epoch.

export interface MonitoringEntityWire {
  readonly id: string;
  readonly label?: string;
  /** Address by alias. */
  readonly ip_addresses?: Readonly<Record<string, string>> | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly managed?: boolean;
  /** Of the cloud server that it stands for. */
  readonly uri?: string | null;
  readonly agent_id?: string | null;
  readonly created_at?: number;
  readonly updated_at?: number;
}

export interface MonitoringEntitySpec {
  readonly label: string;
  readonly ip_addresses?: Readonly<Record<string, string>> | undefined;
  readonly agent_id?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface MonitoringCheckSpec {
  /** `remote.http`, `remote.ping`, `remote.tcp`, `agent.cpu`, `agent.filesystem`, …: see `checkTypes`. */
  readonly type: string;
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** What the type wants. */
  readonly details?: object | undefined;
  /** Remote checks need some: see `zones`. */
  readonly monitoring_zones_poll?: readonly string[] | undefined;
  /** Seconds, 2 to 1800, less than the period. */
  readonly timeout?: number | undefined;
  /** Seconds, 30 to 1800. */
  readonly period?: number | undefined;
  /** Remote checks: one of the entity's addresses, or a name. */
  readonly target_alias?: string | undefined;
  readonly target_hostname?: string | undefined;
  readonly target_resolver?: 'IPv4' | 'IPv6' | undefined;
}

/** All but the type. */
export type MonitoringCheckChange = Partial<Omit<MonitoringCheckSpec, 'type'>>;

export interface MonitoringCheckWire extends Omit<MonitoringCheckSpec, 'type'> {
  readonly id: string;
  readonly type?: string;
  readonly created_at?: number;
  readonly updated_at?: number;
}

/** What trying a check showed. */
export interface CheckTestWire {
  readonly timestamp?: number;
  readonly monitoring_zone_id?: string | null;
  readonly available?: boolean;
  readonly status?: string;
  readonly metrics?: Readonly<Record<string, { readonly type?: string; readonly data?: unknown; readonly unit?: string }>>;
  readonly debug_info?: object;
}

export interface MonitoringAlarmSpec {
  readonly check_id: string;
  readonly notification_plan_id: string;
  /** `if (metric["duration"] > 2000) { return new AlarmStatus(WARNING); }` */
  readonly criteria?: string | undefined;
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface MonitoringAlarmWire extends Partial<MonitoringAlarmSpec> {
  readonly id: string;
  readonly created_at?: number;
  readonly updated_at?: number;
}

export interface NotificationSpec {
  readonly label: string;
  /** `webhook`, `email`, `pagerduty`, `sms`, … */
  readonly type: string;
  /** `{ url }`, `{ address }`, … */
  readonly details: object;
}

export interface NotificationWire extends Partial<NotificationSpec> {
  readonly id: string;
  readonly created_at?: number;
  readonly updated_at?: number;
}

export interface NotificationPlanSpec {
  readonly label: string;
  /** Ids of notifications. */
  readonly critical_state?: readonly string[] | undefined;
  readonly warning_state?: readonly string[] | undefined;
  readonly ok_state?: readonly string[] | undefined;
}

export interface NotificationPlanWire extends Partial<NotificationPlanSpec> {
  readonly id: string;
}

export interface MonitoringTypeWire {
  readonly id: string;
  readonly type?: string;
  readonly category?: string;
  readonly fields?: readonly { readonly name: string; readonly description?: string; readonly optional?: boolean }[];
}

export interface MonitoringZoneWire {
  readonly id: string;
  readonly label?: string;
  readonly country_code?: string;
  readonly source_ips?: readonly string[];
}

export interface MetricWire {
  readonly name: string;
  readonly unit?: string;
  readonly type?: string;
}

export interface MetricPointWire {
  /** Milliseconds. */
  readonly timestamp: number;
  readonly numPoints?: number;
  readonly average?: number;
  readonly variance?: number;
  readonly min?: number;
  readonly max?: number;
}

export interface AgentTokenWire {
  /** The token itself: a secret. */
  readonly id: string;
  readonly token?: string;
  readonly label?: string;
}
