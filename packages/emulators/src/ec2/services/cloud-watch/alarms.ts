import type { Parameters } from '../../query/parameters.ts';
import type { MemberValue } from '../member-xml.ts';
import { ServiceError } from '../service-error.ts';
import { type Datapoint, invalid, type Metric, type MetricStore, readDimensions } from './metrics.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface Alarm {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  actionsEnabled: boolean;
  readonly okActions: readonly string[];
  readonly alarmActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
  readonly metric: Metric;
  readonly statistic: string;
  readonly period: number;
  readonly unit: string | undefined;
  readonly evaluationPeriods: number;
  readonly threshold: number;
  readonly comparison: string;
  readonly treatMissing: string;
  readonly configuredAt: number;
  state: AlarmState;
  reason: string;
  reasonData: string | undefined;
  stateAt: number;
  /** Set by hand: it stays so until the next look at data. */
  setByHandAt: number | undefined;
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export const STATISTICS: Readonly<Record<string, (point: Datapoint) => number>> = {
  Average: (point) => point.average,
  Sum: (point) => point.sum,
  SampleCount: (point) => point.count,
  Maximum: (point) => point.max,
  Minimum: (point) => point.min,
};

export const isState = (text: string): text is AlarmState => text === 'OK' || text === 'ALARM' || text === 'INSUFFICIENT_DATA';

export function readAlarm(parameters: Parameters, arnPrefix: string, now: number): Alarm {
  const name = parameters.required('AlarmName');
  const comparison = parameters.required('ComparisonOperator');
  if (COMPARISONS[comparison] === undefined) throw invalid(`The value ${comparison} for ComparisonOperator is not known`);
  const statistic = parameters.text('Statistic') ?? 'Average';
  if (STATISTICS[statistic] === undefined) throw invalid(`The value ${statistic} for Statistic is not known`);
  const period = parameters.integer('Period') ?? 0;
  const evaluationPeriods = parameters.integer('EvaluationPeriods') ?? 0;
  const threshold = Number(parameters.required('Threshold'));
  if (period < 10 || (period > 30 && period % 60 !== 0)) throw new ServiceError('ValidationError', 'Period must be 10, 30 or a multiple of 60');
  if (evaluationPeriods < 1) throw new ServiceError('ValidationError', 'EvaluationPeriods must be at least 1');
  if (Number.isNaN(threshold)) throw new ServiceError('ValidationError', 'Threshold must be a number');
  return {
    name,
    arn: `${arnPrefix}${name}`,
    description: parameters.text('AlarmDescription'),
    actionsEnabled: parameters.boolean('ActionsEnabled') ?? true,
    okActions: parameters.list('OKActions.member'),
    alarmActions: parameters.list('AlarmActions.member'),
    insufficientDataActions: parameters.list('InsufficientDataActions.member'),
    metric: { namespace: parameters.required('Namespace'), name: parameters.required('MetricName'), dimensions: readDimensions(parameters) },
    statistic,
    period,
    unit: parameters.text('Unit'),
    evaluationPeriods,
    threshold,
    comparison,
    treatMissing: parameters.text('TreatMissingData') ?? 'missing',
    configuredAt: now,
    state: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    reasonData: undefined,
    stateAt: now,
    setByHandAt: undefined,
  };
}

/** The state the data of the last periods give; undefined: nothing new to judge by. */
export function judge(alarm: Alarm, store: MetricStore, now: number): { readonly state: AlarmState; readonly reason: string } | undefined {
  const span = alarm.period * 1000;
  const start = Math.floor(now / span) * span - (alarm.evaluationPeriods - 1) * span;
  if (alarm.setByHandAt !== undefined && now - alarm.setByHandAt < span) return undefined;
  const points = store.statistics(alarm.metric, start, now + 1, alarm.period, alarm.unit);
  const breaches = COMPARISONS[alarm.comparison];
  const statistic = STATISTICS[alarm.statistic];
  if (breaches === undefined || statistic === undefined) return undefined;
  const missing = alarm.evaluationPeriods - points.length;
  if (points.length === 0 && alarm.treatMissing === 'missing') return { state: 'INSUFFICIENT_DATA', reason: 'Insufficient Data: no datapoints were received.' };
  const bad = points.filter((point) => breaches(statistic(point), alarm.threshold)).length + (alarm.treatMissing === 'breaching' ? missing : 0);
  const state = bad >= alarm.evaluationPeriods ? 'ALARM' : 'OK';
  return { state, reason: `Threshold Crossed: ${bad} datapoint(s) out of ${alarm.evaluationPeriods} breached the threshold (${alarm.threshold}).` };
}

export const metricView = (metric: Metric): { readonly [name: string]: MemberValue } => ({
  Namespace: metric.namespace,
  MetricName: metric.name,
  Dimensions: metric.dimensions.map(([Name, Value]) => ({ Name, Value })),
});

export const alarmView = (alarm: Alarm): { readonly [name: string]: MemberValue } => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmDescription: alarm.description,
  AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
  ActionsEnabled: alarm.actionsEnabled,
  OKActions: alarm.okActions,
  AlarmActions: alarm.alarmActions,
  InsufficientDataActions: alarm.insufficientDataActions,
  StateValue: alarm.state,
  StateReason: alarm.reason,
  StateReasonData: alarm.reasonData,
  StateUpdatedTimestamp: new Date(alarm.stateAt),
  ...metricView(alarm.metric),
  Statistic: alarm.statistic,
  Period: alarm.period,
  Unit: alarm.unit,
  EvaluationPeriods: alarm.evaluationPeriods,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparison,
  TreatMissingData: alarm.treatMissing,
});
