// Written by generator/generate.mjs from generator/services. Do not edit.
import type { QueryTable, Shape } from '../../table.ts';

const HealthCheck: Shape = { Target: 's', Interval: 'i', Timeout: 'i', UnhealthyThreshold: 'i', HealthyThreshold: 'i' };
const LoadBalancerAttributes: Shape = { CrossZoneLoadBalancing: { Enabled: 'b' }, AccessLog: { Enabled: 'b', S3BucketName: 's', EmitInterval: 'i', S3BucketPrefix: 's' }, ConnectionDraining: { Enabled: 'b', Timeout: 'i' }, ConnectionSettings: { IdleTimeout: 'i' }, AdditionalAttributes: ['member', { Key: 's', Value: 's' }] };

export const table: QueryTable = {
  CreateLoadBalancer: { in: { LoadBalancerName: 's', Listeners: ['member', { Protocol: 's', LoadBalancerPort: 'i', InstanceProtocol: 's', InstancePort: 'i', SSLCertificateId: 's' }], AvailabilityZones: ['member', 's'], Subnets: ['member', 's'], SecurityGroups: ['member', 's'], Scheme: 's', Tags: ['member', { Key: 's', Value: 's' }] }, out: { DNSName: 's' } },
  DeleteLoadBalancer: { in: { LoadBalancerName: 's' } },
  DescribeLoadBalancers: { in: { LoadBalancerNames: ['member', 's'], Marker: 's', PageSize: 'i' }, out: { LoadBalancerDescriptions: ['member', { LoadBalancerName: 's', DNSName: 's', CanonicalHostedZoneName: 's', CanonicalHostedZoneNameID: 's', ListenerDescriptions: ['member', { Listener: { Protocol: 's', LoadBalancerPort: 'i', InstanceProtocol: 's', InstancePort: 'i', SSLCertificateId: 's' }, PolicyNames: ['member', 's'] }], Policies: { AppCookieStickinessPolicies: ['member', { PolicyName: 's', CookieName: 's' }], LBCookieStickinessPolicies: ['member', { PolicyName: 's', CookieExpirationPeriod: 'l' }], OtherPolicies: ['member', 's'] }, BackendServerDescriptions: ['member', { InstancePort: 'i', PolicyNames: ['member', 's'] }], AvailabilityZones: ['member', 's'], Subnets: ['member', 's'], VPCId: 's', Instances: ['member', { InstanceId: 's' }], HealthCheck: HealthCheck, SourceSecurityGroup: { OwnerAlias: 's', GroupName: 's' }, SecurityGroups: ['member', 's'], CreatedTime: 't', Scheme: 's' }], NextMarker: 's' }, list: 'LoadBalancerDescriptions' },
  CreateLoadBalancerListeners: { in: { LoadBalancerName: 's', Listeners: ['member', { Protocol: 's', LoadBalancerPort: 'i', InstanceProtocol: 's', InstancePort: 'i', SSLCertificateId: 's' }] } },
  DeleteLoadBalancerListeners: { in: { LoadBalancerName: 's', LoadBalancerPorts: ['member', 'i'] } },
  RegisterInstancesWithLoadBalancer: { in: { LoadBalancerName: 's', Instances: ['member', { InstanceId: 's' }] }, out: { Instances: ['member', { InstanceId: 's' }] } },
  DeregisterInstancesFromLoadBalancer: { in: { LoadBalancerName: 's', Instances: ['member', { InstanceId: 's' }] }, out: { Instances: ['member', { InstanceId: 's' }] } },
  DescribeInstanceHealth: { in: { LoadBalancerName: 's', Instances: ['member', { InstanceId: 's' }] }, out: { InstanceStates: ['member', { InstanceId: 's', State: 's', ReasonCode: 's', Description: 's' }] }, list: 'InstanceStates' },
  ConfigureHealthCheck: { in: { LoadBalancerName: 's', HealthCheck: { Target: 's', Interval: 'i', Timeout: 'i', UnhealthyThreshold: 'i', HealthyThreshold: 'i' } }, out: { HealthCheck: HealthCheck } },
  EnableAvailabilityZonesForLoadBalancer: { in: { LoadBalancerName: 's', AvailabilityZones: ['member', 's'] }, out: { AvailabilityZones: ['member', 's'] } },
  DisableAvailabilityZonesForLoadBalancer: { in: { LoadBalancerName: 's', AvailabilityZones: ['member', 's'] }, out: { AvailabilityZones: ['member', 's'] } },
  ApplySecurityGroupsToLoadBalancer: { in: { LoadBalancerName: 's', SecurityGroups: ['member', 's'] }, out: { SecurityGroups: ['member', 's'] } },
  AttachLoadBalancerToSubnets: { in: { LoadBalancerName: 's', Subnets: ['member', 's'] }, out: { Subnets: ['member', 's'] } },
  DetachLoadBalancerFromSubnets: { in: { LoadBalancerName: 's', Subnets: ['member', 's'] }, out: { Subnets: ['member', 's'] } },
  CreateAppCookieStickinessPolicy: { in: { LoadBalancerName: 's', PolicyName: 's', CookieName: 's' } },
  CreateLBCookieStickinessPolicy: { in: { LoadBalancerName: 's', PolicyName: 's', CookieExpirationPeriod: 'l' } },
  CreateLoadBalancerPolicy: { in: { LoadBalancerName: 's', PolicyName: 's', PolicyTypeName: 's', PolicyAttributes: ['member', { AttributeName: 's', AttributeValue: 's' }] } },
  DeleteLoadBalancerPolicy: { in: { LoadBalancerName: 's', PolicyName: 's' } },
  DescribeLoadBalancerPolicies: { in: { LoadBalancerName: 's', PolicyNames: ['member', 's'] }, out: { PolicyDescriptions: ['member', { PolicyName: 's', PolicyTypeName: 's', PolicyAttributeDescriptions: ['member', { AttributeName: 's', AttributeValue: 's' }] }] }, list: 'PolicyDescriptions' },
  DescribeLoadBalancerPolicyTypes: { in: { PolicyTypeNames: ['member', 's'] }, out: { PolicyTypeDescriptions: ['member', { PolicyTypeName: 's', Description: 's', PolicyAttributeTypeDescriptions: ['member', { AttributeName: 's', AttributeType: 's', Description: 's', DefaultValue: 's', Cardinality: 's' }] }] }, list: 'PolicyTypeDescriptions' },
  SetLoadBalancerPoliciesOfListener: { in: { LoadBalancerName: 's', LoadBalancerPort: 'i', PolicyNames: ['member', 's'] } },
  SetLoadBalancerPoliciesForBackendServer: { in: { LoadBalancerName: 's', InstancePort: 'i', PolicyNames: ['member', 's'] } },
  SetLoadBalancerListenerSSLCertificate: { in: { LoadBalancerName: 's', LoadBalancerPort: 'i', SSLCertificateId: 's' } },
  DescribeLoadBalancerAttributes: { in: { LoadBalancerName: 's' }, out: { LoadBalancerAttributes: LoadBalancerAttributes } },
  ModifyLoadBalancerAttributes: { in: { LoadBalancerName: 's', LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: 'b' }, AccessLog: { Enabled: 'b', S3BucketName: 's', EmitInterval: 'i', S3BucketPrefix: 's' }, ConnectionDraining: { Enabled: 'b', Timeout: 'i' }, ConnectionSettings: { IdleTimeout: 'i' }, AdditionalAttributes: ['member', { Key: 's', Value: 's' }] } }, out: { LoadBalancerName: 's', LoadBalancerAttributes: LoadBalancerAttributes } },
  AddTags: { in: { LoadBalancerNames: ['member', 's'], Tags: ['member', { Key: 's', Value: 's' }] } },
  DescribeTags: { in: { LoadBalancerNames: ['member', 's'] }, out: { TagDescriptions: ['member', { LoadBalancerName: 's', Tags: ['member', { Key: 's', Value: 's' }] }] }, list: 'TagDescriptions' },
  RemoveTags: { in: { LoadBalancerNames: ['member', 's'], Tags: ['member', { Key: 's' }] } },
};
