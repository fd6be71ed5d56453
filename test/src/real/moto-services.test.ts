import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from '../harness/moto.ts';

let moto: Moto;
let cloud: Cloud<'aws'>;
beforeAll(async () => {
  moto = await startMoto();
  cloud = await connect(moto.profile, { env: {} });
});
afterAll(async () => {
  await cloud.close();
  await moto.close();
});

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

describe('native IAM at moto', () => {
  it('makes users, groups, keys and policies, and lists them page by page', async () => {
    const { iam } = cloud.native;
    for (const UserName of ['ada', 'bob', 'cyd']) await iam.createUser({ UserName, Path: '/people/' });
    const users = await iam.listUsers({ PathPrefix: '/people/', MaxItems: 1 }).toArray();
    expect(users.map(({ UserName }) => UserName)).toEqual(['ada', 'bob', 'cyd']);
    expect(users[0]).toMatchObject({ Path: '/people/', Arn: expect.stringMatching(/:user\/people\/ada$/), CreateDate: expect.any(Date) });
    await expect(iam.createUser({ UserName: 'ada' })).rejects.toMatchObject({ code: 'already-exists', providerCode: 'EntityAlreadyExists' });
    await expect(iam.getUser({ UserName: 'nobody' })).rejects.toMatchObject({ code: 'not-found', providerCode: 'NoSuchEntity' });
    await iam.createGroup({ GroupName: 'staff' });
    await iam.addUserToGroup({ GroupName: 'staff', UserName: 'ada' });
    expect((await iam.getGroup({ GroupName: 'staff' })).Users.map(({ UserName }) => UserName)).toEqual(['ada']);
    const { AccessKey } = await iam.createAccessKey({ UserName: 'ada' });
    expect(AccessKey?.SecretAccessKey?.reveal()).toMatch(/^\S{40}$/);
    expect(await iam.listAccessKeys({ UserName: 'ada' }).toArray()).toMatchObject([{ AccessKeyId: AccessKey?.AccessKeyId, Status: 'Active' }]);
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
    await iam.putUserPolicy({ UserName: 'ada', PolicyName: 'all of s3', PolicyDocument });
    expect(JSON.parse((await iam.getUserPolicy({ UserName: 'ada', PolicyName: 'all of s3' })).PolicyDocument ?? '')).toEqual(JSON.parse(PolicyDocument));
    const { Policy } = await iam.createPolicy({ PolicyName: 'shared', PolicyDocument });
    await iam.attachGroupPolicy({ GroupName: 'staff', PolicyArn: Policy?.Arn ?? '' });
    expect(await iam.listAttachedGroupPolicies({ GroupName: 'staff' }).toArray()).toMatchObject([{ PolicyName: 'shared' }]);
    await expect(iam.deleteUser({ UserName: 'ada' })).rejects.toMatchObject({ code: 'conflict', providerCode: 'DeleteConflict' });
    expect((await iam.getAccountSummary()).SummaryMap).toMatchObject({ Users: '3' });
  });

  it('makes roles and profiles of instances', async () => {
    const { iam } = cloud.native;
    const { Role } = await iam.createRole({ RoleName: 'worker', AssumeRolePolicyDocument: trust });
    expect(JSON.parse(Role?.AssumeRolePolicyDocument ?? '')).toEqual(JSON.parse(trust));
    await iam.createInstanceProfile({ InstanceProfileName: 'workers' });
    await iam.addRoleToInstanceProfile({ InstanceProfileName: 'workers', RoleName: 'worker' });
    expect((await iam.getInstanceProfile({ InstanceProfileName: 'workers' })).InstanceProfile).toMatchObject({ Roles: [{ RoleName: 'worker' }] });
  });
});

