import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ec2Answer, nativeBench, queryAnswer } from '../testing/native-bench.ts';

const textOf = (bench: ReturnType<typeof nativeBench>, index = 0): string => bench.sent[index]?.text ?? '';

describe('a call of EC2', () => {
  it('is the form of the worked example, and its answer typed records', async () => {
    const bench = nativeBench(
      [
        ec2Answer(
          'RunInstances',
          `<reservationId>r-3a4b5c6d</reservationId><ownerId>012345678901</ownerId>
          <groupSet><item><groupId>sg-0a1b2c3d</groupId><groupName>default</groupName></item></groupSet>
          <instancesSet><item><instanceId>i-1a2b3c4d</instanceId><imageId>emi-12345678</imageId><instanceState><code>0</code><name>pending</name></instanceState>
          <dnsName/><reason/><keyName>k</keyName><amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>m1.small</instanceType>
          <launchTime>2015-08-30T12:36:01.000Z</launchTime><placement><availabilityZone>one</availabilityZone></placement>
          <blockDeviceMapping/><ebsOptimized>false</ebsOptimized></item></instancesSet>`,
        ),
      ],
      'eucalyptus',
    );
    const answer = await bench.native.ec2.runInstances({
      ImageId: 'emi-12345678',
      MinCount: 1,
      MaxCount: 2,
      InstanceType: 'm1.small',
      KeyName: 'k',
      SecurityGroup: ['default'],
      UserData: '#!/bin/sh\n',
      Placement: { AvailabilityZone: 'one' },
      BlockDeviceMapping: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 10, DeleteOnTermination: true } }],
      ClientToken: '7f1b1c1e-0001',
    });
    expect(textOf(bench)).toBe(
      'Action=RunInstances&ImageId=emi-12345678&MinCount=1&MaxCount=2&InstanceType=m1.small&KeyName=k&SecurityGroup.1=default&UserData=IyEvYmluL3NoCg%3D%3D&Placement.AvailabilityZone=one&BlockDeviceMapping.1.DeviceName=%2Fdev%2Fsda1&BlockDeviceMapping.1.Ebs.VolumeSize=10&BlockDeviceMapping.1.Ebs.DeleteOnTermination=true&ClientToken=7f1b1c1e-0001&Version=2014-10-01',
    );
    expect(answer).toMatchObject({
      ownerId: '012345678901',
      groupSet: [{ groupId: 'sg-0a1b2c3d', groupName: 'default' }],
      instancesSet: [
        {
          instanceState: { code: 0, name: 'pending' },
          amiLaunchIndex: 0,
          launchTime: new Date('2015-08-30T12:36:01Z'),
          blockDeviceMapping: [],
          tagSet: [],
          productCodes: [],
          ebsOptimized: false,
        },
      ],
    });
  });

  it('writes filters and rules as the worked examples have them', async () => {
    const bench = nativeBench(
      [ec2Answer('DescribeInstances', '<reservationSet/>'), ec2Answer('AuthorizeSecurityGroupIngress', '<return>true</return>')],
      'eucalyptus',
    );
    expect(await bench.native.ec2.describeInstances({ Filter: { 'tag:Name': 'web *', 'instance-state-name': ['pending', 'running'] } }).toArray()).toEqual([]);
    expect(textOf(bench)).toBe(
      'Action=DescribeInstances&Filter.1.Name=tag%3AName&Filter.1.Value.1=web%20%2A&Filter.2.Name=instance-state-name&Filter.2.Value.1=pending&Filter.2.Value.2=running&Version=2014-10-01',
    );
    const answer = await bench.native.ec2.authorizeSecurityGroupIngress({
      GroupId: 'sg-0a1b2c3d',
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, Groups: [{ GroupName: 'default', UserId: '012345678901' }] },
      ],
    });
    expect(answer).toEqual({ return: true });
    expect(textOf(bench, 1)).toBe(
      'Action=AuthorizeSecurityGroupIngress&GroupId=sg-0a1b2c3d&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0%2F8&IpPermissions.2.IpProtocol=icmp&IpPermissions.2.FromPort=-1&IpPermissions.2.ToPort=-1&IpPermissions.2.Groups.1.GroupName=default&IpPermissions.2.Groups.1.UserId=012345678901&Version=2014-10-01',
    );
  });

  it('follows pages to the last, over an empty one', async () => {
    const page = (ids: readonly string[], next: string): ReturnType<typeof ec2Answer> =>
      ec2Answer('DescribeVolumes', `<volumeSet>${ids.map((id) => `<item><volumeId>${id}</volumeId><size>8</size></item>`).join('')}</volumeSet>${next}`);
    const bench = nativeBench([page(['vol-1'], '<nextToken>a=</nextToken>'), page([], '<nextToken>b</nextToken>'), page(['vol-2'], '<nextToken/>')]);
    const volumes = await bench.native.ec2.describeVolumes({ MaxResults: 5 }).toArray();
    expect(volumes.map(({ volumeId, size }) => [volumeId, size])).toEqual([
      ['vol-1', 8],
      ['vol-2', 8],
    ]);
    expect(bench.sent.map((sent) => new URLSearchParams(sent.text).get('NextToken'))).toEqual([null, 'a=', 'b']);
  });

  it('decodes what is base64 and refuses what is not what it should be', async () => {
    const bench = nativeBench([
      ec2Answer('GetConsoleOutput', '<instanceId>i-1</instanceId><timestamp>2015-08-30T12:36:01.000Z</timestamp><output>aGVs\nbG8=</output>'),
      ec2Answer('DescribeVolumes', '<volumeSet><item><size>eight</size></item></volumeSet>'),
    ]);
    expect(Buffer.from((await bench.native.ec2.getConsoleOutput({ InstanceId: 'i-1' })).output ?? []).toString()).toBe('hello');
    await expect(bench.native.ec2.describeVolumes().toArray()).rejects.toMatchObject({ code: 'protocol', message: expect.stringMatching(/<size> is "eight"/) });
  });

  it('refuses what the action does not have before anything is sent, and says what was meant', async () => {
    const bench = nativeBench([]);
    const misspelt = { InstanceIds: ['i-1'] } as unknown as { InstanceId: string[] };
    await expect(bench.native.ec2.terminateInstances(misspelt)).rejects.toMatchObject({
      code: 'invalid-argument',
      operation: 'ec2.TerminateInstances',
      remedy: 'did you mean InstanceId?',
      outcome: 'not-done',
    });
    await expect(bench.native.ec2.createVolume({ AvailabilityZone: 'z', Size: 1.5 })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(bench.sent).toHaveLength(0);
  });

  it('never shows a value in an error', async () => {
    const bench = nativeBench([]);
    const wrong = { UserName: 'u', Password: { text: 'sesame' } } as unknown as { UserName: string; Password: string };
    await expect(bench.native.iam.createLoginProfile(wrong)).rejects.toSatisfy(
      (error: Error) => !`${error.message}${JSON.stringify(error)}`.includes('sesame'),
    );
  });

  it('takes any action as it goes on the wire', async () => {
    const bench = nativeBench([ec2Answer('DescribeFlowLogs', '<flowLogSet><item><flowLogId>fl-1</flowLogId></item></flowLogSet>')]);
    expect(await bench.native.ec2.call('DescribeFlowLogs', { 'FlowLogId.1': 'fl-1' })).toMatchObject({ flowLogSet: [{ flowLogId: 'fl-1' }] });
    expect(textOf(bench)).toBe('Action=DescribeFlowLogs&FlowLogId.1=fl-1&Version=2016-11-15');
  });
});

