// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { BlockDeviceParameter, NetworkInterfaceParameter, SpotInstanceRequest } from './shapes.ts';

export interface RequestSpotInstancesParameters {
  readonly SpotPrice: string;
  readonly ClientToken?: string | undefined;
  readonly InstanceCount?: number | undefined;
  readonly Type?: string | undefined;
  readonly ValidFrom?: Date | undefined;
  readonly ValidUntil?: Date | undefined;
  readonly LaunchGroup?: string | undefined;
  readonly AvailabilityZoneGroup?: string | undefined;
  readonly BlockDurationMinutes?: number | undefined;
  readonly LaunchSpecification?: {
    readonly ImageId?: string | undefined;
    readonly KeyName?: string | undefined;
    readonly SecurityGroup?: readonly string[] | undefined;
    readonly UserData?: string | undefined;
    readonly AddressingType?: string | undefined;
    readonly InstanceType?: string | undefined;
    readonly Placement?: {
      readonly AvailabilityZone?: string | undefined;
      readonly GroupName?: string | undefined;
    } | undefined;
    readonly KernelId?: string | undefined;
    readonly RamdiskId?: string | undefined;
    readonly BlockDeviceMapping?: readonly BlockDeviceParameter[] | undefined;
    readonly SubnetId?: string | undefined;
    readonly NetworkInterface?: readonly NetworkInterfaceParameter[] | undefined;
    readonly IamInstanceProfile?: {
      readonly Arn?: string | undefined;
      readonly Name?: string | undefined;
    } | undefined;
    readonly EbsOptimized?: boolean | undefined;
    readonly Monitoring?: {
      readonly Enabled: boolean;
    } | undefined;
    readonly SecurityGroupId?: readonly string[] | undefined;
  } | undefined;
}

export interface RequestSpotInstancesResult {
  readonly spotInstanceRequestSet: readonly SpotInstanceRequest[];
}

export interface DescribeSpotInstanceRequestsParameters {
  readonly SpotInstanceRequestId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeSpotInstanceRequestsResult {
  readonly spotInstanceRequestSet: readonly SpotInstanceRequest[];
}

export interface CancelSpotInstanceRequestsParameters {
  readonly SpotInstanceRequestId: readonly string[];
}

export interface CancelSpotInstanceRequestsResult {
  readonly spotInstanceRequestSet: readonly {
    readonly spotInstanceRequestId?: string | undefined;
    readonly state?: string | undefined;
  }[];
}

export interface DescribeSpotPriceHistoryParameters {
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  readonly InstanceType?: readonly string[] | undefined;
  readonly ProductDescription?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeSpotPriceHistoryResult {
  readonly spotPriceHistorySet: readonly {
    readonly instanceType?: string | undefined;
    readonly productDescription?: string | undefined;
    readonly spotPrice?: string | undefined;
    readonly timestamp?: Date | undefined;
    readonly availabilityZone?: string | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

export interface DescribeSpotDatafeedSubscriptionResult {
  readonly spotDatafeedSubscription?: {
    readonly ownerId?: string | undefined;
    readonly bucket?: string | undefined;
    readonly prefix?: string | undefined;
    readonly state?: string | undefined;
    readonly fault?: {
      readonly code?: string | undefined;
      readonly message?: string | undefined;
    } | undefined;
  } | undefined;
}

export interface CreateSpotDatafeedSubscriptionParameters {
  readonly Bucket: string;
  readonly Prefix?: string | undefined;
}

export interface CreateSpotDatafeedSubscriptionResult {
  readonly spotDatafeedSubscription?: {
    readonly ownerId?: string | undefined;
    readonly bucket?: string | undefined;
    readonly prefix?: string | undefined;
    readonly state?: string | undefined;
    readonly fault?: {
      readonly code?: string | undefined;
      readonly message?: string | undefined;
    } | undefined;
  } | undefined;
}

export interface DeleteSpotDatafeedSubscriptionResult {
  readonly return?: boolean | undefined;
}

/** spot */
export interface SpotActions {
  /** RequestSpotInstances */
  requestSpotInstances(parameters: RequestSpotInstancesParameters, options?: QueryCallOptions): Promise<RequestSpotInstancesResult>;
  /** DescribeSpotInstanceRequests */
  describeSpotInstanceRequests(parameters?: DescribeSpotInstanceRequestsParameters, options?: QueryCallOptions): List<DescribeSpotInstanceRequestsResult['spotInstanceRequestSet'][number]>;
  /** CancelSpotInstanceRequests */
  cancelSpotInstanceRequests(parameters: CancelSpotInstanceRequestsParameters, options?: QueryCallOptions): Promise<CancelSpotInstanceRequestsResult>;
  /** DescribeSpotPriceHistory */
  describeSpotPriceHistory(parameters?: DescribeSpotPriceHistoryParameters, options?: QueryCallOptions): List<DescribeSpotPriceHistoryResult['spotPriceHistorySet'][number]>;
  /** DescribeSpotDatafeedSubscription */
  describeSpotDatafeedSubscription(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<DescribeSpotDatafeedSubscriptionResult>;
  /** CreateSpotDatafeedSubscription */
  createSpotDatafeedSubscription(parameters: CreateSpotDatafeedSubscriptionParameters, options?: QueryCallOptions): Promise<CreateSpotDatafeedSubscriptionResult>;
  /** DeleteSpotDatafeedSubscription */
  deleteSpotDatafeedSubscription(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<DeleteSpotDatafeedSubscriptionResult>;
}
