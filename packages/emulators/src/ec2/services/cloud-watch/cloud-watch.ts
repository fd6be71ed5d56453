import type { Parameters } from '../../query/parameters.ts';
import type { QueryService, ServiceActions, ServiceContext } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { servicePage } from '../service-paging.ts';
import { type Alarm, alarmView, isState, judge, metricView, readAlarm, STATISTICS } from './alarms.ts';
import { invalid, MetricStore, readDimensions, sameMetric } from './metrics.ts';

const MAX_POINTS = 1440;
const RULES = { token: 'NextToken', size: 'MaxRecords', standard: 50, largest: 100 };

interface HistoryItem {
  readonly alarm: string;
  readonly at: number;
  readonly type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  readonly sequence: number;
}

const required = (parameters: Parameters, name: string): string => {
  const text = parameters.text(name);
  if (text === undefined || text === '') throw new ServiceError('MissingParameter', `The parameter ${name} is required.`);
  return text;
};

const time = (parameters: Parameters, name: string): number => {
  const parsed = Date.parse(required(parameters, name));
  if (Number.isNaN(parsed)) throw invalid(`The parameter ${name} must be a time.`);
  return parsed;
};

const metricActions = (store: MetricStore, context: ServiceContext): ServiceActions => ({
  PutMetricData: ({ parameters, now }) => {
    const namespace = required(parameters, 'Namespace');
    if (namespace.startsWith('AWS/')) throw invalid('The value AWS/ for parameter Namespace is invalid.');
    const data = parameters.structures('MetricData.member');
    if (data.length === 0) throw new ServiceError('MissingParameter', 'The parameter MetricData is required.');
    for (const datum of data) store.put(namespace, datum, now);
    return undefined;
  },
  ListMetrics: ({ parameters }) => {
    const [namespace, name] = [parameters.text('Namespace'), parameters.text('MetricName')];
    const wanted = parameters.structures('Dimensions.member').map((dimension) => [dimension.required('Name'), dimension.text('Value')] as const);
    const chosen = [...store.metrics.values()].filter(
      (metric) =>
        (namespace === undefined || metric.namespace === namespace) &&
        (name === undefined || metric.name === name) &&
        wanted.every(([key, value]) => metric.dimensions.some((dimension) => dimension[0] === key && (value === undefined || dimension[1] === value))),
    );
    const page = servicePage(chosen, (metric) => JSON.stringify(metric), parameters, { ...RULES, standard: 500 }, context.ec2.pageLimit);
    return { Metrics: page.items.map(metricView), NextToken: page.next };
  },
  GetMetricStatistics: ({ parameters }) => {
    const metric = { namespace: required(parameters, 'Namespace'), name: required(parameters, 'MetricName'), dimensions: readDimensions(parameters) };
    const [start, end] = [time(parameters, 'StartTime'), time(parameters, 'EndTime')];
    const period = Number(required(parameters, 'Period'));
    if (!Number.isInteger(period) || period < 1 || (period >= 60 && period % 60 !== 0)) throw invalid('The parameter Period must be a multiple of 60.');
    if (start >= end) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
    const statistics = parameters.list('Statistics.member');
    if (statistics.length === 0)
      throw new ServiceError('InvalidParameterCombination', 'At least one of the parameters Statistics and ExtendedStatistics must be specified.');
    for (const statistic of statistics) if (STATISTICS[statistic] === undefined) throw invalid(`The value ${statistic} for parameter Statistics is invalid.`);
    if ((end - start) / 1000 / period > MAX_POINTS)
      throw new ServiceError(
        'InvalidParameterCombination',
        `You have requested up to ${Math.ceil((end - start) / 1000 / period)} datapoints, which exceeds the limit of ${MAX_POINTS}.`,
      );
    const points = store.statistics(metric, start, end, period, parameters.text('Unit'));
    return {
      Label: metric.name,
      Datapoints: points.map((point) => ({
        Timestamp: new Date(point.at),
        ...Object.fromEntries(statistics.map((statistic) => [statistic, STATISTICS[statistic]?.(point)])),
        Unit: point.unit,
      })),
    };
  },
});

