import { type Ec2Emulator, ManualClock, startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const START = Date.UTC(2026, 0, 15, 12);

const open = async (emulator: Ec2Emulator) =>
  connect({ provider: 'aws', ...(emulator.profile as Record<string, string>), serviceUrls: emulator.serviceUrls }, {
    env: {},
    clock: { now: () => emulator.clock.now() },
  } as never);
type Native = Awaited<ReturnType<typeof open>>['native'];

const clock = new ManualClock(START);
let emulator: Ec2Emulator;
let cloud: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  emulator = (await startEmulator('aws', { clock, transitionMs: 1000, seed: { servers: ['one', 'two'] } })) as Ec2Emulator;
  cloud = await open(emulator);
});
afterAll(async () => {
  await cloud?.close();
  await emulator?.close();
});

/** The service's client, which writes down what is called of it. */
function recording<T extends object>(service: T): { readonly service: T; readonly called: Set<string> } {
  const called = new Set<string>();
  const proxy = new Proxy(service, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      called.add(String(name));
      return value.bind(target);
    },
  });
  return { service: proxy, called };
}

/** What was not called is not served: the emulator does not know such an action. */
async function expectRestUnserved(service: Pick<Native['elb'], 'call'>, called: ReadonlySet<string>, unserved: readonly string[]): Promise<void> {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(service)).filter((name) => name !== 'constructor' && name !== '');
  const left = methods.filter((name) => !called.has(name));
  expect(left.sort()).toEqual([...unserved].sort());
  for (const name of left) {
    const action = name.replace(/^./, (letter) => letter.toUpperCase());
    await expect(service.call(action), action).rejects.toMatchObject({ providerCode: 'InvalidAction' });
  }
}

const instanceIds = async (): Promise<string[]> =>
  (await cloud.native.ec2.describeInstances().toArray()).flatMap(({ instancesSet }) => instancesSet.map(({ instanceId }) => instanceId ?? ''));

