// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { VpcPeeringConnection } from './shapes.ts';

export interface CreateVpcPeeringConnectionParameters {
  readonly VpcId?: string | undefined;
  readonly PeerVpcId?: string | undefined;
  readonly PeerOwnerId?: string | undefined;
}

export interface CreateVpcPeeringConnectionResult {
  readonly vpcPeeringConnection?: VpcPeeringConnection | undefined;
}

export interface DescribeVpcPeeringConnectionsParameters {
  readonly VpcPeeringConnectionId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeVpcPeeringConnectionsResult {
  readonly vpcPeeringConnectionSet: readonly VpcPeeringConnection[];
}

export interface AcceptVpcPeeringConnectionParameters {
  readonly VpcPeeringConnectionId?: string | undefined;
}

export interface AcceptVpcPeeringConnectionResult {
  readonly vpcPeeringConnection?: VpcPeeringConnection | undefined;
}

export interface RejectVpcPeeringConnectionParameters {
  readonly VpcPeeringConnectionId: string;
}

export interface RejectVpcPeeringConnectionResult {
  readonly return?: boolean | undefined;
}

export interface DeleteVpcPeeringConnectionParameters {
  readonly VpcPeeringConnectionId: string;
}

export interface DeleteVpcPeeringConnectionResult {
  readonly return?: boolean | undefined;
}

/** peering */
export interface PeeringActions {
  /** CreateVpcPeeringConnection */
  createVpcPeeringConnection(parameters?: CreateVpcPeeringConnectionParameters, options?: QueryCallOptions): Promise<CreateVpcPeeringConnectionResult>;
  /** DescribeVpcPeeringConnections */
  describeVpcPeeringConnections(parameters?: DescribeVpcPeeringConnectionsParameters, options?: QueryCallOptions): List<DescribeVpcPeeringConnectionsResult['vpcPeeringConnectionSet'][number]>;
  /** AcceptVpcPeeringConnection */
  acceptVpcPeeringConnection(parameters?: AcceptVpcPeeringConnectionParameters, options?: QueryCallOptions): Promise<AcceptVpcPeeringConnectionResult>;
  /** RejectVpcPeeringConnection */
  rejectVpcPeeringConnection(parameters: RejectVpcPeeringConnectionParameters, options?: QueryCallOptions): Promise<RejectVpcPeeringConnectionResult>;
  /** DeleteVpcPeeringConnection */
  deleteVpcPeeringConnection(parameters: DeleteVpcPeeringConnectionParameters, options?: QueryCallOptions): Promise<DeleteVpcPeeringConnectionResult>;
}