describe('STS at moto', () => {
  it('tells who asks, and gives keys for a while', async () => {
    const { sts } = cloud.native;
    expect((await sts.getCallerIdentity()).Account).toMatch(/^\d{12}$/);
    const { Credentials } = await sts.getSessionToken({ DurationSeconds: 900 });
    expect(Credentials).toMatchObject({ AccessKeyId: expect.any(String), Expiration: expect.any(Date) });
    expect(Credentials?.SecretAccessKey?.reveal()).toMatch(/\S/);
  });

  it('gives profiles the keys of roles: with other keys, and with a token alone', async () => {
    const { Role } = await cloud.native.iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust });
    const roleArn = Role?.Arn ?? '';
    const taken = await connect({ ...moto.profile, roleArn, roleSessionName: 'me' }, { env: {} });
    expect((await taken.native.sts.getCallerIdentity()).Arn).toMatch(/:assumed-role\/deploy\/me$/);
    await taken.close();
    const folder = await mkdtemp(join(tmpdir(), 'portolan-moto-'));
    try {
      await writeFile(join(folder, 'token'), 'a.b.c\n');
      const { accessKeyId: _id, secretAccessKey: _secret, ...place } = moto.profile;
      const vouched = await connect({ ...place, roleArn, webIdentityTokenFile: join(folder, 'token') }, { env: {} });
      expect((await vouched.native.sts.getCallerIdentity()).Arn).toMatch(/:assumed-role\/deploy\/portolan$/);
      await vouched.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the metadata service at moto', () => {
  it.each(['v2', 'v1'] as const)('gives the keys of the machine (%s)', async (instanceMetadata) => {
    const { accessKeyId: _id, secretAccessKey: _secret, ...place } = moto.profile;
    const machine = await connect({ ...place, instanceMetadata }, { env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: moto.url } });
    expect((await machine.native.sts.getCallerIdentity()).Account).toMatch(/^\d{12}$/);
    await machine.close();
  });
});

describe('native ELB at moto', () => {
  it('makes balancers with listeners, health checks, policies and tags', async () => {
    const { elb } = cloud.native;
    const LoadBalancerName = 'front';
    const { DNSName } = await elb.createLoadBalancer({
      LoadBalancerName,
      Listeners: [{ Protocol: 'http', LoadBalancerPort: 80, InstanceProtocol: 'http', InstancePort: 8080 }],
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      Tags: [{ Key: 'role', Value: 'front' }],
    });
    expect(DNSName).toMatch(/^front/);
    await elb.createLoadBalancerListeners({ LoadBalancerName, Listeners: [{ Protocol: 'tcp', LoadBalancerPort: 22, InstancePort: 22 }] });
    const { HealthCheck } = await elb.configureHealthCheck({
      LoadBalancerName,
      HealthCheck: { Target: 'HTTP:8080/ping', Interval: 20, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 3 },
    });
    expect(HealthCheck).toEqual({ Target: 'HTTP:8080/ping', Interval: 20, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 3 });
    const { instancesSet } = await cloud.native.ec2.runInstances({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 });
    const InstanceId = instancesSet[0]?.instanceId ?? '';
    await elb.registerInstancesWithLoadBalancer({ LoadBalancerName, Instances: [{ InstanceId }] });
    expect(await elb.describeInstanceHealth({ LoadBalancerName }).toArray()).toMatchObject([{ InstanceId, State: 'InService' }]);
    await elb.createAppCookieStickinessPolicy({ LoadBalancerName, PolicyName: 'stick', CookieName: 'session' });
    await elb.setLoadBalancerPoliciesOfListener({ LoadBalancerName, LoadBalancerPort: 80, PolicyNames: ['stick'] });
    await elb.modifyLoadBalancerAttributes({ LoadBalancerName, LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: true } } });
    expect((await elb.describeLoadBalancerAttributes({ LoadBalancerName })).LoadBalancerAttributes).toMatchObject({
      CrossZoneLoadBalancing: { Enabled: true },
    });
    const [balancer] = await elb.describeLoadBalancers({ LoadBalancerNames: [LoadBalancerName] }).toArray();
    expect(balancer).toMatchObject({
      LoadBalancerName,
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      Instances: [{ InstanceId }],
      CreatedTime: expect.any(Date),
    });
    expect(balancer?.ListenerDescriptions.map(({ Listener, PolicyNames }) => [Listener?.LoadBalancerPort, PolicyNames])).toEqual([
      [80, ['stick']],
      [22, []],
    ]);
    expect(await elb.describeTags({ LoadBalancerNames: [LoadBalancerName] }).toArray()).toMatchObject([{ Tags: [{ Key: 'role', Value: 'front' }] }]);
    await elb.deleteLoadBalancerListeners({ LoadBalancerName, LoadBalancerPorts: [22] });
    await elb.deleteLoadBalancer({ LoadBalancerName });
    await elb.deleteLoadBalancer({ LoadBalancerName });
    await expect(elb.describeLoadBalancers({ LoadBalancerNames: [LoadBalancerName] }).toArray()).rejects.toMatchObject({ code: 'not-found' });
    await cloud.native.ec2.terminateInstances({ InstanceId: [InstanceId] });
  });
});

