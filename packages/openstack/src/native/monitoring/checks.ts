import { type CallOptions, encodePathSegment, type List } from '@portolan/core/driver';
import { given, type IdRef, idPath } from '../refs.ts';
import { invalid, type ServiceCalls } from '../service-calls.ts';
import { EntityCollection } from './crud.ts';
import { type MonitoringListOptions, monitoringPages } from './monitoring-calls.ts';
import type { CheckTestWire, MetricPointWire, MetricWire, MonitoringCheckChange, MonitoringCheckSpec, MonitoringCheckWire } from './wire.ts';

export type MetricResolution = 'FULL' | 'MIN5' | 'MIN20' | 'MIN60' | 'MIN240' | 'MIN1440';

export interface MetricRange {
  readonly from: Date;
  readonly to: Date;
  /** How many points there are to be, or how far apart: one of them. */
  readonly points?: number | undefined;
  readonly resolution?: MetricResolution | undefined;
  /** Default: averages. */
  readonly select?: readonly ('average' | 'variance' | 'min' | 'max')[] | undefined;
}

/** What is looked at on an entity, and the numbers that come of it. */
export class MonitoringChecks extends EntityCollection<MonitoringCheckWire, MonitoringCheckSpec, MonitoringCheckChange> {
  constructor(calls: ServiceCalls) {
    super(calls, 'checks', 'check');
  }

  /** Tries a check that is not there yet. Each zone has a result. `debug`: with what the checked side said. */
  async test(
    entity: IdRef,
    spec: MonitoringCheckSpec,
    options: CallOptions & { readonly debug?: boolean | undefined } = {},
  ): Promise<readonly CheckTestWire[]> {
    const path = `/entities${idPath(entity, 'entity')}/test-check`;
    const query = options.debug === true ? { debug: 'true' } : {};
    const body: unknown = await this.calls.json({ method: 'POST', path, query, json: spec, idempotent: true, operation: 'Test check' }, options);
    return Array.isArray(body) ? (body as readonly CheckTestWire[]) : [];
  }

  /** Tries one that is there. */
  async testExisting(entity: IdRef, check: IdRef, options: CallOptions = {}): Promise<readonly CheckTestWire[]> {
    const path = `${this.pathOf(entity, check)}/test`;
    const body: unknown = await this.calls.json({ method: 'POST', path, idempotent: true, operation: 'Test check' }, options);
    return Array.isArray(body) ? (body as readonly CheckTestWire[]) : [];
  }

  metrics(entity: IdRef, check: IdRef, options: MonitoringListOptions = {}): List<MetricWire> {
    return monitoringPages(this.calls, { path: `${this.pathOf(entity, check)}/metrics`, operation: 'List metrics' }, options);
  }

  async metricPoints(entity: IdRef, check: IdRef, metric: string, range: MetricRange, options: CallOptions = {}): Promise<readonly MetricPointWire[]> {
    const { from, to, points, resolution, select } = range;
    if ((points === undefined) === (resolution === undefined)) throw invalid('points and resolution: give one of them');
    const path = `${this.pathOf(entity, check)}/metrics/${encodePathSegment(given(metric, 'metric'))}/plot`;
    // Whole milliseconds: of a fraction the service answers 408.
    const query = { from: Math.floor(from.getTime()), to: Math.floor(to.getTime()), points, resolution, select };
    return this.calls.array<MetricPointWire>({ method: 'GET', path, query, operation: 'Get metric points' }, 'values', options);
  }
}