describe('a dry run', () => {
  const refusal = (code: string, status: number): { status: number; body: string } => ({
    status,
    body: `<Response><Errors><Error><Code>${code}</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>`,
  });

  it('resolves when the call would be carried out, and rejects with the reason when not', async () => {
    const bench = nativeBench([refusal('DryRunOperation', 412), refusal('UnauthorizedOperation', 403)]);
    await expect(bench.native.ec2.dryRun('StopInstances', { InstanceId: ['i-1'] })).resolves.toBeUndefined();
    expect(textOf(bench)).toBe('Action=StopInstances&InstanceId.1=i-1&DryRun=true&Version=2016-11-15');
    await expect(bench.native.ec2.dryRun('StopInstances', { InstanceId: ['i-1'] })).rejects.toMatchObject({ code: 'permission-denied' });
  });

  it('is never sent where it would be the real thing', async () => {
    const bench = nativeBench([], 'eucalyptus');
    await expect(bench.native.ec2.dryRun('StopInstances', { InstanceId: ['i-1'] })).rejects.toMatchObject({ code: 'unsupported' });
    expect(bench.sent).toHaveLength(0);
  });
});

describe('Eucalyptus', () => {
  it('is not asked for what it answers without doing anything', async () => {
    const { native, sent } = nativeBench([], 'eucalyptus');
    const calls = [
      () => native.ec2.copyImage({ SourceRegion: 'r', SourceImageId: 'i', Name: 'n' }),
      () => native.ec2.describeSpotPriceHistory().toArray(),
      () => native.ec2.createPlacementGroup({ GroupName: 'g', Strategy: 'cluster' }),
      () => native.ec2.call('ImportSnapshot'),
      () => native.autoScaling.deleteScheduledAction({ AutoScalingGroupName: 'g', ScheduledActionName: 's' }),
      () => native.cloudFormation.estimateTemplateCost({}),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'unsupported', outcome: 'not-done' });
    expect(sent).toHaveLength(0);
  });

  it('gets no parameter that it would fail on', async () => {
    const tags = [{ ResourceType: 'instance', Tag: [{ Key: 'a', Value: 'b' }] }];
    const run = { ImageId: 'emi-1', MinCount: 1, MaxCount: 1, TagSpecification: tags };
    const old = nativeBench([], 'eucalyptus');
    await expect(old.native.ec2.runInstances(run)).rejects.toMatchObject({ code: 'unsupported', remedy: expect.stringMatching(/apiVersion/) });
    await expect(old.native.ec2.createVolume({ AvailabilityZone: 'one', Size: 1, ClientToken: 't' })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(old.native.ec2.describeInstanceTypes().toArray()).rejects.toMatchObject({ code: 'unsupported' });
    expect(old.sent).toHaveLength(0);
    const recent = nativeBench([ec2Answer('RunInstances', '')], 'eucalyptus', '2016-11-15');
    await recent.native.ec2.runInstances(run);
    expect(textOf(recent)).toContain('TagSpecification.1.Tag.1.Key=a');
  });

  it('has types of machines of its own kind', async () => {
    const content = '<instanceTypeDetails><item><name>m1.small</name><cpu>1</cpu><disk>5</disk><memory>256</memory></item></instanceTypeDetails>';
    const bench = nativeBench([ec2Answer('DescribeInstanceTypes', content)], 'eucalyptus');
    expect(await bench.native.ec2.describeVmTypes({ Availability: true }).toArray()).toMatchObject([{ name: 'm1.small', cpu: 1, memory: 256 }]);
    expect(textOf(bench)).toBe('Action=DescribeInstanceTypes&Availability=true&Version=2014-10-01');
  });
});

