import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRestUnserved, type NativeCloud, openNative, recording } from './native-cloud.ts';

let opened: Awaited<ReturnType<typeof openNative>>;
let cloud: NativeCloud;
let clock: typeof opened.clock;

beforeAll(async () => {
  opened = await openNative();
  ({ cloud, clock } = opened);
});
afterAll(async () => {
  await cloud?.close();
  await opened?.emulator.close();
});

describe('CloudWatch', () => {
  it('takes data together by period, and watches them', async () => {
    const { service: watch, called } = recording(cloud.native.cloudWatch);
    const metric = { Namespace: 'App', MetricName: 'Queue', Dimensions: [{ Name: 'host', Value: 'a' }] };
    const now = clock.now();
    await watch.putMetricData({
      Namespace: 'App',
      MetricData: [10, 20].map((Value) => ({ MetricName: 'Queue', Dimensions: metric.Dimensions, Value, Unit: 'Count', Timestamp: new Date(now) })),
    });
    await expect(watch.putMetricData({ Namespace: 'AWS/EC2', MetricData: [{ MetricName: 'x', Value: 1 }] })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(await watch.listMetrics({ Namespace: 'App' }).toArray()).toEqual([metric]);
    const statistics = await watch.getMetricStatistics({
      ...metric,
      StartTime: new Date(now - 60_000),
      EndTime: new Date(now + 60_000),
      Period: 60,
      Statistics: ['Average', 'Maximum', 'SampleCount'],
    });
    expect(statistics.Datapoints).toMatchObject([{ Average: 15, Maximum: 20, SampleCount: 2, Unit: 'Count' }]);
    const alarm = {
      ...metric,
      AlarmName: 'full',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 12,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: ['arn:aws:sns:us-east-1:1:t'],
    };
    await watch.putMetricAlarm(alarm);
    await watch.putMetricAlarm({ ...alarm, AlarmName: 'empty', Threshold: 5, ComparisonOperator: 'LessThanThreshold' });
    expect((await watch.describeAlarms()).MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue])).toEqual([
      ['empty', 'OK'],
      ['full', 'ALARM'],
    ]);
    clock.advance(120_000);
    expect((await watch.describeAlarmsForMetric(metric).toArray()).map(({ StateValue }) => StateValue)).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA']);
    await watch.setAlarmState({ AlarmName: 'full', StateValue: 'OK', StateReason: 'by hand' });
    await watch.disableAlarmActions({ AlarmNames: ['full'] });
    expect((await watch.describeAlarms({ AlarmNames: ['full'] })).MetricAlarms).toMatchObject([
      { StateValue: 'OK', StateReason: 'by hand', ActionsEnabled: false, Threshold: 12 },
    ]);
    await watch.enableAlarmActions({ AlarmNames: ['full'] });
    const history = await watch.describeAlarmHistory({ AlarmName: 'full' }).toArray();
    expect(history.map(({ HistoryItemType }) => HistoryItemType)).toEqual(['StateUpdate', 'StateUpdate', 'StateUpdate', 'ConfigurationUpdate']);
    await watch.deleteAlarms({ AlarmNames: ['full', 'empty'] });
    await expect(watch.setAlarmState({ AlarmName: 'full', StateValue: 'OK', StateReason: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await expectRestUnserved(cloud.native.cloudWatch, called, []);
  });
});