describe('native Auto Scaling at moto', () => {
  it('launches as many as are wanted', async () => {
    const { autoScaling } = cloud.native;
    const [LaunchConfigurationName, AutoScalingGroupName] = ['config', 'group'];
    await autoScaling.createLaunchConfiguration({
      LaunchConfigurationName,
      ImageId: 'ami-12c6146b',
      InstanceType: 't2.nano',
      UserData: 'hello',
      InstanceMonitoring: { Enabled: false },
    });
    const [config] = await autoScaling.describeLaunchConfigurations({ LaunchConfigurationNames: [LaunchConfigurationName] }).toArray();
    expect([config?.UserData?.toString(), config?.InstanceMonitoring]).toEqual(['hello', { Enabled: false }]);
    await autoScaling.createAutoScalingGroup({
      AutoScalingGroupName,
      LaunchConfigurationName,
      MinSize: 1,
      MaxSize: 4,
      DesiredCapacity: 2,
      AvailabilityZones: ['us-east-1a'],
      Tags: [{ ResourceId: AutoScalingGroupName, ResourceType: 'auto-scaling-group', Key: 'role', Value: 'x', PropagateAtLaunch: true }],
    });
    await autoScaling.setDesiredCapacity({ AutoScalingGroupName, DesiredCapacity: 3 });
    const [group] = await autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [AutoScalingGroupName] }).toArray();
    expect(group).toMatchObject({ MinSize: 1, MaxSize: 4, DesiredCapacity: 3, Tags: [{ Key: 'role', Value: 'x', PropagateAtLaunch: true }] });
    expect(group?.Instances.map(({ LifecycleState, HealthStatus }) => [LifecycleState, HealthStatus])).toEqual(Array(3).fill(['InService', 'Healthy']));
    await autoScaling.putScalingPolicy({
      AutoScalingGroupName,
      PolicyName: 'up',
      AdjustmentType: 'ChangeInCapacity',
      ScalingAdjustment: 1,
      Cooldown: 60,
    });
    expect(await autoScaling.describePolicies({ AutoScalingGroupName }).toArray()).toMatchObject([{ PolicyName: 'up', ScalingAdjustment: 1, Cooldown: 60 }]);
    await autoScaling.executePolicy({ AutoScalingGroupName, PolicyName: 'up' });
    expect(await autoScaling.describeAutoScalingInstances().toArray()).toHaveLength(4);
    await autoScaling.suspendProcesses({ AutoScalingGroupName, ScalingProcesses: ['Launch'] });
    const [suspended] = await autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [AutoScalingGroupName] }).toArray();
    expect(suspended?.SuspendedProcesses.map(({ ProcessName }) => ProcessName)).toEqual(['Launch']);
    await autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName, ForceDelete: true });
    expect(await autoScaling.describeAutoScalingGroups({ AutoScalingGroupNames: [AutoScalingGroupName] }).toArray()).toEqual([]);
    await autoScaling.deleteLaunchConfiguration({ LaunchConfigurationName });
  });
});

