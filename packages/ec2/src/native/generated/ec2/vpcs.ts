// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { Subnet, Tag, TagSpecification, Vpc } from './shapes.ts';

export interface CreateVpcParameters {
  readonly CidrBlock: string;
  readonly InstanceTenancy?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateVpcResult {
  readonly vpc?: Vpc | undefined;
}

export interface DescribeVpcsParameters {
  readonly VpcId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly MaxResults?: number | undefined;
  /** Amazon's alone. */
  readonly NextToken?: string | undefined;
}

export interface DescribeVpcsResult {
  readonly vpcSet: readonly Vpc[];
  readonly nextToken?: string | undefined;
}

export interface DeleteVpcParameters {
  readonly VpcId: string;
}

export interface DeleteVpcResult {
  readonly return?: boolean | undefined;
}

export interface DescribeVpcAttributeParameters {
  readonly VpcId: string;
  readonly Attribute: string;
}

export interface DescribeVpcAttributeResult {
  readonly vpcId?: string | undefined;
  readonly enableDnsSupport?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly enableDnsHostnames?: {
    readonly value?: boolean | undefined;
  } | undefined;
}

export interface ModifyVpcAttributeParameters {
  readonly VpcId: string;
  readonly EnableDnsSupport?: {
    readonly Value?: boolean | undefined;
  } | undefined;
  readonly EnableDnsHostnames?: {
    readonly Value?: boolean | undefined;
  } | undefined;
}

export interface ModifyVpcAttributeResult {
  readonly return?: boolean | undefined;
}

export interface CreateSubnetParameters {
  readonly VpcId: string;
  readonly CidrBlock: string;
  readonly AvailabilityZone?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateSubnetResult {
  readonly subnet?: Subnet | undefined;
}

export interface DescribeSubnetsParameters {
  readonly SubnetId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly MaxResults?: number | undefined;
  /** Amazon's alone. */
  readonly NextToken?: string | undefined;
}

export interface DescribeSubnetsResult {
  readonly subnetSet: readonly Subnet[];
  readonly nextToken?: string | undefined;
}

export interface DeleteSubnetParameters {
  readonly SubnetId: string;
}

export interface DeleteSubnetResult {
  readonly return?: boolean | undefined;
}

export interface ModifySubnetAttributeParameters {
  readonly SubnetId: string;
  readonly MapPublicIpOnLaunch?: {
    readonly Value?: boolean | undefined;
  } | undefined;
}

export interface ModifySubnetAttributeResult {
  readonly return?: boolean | undefined;
}

export interface CreateDhcpOptionsParameters {
  readonly DhcpConfiguration: readonly {
    readonly Key?: string | undefined;
    readonly Value?: readonly string[] | undefined;
  }[];
}

export interface CreateDhcpOptionsResult {
  readonly dhcpOptions?: {
    readonly dhcpOptionsId?: string | undefined;
    readonly dhcpConfigurationSet: readonly {
      readonly key?: string | undefined;
      readonly valueSet: readonly {
        readonly value?: string | undefined;
      }[];
    }[];
    readonly tagSet: readonly Tag[];
  } | undefined;
}

export interface DescribeDhcpOptionsParameters {
  readonly DhcpOptionsId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeDhcpOptionsResult {
  readonly dhcpOptionsSet: readonly {
    readonly dhcpOptionsId?: string | undefined;
    readonly dhcpConfigurationSet: readonly {
      readonly key?: string | undefined;
      readonly valueSet: readonly {
        readonly value?: string | undefined;
      }[];
    }[];
    readonly tagSet: readonly Tag[];
  }[];
}

export interface AssociateDhcpOptionsParameters {
  readonly DhcpOptionsId: string;
  readonly VpcId: string;
}

export interface AssociateDhcpOptionsResult {
  readonly return?: boolean | undefined;
}

export interface DeleteDhcpOptionsParameters {
  readonly DhcpOptionsId: string;
}

export interface DeleteDhcpOptionsResult {
  readonly return?: boolean | undefined;
}

/** vpcs */
export interface VpcsActions {
  /** CreateVpc */
  createVpc(parameters: CreateVpcParameters, options?: QueryCallOptions): Promise<CreateVpcResult>;
  /** DescribeVpcs */
  describeVpcs(parameters?: DescribeVpcsParameters, options?: QueryCallOptions): List<DescribeVpcsResult['vpcSet'][number]>;
  /** DeleteVpc */
  deleteVpc(parameters: DeleteVpcParameters, options?: QueryCallOptions): Promise<DeleteVpcResult>;
  /** DescribeVpcAttribute */
  describeVpcAttribute(parameters: DescribeVpcAttributeParameters, options?: QueryCallOptions): Promise<DescribeVpcAttributeResult>;
  /** ModifyVpcAttribute */
  modifyVpcAttribute(parameters: ModifyVpcAttributeParameters, options?: QueryCallOptions): Promise<ModifyVpcAttributeResult>;
  /** CreateSubnet */
  createSubnet(parameters: CreateSubnetParameters, options?: QueryCallOptions): Promise<CreateSubnetResult>;
  /** DescribeSubnets */
  describeSubnets(parameters?: DescribeSubnetsParameters, options?: QueryCallOptions): List<DescribeSubnetsResult['subnetSet'][number]>;
  /** DeleteSubnet */
  deleteSubnet(parameters: DeleteSubnetParameters, options?: QueryCallOptions): Promise<DeleteSubnetResult>;
  /** ModifySubnetAttribute */
  modifySubnetAttribute(parameters: ModifySubnetAttributeParameters, options?: QueryCallOptions): Promise<ModifySubnetAttributeResult>;
  /** CreateDhcpOptions */
  createDhcpOptions(parameters: CreateDhcpOptionsParameters, options?: QueryCallOptions): Promise<CreateDhcpOptionsResult>;
  /** DescribeDhcpOptions */
  describeDhcpOptions(parameters?: DescribeDhcpOptionsParameters, options?: QueryCallOptions): List<DescribeDhcpOptionsResult['dhcpOptionsSet'][number]>;
  /** AssociateDhcpOptions */
  associateDhcpOptions(parameters: AssociateDhcpOptionsParameters, options?: QueryCallOptions): Promise<AssociateDhcpOptionsResult>;
  /** DeleteDhcpOptions */
  deleteDhcpOptions(parameters: DeleteDhcpOptionsParameters, options?: QueryCallOptions): Promise<DeleteDhcpOptionsResult>;
}
