// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { QueryCallOptions } from './../query-types.ts';

export interface CreateLoadBalancerParameters {
  readonly LoadBalancerName: string;
  readonly Listeners: readonly {
    readonly Protocol: string;
    readonly LoadBalancerPort: number;
    readonly InstanceProtocol?: string | undefined;
    readonly InstancePort: number;
    readonly SSLCertificateId?: string | undefined;
  }[];
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly Subnets?: readonly string[] | undefined;
  readonly SecurityGroups?: readonly string[] | undefined;
  readonly Scheme?: string | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value?: string | undefined;
  }[] | undefined;
}

export interface CreateLoadBalancerResult {
  readonly DNSName?: string | undefined;
}

export interface DeleteLoadBalancerParameters {
  readonly LoadBalancerName: string;
}

export interface DescribeLoadBalancersParameters {
  readonly LoadBalancerNames?: readonly string[] | undefined;
  readonly Marker?: string | undefined;
  readonly PageSize?: number | undefined;
}

export interface DescribeLoadBalancersResult {
  readonly LoadBalancerDescriptions: readonly {
    readonly LoadBalancerName?: string | undefined;
    readonly DNSName?: string | undefined;
    readonly CanonicalHostedZoneName?: string | undefined;
    readonly CanonicalHostedZoneNameID?: string | undefined;
    readonly ListenerDescriptions: readonly {
      readonly Listener?: {
        readonly Protocol?: string | undefined;
        readonly LoadBalancerPort?: number | undefined;
        readonly InstanceProtocol?: string | undefined;
        readonly InstancePort?: number | undefined;
        readonly SSLCertificateId?: string | undefined;
      } | undefined;
      readonly PolicyNames: readonly string[];
    }[];
    readonly Policies?: {
      readonly AppCookieStickinessPolicies: readonly {
        readonly PolicyName?: string | undefined;
        readonly CookieName?: string | undefined;
      }[];
      readonly LBCookieStickinessPolicies: readonly {
        readonly PolicyName?: string | undefined;
        readonly CookieExpirationPeriod?: number | undefined;
      }[];
      readonly OtherPolicies: readonly string[];
    } | undefined;
    readonly BackendServerDescriptions: readonly {
      readonly InstancePort?: number | undefined;
      readonly PolicyNames: readonly string[];
    }[];
    readonly AvailabilityZones: readonly string[];
    readonly Subnets: readonly string[];
    readonly VPCId?: string | undefined;
    readonly Instances: readonly {
      readonly InstanceId?: string | undefined;
    }[];
    readonly HealthCheck?: HealthCheck | undefined;
    readonly SourceSecurityGroup?: {
      readonly OwnerAlias?: string | undefined;
      readonly GroupName?: string | undefined;
    } | undefined;
    readonly SecurityGroups: readonly string[];
    readonly CreatedTime?: Date | undefined;
    readonly Scheme?: string | undefined;
  }[];
  readonly NextMarker?: string | undefined;
}

export interface CreateLoadBalancerListenersParameters {
  readonly LoadBalancerName: string;
  readonly Listeners: readonly {
    readonly Protocol: string;
    readonly LoadBalancerPort: number;
    readonly InstanceProtocol?: string | undefined;
    readonly InstancePort: number;
    readonly SSLCertificateId?: string | undefined;
  }[];
}

export interface DeleteLoadBalancerListenersParameters {
  readonly LoadBalancerName: string;
  readonly LoadBalancerPorts: readonly number[];
}

export interface RegisterInstancesWithLoadBalancerParameters {
  readonly LoadBalancerName: string;
  readonly Instances: readonly {
    readonly InstanceId?: string | undefined;
  }[];
}

export interface RegisterInstancesWithLoadBalancerResult {
  readonly Instances: readonly {
    readonly InstanceId?: string | undefined;
  }[];
}

export interface DeregisterInstancesFromLoadBalancerParameters {
  readonly LoadBalancerName: string;
  readonly Instances: readonly {
    readonly InstanceId?: string | undefined;
  }[];
}

export interface DeregisterInstancesFromLoadBalancerResult {
  readonly Instances: readonly {
    readonly InstanceId?: string | undefined;
  }[];
}

export interface DescribeInstanceHealthParameters {
  readonly LoadBalancerName: string;
  readonly Instances?: readonly {
    readonly InstanceId?: string | undefined;
  }[] | undefined;
}

