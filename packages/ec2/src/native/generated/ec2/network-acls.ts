// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { NetworkAcl } from './shapes.ts';

export interface CreateNetworkAclParameters {
  readonly VpcId: string;
}

export interface CreateNetworkAclResult {
  readonly networkAcl?: NetworkAcl | undefined;
}

export interface DescribeNetworkAclsParameters {
  readonly NetworkAclId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeNetworkAclsResult {
  readonly networkAclSet: readonly NetworkAcl[];
}

export interface DeleteNetworkAclParameters {
  readonly NetworkAclId: string;
}

export interface DeleteNetworkAclResult {
  readonly return?: boolean | undefined;
}

export interface CreateNetworkAclEntryParameters {
  readonly NetworkAclId: string;
  readonly RuleNumber: number;
  readonly Protocol: string;
  readonly RuleAction: string;
  readonly Egress: boolean;
  readonly CidrBlock: string;
  readonly Icmp?: {
    readonly Type?: number | undefined;
    readonly Code?: number | undefined;
  } | undefined;
  readonly PortRange?: {
    readonly From?: number | undefined;
    readonly To?: number | undefined;
  } | undefined;
}

export interface CreateNetworkAclEntryResult {
  readonly return?: boolean | undefined;
}

export interface ReplaceNetworkAclEntryParameters {
  readonly NetworkAclId: string;
  readonly RuleNumber: number;
  readonly Protocol: string;
  readonly RuleAction: string;
  readonly Egress: boolean;
  readonly CidrBlock: string;
  readonly Icmp?: {
    readonly Type?: number | undefined;
    readonly Code?: number | undefined;
  } | undefined;
  readonly PortRange?: {
    readonly From?: number | undefined;
    readonly To?: number | undefined;
  } | undefined;
}

export interface ReplaceNetworkAclEntryResult {
  readonly return?: boolean | undefined;
}

export interface DeleteNetworkAclEntryParameters {
  readonly NetworkAclId: string;
  readonly RuleNumber: number;
  readonly Egress: boolean;
}

export interface DeleteNetworkAclEntryResult {
  readonly return?: boolean | undefined;
}

export interface ReplaceNetworkAclAssociationParameters {
  readonly AssociationId: string;
  readonly NetworkAclId: string;
}

export interface ReplaceNetworkAclAssociationResult {
  readonly newAssociationId?: string | undefined;
}

/** network acls */
export interface NetworkAclsActions {
  /** CreateNetworkAcl */
  createNetworkAcl(parameters: CreateNetworkAclParameters, options?: QueryCallOptions): Promise<CreateNetworkAclResult>;
  /** DescribeNetworkAcls */
  describeNetworkAcls(parameters?: DescribeNetworkAclsParameters, options?: QueryCallOptions): List<DescribeNetworkAclsResult['networkAclSet'][number]>;
  /** DeleteNetworkAcl */
  deleteNetworkAcl(parameters: DeleteNetworkAclParameters, options?: QueryCallOptions): Promise<DeleteNetworkAclResult>;
  /** CreateNetworkAclEntry */
  createNetworkAclEntry(parameters: CreateNetworkAclEntryParameters, options?: QueryCallOptions): Promise<CreateNetworkAclEntryResult>;
  /** ReplaceNetworkAclEntry */
  replaceNetworkAclEntry(parameters: ReplaceNetworkAclEntryParameters, options?: QueryCallOptions): Promise<ReplaceNetworkAclEntryResult>;
  /** DeleteNetworkAclEntry */
  deleteNetworkAclEntry(parameters: DeleteNetworkAclEntryParameters, options?: QueryCallOptions): Promise<DeleteNetworkAclEntryResult>;
  /** ReplaceNetworkAclAssociation */
  replaceNetworkAclAssociation(parameters: ReplaceNetworkAclAssociationParameters, options?: QueryCallOptions): Promise<ReplaceNetworkAclAssociationResult>;
}