/** CloudWatch: metrics people put, and alarms that watch them. */
export function cloudWatch(context: ServiceContext): QueryService {
  const store = new MetricStore();
  const alarms = new Map<string, Alarm>();
  const history: HistoryItem[] = [];
  const prefix = `arn:aws:cloudwatch:${context.region}:${context.accountId}:alarm:`;
  const note = (alarm: string, at: number, type: HistoryItem['type'], summary: string): void =>
    void history.push({ alarm, at, type, summary, sequence: history.length });
  const change = (alarm: Alarm, state: Alarm['state'], reason: string, now: number): void => {
    if (alarm.state !== state) {
      note(alarm.name, now, 'StateUpdate', `Alarm updated from ${alarm.state} to ${state}`);
      alarm.stateAt = now;
    }
    Object.assign(alarm, { state, reason });
  };
  const judged = (now: number): Alarm[] => {
    for (const alarm of alarms.values()) {
      const verdict = judge(alarm, store, now);
      if (verdict !== undefined && verdict.state !== alarm.state) change(alarm, verdict.state, verdict.reason, now);
    }
    return [...alarms.values()];
  };
  const named = (parameters: Parameters): Alarm[] =>
    parameters.list('AlarmNames.member').map((name) => {
      const alarm = alarms.get(name);
      if (alarm === undefined) throw new ServiceError('ResourceNotFound', `Alarm ${name} does not exist`, 404);
      return alarm;
    });
  return {
    scope: 'monitoring',
    version: '2010-08-01',
    namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    eucalyptusPath: 'CloudWatch',
    actions: {
      ...metricActions(store, context),
      PutMetricAlarm: ({ parameters, now }) => {
        const alarm = readAlarm(parameters, prefix, now);
        const before = alarms.get(alarm.name);
        if (before !== undefined) Object.assign(alarm, { state: before.state, reason: before.reason, stateAt: before.stateAt });
        alarms.set(alarm.name, alarm);
        note(alarm.name, now, 'ConfigurationUpdate', `Alarm "${alarm.name}" ${before === undefined ? 'created' : 'updated'}`);
        return undefined;
      },
      DescribeAlarms: ({ parameters, now }) => {
        const names = parameters.list('AlarmNames.member');
        const start = parameters.text('AlarmNamePrefix') ?? '';
        const state = parameters.text('StateValue');
        const action = parameters.text('ActionPrefix') ?? '';
        const chosen = judged(now).filter(
          (alarm) =>
            (names.length === 0 || names.includes(alarm.name)) &&
            alarm.name.startsWith(start) &&
            (state === undefined || alarm.state === state) &&
            (action === '' || [...alarm.okActions, ...alarm.alarmActions, ...alarm.insufficientDataActions].some((arn) => arn.startsWith(action))),
        );
        const page = servicePage(chosen, ({ name }) => name, parameters, RULES, context.ec2.pageLimit);
        return { MetricAlarms: page.items.map(alarmView), NextToken: page.next };
      },
      DescribeAlarmsForMetric: ({ parameters, now }) => {
        const metric = { namespace: required(parameters, 'Namespace'), name: required(parameters, 'MetricName'), dimensions: readDimensions(parameters) };
        const statistic = parameters.text('Statistic');
        const chosen = judged(now).filter((alarm) => sameMetric(alarm.metric, metric) && (statistic === undefined || alarm.statistic === statistic));
        return { MetricAlarms: chosen.map(alarmView) };
      },
      DescribeAlarmHistory: ({ parameters }) => {
        const [name, type] = [parameters.text('AlarmName'), parameters.text('HistoryItemType')];
        const from = parameters.text('StartDate') === undefined ? Number.NEGATIVE_INFINITY : time(parameters, 'StartDate');
        const to = parameters.text('EndDate') === undefined ? Number.POSITIVE_INFINITY : time(parameters, 'EndDate');
        const chosen = history.filter(
          (item) => (name === undefined || item.alarm === name) && (type === undefined || item.type === type) && item.at >= from && item.at <= to,
        );
        // The newest come first.
        const page = servicePage(chosen, ({ sequence }) => String(1e9 - sequence).padStart(10, '0'), parameters, RULES, context.ec2.pageLimit);
        return {
          AlarmHistoryItems: page.items.map((item) => ({
            AlarmName: item.alarm,
            AlarmType: 'MetricAlarm',
            Timestamp: new Date(item.at),
            HistoryItemType: item.type,
            HistorySummary: item.summary,
            HistoryData: '{"version":"1.0"}',
          })),
          NextToken: page.next,
        };
      },
      DeleteAlarms: ({ parameters, now }) => {
        for (const alarm of named(parameters)) {
          alarms.delete(alarm.name);
          note(alarm.name, now, 'ConfigurationUpdate', `Alarm "${alarm.name}" deleted`);
        }
        return undefined;
      },
      SetAlarmState: ({ parameters, now }) => {
        const name = required(parameters, 'AlarmName');
        const alarm = alarms.get(name);
        if (alarm === undefined) throw new ServiceError('ResourceNotFound', `Alarm ${name} does not exist`, 404);
        const state = required(parameters, 'StateValue');
        if (!isState(state)) throw invalid(`The value ${state} for parameter StateValue is invalid.`);
        change(alarm, state, required(parameters, 'StateReason'), now);
        alarm.reasonData = parameters.text('StateReasonData');
        alarm.setByHandAt = now;
        return undefined;
      },
      EnableAlarmActions: ({ parameters }) => {
        for (const alarm of named(parameters)) alarm.actionsEnabled = true;
        return undefined;
      },
      DisableAlarmActions: ({ parameters }) => {
        for (const alarm of named(parameters)) alarm.actionsEnabled = false;
        return undefined;
      },
    },
  };
}