export interface DescribeInstanceHealthResult {
  readonly InstanceStates: readonly {
    readonly InstanceId?: string | undefined;
    readonly State?: string | undefined;
    readonly ReasonCode?: string | undefined;
    readonly Description?: string | undefined;
  }[];
}

export interface ConfigureHealthCheckParameters {
  readonly LoadBalancerName: string;
  readonly HealthCheck: {
    readonly Target: string;
    readonly Interval: number;
    readonly Timeout: number;
    readonly UnhealthyThreshold: number;
    readonly HealthyThreshold: number;
  };
}

export interface ConfigureHealthCheckResult {
  readonly HealthCheck?: HealthCheck | undefined;
}

export interface EnableAvailabilityZonesForLoadBalancerParameters {
  readonly LoadBalancerName: string;
  readonly AvailabilityZones: readonly string[];
}

export interface EnableAvailabilityZonesForLoadBalancerResult {
  readonly AvailabilityZones: readonly string[];
}

export interface DisableAvailabilityZonesForLoadBalancerParameters {
  readonly LoadBalancerName: string;
  readonly AvailabilityZones: readonly string[];
}

export interface DisableAvailabilityZonesForLoadBalancerResult {
  readonly AvailabilityZones: readonly string[];
}

export interface ApplySecurityGroupsToLoadBalancerParameters {
  readonly LoadBalancerName: string;
  readonly SecurityGroups: readonly string[];
}

export interface ApplySecurityGroupsToLoadBalancerResult {
  readonly SecurityGroups: readonly string[];
}

export interface AttachLoadBalancerToSubnetsParameters {
  readonly LoadBalancerName: string;
  readonly Subnets: readonly string[];
}

export interface AttachLoadBalancerToSubnetsResult {
  readonly Subnets: readonly string[];
}

export interface DetachLoadBalancerFromSubnetsParameters {
  readonly LoadBalancerName: string;
  readonly Subnets: readonly string[];
}

export interface DetachLoadBalancerFromSubnetsResult {
  readonly Subnets: readonly string[];
}

export interface CreateAppCookieStickinessPolicyParameters {
  readonly LoadBalancerName: string;
  readonly PolicyName: string;
  readonly CookieName: string;
}

export interface CreateLBCookieStickinessPolicyParameters {
  readonly LoadBalancerName: string;
  readonly PolicyName: string;
  readonly CookieExpirationPeriod?: number | undefined;
}

export interface CreateLoadBalancerPolicyParameters {
  readonly LoadBalancerName: string;
  readonly PolicyName: string;
  readonly PolicyTypeName: string;
  readonly PolicyAttributes?: readonly {
    readonly AttributeName?: string | undefined;
    readonly AttributeValue?: string | undefined;
  }[] | undefined;
}

export interface DeleteLoadBalancerPolicyParameters {
  readonly LoadBalancerName: string;
  readonly PolicyName: string;
}

export interface DescribeLoadBalancerPoliciesParameters {
  readonly LoadBalancerName?: string | undefined;
  readonly PolicyNames?: readonly string[] | undefined;
}

export interface DescribeLoadBalancerPoliciesResult {
  readonly PolicyDescriptions: readonly {
    readonly PolicyName?: string | undefined;
    readonly PolicyTypeName?: string | undefined;
    readonly PolicyAttributeDescriptions: readonly {
      readonly AttributeName?: string | undefined;
      readonly AttributeValue?: string | undefined;
    }[];
  }[];
}

export interface DescribeLoadBalancerPolicyTypesParameters {
  readonly PolicyTypeNames?: readonly string[] | undefined;
}

export interface DescribeLoadBalancerPolicyTypesResult {
  readonly PolicyTypeDescriptions: readonly {
    readonly PolicyTypeName?: string | undefined;
    readonly Description?: string | undefined;
    readonly PolicyAttributeTypeDescriptions: readonly {
      readonly AttributeName?: string | undefined;
      readonly AttributeType?: string | undefined;
      readonly Description?: string | undefined;
      readonly DefaultValue?: string | undefined;
      readonly Cardinality?: string | undefined;
    }[];
  }[];
}

export interface SetLoadBalancerPoliciesOfListenerParameters {
  readonly LoadBalancerName: string;
  readonly LoadBalancerPort: number;
  readonly PolicyNames: readonly string[];
}

