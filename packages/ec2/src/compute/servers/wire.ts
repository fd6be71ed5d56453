import type { TagWire } from '../tags.ts';

/**
 * An instance as DescribeInstances and RunInstances send it. Source: EC2 API 2016-11-15 "Instance"; Eucalyptus 4.4 RunningInstancesItemType.
 * Anything may be missing: Eucalyptus leaves out what Amazon always has.
 */
export interface InstanceWire {
  readonly instanceId?: string | undefined;
  readonly imageId?: string | undefined;
  /** `code`'s high byte is undocumented. */
  readonly instanceState?: { readonly code?: string | undefined; readonly name?: string | undefined } | undefined;
  readonly privateDnsName?: string | undefined;
  readonly dnsName?: string | undefined;
  readonly reason?: string | undefined;
  readonly keyName?: string | undefined;
  readonly instanceType?: string | undefined;
  /** `2015-08-30T12:36:01.000Z`: of the last start. */
  readonly launchTime?: string | undefined;
  readonly placement?: { readonly availabilityZone?: string | undefined; readonly tenancy?: string | undefined } | undefined;
  readonly platform?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly vpcId?: string | undefined;
  /** `0.0.0.0` on Eucalyptus until there is one. */
  readonly privateIpAddress?: string | undefined;
  /** The public one. */
  readonly ipAddress?: string | undefined;
  readonly stateReason?: { readonly code?: string | undefined; readonly message?: string | undefined } | undefined;
  readonly architecture?: string | undefined;
  readonly rootDeviceType?: string | undefined;
  readonly rootDeviceName?: string | undefined;
  readonly blockDeviceMapping?: readonly BlockDeviceWire[] | undefined;
  readonly clientToken?: string | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
  readonly groupSet?: readonly { readonly groupId?: string | undefined; readonly groupName?: string | undefined }[] | undefined;
  readonly networkInterfaceSet?: readonly NetworkInterfaceWire[] | undefined;
}

export interface BlockDeviceWire {
  readonly deviceName?: string | undefined;
  readonly ebs?:
    | { readonly volumeId?: string | undefined; readonly status?: string | undefined; readonly deleteOnTermination?: string | undefined }
    | undefined;
}

export interface NetworkInterfaceWire {
  readonly networkInterfaceId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly association?: { readonly publicIp?: string | undefined } | undefined;
  readonly privateIpAddressesSet?:
    | readonly { readonly privateIpAddress?: string | undefined; readonly association?: { readonly publicIp?: string | undefined } | undefined }[]
    | undefined;
  readonly ipv6AddressesSet?: readonly { readonly ipv6Address?: string | undefined }[] | undefined;
}

export interface ReservationWire {
  readonly reservationId?: string | undefined;
  readonly instancesSet?: readonly InstanceWire[] | undefined;
}

export interface DescribeInstancesWire {
  readonly reservationSet?: readonly ReservationWire[] | undefined;
  readonly nextToken?: string | undefined;
}
