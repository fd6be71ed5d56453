// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { CustomerGateway, VpnConnection, VpnGateway } from './shapes.ts';

export interface CreateCustomerGatewayParameters {
  readonly Type: string;
  readonly IpAddress?: string | undefined;
  readonly BgpAsn: number;
}

export interface CreateCustomerGatewayResult {
  readonly customerGateway?: CustomerGateway | undefined;
}

export interface DescribeCustomerGatewaysParameters {
  readonly CustomerGatewayId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeCustomerGatewaysResult {
  readonly customerGatewaySet: readonly CustomerGateway[];
}

export interface DeleteCustomerGatewayParameters {
  readonly CustomerGatewayId: string;
}

export interface DeleteCustomerGatewayResult {
  readonly return?: boolean | undefined;
}

export interface CreateVpnGatewayParameters {
  readonly Type: string;
  readonly AvailabilityZone?: string | undefined;
}

export interface CreateVpnGatewayResult {
  readonly vpnGateway?: VpnGateway | undefined;
}

export interface DescribeVpnGatewaysParameters {
  readonly VpnGatewayId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeVpnGatewaysResult {
  readonly vpnGatewaySet: readonly VpnGateway[];
}

export interface DeleteVpnGatewayParameters {
  readonly VpnGatewayId: string;
}

export interface DeleteVpnGatewayResult {
  readonly return?: boolean | undefined;
}

export interface AttachVpnGatewayParameters {
  readonly VpnGatewayId: string;
  readonly VpcId: string;
}

export interface AttachVpnGatewayResult {
  readonly attachment?: {
    readonly vpcId?: string | undefined;
    readonly state?: string | undefined;
  } | undefined;
}

export interface DetachVpnGatewayParameters {
  readonly VpnGatewayId: string;
  readonly VpcId: string;
}

export interface DetachVpnGatewayResult {
  readonly return?: boolean | undefined;
}

export interface CreateVpnConnectionParameters {
  readonly Type: string;
  readonly CustomerGatewayId: string;
  readonly VpnGatewayId?: string | undefined;
  readonly Options?: {
    readonly StaticRoutesOnly?: boolean | undefined;
  } | undefined;
}

export interface CreateVpnConnectionResult {
  readonly vpnConnection?: VpnConnection | undefined;
}

export interface DescribeVpnConnectionsParameters {
  readonly VpnConnectionId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeVpnConnectionsResult {
  readonly vpnConnectionSet: readonly VpnConnection[];
}

export interface DeleteVpnConnectionParameters {
  readonly VpnConnectionId: string;
}

export interface DeleteVpnConnectionResult {
  readonly return?: boolean | undefined;
}

export interface CreateVpnConnectionRouteParameters {
  readonly VpnConnectionId: string;
  readonly DestinationCidrBlock: string;
}

export interface CreateVpnConnectionRouteResult {
  readonly return?: boolean | undefined;
}

export interface DeleteVpnConnectionRouteParameters {
  readonly VpnConnectionId: string;
  readonly DestinationCidrBlock: string;
}

export interface DeleteVpnConnectionRouteResult {
  readonly return?: boolean | undefined;
}

export interface EnableVgwRoutePropagationParameters {
  readonly RouteTableId: string;
  readonly GatewayId: string;
}

export interface EnableVgwRoutePropagationResult {
  readonly return?: boolean | undefined;
}

export interface DisableVgwRoutePropagationParameters {
  readonly RouteTableId: string;
  readonly GatewayId: string;
}

export interface DisableVgwRoutePropagationResult {
  readonly return?: boolean | undefined;
}

/** vpn */
export interface VpnActions {
  /** CreateCustomerGateway */
  createCustomerGateway(parameters: CreateCustomerGatewayParameters, options?: QueryCallOptions): Promise<CreateCustomerGatewayResult>;
  /** DescribeCustomerGateways */
  describeCustomerGateways(parameters?: DescribeCustomerGatewaysParameters, options?: QueryCallOptions): List<DescribeCustomerGatewaysResult['customerGatewaySet'][number]>;
  /** DeleteCustomerGateway */
  deleteCustomerGateway(parameters: DeleteCustomerGatewayParameters, options?: QueryCallOptions): Promise<DeleteCustomerGatewayResult>;
  /** CreateVpnGateway */
  createVpnGateway(parameters: CreateVpnGatewayParameters, options?: QueryCallOptions): Promise<CreateVpnGatewayResult>;
  /** DescribeVpnGateways */
  describeVpnGateways(parameters?: DescribeVpnGatewaysParameters, options?: QueryCallOptions): List<DescribeVpnGatewaysResult['vpnGatewaySet'][number]>;
  /** DeleteVpnGateway */
  deleteVpnGateway(parameters: DeleteVpnGatewayParameters, options?: QueryCallOptions): Promise<DeleteVpnGatewayResult>;
  /** AttachVpnGateway */
  attachVpnGateway(parameters: AttachVpnGatewayParameters, options?: QueryCallOptions): Promise<AttachVpnGatewayResult>;
  /** DetachVpnGateway */
  detachVpnGateway(parameters: DetachVpnGatewayParameters, options?: QueryCallOptions): Promise<DetachVpnGatewayResult>;
  /** CreateVpnConnection */
  createVpnConnection(parameters: CreateVpnConnectionParameters, options?: QueryCallOptions): Promise<CreateVpnConnectionResult>;
  /** DescribeVpnConnections */
  describeVpnConnections(parameters?: DescribeVpnConnectionsParameters, options?: QueryCallOptions): List<DescribeVpnConnectionsResult['vpnConnectionSet'][number]>;
  /** DeleteVpnConnection */
  deleteVpnConnection(parameters: DeleteVpnConnectionParameters, options?: QueryCallOptions): Promise<DeleteVpnConnectionResult>;
  /** CreateVpnConnectionRoute */
  createVpnConnectionRoute(parameters: CreateVpnConnectionRouteParameters, options?: QueryCallOptions): Promise<CreateVpnConnectionRouteResult>;
  /** DeleteVpnConnectionRoute */
  deleteVpnConnectionRoute(parameters: DeleteVpnConnectionRouteParameters, options?: QueryCallOptions): Promise<DeleteVpnConnectionRouteResult>;
  /** EnableVgwRoutePropagation */
  enableVgwRoutePropagation(parameters: EnableVgwRoutePropagationParameters, options?: QueryCallOptions): Promise<EnableVgwRoutePropagationResult>;
  /** DisableVgwRoutePropagation */
  disableVgwRoutePropagation(parameters: DisableVgwRoutePropagationParameters, options?: QueryCallOptions): Promise<DisableVgwRoutePropagationResult>;
}
