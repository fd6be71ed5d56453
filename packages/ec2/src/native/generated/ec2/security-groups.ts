// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { IpPermission, IpPermissionParameter, Tag, TagSpecification } from './shapes.ts';

export interface CreateSecurityGroupParameters {
  readonly GroupName: string;
  readonly GroupDescription: string;
  readonly VpcId?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateSecurityGroupResult {
  readonly groupId?: string | undefined;
}

export interface DescribeSecurityGroupsParameters {
  readonly GroupName?: readonly string[] | undefined;
  readonly GroupId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly MaxResults?: number | undefined;
  /** Amazon's alone. */
  readonly NextToken?: string | undefined;
}

export interface DescribeSecurityGroupsResult {
  readonly securityGroupInfo: readonly {
    readonly securityGroupArn?: string | undefined;
    readonly ownerId?: string | undefined;
    readonly groupName?: string | undefined;
    readonly groupId?: string | undefined;
    readonly groupDescription?: string | undefined;
    readonly ipPermissions: readonly IpPermission[];
    readonly ipPermissionsEgress: readonly IpPermission[];
    readonly vpcId?: string | undefined;
    readonly tagSet: readonly Tag[];
  }[];
  readonly nextToken?: string | undefined;
}

export interface DeleteSecurityGroupParameters {
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
}

export interface DeleteSecurityGroupResult {
  readonly return?: boolean | undefined;
}

export interface AuthorizeSecurityGroupIngressParameters {
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
  readonly SourceSecurityGroupName?: string | undefined;
  readonly SourceSecurityGroupOwnerId?: string | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
  readonly IpPermissions?: readonly IpPermissionParameter[] | undefined;
}

export interface AuthorizeSecurityGroupIngressResult {
  readonly return?: boolean | undefined;
}

export interface RevokeSecurityGroupIngressParameters {
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
  readonly SourceSecurityGroupName?: string | undefined;
  readonly SourceSecurityGroupOwnerId?: string | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
  readonly IpPermissions?: readonly IpPermissionParameter[] | undefined;
  /** Amazon's alone. */
  readonly SecurityGroupRuleId?: readonly string[] | undefined;
}

export interface RevokeSecurityGroupIngressResult {
  readonly return?: boolean | undefined;
}

export interface AuthorizeSecurityGroupEgressParameters {
  readonly GroupId: string;
  readonly SourceSecurityGroupName?: string | undefined;
  readonly SourceSecurityGroupOwnerId?: string | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
  readonly IpPermissions?: readonly IpPermissionParameter[] | undefined;
}

export interface AuthorizeSecurityGroupEgressResult {
  readonly return?: boolean | undefined;
}

export interface RevokeSecurityGroupEgressParameters {
  readonly GroupId: string;
  readonly SourceSecurityGroupName?: string | undefined;
  readonly SourceSecurityGroupOwnerId?: string | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
  readonly IpPermissions?: readonly IpPermissionParameter[] | undefined;
  /** Amazon's alone. */
  readonly SecurityGroupRuleId?: readonly string[] | undefined;
}

export interface RevokeSecurityGroupEgressResult {
  readonly return?: boolean | undefined;
}

export interface DescribeSecurityGroupRulesParameters {
  readonly Filter?: Filters | undefined;
  readonly SecurityGroupRuleId?: readonly string[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeSecurityGroupRulesResult {
  readonly securityGroupRuleSet: readonly {
    readonly securityGroupRuleId?: string | undefined;
    readonly groupId?: string | undefined;
    readonly groupOwnerId?: string | undefined;
    readonly isEgress?: boolean | undefined;
    readonly ipProtocol?: string | undefined;
    readonly fromPort?: number | undefined;
    readonly toPort?: number | undefined;
    readonly cidrIpv4?: string | undefined;
    readonly cidrIpv6?: string | undefined;
    readonly prefixListId?: string | undefined;
    readonly referencedGroupInfo?: {
      readonly groupId?: string | undefined;
      readonly userId?: string | undefined;
      readonly vpcId?: string | undefined;
    } | undefined;
    readonly description?: string | undefined;
    readonly tagSet: readonly Tag[];
  }[];
  readonly nextToken?: string | undefined;
}

/** security groups */
export interface SecurityGroupsActions {
  /** CreateSecurityGroup */
  createSecurityGroup(parameters: CreateSecurityGroupParameters, options?: QueryCallOptions): Promise<CreateSecurityGroupResult>;
  /** DescribeSecurityGroups */
  describeSecurityGroups(parameters?: DescribeSecurityGroupsParameters, options?: QueryCallOptions): List<DescribeSecurityGroupsResult['securityGroupInfo'][number]>;
  /** DeleteSecurityGroup */
  deleteSecurityGroup(parameters?: DeleteSecurityGroupParameters, options?: QueryCallOptions): Promise<DeleteSecurityGroupResult>;
  /** AuthorizeSecurityGroupIngress */
  authorizeSecurityGroupIngress(parameters?: AuthorizeSecurityGroupIngressParameters, options?: QueryCallOptions): Promise<AuthorizeSecurityGroupIngressResult>;
  /** RevokeSecurityGroupIngress */
  revokeSecurityGroupIngress(parameters?: RevokeSecurityGroupIngressParameters, options?: QueryCallOptions): Promise<RevokeSecurityGroupIngressResult>;
  /** AuthorizeSecurityGroupEgress */
  authorizeSecurityGroupEgress(parameters: AuthorizeSecurityGroupEgressParameters, options?: QueryCallOptions): Promise<AuthorizeSecurityGroupEgressResult>;
  /** RevokeSecurityGroupEgress */
  revokeSecurityGroupEgress(parameters: RevokeSecurityGroupEgressParameters, options?: QueryCallOptions): Promise<RevokeSecurityGroupEgressResult>;
  /** DescribeSecurityGroupRules, Amazon’s alone */
  describeSecurityGroupRules(parameters?: DescribeSecurityGroupRulesParameters, options?: QueryCallOptions): List<DescribeSecurityGroupRulesResult['securityGroupRuleSet'][number]>;
}