describe('the services beside EC2', () => {
  it('write lists as members, at their own path and version, signed for by their own name', async () => {
    const bench = nativeBench([queryAnswer('CreateLoadBalancer', '<DNSName>lb1-012345678901.lb.localhost</DNSName>')], 'eucalyptus');
    const answer = await bench.native.elb.createLoadBalancer({
      LoadBalancerName: 'lb1',
      AvailabilityZones: ['one'],
      Listeners: [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstanceProtocol: 'HTTP', InstancePort: 8080 }],
    });
    expect(answer).toEqual({ DNSName: 'lb1-012345678901.lb.localhost' });
    expect(bench.sent[0]?.target).toBe('/services/LoadBalancing');
    expect(bench.sent[0]?.headers['Authorization']).toContain('/elasticloadbalancing/aws4_request');
    expect(textOf(bench)).toBe(
      'Action=CreateLoadBalancer&LoadBalancerName=lb1&AvailabilityZones.member.1=one&Listeners.member.1.Protocol=HTTP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstanceProtocol=HTTP&Listeners.member.1.InstancePort=8080&Version=2012-06-01',
    );
  });

  it('list through markers and tokens, whatever they are called', async () => {
    const users = nativeBench([
      queryAnswer('ListUsers', '<Users><member><UserName>a</UserName></member></Users><IsTruncated>true</IsTruncated><Marker>m</Marker>'),
      queryAnswer('ListUsers', '<Users><member><UserName>b</UserName></member></Users><IsTruncated>false</IsTruncated><Marker>m</Marker>'),
    ]);
    expect((await users.native.iam.listUsers().toArray()).map(({ UserName }) => UserName)).toEqual(['a', 'b']);
    expect(textOf(users, 1)).toBe('Action=ListUsers&Marker=m&Version=2010-05-08');
    const balancers = nativeBench([
      queryAnswer(
        'DescribeLoadBalancers',
        '<LoadBalancerDescriptions><member><LoadBalancerName>x</LoadBalancerName><Subnets><member>s</member></Subnets></member></LoadBalancerDescriptions><NextMarker>n</NextMarker>',
      ),
      queryAnswer('DescribeLoadBalancers', '<LoadBalancerDescriptions/>'),
    ]);
    expect(await balancers.native.elb.describeLoadBalancers().toArray()).toMatchObject([{ LoadBalancerName: 'x', Subnets: ['s'], Instances: [] }]);
    const names = nativeBench([queryAnswer('ListUserPolicies', '<PolicyNames><member>p</member></PolicyNames><IsTruncated>false</IsTruncated>')]);
    expect(await names.native.iam.listUserPolicies({ UserName: 'u' }).toArray()).toEqual(['p']);
  });

  it('clear a list by sending it empty, and read maps', async () => {
    const bench = nativeBench([
      { body: '<SetLoadBalancerPoliciesOfListenerResponse><SetLoadBalancerPoliciesOfListenerResult/></SetLoadBalancerPoliciesOfListenerResponse>' },
      queryAnswer('GetAccountSummary', '<SummaryMap><entry><key>Users</key><value>3</value></entry></SummaryMap>'),
    ]);
    await bench.native.elb.setLoadBalancerPoliciesOfListener({ LoadBalancerName: 'l', LoadBalancerPort: 80, PolicyNames: [] });
    expect(textOf(bench)).toContain('&PolicyNames=&');
    expect(await bench.native.iam.getAccountSummary()).toEqual({ SummaryMap: { Users: '3' } });
  });

  it('give policies as their text, however they are sent', async () => {
    const policy = '{"Version":"2012-10-17","Statement":[{"Resource":"a b+%41"}]}';
    const answer = (text: string): ReturnType<typeof queryAnswer> =>
      queryAnswer('GetUserPolicy', `<PolicyName>p</PolicyName><PolicyDocument>${text}</PolicyDocument>`);
    const bench = nativeBench([answer(encodeURIComponent(policy)), answer(policy.replaceAll('"', '&quot;'))]);
    for (const _ of [1, 2]) expect((await bench.native.iam.getUserPolicy({ UserName: 'u', PolicyName: 'p' })).PolicyDocument).toBe(policy);
  });

  it('take on a role as the worked example does', async () => {
    const keys =
      '<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>sesame</SessionToken><Expiration>2015-08-30T12:51:00Z</Expiration>';
    const bench = nativeBench([queryAnswer('AssumeRole', `<Credentials>${keys}</Credentials>`)], 'eucalyptus');
    const answer = await bench.native.sts.assumeRole({ RoleArn: 'arn:aws:iam::012345678901:role/r1', RoleSessionName: 's1', DurationSeconds: 900 });
    expect(answer.Credentials?.Expiration).toEqual(new Date('2015-08-30T12:51:00Z'));
    expect(answer.Credentials?.SessionToken?.reveal()).toBe('sesame');
    expect(inspect(answer, { depth: 9 })).not.toContain('sesame');
    expect(textOf(bench)).toBe(
      'Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A012345678901%3Arole%2Fr1&RoleSessionName=s1&DurationSeconds=900&Version=2011-06-15',
    );
  });

  it('have their errors named', async () => {
    const fault =
      '<ErrorResponse><Error><Type>Sender</Type><Code>LoadBalancerNotFound</Code><Message>none</Message></Error><RequestId>r</RequestId></ErrorResponse>';
    const bench = nativeBench([{ status: 400, body: fault }]);
    await expect(bench.native.elb.describeLoadBalancers({ LoadBalancerNames: ['x'] }).toArray()).rejects.toMatchObject({
      code: 'not-found',
      providerCode: 'LoadBalancerNotFound',
      operation: 'elb.DescribeLoadBalancers',
    });
  });

  it.each([
    ['ValidationError', 'Stack with id x does not exist', 'not-found'],
    ['ValidationError', 'No updates are to be performed.', 'invalid-argument'],
    ['NoSuchEntity', 'm', 'not-found'],
    ['EntityAlreadyExists', 'm', 'already-exists'],
    ['AlreadyExistsException', 'm', 'already-exists'],
    ['DuplicateLoadBalancerName', 'm', 'already-exists'],
    ['DeleteConflict', 'm', 'conflict'],
    ['ScalingActivityInProgress', 'm', 'conflict'],
    ['LimitExceeded', 'm', 'quota-exceeded'],
  ])('mean by %s (%s) %s', async (code, message, expected) => {
    const bench = nativeBench([{ status: 400, body: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>` }]);
    const stacks = bench.native.cloudFormation.describeStacks({ StackName: 'x' }).toArray();
    await expect(stacks).rejects.toMatchObject({ code: expected, providerCode: code });
  });
});
