// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { QueryCallOptions } from './../query-types.ts';

export interface GetMetricStatisticsParameters {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly {
    readonly Name: string;
    readonly Value: string;
  }[] | undefined;
  readonly StartTime: Date;
  readonly EndTime: Date;
  readonly Period: number;
  readonly Statistics?: readonly string[] | undefined;
  readonly ExtendedStatistics?: readonly string[] | undefined;
  readonly Unit?: string | undefined;
}

export interface GetMetricStatisticsResult {
  readonly Label?: string | undefined;
  readonly Datapoints: readonly {
    readonly Timestamp?: Date | undefined;
    readonly SampleCount?: number | undefined;
    readonly Average?: number | undefined;
    readonly Sum?: number | undefined;
    readonly Minimum?: number | undefined;
    readonly Maximum?: number | undefined;
    readonly Unit?: string | undefined;
    readonly ExtendedStatistics?: Readonly<Record<string, string>> | undefined;
  }[];
}

export interface ListMetricsParameters {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: readonly {
    readonly Name: string;
    readonly Value?: string | undefined;
  }[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListMetricsResult {
  readonly Metrics: readonly Metric[];
  readonly NextToken?: string | undefined;
}

export interface PutMetricDataParameters {
  readonly Namespace: string;
  readonly MetricData?: readonly {
    readonly MetricName: string;
    readonly Dimensions?: readonly {
      readonly Name: string;
      readonly Value: string;
    }[] | undefined;
    readonly Timestamp?: Date | undefined;
    readonly Value?: number | undefined;
    readonly StatisticValues?: {
      readonly SampleCount: number;
      readonly Sum: number;
      readonly Minimum: number;
      readonly Maximum: number;
    } | undefined;
    readonly Values?: readonly number[] | undefined;
    readonly Counts?: readonly number[] | undefined;
    readonly Unit?: string | undefined;
    readonly StorageResolution?: number | undefined;
  }[] | undefined;
}

export interface PutMetricAlarmParameters {
  readonly AlarmName: string;
  readonly AlarmDescription?: string | undefined;
  readonly ActionsEnabled?: boolean | undefined;
  readonly OKActions?: readonly string[] | undefined;
  readonly AlarmActions?: readonly string[] | undefined;
  readonly InsufficientDataActions?: readonly string[] | undefined;
  readonly MetricName?: string | undefined;
  readonly Namespace?: string | undefined;
  readonly Statistic?: string | undefined;
  readonly ExtendedStatistic?: string | undefined;
  readonly Dimensions?: readonly {
    readonly Name: string;
    readonly Value: string;
  }[] | undefined;
  readonly Period?: number | undefined;
  readonly Unit?: string | undefined;
  readonly EvaluationPeriods?: number | undefined;
  readonly DatapointsToAlarm?: number | undefined;
  readonly Threshold?: number | undefined;
  readonly ComparisonOperator?: string | undefined;
  readonly TreatMissingData?: string | undefined;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly MetricStat?: {
      readonly Metric: {
        readonly Namespace?: string | undefined;
        readonly MetricName?: string | undefined;
        readonly Dimensions?: readonly {
          readonly Name: string;
          readonly Value: string;
        }[] | undefined;
      };
      readonly Period: number;
      readonly Stat: string;
      readonly Unit?: string | undefined;
    } | undefined;
    readonly Expression?: string | undefined;
    readonly Label?: string | undefined;
    readonly ReturnData?: boolean | undefined;
    readonly Period?: number | undefined;
    readonly AccountId?: string | undefined;
  }[] | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
  readonly EvaluationWindow?: {
    readonly WallClockWindow?: {
      readonly Timezone?: string | undefined;
    } | undefined;
    readonly SlidingWindow?: Readonly<Record<string, never>> | undefined;
  } | undefined;
}

export interface DescribeAlarmsParameters {
  readonly AlarmNames?: readonly string[] | undefined;
  readonly AlarmNamePrefix?: string | undefined;
  readonly StateValue?: string | undefined;
  readonly ActionPrefix?: string | undefined;
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeAlarmsResult {
  readonly MetricAlarms: readonly MetricAlarm[];
  readonly LogAlarms: readonly {
    readonly AlarmName?: string | undefined;
    readonly AlarmArn?: string | undefined;
    readonly AlarmDescription?: string | undefined;
    readonly AlarmConfigurationUpdatedTimestamp?: Date | undefined;
    readonly ActionsEnabled?: boolean | undefined;
    readonly OKActions: readonly string[];
    readonly AlarmActions: readonly string[];
    readonly InsufficientDataActions: readonly string[];
    readonly StateValue?: string | undefined;
    readonly StateReason?: string | undefined;
    readonly StateReasonData?: string | undefined;
    readonly StateUpdatedTimestamp?: Date | undefined;
    readonly ScheduledQueryConfiguration?: {
      readonly QueryString?: string | undefined;
      readonly LogGroupIdentifiers: readonly string[];
      readonly QueryARN?: string | undefined;
      readonly ScheduledQueryRoleARN?: string | undefined;
      readonly ScheduleConfiguration?: {
        readonly ScheduleExpression?: string | undefined;
        readonly StartTimeOffset?: number | undefined;
        readonly EndTimeOffset?: number | undefined;
      } | undefined;
      readonly AggregationExpression?: string | undefined;
      readonly Tags: readonly {
        readonly Key?: string | undefined;
        readonly Value?: string | undefined;
      }[];
    } | undefined;
    readonly QueryResultsToEvaluate?: number | undefined;
    readonly QueryResultsToAlarm?: number | undefined;
    readonly Threshold?: number | undefined;
    readonly ComparisonOperator?: string | undefined;
    readonly TreatMissingData?: string | undefined;
    readonly StateTransitionedTimestamp?: Date | undefined;
    readonly EvaluationState?: string | undefined;
    readonly ActionLogLineCount?: number | undefined;
    readonly ActionLogLineRoleArn?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DescribeAlarmsForMetricParameters {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Statistic?: string | undefined;
  readonly ExtendedStatistic?: string | undefined;
  readonly Dimensions?: readonly {
    readonly Name: string;
    readonly Value: string;
  }[] | undefined;
  readonly Period?: number | undefined;
  readonly Unit?: string | undefined;
}

export interface DescribeAlarmsForMetricResult {
  readonly MetricAlarms: readonly MetricAlarm[];
}

export interface DescribeAlarmHistoryParameters {
  readonly AlarmName?: string | undefined;
  readonly HistoryItemType?: string | undefined;
  readonly StartDate?: Date | undefined;
  readonly EndDate?: Date | undefined;
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly ScanBy?: string | undefined;
}

export interface DescribeAlarmHistoryResult {
  readonly AlarmHistoryItems: readonly {
    readonly AlarmName?: string | undefined;
    readonly AlarmType?: string | undefined;
    readonly Timestamp?: Date | undefined;
    readonly HistoryItemType?: string | undefined;
    readonly HistorySummary?: string | undefined;
    readonly HistoryData?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DeleteAlarmsParameters {
  readonly AlarmNames: readonly string[];
}

export interface SetAlarmStateParameters {
  readonly AlarmName: string;
  readonly StateValue: string;
  readonly StateReason: string;
  readonly StateReasonData?: string | undefined;
}

export interface EnableAlarmActionsParameters {
  readonly AlarmNames: readonly string[];
}

export interface DisableAlarmActionsParameters {
  readonly AlarmNames: readonly string[];
}

export interface Metric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions: readonly {
    readonly Name?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface MetricAlarm {
  readonly AlarmName?: string | undefined;
  readonly AlarmArn?: string | undefined;
  readonly AlarmDescription?: string | undefined;
  readonly AlarmConfigurationUpdatedTimestamp?: Date | undefined;
  readonly ActionsEnabled?: boolean | undefined;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
  readonly StateValue?: string | undefined;
  readonly StateReason?: string | undefined;
  readonly StateReasonData?: string | undefined;
  readonly StateUpdatedTimestamp?: Date | undefined;
  readonly MetricName?: string | undefined;
  readonly Namespace?: string | undefined;
  readonly Statistic?: string | undefined;
  readonly ExtendedStatistic?: string | undefined;
  readonly Dimensions: readonly {
    readonly Name?: string | undefined;
    readonly Value?: string | undefined;
  }[];
  readonly Period?: number | undefined;
  readonly Unit?: string | undefined;
  readonly EvaluationPeriods?: number | undefined;
  readonly DatapointsToAlarm?: number | undefined;
  readonly Threshold?: number | undefined;
  readonly ComparisonOperator?: string | undefined;
  readonly TreatMissingData?: string | undefined;
  readonly Metrics: readonly {
    readonly Id?: string | undefined;
    readonly MetricStat?: {
      readonly Metric?: Metric | undefined;
      readonly Period?: number | undefined;
      readonly Stat?: string | undefined;
      readonly Unit?: string | undefined;
    } | undefined;
    readonly Expression?: string | undefined;
    readonly Label?: string | undefined;
    readonly ReturnData?: boolean | undefined;
    readonly Period?: number | undefined;
    readonly AccountId?: string | undefined;
  }[];
  readonly EvaluationState?: string | undefined;
  readonly StateTransitionedTimestamp?: Date | undefined;
  readonly EvaluationWindow?: {
    readonly WallClockWindow?: {
      readonly Timezone?: string | undefined;
    } | undefined;
    readonly SlidingWindow?: Readonly<Record<string, never>> | undefined;
  } | undefined;
}

export interface CloudWatchActions {
  /** GetMetricStatistics */
  getMetricStatistics(parameters: GetMetricStatisticsParameters, options?: QueryCallOptions): Promise<GetMetricStatisticsResult>;
  /** ListMetrics */
  listMetrics(parameters?: ListMetricsParameters, options?: QueryCallOptions): List<ListMetricsResult['Metrics'][number]>;
  /** PutMetricData */
  putMetricData(parameters: PutMetricDataParameters, options?: QueryCallOptions): Promise<void>;
  /** PutMetricAlarm */
  putMetricAlarm(parameters: PutMetricAlarmParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeAlarms */
  describeAlarms(parameters?: DescribeAlarmsParameters, options?: QueryCallOptions): Promise<DescribeAlarmsResult>;
  /** DescribeAlarmsForMetric */
  describeAlarmsForMetric(parameters: DescribeAlarmsForMetricParameters, options?: QueryCallOptions): List<DescribeAlarmsForMetricResult['MetricAlarms'][number]>;
  /** DescribeAlarmHistory */
  describeAlarmHistory(parameters?: DescribeAlarmHistoryParameters, options?: QueryCallOptions): List<DescribeAlarmHistoryResult['AlarmHistoryItems'][number]>;
  /** DeleteAlarms */
  deleteAlarms(parameters: DeleteAlarmsParameters, options?: QueryCallOptions): Promise<void>;
  /** SetAlarmState */
  setAlarmState(parameters: SetAlarmStateParameters, options?: QueryCallOptions): Promise<void>;
  /** EnableAlarmActions */
  enableAlarmActions(parameters: EnableAlarmActionsParameters, options?: QueryCallOptions): Promise<void>;
  /** DisableAlarmActions */
  disableAlarmActions(parameters: DisableAlarmActionsParameters, options?: QueryCallOptions): Promise<void>;
}
