// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { NatGateway, RouteTable, Tag, TagSpecification } from './shapes.ts';

export interface CreateInternetGatewayParameters {
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateInternetGatewayResult {
  readonly internetGateway?: {
    readonly internetGatewayId?: string | undefined;
    readonly attachmentSet: readonly {
      readonly vpcId?: string | undefined;
      readonly state?: string | undefined;
    }[];
    readonly tagSet: readonly Tag[];
  } | undefined;
}

export interface DescribeInternetGatewaysParameters {
  readonly InternetGatewayId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeInternetGatewaysResult {
  readonly internetGatewaySet: readonly {
    readonly internetGatewayId?: string | undefined;
    readonly attachmentSet: readonly {
      readonly vpcId?: string | undefined;
      readonly state?: string | undefined;
    }[];
    readonly tagSet: readonly Tag[];
  }[];
}

export interface DeleteInternetGatewayParameters {
  readonly InternetGatewayId: string;
}

export interface DeleteInternetGatewayResult {
  readonly return?: boolean | undefined;
}

export interface AttachInternetGatewayParameters {
  readonly InternetGatewayId: string;
  readonly VpcId: string;
}

export interface AttachInternetGatewayResult {
  readonly return?: boolean | undefined;
}

export interface DetachInternetGatewayParameters {
  readonly InternetGatewayId: string;
  readonly VpcId: string;
}

export interface DetachInternetGatewayResult {
  readonly return?: boolean | undefined;
}

export interface CreateRouteTableParameters {
  readonly VpcId: string;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateRouteTableResult {
  readonly routeTable?: RouteTable | undefined;
}

export interface DescribeRouteTablesParameters {
  readonly RouteTableId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeRouteTablesResult {
  readonly routeTableSet: readonly RouteTable[];
}

export interface DeleteRouteTableParameters {
  readonly RouteTableId: string;
}

export interface DeleteRouteTableResult {
  readonly return?: boolean | undefined;
}

export interface AssociateRouteTableParameters {
  readonly SubnetId: string;
  readonly RouteTableId: string;
}

export interface AssociateRouteTableResult {
  readonly associationId?: string | undefined;
}

export interface DisassociateRouteTableParameters {
  readonly AssociationId: string;
}

export interface DisassociateRouteTableResult {
  readonly return?: boolean | undefined;
}

export interface ReplaceRouteTableAssociationParameters {
  readonly AssociationId: string;
  readonly RouteTableId: string;
}

export interface ReplaceRouteTableAssociationResult {
  readonly newAssociationId?: string | undefined;
}

export interface CreateRouteParameters {
  readonly RouteTableId: string;
  readonly DestinationCidrBlock?: string | undefined;
  readonly GatewayId?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly VpcPeeringConnectionId?: string | undefined;
  readonly NatGatewayId?: string | undefined;
  /** Amazon's alone. */
  readonly DestinationIpv6CidrBlock?: string | undefined;
  /** Amazon's alone. */
  readonly EgressOnlyInternetGatewayId?: string | undefined;
  /** Amazon's alone. */
  readonly TransitGatewayId?: string | undefined;
  /** Amazon's alone. */
  readonly VpcEndpointId?: string | undefined;
}

export interface CreateRouteResult {
  readonly return?: boolean | undefined;
}

export interface ReplaceRouteParameters {
  readonly RouteTableId: string;
  readonly DestinationCidrBlock?: string | undefined;
  readonly GatewayId?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly VpcPeeringConnectionId?: string | undefined;
  readonly NatGatewayId?: string | undefined;
  /** Amazon's alone. */
  readonly DestinationIpv6CidrBlock?: string | undefined;
  /** Amazon's alone. */
  readonly EgressOnlyInternetGatewayId?: string | undefined;
  /** Amazon's alone. */
  readonly TransitGatewayId?: string | undefined;
  /** Amazon's alone. */
  readonly VpcEndpointId?: string | undefined;
}

export interface ReplaceRouteResult {
  readonly return?: boolean | undefined;
}

export interface DeleteRouteParameters {
  readonly RouteTableId: string;
  readonly DestinationCidrBlock?: string | undefined;
  /** Amazon's alone. */
  readonly DestinationIpv6CidrBlock?: string | undefined;
}

export interface DeleteRouteResult {
  readonly return?: boolean | undefined;
}

export interface CreateNatGatewayParameters {
  readonly SubnetId: string;
  readonly AllocationId: string;
  readonly ClientToken?: string | undefined;
}

export interface CreateNatGatewayResult {
  readonly natGateway?: NatGateway | undefined;
  readonly clientToken?: string | undefined;
}

export interface DescribeNatGatewaysParameters {
  readonly NatGatewayId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeNatGatewaysResult {
  readonly natGatewaySet: readonly NatGateway[];
  readonly nextToken?: string | undefined;
}

export interface DeleteNatGatewayParameters {
  readonly NatGatewayId: string;
}

export interface DeleteNatGatewayResult {
  readonly natGatewayId?: string | undefined;
}

/** routes */
export interface RoutesActions {
  /** CreateInternetGateway */
  createInternetGateway(parameters?: CreateInternetGatewayParameters, options?: QueryCallOptions): Promise<CreateInternetGatewayResult>;
  /** DescribeInternetGateways */
  describeInternetGateways(parameters?: DescribeInternetGatewaysParameters, options?: QueryCallOptions): List<DescribeInternetGatewaysResult['internetGatewaySet'][number]>;
  /** DeleteInternetGateway */
  deleteInternetGateway(parameters: DeleteInternetGatewayParameters, options?: QueryCallOptions): Promise<DeleteInternetGatewayResult>;
  /** AttachInternetGateway */
  attachInternetGateway(parameters: AttachInternetGatewayParameters, options?: QueryCallOptions): Promise<AttachInternetGatewayResult>;
  /** DetachInternetGateway */
  detachInternetGateway(parameters: DetachInternetGatewayParameters, options?: QueryCallOptions): Promise<DetachInternetGatewayResult>;
  /** CreateRouteTable */
  createRouteTable(parameters: CreateRouteTableParameters, options?: QueryCallOptions): Promise<CreateRouteTableResult>;
  /** DescribeRouteTables */
  describeRouteTables(parameters?: DescribeRouteTablesParameters, options?: QueryCallOptions): List<DescribeRouteTablesResult['routeTableSet'][number]>;
  /** DeleteRouteTable */
  deleteRouteTable(parameters: DeleteRouteTableParameters, options?: QueryCallOptions): Promise<DeleteRouteTableResult>;
  /** AssociateRouteTable */
  associateRouteTable(parameters: AssociateRouteTableParameters, options?: QueryCallOptions): Promise<AssociateRouteTableResult>;
  /** DisassociateRouteTable */
  disassociateRouteTable(parameters: DisassociateRouteTableParameters, options?: QueryCallOptions): Promise<DisassociateRouteTableResult>;
  /** ReplaceRouteTableAssociation */
  replaceRouteTableAssociation(parameters: ReplaceRouteTableAssociationParameters, options?: QueryCallOptions): Promise<ReplaceRouteTableAssociationResult>;
  /** CreateRoute */
  createRoute(parameters: CreateRouteParameters, options?: QueryCallOptions): Promise<CreateRouteResult>;
  /** ReplaceRoute */
  replaceRoute(parameters: ReplaceRouteParameters, options?: QueryCallOptions): Promise<ReplaceRouteResult>;
  /** DeleteRoute */
  deleteRoute(parameters: DeleteRouteParameters, options?: QueryCallOptions): Promise<DeleteRouteResult>;
  /** CreateNatGateway */
  createNatGateway(parameters: CreateNatGatewayParameters, options?: QueryCallOptions): Promise<CreateNatGatewayResult>;
  /** DescribeNatGateways */
  describeNatGateways(parameters?: DescribeNatGatewaysParameters, options?: QueryCallOptions): List<DescribeNatGatewaysResult['natGatewaySet'][number]>;
  /** DeleteNatGateway */
  deleteNatGateway(parameters: DeleteNatGatewayParameters, options?: QueryCallOptions): Promise<DeleteNatGatewayResult>;
}