export interface SetLoadBalancerPoliciesForBackendServerParameters {
  readonly LoadBalancerName: string;
  readonly InstancePort: number;
  readonly PolicyNames: readonly string[];
}

export interface SetLoadBalancerListenerSSLCertificateParameters {
  readonly LoadBalancerName: string;
  readonly LoadBalancerPort: number;
  readonly SSLCertificateId: string;
}

export interface DescribeLoadBalancerAttributesParameters {
  readonly LoadBalancerName: string;
}

export interface DescribeLoadBalancerAttributesResult {
  readonly LoadBalancerAttributes?: LoadBalancerAttributes | undefined;
}

export interface ModifyLoadBalancerAttributesParameters {
  readonly LoadBalancerName: string;
  readonly LoadBalancerAttributes: {
    readonly CrossZoneLoadBalancing?: {
      readonly Enabled: boolean;
    } | undefined;
    readonly AccessLog?: {
      readonly Enabled: boolean;
      readonly S3BucketName?: string | undefined;
      readonly EmitInterval?: number | undefined;
      readonly S3BucketPrefix?: string | undefined;
    } | undefined;
    readonly ConnectionDraining?: {
      readonly Enabled: boolean;
      readonly Timeout?: number | undefined;
    } | undefined;
    readonly ConnectionSettings?: {
      readonly IdleTimeout: number;
    } | undefined;
    readonly AdditionalAttributes?: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[] | undefined;
  };
}

export interface ModifyLoadBalancerAttributesResult {
  readonly LoadBalancerName?: string | undefined;
  readonly LoadBalancerAttributes?: LoadBalancerAttributes | undefined;
}

export interface AddTagsParameters {
  readonly LoadBalancerNames: readonly string[];
  readonly Tags: readonly {
    readonly Key: string;
    readonly Value?: string | undefined;
  }[];
}

export interface DescribeTagsParameters {
  readonly LoadBalancerNames: readonly string[];
}

export interface DescribeTagsResult {
  readonly TagDescriptions: readonly {
    readonly LoadBalancerName?: string | undefined;
    readonly Tags: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[];
  }[];
}

export interface RemoveTagsParameters {
  readonly LoadBalancerNames: readonly string[];
  readonly Tags: readonly {
    readonly Key?: string | undefined;
  }[];
}

export interface HealthCheck {
  readonly Target?: string | undefined;
  readonly Interval?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly UnhealthyThreshold?: number | undefined;
  readonly HealthyThreshold?: number | undefined;
}

