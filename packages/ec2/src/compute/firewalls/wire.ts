import type { TagWire } from '../tags.ts';

/** Source: EC2 API "SecurityGroup". Rules of one protocol and port range come merged. */
export interface SecurityGroupWire {
  readonly ownerId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly groupName?: string | undefined;
  readonly groupDescription?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly ipPermissions?: readonly IpPermissionWire[] | undefined;
  readonly ipPermissionsEgress?: readonly IpPermissionWire[] | undefined;
  readonly tagSet?: readonly TagWire[] | undefined;
}

export interface IpPermissionWire {
  /** tcp, udp, icmp, a number, or -1 for all. */
  readonly ipProtocol?: string | undefined;
  readonly fromPort?: string | undefined;
  readonly toPort?: string | undefined;
  readonly groups?:
    | readonly { readonly userId?: string | undefined; readonly groupId?: string | undefined; readonly groupName?: string | undefined }[]
    | undefined;
  readonly ipRanges?: readonly { readonly cidrIp?: string | undefined }[] | undefined;
  readonly ipv6Ranges?: readonly { readonly cidrIpv6?: string | undefined }[] | undefined;
}
