// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { GroupIdentifier, Tag } from './shapes.ts';

export interface DescribeVpcClassicLinkParameters {
  readonly VpcId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeVpcClassicLinkResult {
  readonly vpcSet: readonly {
    readonly vpcId?: string | undefined;
    readonly classicLinkEnabled?: boolean | undefined;
    readonly tagSet: readonly Tag[];
  }[];
}

export interface DescribeClassicLinkInstancesParameters {
  readonly InstanceId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeClassicLinkInstancesResult {
  readonly instancesSet: readonly {
    readonly instanceId?: string | undefined;
    readonly vpcId?: string | undefined;
    readonly groupSet: readonly GroupIdentifier[];
    readonly tagSet: readonly Tag[];
  }[];
  readonly nextToken?: string | undefined;
}

export interface AttachClassicLinkVpcParameters {
  readonly VpcId: string;
  readonly InstanceId: string;
  readonly SecurityGroupId: readonly string[];
}

export interface AttachClassicLinkVpcResult {
  readonly return?: boolean | undefined;
}

export interface DetachClassicLinkVpcParameters {
  readonly VpcId: string;
  readonly InstanceId: string;
}

export interface DetachClassicLinkVpcResult {
  readonly return?: boolean | undefined;
}

export interface EnableVpcClassicLinkParameters {
  readonly VpcId: string;
}

export interface EnableVpcClassicLinkResult {
  readonly return?: boolean | undefined;
}

export interface DisableVpcClassicLinkParameters {
  readonly VpcId: string;
}

export interface DisableVpcClassicLinkResult {
  readonly return?: boolean | undefined;
}

/** classic link */
export interface ClassicLinkActions {
  /** DescribeVpcClassicLink */
  describeVpcClassicLink(parameters?: DescribeVpcClassicLinkParameters, options?: QueryCallOptions): List<DescribeVpcClassicLinkResult['vpcSet'][number]>;
  /** DescribeClassicLinkInstances */
  describeClassicLinkInstances(parameters?: DescribeClassicLinkInstancesParameters, options?: QueryCallOptions): List<DescribeClassicLinkInstancesResult['instancesSet'][number]>;
  /** AttachClassicLinkVpc */
  attachClassicLinkVpc(parameters: AttachClassicLinkVpcParameters, options?: QueryCallOptions): Promise<AttachClassicLinkVpcResult>;
  /** DetachClassicLinkVpc */
  detachClassicLinkVpc(parameters: DetachClassicLinkVpcParameters, options?: QueryCallOptions): Promise<DetachClassicLinkVpcResult>;
  /** EnableVpcClassicLink */
  enableVpcClassicLink(parameters: EnableVpcClassicLinkParameters, options?: QueryCallOptions): Promise<EnableVpcClassicLinkResult>;
  /** DisableVpcClassicLink */
  disableVpcClassicLink(parameters: DisableVpcClassicLinkParameters, options?: QueryCallOptions): Promise<DisableVpcClassicLinkResult>;
}