describe('Elastic Load Balancing', () => {
  it('does every action, and says what is wrong', async () => {
    const { service: elb, called } = recording(cloud.native.elb);
    const at = { LoadBalancerName: 'web' };
    const http = { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 8080 };
    const made = await elb.createLoadBalancer({ ...at, Listeners: [http], AvailabilityZones: ['us-east-1a'], Tags: [{ Key: 'role', Value: 'web' }] });
    expect(made.DNSName).toMatch(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    await expect(elb.createLoadBalancer({ ...at, Listeners: [http], AvailabilityZones: ['us-east-1a'] })).rejects.toMatchObject({ code: 'already-exists' });
    await expect(elb.describeInstanceHealth({ LoadBalancerName: 'none' }).toArray()).rejects.toMatchObject({
      code: 'not-found',
      providerCode: 'LoadBalancerNotFound',
    });
    await elb.createLoadBalancerListeners({
      ...at,
      Listeners: [{ Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 8080, SSLCertificateId: 'arn:one' }],
    });
    await elb.setLoadBalancerListenerSSLCertificate({ ...at, LoadBalancerPort: 443, SSLCertificateId: 'arn:two' });
    expect(
      (
        await elb.configureHealthCheck({
          ...at,
          HealthCheck: { Target: 'HTTP:8080/ping', Interval: 10, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 3 },
        })
      ).HealthCheck?.Target,
    ).toBe('HTTP:8080/ping');
    expect((await elb.enableAvailabilityZonesForLoadBalancer({ ...at, AvailabilityZones: ['us-east-1b'] })).AvailabilityZones).toEqual([
      'us-east-1a',
      'us-east-1b',
    ]);
    expect((await elb.disableAvailabilityZonesForLoadBalancer({ ...at, AvailabilityZones: ['us-east-1a'] })).AvailabilityZones).toEqual(['us-east-1b']);
    const subnets = (await cloud.native.ec2.describeSubnets().toArray()).map(({ subnetId }) => subnetId ?? '');
    expect((await elb.attachLoadBalancerToSubnets({ ...at, Subnets: subnets })).Subnets).toEqual(subnets);
    expect((await elb.detachLoadBalancerFromSubnets({ ...at, Subnets: subnets.slice(1) })).Subnets).toEqual(subnets.slice(0, 1));
    const [group] = await cloud.native.ec2.describeSecurityGroups().toArray();
    expect((await elb.applySecurityGroupsToLoadBalancer({ ...at, SecurityGroups: [group?.groupId ?? ''] })).SecurityGroups).toEqual([group?.groupId]);

    const Instances = (await instanceIds()).map((InstanceId) => ({ InstanceId }));
    expect((await elb.registerInstancesWithLoadBalancer({ ...at, Instances })).Instances).toEqual(Instances);
    expect((await elb.describeInstanceHealth(at).toArray()).map(({ State, ReasonCode }) => [State, ReasonCode])).toEqual(
      Instances.map(() => ['OutOfService', 'ELB']),
    );
    clock.advance(1000);
    expect((await elb.describeInstanceHealth(at).toArray()).map(({ State }) => State)).toEqual(Instances.map(() => 'InService'));
    await expect(elb.registerInstancesWithLoadBalancer({ ...at, Instances: [{ InstanceId: 'i-00000000' }] })).rejects.toMatchObject({
      providerCode: 'InvalidInstance',
    });
    expect((await elb.deregisterInstancesFromLoadBalancer({ ...at, Instances: Instances.slice(1) })).Instances).toEqual(Instances.slice(0, 1));

    await elb.createAppCookieStickinessPolicy({ ...at, PolicyName: 'app', CookieName: 'sid' });
    await elb.createLBCookieStickinessPolicy({ ...at, PolicyName: 'lb', CookieExpirationPeriod: 60 });
    await elb.createLoadBalancerPolicy({
      ...at,
      PolicyName: 'proxy',
      PolicyTypeName: 'ProxyProtocolPolicyType',
      PolicyAttributes: [{ AttributeName: 'ProxyProtocol', AttributeValue: 'true' }],
    });
    await elb.setLoadBalancerPoliciesOfListener({ ...at, LoadBalancerPort: 80, PolicyNames: ['lb'] });
    await elb.setLoadBalancerPoliciesForBackendServer({ ...at, InstancePort: 8080, PolicyNames: ['proxy'] });
    await expect(elb.deleteLoadBalancerPolicy({ ...at, PolicyName: 'lb' })).rejects.toMatchObject({ providerCode: 'InvalidConfigurationRequest' });
    await elb.deleteLoadBalancerPolicy({ ...at, PolicyName: 'app' });
    expect((await elb.describeLoadBalancerPolicies(at).toArray()).map(({ PolicyName }) => PolicyName)).toEqual(['lb', 'proxy']);
    expect((await elb.describeLoadBalancerPolicyTypes().toArray()).map(({ PolicyTypeName }) => PolicyTypeName)).toContain('ProxyProtocolPolicyType');

    await elb.addTags({ LoadBalancerNames: ['web'], Tags: [{ Key: 'stage', Value: 'test' }] });
    await elb.removeTags({ LoadBalancerNames: ['web'], Tags: [{ Key: 'role' }] });
    expect(await elb.describeTags({ LoadBalancerNames: ['web'] }).toArray()).toMatchObject([
      { LoadBalancerName: 'web', Tags: [{ Key: 'stage', Value: 'test' }] },
    ]);
    const changed = await elb.modifyLoadBalancerAttributes({
      ...at,
      LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: true }, ConnectionSettings: { IdleTimeout: 30 } },
    });
    expect(changed.LoadBalancerAttributes).toMatchObject({ CrossZoneLoadBalancing: { Enabled: true } });
    expect((await elb.describeLoadBalancerAttributes(at)).LoadBalancerAttributes).toMatchObject({
      ConnectionSettings: { IdleTimeout: 30 },
      AccessLog: { Enabled: false },
    });

    const [web] = await elb.describeLoadBalancers().toArray();
    expect(web).toMatchObject({
      LoadBalancerName: 'web',
      Instances: Instances.slice(0, 1),
      AvailabilityZones: ['us-east-1b'],
      Policies: { LBCookieStickinessPolicies: [{ PolicyName: 'lb', CookieExpirationPeriod: 60 }], OtherPolicies: ['proxy'] },
      BackendServerDescriptions: [{ InstancePort: 8080, PolicyNames: ['proxy'] }],
    });
    expect(web?.ListenerDescriptions.map(({ Listener }) => [Listener?.LoadBalancerPort, Listener?.SSLCertificateId])).toEqual([
      [80, undefined],
      [443, 'arn:two'],
    ]);
    await elb.deleteLoadBalancerListeners({ ...at, LoadBalancerPorts: [443] });
    await elb.deleteLoadBalancer(at);
    await elb.deleteLoadBalancer(at);
    expect(await elb.describeLoadBalancers().toArray()).toEqual([]);
    await expectRestUnserved(cloud.native.elb, called, []);
  });
});

