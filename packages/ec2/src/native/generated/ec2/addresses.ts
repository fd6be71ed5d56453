// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { Tag, TagSpecification } from './shapes.ts';

export interface AllocateAddressParameters {
  readonly Domain?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface AllocateAddressResult {
  readonly publicIp?: string | undefined;
  readonly domain?: string | undefined;
  readonly allocationId?: string | undefined;
}

export interface DescribeAddressesParameters {
  readonly PublicIp?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly AllocationId?: readonly string[] | undefined;
}

export interface DescribeAddressesResult {
  readonly addressesSet: readonly {
    readonly tagSet: readonly Tag[];
    readonly networkBorderGroup?: string | undefined;
    readonly publicIpv4Pool?: string | undefined;
    readonly instanceId?: string | undefined;
    readonly publicIp?: string | undefined;
    readonly allocationId?: string | undefined;
    readonly associationId?: string | undefined;
    readonly domain?: string | undefined;
    readonly networkInterfaceId?: string | undefined;
    readonly networkInterfaceOwnerId?: string | undefined;
    readonly privateIpAddress?: string | undefined;
  }[];
}

export interface AssociateAddressParameters {
  readonly InstanceId?: string | undefined;
  readonly PublicIp?: string | undefined;
  readonly AllocationId?: string | undefined;
  readonly NetworkInterfaceId?: string | undefined;
  readonly PrivateIpAddress?: string | undefined;
  readonly AllowReassociation?: boolean | undefined;
}

export interface AssociateAddressResult {
  readonly associationId?: string | undefined;
}

export interface DisassociateAddressParameters {
  readonly PublicIp?: string | undefined;
  readonly AssociationId?: string | undefined;
}

export interface DisassociateAddressResult {
  readonly return?: boolean | undefined;
}

export interface ReleaseAddressParameters {
  readonly PublicIp?: string | undefined;
  readonly AllocationId?: string | undefined;
}

export interface ReleaseAddressResult {
  readonly return?: boolean | undefined;
}

/** addresses */
export interface AddressesActions {
  /** AllocateAddress */
  allocateAddress(parameters?: AllocateAddressParameters, options?: QueryCallOptions): Promise<AllocateAddressResult>;
  /** DescribeAddresses */
  describeAddresses(parameters?: DescribeAddressesParameters, options?: QueryCallOptions): List<DescribeAddressesResult['addressesSet'][number]>;
  /** AssociateAddress */
  associateAddress(parameters?: AssociateAddressParameters, options?: QueryCallOptions): Promise<AssociateAddressResult>;
  /** DisassociateAddress */
  disassociateAddress(parameters?: DisassociateAddressParameters, options?: QueryCallOptions): Promise<DisassociateAddressResult>;
  /** ReleaseAddress */
  releaseAddress(parameters?: ReleaseAddressParameters, options?: QueryCallOptions): Promise<ReleaseAddressResult>;
}
