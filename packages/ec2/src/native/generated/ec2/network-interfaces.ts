// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { GroupIdentifier, NetworkInterface, NetworkInterfaceAttachment, TagSpecification } from './shapes.ts';

export interface CreateNetworkInterfaceParameters {
  readonly SubnetId: string;
  readonly Description?: string | undefined;
  readonly PrivateIpAddress?: string | undefined;
  readonly SecurityGroupId?: readonly string[] | undefined;
  readonly PrivateIpAddresses?: readonly {
    readonly PrivateIpAddress: string;
    readonly Primary?: boolean | undefined;
  }[] | undefined;
  readonly SecondaryPrivateIpAddressCount?: number | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateNetworkInterfaceResult {
  readonly networkInterface?: NetworkInterface | undefined;
}

export interface DescribeNetworkInterfacesParameters {
  readonly NetworkInterfaceId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeNetworkInterfacesResult {
  readonly networkInterfaceSet: readonly NetworkInterface[];
}

export interface DeleteNetworkInterfaceParameters {
  readonly NetworkInterfaceId: string;
}

export interface DeleteNetworkInterfaceResult {
  readonly return?: boolean | undefined;
}

export interface AttachNetworkInterfaceParameters {
  readonly NetworkInterfaceId: string;
  readonly InstanceId: string;
  readonly DeviceIndex: number;
}

export interface AttachNetworkInterfaceResult {
  readonly attachmentId?: string | undefined;
}

export interface DetachNetworkInterfaceParameters {
  readonly AttachmentId: string;
  readonly Force?: boolean | undefined;
}

export interface DetachNetworkInterfaceResult {
  readonly return?: boolean | undefined;
}

export interface DescribeNetworkInterfaceAttributeParameters {
  readonly NetworkInterfaceId: string;
  readonly Attribute?: string | undefined;
}

export interface DescribeNetworkInterfaceAttributeResult {
  readonly networkInterfaceId?: string | undefined;
  readonly description?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly sourceDestCheck?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly groupSet: readonly GroupIdentifier[];
  readonly attachment?: NetworkInterfaceAttachment | undefined;
}

export interface ModifyNetworkInterfaceAttributeParameters {
  readonly NetworkInterfaceId: string;
  readonly Description?: {
    readonly Value?: string | undefined;
  } | undefined;
  readonly SourceDestCheck?: {
    readonly Value?: boolean | undefined;
  } | undefined;
  readonly SecurityGroupId?: readonly string[] | undefined;
  readonly Attachment?: {
    readonly AttachmentId?: string | undefined;
    readonly DeleteOnTermination?: boolean | undefined;
  } | undefined;
}

export interface ModifyNetworkInterfaceAttributeResult {
  readonly return?: boolean | undefined;
}

export interface ResetNetworkInterfaceAttributeParameters {
  readonly NetworkInterfaceId: string;
  readonly SourceDestCheck?: string | undefined;
}

export interface ResetNetworkInterfaceAttributeResult {
  readonly return?: boolean | undefined;
}

export interface AssignPrivateIpAddressesParameters {
  readonly NetworkInterfaceId: string;
  readonly PrivateIpAddress?: readonly string[] | undefined;
  readonly SecondaryPrivateIpAddressCount?: number | undefined;
  readonly AllowReassignment?: boolean | undefined;
}

export interface AssignPrivateIpAddressesResult {
  readonly return?: boolean | undefined;
}

export interface UnassignPrivateIpAddressesParameters {
  readonly NetworkInterfaceId: string;
  readonly PrivateIpAddress: readonly string[];
}

export interface UnassignPrivateIpAddressesResult {
  readonly return?: boolean | undefined;
}

/** network interfaces */
export interface NetworkInterfacesActions {
  /** CreateNetworkInterface */
  createNetworkInterface(parameters: CreateNetworkInterfaceParameters, options?: QueryCallOptions): Promise<CreateNetworkInterfaceResult>;
  /** DescribeNetworkInterfaces */
  describeNetworkInterfaces(parameters?: DescribeNetworkInterfacesParameters, options?: QueryCallOptions): List<DescribeNetworkInterfacesResult['networkInterfaceSet'][number]>;
  /** DeleteNetworkInterface */
  deleteNetworkInterface(parameters: DeleteNetworkInterfaceParameters, options?: QueryCallOptions): Promise<DeleteNetworkInterfaceResult>;
  /** AttachNetworkInterface */
  attachNetworkInterface(parameters: AttachNetworkInterfaceParameters, options?: QueryCallOptions): Promise<AttachNetworkInterfaceResult>;
  /** DetachNetworkInterface */
  detachNetworkInterface(parameters: DetachNetworkInterfaceParameters, options?: QueryCallOptions): Promise<DetachNetworkInterfaceResult>;
  /** DescribeNetworkInterfaceAttribute */
  describeNetworkInterfaceAttribute(parameters: DescribeNetworkInterfaceAttributeParameters, options?: QueryCallOptions): Promise<DescribeNetworkInterfaceAttributeResult>;
  /** ModifyNetworkInterfaceAttribute */
  modifyNetworkInterfaceAttribute(parameters: ModifyNetworkInterfaceAttributeParameters, options?: QueryCallOptions): Promise<ModifyNetworkInterfaceAttributeResult>;
  /** ResetNetworkInterfaceAttribute */
  resetNetworkInterfaceAttribute(parameters: ResetNetworkInterfaceAttributeParameters, options?: QueryCallOptions): Promise<ResetNetworkInterfaceAttributeResult>;
  /** AssignPrivateIpAddresses */
  assignPrivateIpAddresses(parameters: AssignPrivateIpAddressesParameters, options?: QueryCallOptions): Promise<AssignPrivateIpAddressesResult>;
  /** UnassignPrivateIpAddresses */
  unassignPrivateIpAddresses(parameters: UnassignPrivateIpAddressesParameters, options?: QueryCallOptions): Promise<UnassignPrivateIpAddressesResult>;
}