describe('native CloudWatch at moto', () => {
  it('keeps what is measured, and alarms', async () => {
    const { cloudWatch } = cloud.native;
    const Dimensions = [{ Name: 'host', Value: 'a b' }];
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    for (const Value of [1, 2.5])
      await cloudWatch.putMetricData({ Namespace: 'Mine', MetricData: [{ MetricName: 'load', Dimensions, Value, Unit: 'Count', Timestamp: now }] });
    expect(await cloudWatch.listMetrics({ Namespace: 'Mine' }).toArray()).toEqual([{ Namespace: 'Mine', MetricName: 'load', Dimensions }]);
    const [StartTime, EndTime] = [new Date(now.getTime() - 600_000), new Date(now.getTime() + 600_000)];
    const { Datapoints } = await cloudWatch.getMetricStatistics({
      Namespace: 'Mine',
      MetricName: 'load',
      Dimensions,
      StartTime,
      EndTime,
      Period: 1200,
      Statistics: ['Sum', 'Maximum'],
    });
    expect(Datapoints).toMatchObject([{ Sum: 3.5, Maximum: 2.5, Unit: 'Count' }]);
    await cloudWatch.putMetricAlarm({
      AlarmName: 'busy',
      Namespace: 'Mine',
      MetricName: 'load',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 1.5,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: ['arn:aws:sns:us-east-1:1:x'],
    });
    const { MetricAlarms } = await cloudWatch.describeAlarms({ AlarmNames: ['busy'] });
    expect(MetricAlarms[0]).toMatchObject({ Threshold: 1.5, Period: 60, AlarmActions: ['arn:aws:sns:us-east-1:1:x'] });
    await cloudWatch.setAlarmState({ AlarmName: 'busy', StateValue: 'ALARM', StateReason: 'because' });
    expect((await cloudWatch.describeAlarms({ StateValue: 'ALARM' })).MetricAlarms.map(({ AlarmName }) => AlarmName)).toEqual(['busy']);
    await cloudWatch.deleteAlarms({ AlarmNames: ['busy'] });
  });
});

describe('native CloudFormation at moto', () => {
  it('makes stacks of templates', async () => {
    const { cloudFormation } = cloud.native;
    const TemplateBody = JSON.stringify({
      Parameters: { Name: { Type: 'String' } },
      Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } } },
      Outputs: { Which: { Value: { Ref: 'Bucket' } } },
    });
    const { StackId } = await cloudFormation.createStack({
      StackName: 'stack',
      TemplateBody,
      Parameters: [{ ParameterKey: 'Name', ParameterValue: 'made-by-a-stack' }],
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    const [stack] = await cloudFormation.describeStacks({ StackName: 'stack' }).toArray();
    expect(stack).toMatchObject({ StackId, StackStatus: 'CREATE_COMPLETE', CreationTime: expect.any(Date), Tags: [{ Key: 'a', Value: 'b' }] });
    expect(stack?.Outputs).toMatchObject([{ OutputKey: 'Which', OutputValue: 'made-by-a-stack' }]);
    expect(await cloudFormation.listStackResources({ StackName: 'stack' }).toArray()).toMatchObject([
      { LogicalResourceId: 'Bucket', ResourceType: 'AWS::S3::Bucket' },
    ]);
    expect((await cloudFormation.describeStackEvents({ StackName: 'stack' }).toArray()).length).toBeGreaterThan(1);
    expect(JSON.parse((await cloudFormation.getTemplate({ StackName: 'stack' })).TemplateBody ?? '')).toEqual(JSON.parse(TemplateBody));
    await cloudFormation.deleteStack({ StackName: 'stack' });
    await expect(cloudFormation.describeStacks({ StackName: 'stack' }).toArray()).rejects.toMatchObject({ code: 'not-found' });
  });
});
