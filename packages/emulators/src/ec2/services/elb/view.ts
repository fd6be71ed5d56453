import type { MemberValue } from '../member-xml.ts';
import type { Attributes, HealthCheck, LoadBalancer, Policy } from './balancer.ts';

export const healthCheckView = (check: HealthCheck): { readonly [name: string]: MemberValue } => ({
  Target: check.target,
  Interval: check.interval,
  Timeout: check.timeout,
  UnhealthyThreshold: check.unhealthyThreshold,
  HealthyThreshold: check.healthyThreshold,
});

const attribute = (policy: Policy, name: string): string | undefined => policy.attributes.find(([key]) => key === name)?.[1];

const ofType = (balancer: LoadBalancer, type: string): Policy[] => [...balancer.policies.values()].filter((policy) => policy.type === type);

export const APP_COOKIE = 'AppCookieStickinessPolicyType';
export const LB_COOKIE = 'LBCookieStickinessPolicyType';

export function balancerView(balancer: LoadBalancer, ownerId: string): { readonly [name: string]: MemberValue } {
  const others = [...balancer.policies.values()].filter(({ type }) => type !== APP_COOKIE && type !== LB_COOKIE);
  return {
    LoadBalancerName: balancer.name,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneName: balancer.dnsName,
    CanonicalHostedZoneNameID: 'Z35SXDOTRQ7X7K',
    ListenerDescriptions: [...balancer.listeners.values()].map((listener) => ({
      Listener: {
        Protocol: listener.protocol,
        LoadBalancerPort: listener.port,
        InstanceProtocol: listener.instanceProtocol,
        InstancePort: listener.instancePort,
        SSLCertificateId: listener.certificateId,
      },
      PolicyNames: listener.policyNames,
    })),
    Policies: {
      AppCookieStickinessPolicies: ofType(balancer, APP_COOKIE).map((policy) => ({ PolicyName: policy.name, CookieName: attribute(policy, 'CookieName') })),
      LBCookieStickinessPolicies: ofType(balancer, LB_COOKIE).map((policy) => ({
        PolicyName: policy.name,
        CookieExpirationPeriod: attribute(policy, 'CookieExpirationPeriod'),
      })),
      OtherPolicies: others.map(({ name }) => name),
    },
    BackendServerDescriptions: [...balancer.backendPolicies].map(([InstancePort, PolicyNames]) => ({ InstancePort, PolicyNames })),
    AvailabilityZones: balancer.zones,
    Subnets: balancer.subnets,
    VPCId: balancer.vpcId,
    Instances: [...balancer.instances.keys()].map((InstanceId) => ({ InstanceId })),
    HealthCheck: healthCheckView(balancer.healthCheck),
    SourceSecurityGroup: {
      OwnerAlias: balancer.vpcId === undefined ? 'amazon-elb' : ownerId,
      GroupName: balancer.vpcId === undefined ? 'amazon-elb-sg' : 'default',
    },
    SecurityGroups: balancer.groups,
    CreatedTime: new Date(balancer.createdAt),
    Scheme: balancer.scheme,
  };
}

export const attributesView = (attributes: Attributes): { readonly [name: string]: MemberValue } => ({
  CrossZoneLoadBalancing: { Enabled: attributes.crossZone },
  AccessLog: {
    Enabled: attributes.accessLog.enabled,
    S3BucketName: attributes.accessLog.bucket,
    EmitInterval: attributes.accessLog.interval,
    S3BucketPrefix: attributes.accessLog.prefix,
  },
  ConnectionDraining: { Enabled: attributes.draining.enabled, Timeout: attributes.draining.timeout },
  ConnectionSettings: { IdleTimeout: attributes.idleTimeout },
  AdditionalAttributes: attributes.additional.map(([Key, Value]) => ({ Key, Value })),
});