describe('Auto Scaling', () => {
  it('keeps groups of instances at the size wanted', async () => {
    const { service: scaling, called } = recording(cloud.native.autoScaling);
    const [image] = await cloud.native.ec2.describeImages({ Filter: { 'root-device-type': 'ebs' } }).toArray();
    const [type] = await cloud.native.ec2.describeInstanceTypes().toArray();
    await scaling.createLaunchConfiguration({ LaunchConfigurationName: 'lc', ImageId: image?.imageId, InstanceType: type?.instanceType, UserData: 'hello' });
    const name = { AutoScalingGroupName: 'workers' };
    const group = async () => (await scaling.describeAutoScalingGroups({ AutoScalingGroupNames: ['workers'] }).toArray())[0];
    await scaling.createAutoScalingGroup({
      ...name,
      LaunchConfigurationName: 'lc',
      MinSize: 1,
      MaxSize: 4,
      DesiredCapacity: 2,
      AvailabilityZones: ['us-east-1a'],
      Tags: [{ Key: 'team', Value: 'a', PropagateAtLaunch: true }],
    });
    await expect(
      scaling.createAutoScalingGroup({ ...name, LaunchConfigurationName: 'lc', MinSize: 0, MaxSize: 1, AvailabilityZones: ['us-east-1a'] }),
    ).rejects.toMatchObject({ code: 'already-exists' });
    expect((await group())?.Instances.map(({ LifecycleState }) => LifecycleState)).toEqual(['Pending', 'Pending']);
    clock.advance(1000);
    expect((await group())?.Instances.map(({ LifecycleState, HealthStatus }) => [LifecycleState, HealthStatus])).toEqual([
      ['InService', 'Healthy'],
      ['InService', 'Healthy'],
    ]);
    const [first] = await scaling.describeAutoScalingInstances().toArray();
    const tagged = await cloud.native.ec2.describeTags({ Filter: { key: 'team' } }).toArray();
    expect(tagged.map(({ value }) => value)).toEqual(['a', 'a']);
    await scaling.setDesiredCapacity({ ...name, DesiredCapacity: 3 });
    expect((await group())?.Instances).toHaveLength(3);
    await expect(scaling.setDesiredCapacity({ ...name, DesiredCapacity: 9 })).rejects.toMatchObject({ providerCode: 'ValidationError' });
    const ended = await scaling.terminateInstanceInAutoScalingGroup({ InstanceId: first?.InstanceId ?? '', ShouldDecrementDesiredCapacity: true });
    expect(ended.Activity?.Description).toContain(first?.InstanceId);
    const [second] = (await group())?.Instances ?? [];
    await scaling.setInstanceHealth({ InstanceId: second?.InstanceId ?? '', HealthStatus: 'Unhealthy' });
    const healthy = (await group())?.Instances ?? [];
    expect(healthy.map(({ InstanceId }) => InstanceId)).not.toContain(second?.InstanceId);
    expect(healthy).toHaveLength(2);
    clock.advance(1000);
    await scaling.setInstanceProtection({ ...name, InstanceIds: [healthy[0]?.InstanceId ?? ''], ProtectedFromScaleIn: true });
    const detached = await scaling.detachInstances({ ...name, InstanceIds: [healthy[1]?.InstanceId ?? ''], ShouldDecrementDesiredCapacity: true });
    expect(detached.Activities).toHaveLength(1);
    expect((await group())?.Instances).toMatchObject([{ InstanceId: healthy[0]?.InstanceId, ProtectedFromScaleIn: true }]);
    await scaling.attachInstances({ ...name, InstanceIds: [healthy[1]?.InstanceId ?? ''] });
    expect(await group()).toMatchObject({ DesiredCapacity: 2 });
    expect((await scaling.describeScalingActivities(name).toArray()).length).toBeGreaterThan(5);

    const policy = await scaling.putScalingPolicy({ ...name, PolicyName: 'more', AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1 });
    expect(policy.PolicyARN).toContain('policyName/more');
    expect(await scaling.describePolicies(name).toArray()).toMatchObject([{ PolicyName: 'more', ScalingAdjustment: 1 }]);
    await scaling.executePolicy({ ...name, PolicyName: 'more' });
    expect(await group()).toMatchObject({ DesiredCapacity: 3 });
    await scaling.deletePolicy({ ...name, PolicyName: 'more' });
    await scaling.updateAutoScalingGroup({ ...name, MinSize: 0, MaxSize: 2 });
    expect(await group()).toMatchObject({ MinSize: 0, MaxSize: 2, DesiredCapacity: 2 });

    await scaling.createOrUpdateTags({
      Tags: [{ ResourceId: 'workers', ResourceType: 'auto-scaling-group', Key: 'team', Value: 'b', PropagateAtLaunch: false }],
    });
    expect(await scaling.describeTags({ Filters: [{ Name: 'auto-scaling-group', Values: ['workers'] }] }).toArray()).toMatchObject([
      { Key: 'team', Value: 'b', PropagateAtLaunch: false },
    ]);
    await scaling.deleteTags({ Tags: [{ ResourceId: 'workers', ResourceType: 'auto-scaling-group', Key: 'team' }] });
    await scaling.suspendProcesses({ ...name, ScalingProcesses: ['Launch'] });
    await scaling.enableMetricsCollection({ ...name, Granularity: '1Minute', Metrics: ['GroupMinSize'] });
    expect(await group()).toMatchObject({ Tags: [], SuspendedProcesses: [{ ProcessName: 'Launch' }], EnabledMetrics: [{ Metric: 'GroupMinSize' }] });
    await scaling.resumeProcesses(name);
    await scaling.disableMetricsCollection(name);
    expect(await group()).toMatchObject({ SuspendedProcesses: [], EnabledMetrics: [] });

    await scaling.putScheduledUpdateGroupAction({ ...name, ScheduledActionName: 'night', Recurrence: '0 22 * * *', DesiredCapacity: 0 });
    expect(await scaling.describeScheduledActions(name).toArray()).toMatchObject([
      { ScheduledActionName: 'night', Recurrence: '0 22 * * *', DesiredCapacity: 0 },
    ]);
    await scaling.deleteScheduledAction({ ...name, ScheduledActionName: 'night' });
    const topic = 'arn:aws:sns:us-east-1:012345678901:scaling';
    await scaling.putNotificationConfiguration({ ...name, TopicARN: topic, NotificationTypes: ['autoscaling:EC2_INSTANCE_LAUNCH'] });
    expect(await scaling.describeNotificationConfigurations().toArray()).toMatchObject([
      { TopicARN: topic, NotificationType: 'autoscaling:EC2_INSTANCE_LAUNCH' },
    ]);
    await scaling.deleteNotificationConfiguration({ ...name, TopicARN: topic });
    expect(await scaling.describeNotificationConfigurations().toArray()).toEqual([]);

    expect((await scaling.describeAdjustmentTypes().toArray()).map(({ AdjustmentType }) => AdjustmentType)).toContain('ExactCapacity');
    expect(await scaling.describeTerminationPolicyTypes().toArray()).toContain('OldestInstance');
    expect((await scaling.describeScalingProcessTypes().toArray()).map(({ ProcessName }) => ProcessName)).toContain('Launch');
    expect((await scaling.describeMetricCollectionTypes()).Granularities).toEqual([{ Granularity: '1Minute' }]);
    expect(await scaling.describeAutoScalingNotificationTypes().toArray()).toContain('autoscaling:EC2_INSTANCE_TERMINATE');
    expect(await scaling.describeAccountLimits()).toMatchObject({ NumberOfAutoScalingGroups: 1, NumberOfLaunchConfigurations: 1 });
    expect(await scaling.describeLaunchConfigurations().toArray()).toMatchObject([
      { LaunchConfigurationName: 'lc', UserData: Buffer.from('hello'), ImageId: image?.imageId },
    ]);
    await expect(scaling.deleteLaunchConfiguration({ LaunchConfigurationName: 'lc' })).rejects.toMatchObject({ providerCode: 'ResourceInUse' });
    await expect(scaling.deleteAutoScalingGroup(name)).rejects.toMatchObject({ providerCode: 'ResourceInUse' });
    await scaling.deleteAutoScalingGroup({ ...name, ForceDelete: true });
    clock.advance(2000);
    expect(await group()).toMatchObject({ Status: 'Delete in progress', Instances: [{ ProtectedFromScaleIn: true }] });
    await expectRestUnserved(cloud.native.autoScaling, called, []);
  });
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

describe('CloudFormation', () => {
  const template = (sizes: readonly string[]): string =>
    JSON.stringify({
      Description: 'two boxes',
      Parameters: { Env: { Type: 'String', Default: 'test', AllowedValues: ['test', 'live'] } },
      Resources: Object.fromEntries(sizes.map((id) => [id, { Type: 'AWS::S3::Bucket', Properties: { Name: { Ref: 'Env' } } }])),
      Outputs: { First: { Value: { Ref: sizes[0] } }, Env: { Value: { Ref: 'Env' } } },
    });

  it('takes stacks through their states', async () => {
    const { service: formation, called } = recording(cloud.native.cloudFormation);
    const at = { StackName: 'boxes' };
    const state = async (): Promise<string | undefined> => (await formation.describeStacks(at).toArray())[0]?.StackStatus;
    const made = await formation.createStack({
      ...at,
      TemplateBody: template(['A', 'B']),
      Parameters: [{ ParameterKey: 'Env', ParameterValue: 'live' }],
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect([made.StackId?.startsWith('arn:aws:cloudformation:us-east-1:'), await state()]).toEqual([true, 'CREATE_IN_PROGRESS']);
    await formation.signalResource({ ...at, LogicalResourceId: 'A', UniqueId: 'one', Status: 'SUCCESS' });
    clock.advance(1000);
    const [stack] = await formation.describeStacks(at).toArray();
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterKey: 'Env', ParameterValue: 'live' }],
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(stack?.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue?.replace(/-[^-]*$/, '')])).toEqual([
      ['First', 'boxes-A'],
      ['Env', 'live'],
    ]);
    await expect(formation.createStack({ ...at, TemplateBody: template(['A']) })).rejects.toMatchObject({ code: 'already-exists' });
    await expect(
      formation.updateStack({ ...at, UsePreviousTemplate: true, Parameters: [{ ParameterKey: 'Env', UsePreviousValue: true }] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('No updates') as string });
    await formation.updateStack({ ...at, TemplateBody: template(['A', 'C']), Parameters: [{ ParameterKey: 'Env', UsePreviousValue: true }] });
    await formation.cancelUpdateStack(at);
    clock.advance(1000);
    expect(await state()).toBe('UPDATE_ROLLBACK_COMPLETE');
    await expect(formation.continueUpdateRollback(at)).rejects.toMatchObject({ providerCode: 'ValidationError' });
    await formation.updateStack({ ...at, TemplateBody: template(['A', 'C']) });
    clock.advance(1000);
    expect((await formation.listStackResources(at).toArray()).map(({ LogicalResourceId, ResourceStatus }) => [LogicalResourceId, ResourceStatus])).toEqual([
      ['A', 'UPDATE_COMPLETE'],
      ['C', 'CREATE_COMPLETE'],
    ]);
    expect((await formation.describeStackResource({ ...at, LogicalResourceId: 'C' })).StackResourceDetail).toMatchObject({
      ResourceType: 'AWS::S3::Bucket',
      StackName: 'boxes',
    });
    expect(await formation.describeStackResources(at).toArray()).toHaveLength(2);
    expect((await formation.describeStackEvents(at).toArray())[0]).toMatchObject({ ResourceStatus: 'UPDATE_COMPLETE', LogicalResourceId: 'boxes' });
    expect(JSON.parse((await formation.getTemplate(at)).TemplateBody ?? '')).toHaveProperty('Resources.C');
    expect(await formation.getTemplateSummary(at)).toMatchObject({ Description: 'two boxes', ResourceTypes: ['AWS::S3::Bucket'] });
    expect(await formation.validateTemplate({ TemplateBody: template(['A']) })).toMatchObject({ Parameters: [{ ParameterKey: 'Env', DefaultValue: 'test' }] });
    await expect(formation.validateTemplate({ TemplateBody: '{"Resources":{}}' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect((await formation.estimateTemplateCost({ TemplateBody: template(['A']) })).Url).toMatch(/^http/);
    await formation.setStackPolicy({ ...at, StackPolicyBody: '{"Statement":[]}' });
    expect((await formation.getStackPolicy(at)).StackPolicyBody).toBe('{"Statement":[]}');
    const role = JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role', Properties: {} } } });
    await expect(formation.createStack({ StackName: 'roles', TemplateBody: role })).rejects.toMatchObject({
      providerCode: 'InsufficientCapabilitiesException',
    });
    await formation.deleteStack(at);
    clock.advance(1000);
    await expect(formation.describeStacks(at).toArray()).rejects.toMatchObject({ message: expect.stringContaining('does not exist') as string });
    expect((await formation.describeStacks({ StackName: made.StackId }).toArray())[0]?.StackStatus).toBe('DELETE_COMPLETE');
    expect((await formation.listStacks({ StackStatusFilter: ['DELETE_COMPLETE'] }).toArray()).map(({ StackName }) => StackName)).toEqual(['boxes']);
    await expectRestUnserved(cloud.native.cloudFormation, called, []);
  });
});

describe('IAM', () => {
  it('keeps users, groups, roles, profiles, policies and certificates', async () => {
    const { service: iam, called } = recording(cloud.native.iam);
    const user = { UserName: 'ann' };
    expect((await iam.createUser({ ...user, Path: '/dev/', Tags: [{ Key: 'team', Value: 'a' }] })).User).toMatchObject({
      UserName: 'ann',
      Arn: 'arn:aws:iam::012345678901:user/dev/ann',
    });
    await expect(iam.createUser(user)).rejects.toMatchObject({ code: 'already-exists', providerCode: 'EntityAlreadyExists' });
    expect((await iam.getUser(user)).User?.Tags).toEqual([{ Key: 'team', Value: 'a' }]);
    expect((await iam.getUser()).User?.Arn).toBe('arn:aws:iam::012345678901:root');
    await iam.createUser({ UserName: 'bob' });
    await iam.updateUser({ UserName: 'bob', NewUserName: 'bert' });
    expect((await iam.listUsers({ MaxItems: 1 }).toArray()).map(({ UserName }) => UserName)).toEqual(['ann', 'bert']);
    await expect(iam.getUser({ UserName: 'bob' })).rejects.toMatchObject({ code: 'not-found' });

    const group = { GroupName: 'devs' };
    expect((await iam.createGroup(group)).Group?.GroupId).toMatch(/^AGPA/);
    await iam.addUserToGroup({ ...group, ...user });
    expect(await iam.getGroup(group)).toMatchObject({ Group: group, Users: [user] });
    expect(await iam.listGroupsForUser(user).toArray()).toMatchObject([group]);
    await expect(iam.deleteGroup(group)).rejects.toMatchObject({ code: 'conflict' });
    await iam.updateGroup({ ...group, NewGroupName: 'makers' });
    expect((await iam.listGroups().toArray()).map(({ GroupName }) => GroupName)).toEqual(['makers']);
    await iam.removeUserFromGroup({ GroupName: 'makers', ...user });

    const key = (await iam.createAccessKey(user)).AccessKey;
    const own = await connect(
      {
        provider: 'aws',
        ...(emulator.profile as Record<string, string>),
        serviceUrls: emulator.serviceUrls,
        accessKeyId: key?.AccessKeyId ?? '',
        secretAccessKey: key?.SecretAccessKey ?? '',
      },
      { env: {}, clock: { now: () => clock.now() } } as never,
    );
    expect(await own.native.sts.getCallerIdentity()).toMatchObject({ Arn: 'arn:aws:iam::012345678901:user/dev/ann' });
    await iam.updateAccessKey({ ...user, AccessKeyId: key?.AccessKeyId ?? '', Status: 'Inactive' });
    await expect(own.native.sts.getCallerIdentity()).rejects.toMatchObject({ code: 'unauthenticated', providerCode: 'InvalidClientTokenId' });
    await own.close();
    expect(await iam.listAccessKeys(user).toArray()).toMatchObject([{ Status: 'Inactive', AccessKeyId: key?.AccessKeyId }]);
    await expect(iam.deleteUser(user)).rejects.toMatchObject({ code: 'conflict' });
    await iam.deleteAccessKey({ ...user, AccessKeyId: key?.AccessKeyId ?? '' });

    await iam.createLoginProfile({ ...user, Password: 'correct horse' });
    await iam.updateLoginProfile({ ...user, PasswordResetRequired: true });
    expect((await iam.getLoginProfile(user)).LoginProfile).toMatchObject({ ...user, PasswordResetRequired: true });
    await iam.deleteLoginProfile(user);
    await expect(iam.getLoginProfile(user)).rejects.toMatchObject({ code: 'not-found' });
    const signing = (await iam.uploadSigningCertificate({ ...user, CertificateBody: CERTIFICATE })).Certificate;
    await iam.updateSigningCertificate({ ...user, CertificateId: signing?.CertificateId ?? '', Status: 'Inactive' });
    expect(await iam.listSigningCertificates(user).toArray()).toMatchObject([{ Status: 'Inactive' }]);
    await iam.deleteSigningCertificate({ ...user, CertificateId: signing?.CertificateId ?? '' });

    const role = { RoleName: 'app' };
    expect((await iam.createRole({ ...role, AssumeRolePolicyDocument: TRUST })).Role).toMatchObject({ Arn: 'arn:aws:iam::012345678901:role/app' });
    await iam.updateAssumeRolePolicy({ ...role, PolicyDocument: TRUST.replace('ec2.', 'lambda.') });
    expect((await iam.getRole(role)).Role?.AssumeRolePolicyDocument).toContain('lambda.amazonaws.com');
    expect(await iam.listRoles().toArray()).toHaveLength(1);

    const inline = { PolicyName: 'inline', PolicyDocument: POLICY };
    await iam.putUserPolicy({ ...user, ...inline });
    await iam.putGroupPolicy({ GroupName: 'makers', ...inline });
    await iam.putRolePolicy({ ...role, ...inline });
    await expect(iam.putRolePolicy({ ...role, PolicyName: 'bad', PolicyDocument: '{' })).rejects.toMatchObject({ providerCode: 'MalformedPolicyDocument' });
    expect((await iam.getUserPolicy({ ...user, PolicyName: 'inline' })).PolicyDocument).toBe(POLICY);
    expect((await iam.getGroupPolicy({ GroupName: 'makers', PolicyName: 'inline' })).PolicyDocument).toBe(POLICY);
    expect((await iam.getRolePolicy({ ...role, PolicyName: 'inline' })).PolicyDocument).toBe(POLICY);
    expect(await iam.listUserPolicies(user).toArray()).toEqual(['inline']);
    expect(await iam.listGroupPolicies({ GroupName: 'makers' }).toArray()).toEqual(['inline']);
    expect(await iam.listRolePolicies(role).toArray()).toEqual(['inline']);

    const arn = (await iam.createPolicy({ PolicyName: 'shared', PolicyDocument: POLICY, Description: 'for all' })).Policy?.Arn ?? '';
    await iam.attachUserPolicy({ ...user, PolicyArn: arn });
    await iam.attachGroupPolicy({ GroupName: 'makers', PolicyArn: arn });
    await iam.attachRolePolicy({ ...role, PolicyArn: arn });
    expect((await iam.getPolicy({ PolicyArn: arn })).Policy).toMatchObject({ AttachmentCount: 3, DefaultVersionId: 'v1' });
    expect(await iam.listPolicies({ Scope: 'Local' }).toArray()).toMatchObject([{ PolicyName: 'shared' }]);
    for (const list of [iam.listAttachedUserPolicies(user), iam.listAttachedGroupPolicies({ GroupName: 'makers' }), iam.listAttachedRolePolicies(role)])
      expect(await list.toArray()).toEqual([{ PolicyName: 'shared', PolicyArn: arn }]);
    expect(await iam.listEntitiesForPolicy({ PolicyArn: arn })).toMatchObject({
      PolicyUsers: [user],
      PolicyRoles: [role],
      PolicyGroups: [{ GroupName: 'makers' }],
    });
    expect((await iam.createPolicyVersion({ PolicyArn: arn, PolicyDocument: POLICY })).PolicyVersion).toMatchObject({
      VersionId: 'v2',
      IsDefaultVersion: false,
    });
    await iam.setDefaultPolicyVersion({ PolicyArn: arn, VersionId: 'v2' });
    expect((await iam.getPolicyVersion({ PolicyArn: arn, VersionId: 'v2' })).PolicyVersion).toMatchObject({ IsDefaultVersion: true, Document: POLICY });
    await expect(iam.deletePolicyVersion({ PolicyArn: arn, VersionId: 'v2' })).rejects.toMatchObject({ code: 'conflict' });
    await iam.deletePolicyVersion({ PolicyArn: arn, VersionId: 'v1' });
    expect((await iam.listPolicyVersions({ PolicyArn: arn }).toArray()).map(({ VersionId }) => VersionId)).toEqual(['v2']);
    await expect(iam.deletePolicy({ PolicyArn: arn })).rejects.toMatchObject({ code: 'conflict' });
    await iam.detachUserPolicy({ ...user, PolicyArn: arn });
    await iam.detachGroupPolicy({ GroupName: 'makers', PolicyArn: arn });
    await iam.detachRolePolicy({ ...role, PolicyArn: arn });
    await iam.deletePolicy({ PolicyArn: arn });

    const profile = { InstanceProfileName: 'app' };
    await iam.createInstanceProfile(profile);
    await iam.addRoleToInstanceProfile({ ...profile, ...role });
    expect((await iam.getInstanceProfile(profile)).InstanceProfile?.Roles).toMatchObject([role]);
    expect(await iam.listInstanceProfiles().toArray()).toHaveLength(1);
    expect(await iam.listInstanceProfilesForRole(role).toArray()).toMatchObject([profile]);
    await expect(iam.deleteInstanceProfile(profile)).rejects.toMatchObject({ code: 'conflict' });
    await iam.removeRoleFromInstanceProfile({ ...profile, ...role });
    await iam.deleteInstanceProfile(profile);

    await iam.uploadServerCertificate({ ServerCertificateName: 'tls', CertificateBody: CERTIFICATE, PrivateKey: 'not kept' });
    await iam.updateServerCertificate({ ServerCertificateName: 'tls', NewServerCertificateName: 'tls-2' });
    expect((await iam.getServerCertificate({ ServerCertificateName: 'tls-2' })).ServerCertificate).toMatchObject({ CertificateBody: CERTIFICATE });
    expect((await iam.listServerCertificates().toArray()).map(({ ServerCertificateName }) => ServerCertificateName)).toEqual(['tls-2']);
    await iam.deleteServerCertificate({ ServerCertificateName: 'tls-2' });
    await iam.createAccountAlias({ AccountAlias: 'acme' });
    expect(await iam.listAccountAliases().toArray()).toEqual(['acme']);
    await iam.deleteAccountAlias({ AccountAlias: 'acme' });
    expect((await iam.getAccountSummary()).SummaryMap).toMatchObject({ Users: '2', Groups: '1', Roles: '1' });

    await iam.deleteUserPolicy({ ...user, PolicyName: 'inline' });
    await iam.deleteGroupPolicy({ GroupName: 'makers', PolicyName: 'inline' });
    await iam.deleteRolePolicy({ ...role, PolicyName: 'inline' });
    await iam.deleteUser(user);
    await iam.deleteGroup({ GroupName: 'makers' });
    await iam.deleteRole(role);
    expect((await iam.listUsers().toArray()).map(({ UserName }) => UserName)).toEqual(['bert']);
    await expectRestUnserved(cloud.native.iam, called, UNSERVED_IAM.split(/\s+/));
  });
});

// Second factors, password policies, SAML, and what Euare alone has.
const UNSERVED_IAM = `changePassword createAccount createSAMLProvider createSigningCertificate createVirtualMFADevice deactivateMFADevice deleteAccount deleteAccountPasswordPolicy
  deleteAccountPolicy deleteSAMLProvider deleteVirtualMFADevice enableMFADevice generateCredentialReport getAccountPasswordPolicy getAccountPolicy getCredentialReport getSAMLProvider
  getUserInfo listAccountPolicies listAccounts listMFADevices listSAMLProviders listVirtualMFADevices putAccountPolicy resyncMFADevice updateAccountPasswordPolicy updateSAMLProvider
  updateUserInfo`;

describe('STS', () => {
  it('gives out keys that work everywhere until they end', async () => {
    const { service: sts, called } = recording(cloud.native.sts);
    expect(await sts.getCallerIdentity()).toEqual({ UserId: '012345678901', Account: '012345678901', Arn: 'arn:aws:iam::012345678901:root' });
    const assumed = await sts.assumeRole({ RoleArn: 'arn:aws:iam::012345678901:role/app', RoleSessionName: 'tests', DurationSeconds: 900 });
    expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::012345678901:assumed-role/app/tests');
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = assumed.Credentials ?? {};
    expect(Number(Expiration)).toBe(clock.now() + 900_000);
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const own = await connect({ provider: 'aws', ...(emulator.profile as Record<string, string>), serviceUrls: emulator.serviceUrls, ...keys }, {
      env: {},
      clock: { now: () => clock.now() },
    } as never);
    expect((await own.native.sts.getCallerIdentity()).Arn).toBe(assumed.AssumedRoleUser?.Arn);
    expect((await own.native.ec2.describeRegions().toArray()).length).toBeGreaterThan(0);
    expect(await own.native.s3.all.buckets().toArray()).toEqual([]);
    clock.advance(900_001);
    await expect(own.native.sts.getCallerIdentity()).rejects.toMatchObject({ code: 'unauthenticated' });
    await own.close();
    await expect(sts.assumeRole({ RoleArn: 'arn:aws:iam::999999999999:role/app', RoleSessionName: 'tests' })).rejects.toMatchObject({
      code: 'permission-denied',
    });
    await expect(sts.assumeRole({ RoleArn: 'app', RoleSessionName: 'tests' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect((await sts.getSessionToken()).Credentials?.AccessKeyId).toMatch(/^ASIA/);
    expect((await sts.getFederationToken({ Name: 'guest' })).FederatedUser?.Arn).toBe('arn:aws:sts::012345678901:federated-user/guest');
    const token = ['{}', JSON.stringify({ sub: 'u1', aud: 'app', iss: 'https://id.test' }), 'sig']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const web = await sts.assumeRoleWithWebIdentity({ RoleArn: 'arn:aws:iam::012345678901:role/app', RoleSessionName: 'web', WebIdentityToken: token });
    expect(web).toMatchObject({ SubjectFromWebIdentityToken: 'u1', Audience: 'app', Provider: 'https://id.test' });
    const message = Buffer.from('{"allowed":false}').toString('base64url');
    expect((await sts.decodeAuthorizationMessage({ EncodedMessage: message })).DecodedMessage).toBe('{"allowed":false}');
    expect((await sts.getAccessKeyInfo({ AccessKeyId: String(emulator.profile['accessKeyId']) })).Account).toBe('012345678901');
    await expectRestUnserved(cloud.native.sts, called, ['assumeRoleWithSAML', 'getAccessToken', 'getImpersonationToken']);
  });
});
