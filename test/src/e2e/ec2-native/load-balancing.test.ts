import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRestUnserved, instanceIds, type NativeCloud, openNative, recording } from './native-cloud.ts';

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

    const Instances = (await instanceIds(cloud)).map((InstanceId) => ({ InstanceId }));
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