export interface LoadBalancerAttributes {
  readonly CrossZoneLoadBalancing?: {
    readonly Enabled?: boolean | undefined;
  } | undefined;
  readonly AccessLog?: {
    readonly Enabled?: boolean | undefined;
    readonly S3BucketName?: string | undefined;
    readonly EmitInterval?: number | undefined;
    readonly S3BucketPrefix?: string | undefined;
  } | undefined;
  readonly ConnectionDraining?: {
    readonly Enabled?: boolean | undefined;
    readonly Timeout?: number | undefined;
  } | undefined;
  readonly ConnectionSettings?: {
    readonly IdleTimeout?: number | undefined;
  } | undefined;
  readonly AdditionalAttributes: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface ElbActions {
  /** CreateLoadBalancer */
  createLoadBalancer(parameters: CreateLoadBalancerParameters, options?: QueryCallOptions): Promise<CreateLoadBalancerResult>;
  /** DeleteLoadBalancer */
  deleteLoadBalancer(parameters: DeleteLoadBalancerParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeLoadBalancers */
  describeLoadBalancers(parameters?: DescribeLoadBalancersParameters, options?: QueryCallOptions): List<DescribeLoadBalancersResult['LoadBalancerDescriptions'][number]>;
  /** CreateLoadBalancerListeners */
  createLoadBalancerListeners(parameters: CreateLoadBalancerListenersParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteLoadBalancerListeners */
  deleteLoadBalancerListeners(parameters: DeleteLoadBalancerListenersParameters, options?: QueryCallOptions): Promise<void>;
  /** RegisterInstancesWithLoadBalancer */
  registerInstancesWithLoadBalancer(parameters: RegisterInstancesWithLoadBalancerParameters, options?: QueryCallOptions): Promise<RegisterInstancesWithLoadBalancerResult>;
  /** DeregisterInstancesFromLoadBalancer */
  deregisterInstancesFromLoadBalancer(parameters: DeregisterInstancesFromLoadBalancerParameters, options?: QueryCallOptions): Promise<DeregisterInstancesFromLoadBalancerResult>;
  /** DescribeInstanceHealth */
  describeInstanceHealth(parameters: DescribeInstanceHealthParameters, options?: QueryCallOptions): List<DescribeInstanceHealthResult['InstanceStates'][number]>;
  /** ConfigureHealthCheck */
  configureHealthCheck(parameters: ConfigureHealthCheckParameters, options?: QueryCallOptions): Promise<ConfigureHealthCheckResult>;
  /** EnableAvailabilityZonesForLoadBalancer */
  enableAvailabilityZonesForLoadBalancer(parameters: EnableAvailabilityZonesForLoadBalancerParameters, options?: QueryCallOptions): Promise<EnableAvailabilityZonesForLoadBalancerResult>;
  /** DisableAvailabilityZonesForLoadBalancer */
  disableAvailabilityZonesForLoadBalancer(parameters: DisableAvailabilityZonesForLoadBalancerParameters, options?: QueryCallOptions): Promise<DisableAvailabilityZonesForLoadBalancerResult>;
  /** ApplySecurityGroupsToLoadBalancer */
  applySecurityGroupsToLoadBalancer(parameters: ApplySecurityGroupsToLoadBalancerParameters, options?: QueryCallOptions): Promise<ApplySecurityGroupsToLoadBalancerResult>;
  /** AttachLoadBalancerToSubnets */
  attachLoadBalancerToSubnets(parameters: AttachLoadBalancerToSubnetsParameters, options?: QueryCallOptions): Promise<AttachLoadBalancerToSubnetsResult>;
  /** DetachLoadBalancerFromSubnets */
  detachLoadBalancerFromSubnets(parameters: DetachLoadBalancerFromSubnetsParameters, options?: QueryCallOptions): Promise<DetachLoadBalancerFromSubnetsResult>;
  /** CreateAppCookieStickinessPolicy */
  createAppCookieStickinessPolicy(parameters: CreateAppCookieStickinessPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateLBCookieStickinessPolicy */
  createLBCookieStickinessPolicy(parameters: CreateLBCookieStickinessPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateLoadBalancerPolicy */
  createLoadBalancerPolicy(parameters: CreateLoadBalancerPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteLoadBalancerPolicy */
  deleteLoadBalancerPolicy(parameters: DeleteLoadBalancerPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeLoadBalancerPolicies */
  describeLoadBalancerPolicies(parameters?: DescribeLoadBalancerPoliciesParameters, options?: QueryCallOptions): List<DescribeLoadBalancerPoliciesResult['PolicyDescriptions'][number]>;
  /** DescribeLoadBalancerPolicyTypes */
  describeLoadBalancerPolicyTypes(parameters?: DescribeLoadBalancerPolicyTypesParameters, options?: QueryCallOptions): List<DescribeLoadBalancerPolicyTypesResult['PolicyTypeDescriptions'][number]>;
  /** SetLoadBalancerPoliciesOfListener */
  setLoadBalancerPoliciesOfListener(parameters: SetLoadBalancerPoliciesOfListenerParameters, options?: QueryCallOptions): Promise<void>;
  /** SetLoadBalancerPoliciesForBackendServer */
  setLoadBalancerPoliciesForBackendServer(parameters: SetLoadBalancerPoliciesForBackendServerParameters, options?: QueryCallOptions): Promise<void>;
  /** SetLoadBalancerListenerSSLCertificate */
  setLoadBalancerListenerSSLCertificate(parameters: SetLoadBalancerListenerSSLCertificateParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeLoadBalancerAttributes */
  describeLoadBalancerAttributes(parameters: DescribeLoadBalancerAttributesParameters, options?: QueryCallOptions): Promise<DescribeLoadBalancerAttributesResult>;
  /** ModifyLoadBalancerAttributes */
  modifyLoadBalancerAttributes(parameters: ModifyLoadBalancerAttributesParameters, options?: QueryCallOptions): Promise<ModifyLoadBalancerAttributesResult>;
  /** AddTags */
  addTags(parameters: AddTagsParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeTags */
  describeTags(parameters: DescribeTagsParameters, options?: QueryCallOptions): List<DescribeTagsResult['TagDescriptions'][number]>;
  /** RemoveTags */
  removeTags(parameters: RemoveTagsParameters, options?: QueryCallOptions): Promise<void>;
}
