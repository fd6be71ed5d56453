// Written by generator/generate.mjs from generator/services. Do not edit.

export interface BlockDeviceMapping {
  readonly virtualName?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly ebs?: {
    readonly snapshotId?: string | undefined;
    readonly volumeSize?: number | undefined;
    readonly deleteOnTermination?: boolean | undefined;
    readonly volumeType?: string | undefined;
    readonly iops?: number | undefined;
    readonly encrypted?: boolean | undefined;
  } | undefined;
  readonly noDevice?: string | undefined;
}

export interface BlockDeviceParameter {
  readonly VirtualName?: string | undefined;
  readonly DeviceName?: string | undefined;
  readonly Ebs?: {
    readonly SnapshotId?: string | undefined;
    readonly VolumeSize?: number | undefined;
    readonly DeleteOnTermination?: boolean | undefined;
    readonly VolumeType?: string | undefined;
    readonly Iops?: number | undefined;
    readonly Encrypted?: boolean | undefined;
    readonly Throughput?: number | undefined;
    readonly KmsKeyId?: string | undefined;
  } | undefined;
  readonly NoDevice?: string | undefined;
}

export interface BundleTask {
  readonly instanceId?: string | undefined;
  readonly bundleId?: string | undefined;
  readonly state?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly updateTime?: Date | undefined;
  readonly storage?: {
    readonly S3?: {
      readonly bucket?: string | undefined;
      readonly prefix?: string | undefined;
      readonly AWSAccessKeyId?: string | undefined;
      readonly uploadPolicy?: Uint8Array | undefined;
      readonly uploadPolicySignature?: string | undefined;
    } | undefined;
  } | undefined;
  readonly progress?: string | undefined;
  readonly error?: {
    readonly code?: string | undefined;
    readonly message?: string | undefined;
  } | undefined;
}

export interface ConversionImage {
  readonly format?: string | undefined;
  readonly size?: number | undefined;
  readonly importManifestUrl?: string | undefined;
  readonly checksum?: string | undefined;
}

export interface ConversionTask {
  readonly conversionTaskId?: string | undefined;
  readonly expirationTime?: string | undefined;
  readonly state?: string | undefined;
  readonly statusMessage?: string | undefined;
  readonly importInstance?: {
    readonly volumes: readonly {
      readonly bytesConverted?: number | undefined;
      readonly availabilityZone?: string | undefined;
      readonly description?: string | undefined;
      readonly image?: ConversionImage | undefined;
      readonly volume?: {
        readonly size?: number | undefined;
        readonly id?: string | undefined;
      } | undefined;
      readonly status?: string | undefined;
      readonly statusMessage?: string | undefined;
    }[];
    readonly instanceId?: string | undefined;
    readonly platform?: string | undefined;
    readonly description?: string | undefined;
  } | undefined;
  readonly importVolume?: {
    readonly bytesConverted?: number | undefined;
    readonly availabilityZone?: string | undefined;
    readonly description?: string | undefined;
    readonly image?: ConversionImage | undefined;
    readonly volume?: {
      readonly size?: number | undefined;
      readonly id?: string | undefined;
    } | undefined;
  } | undefined;
  readonly tagSet: readonly Tag[];
}

export interface CustomerGateway {
  readonly customerGatewayId?: string | undefined;
  readonly state?: string | undefined;
  readonly type?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly bgpAsn?: string | undefined;
  readonly tagSet: readonly Tag[];
}

export interface GroupIdentifier {
  readonly groupName?: string | undefined;
  readonly groupId?: string | undefined;
}

export interface Instance {
  readonly instanceId?: string | undefined;
  readonly imageId?: string | undefined;
  readonly instanceState?: {
    readonly code?: number | undefined;
    readonly name?: string | undefined;
  } | undefined;
  readonly privateDnsName?: string | undefined;
  readonly dnsName?: string | undefined;
  readonly reason?: string | undefined;
  readonly keyName?: string | undefined;
  readonly amiLaunchIndex?: number | undefined;
  readonly productCodes: readonly {
    readonly productCode?: string | undefined;
    readonly type?: string | undefined;
  }[];
  readonly instanceType?: string | undefined;
  readonly launchTime?: Date | undefined;
  readonly placement?: {
    readonly availabilityZone?: string | undefined;
    readonly groupName?: string | undefined;
    readonly tenancy?: string | undefined;
    readonly hostId?: string | undefined;
    readonly affinity?: string | undefined;
  } | undefined;
  readonly kernelId?: string | undefined;
  readonly ramdiskId?: string | undefined;
  readonly platform?: string | undefined;
  readonly monitoring?: {
    readonly state?: string | undefined;
  } | undefined;
  readonly subnetId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly stateReason?: {
    readonly code?: string | undefined;
    readonly message?: string | undefined;
  } | undefined;
  readonly architecture?: string | undefined;
  readonly rootDeviceType?: string | undefined;
  readonly rootDeviceName?: string | undefined;
  readonly blockDeviceMapping: readonly {
    readonly deviceName?: string | undefined;
    readonly ebs?: {
      readonly volumeId?: string | undefined;
      readonly status?: string | undefined;
      readonly attachTime?: Date | undefined;
      readonly deleteOnTermination?: boolean | undefined;
    } | undefined;
  }[];
  readonly virtualizationType?: string | undefined;
  readonly instanceLifecycle?: string | undefined;
  readonly spotInstanceRequestId?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly tagSet: readonly Tag[];
  readonly groupSet: readonly GroupIdentifier[];
  readonly sourceDestCheck?: boolean | undefined;
  readonly hypervisor?: string | undefined;
  readonly networkInterfaceSet: readonly InstanceNetworkInterface[];
  readonly iamInstanceProfile?: {
    readonly arn?: string | undefined;
    readonly id?: string | undefined;
  } | undefined;
  readonly ebsOptimized?: boolean | undefined;
  readonly sriovNetSupport?: string | undefined;
  readonly enaSupport?: boolean | undefined;
  readonly metadataOptions?: {
    readonly state?: string | undefined;
    readonly httpTokens?: string | undefined;
    readonly httpPutResponseHopLimit?: number | undefined;
    readonly httpEndpoint?: string | undefined;
    readonly instanceMetadataTags?: string | undefined;
  } | undefined;
  readonly cpuOptions?: {
    readonly coreCount?: number | undefined;
    readonly threadsPerCore?: number | undefined;
  } | undefined;
  readonly capacityReservationId?: string | undefined;
  readonly hibernationOptions?: {
    readonly configured?: boolean | undefined;
  } | undefined;
  readonly bootMode?: string | undefined;
  readonly platformDetails?: string | undefined;
  readonly usageOperation?: string | undefined;
  readonly ipv6Address?: string | undefined;
  readonly addressingType?: string | undefined;
}

export interface InstanceNetworkInterface {
  readonly networkInterfaceId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly description?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly status?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly privateDnsName?: string | undefined;
  readonly sourceDestCheck?: boolean | undefined;
  readonly groupSet: readonly GroupIdentifier[];
  readonly attachment?: {
    readonly attachmentId?: string | undefined;
    readonly deviceIndex?: number | undefined;
    readonly status?: string | undefined;
    readonly attachTime?: Date | undefined;
    readonly deleteOnTermination?: boolean | undefined;
  } | undefined;
  readonly association?: {
    readonly publicIp?: string | undefined;
    readonly publicDnsName?: string | undefined;
    readonly ipOwnerId?: string | undefined;
  } | undefined;
  readonly privateIpAddressesSet: readonly {
    readonly privateIpAddress?: string | undefined;
    readonly privateDnsName?: string | undefined;
    readonly primary?: boolean | undefined;
    readonly association?: {
      readonly publicIp?: string | undefined;
      readonly publicDnsName?: string | undefined;
      readonly ipOwnerId?: string | undefined;
    } | undefined;
  }[];
}

export interface IpPermission {
  readonly ipProtocol?: string | undefined;
  readonly fromPort?: number | undefined;
  readonly toPort?: number | undefined;
  readonly groups: readonly {
    readonly userId?: string | undefined;
    readonly groupName?: string | undefined;
    readonly groupId?: string | undefined;
    readonly vpcId?: string | undefined;
    readonly vpcPeeringConnectionId?: string | undefined;
    readonly peeringStatus?: string | undefined;
  }[];
  readonly ipRanges: readonly {
    readonly cidrIp?: string | undefined;
    readonly description?: string | undefined;
  }[];
  readonly ipv6Ranges: readonly {
    readonly cidrIpv6?: string | undefined;
    readonly description?: string | undefined;
  }[];
  readonly prefixListIds: readonly {
    readonly prefixListId?: string | undefined;
    readonly description?: string | undefined;
  }[];
}

export interface IpPermissionParameter {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly Groups?: readonly {
    readonly UserId?: string | undefined;
    readonly GroupName?: string | undefined;
    readonly GroupId?: string | undefined;
    readonly VpcId?: string | undefined;
    readonly VpcPeeringConnectionId?: string | undefined;
    readonly PeeringStatus?: string | undefined;
    readonly Description?: string | undefined;
  }[] | undefined;
  readonly IpRanges?: readonly {
    readonly CidrIp?: string | undefined;
    readonly Description?: string | undefined;
  }[] | undefined;
  readonly Ipv6Ranges?: readonly {
    readonly CidrIpv6?: string | undefined;
    readonly Description?: string | undefined;
  }[] | undefined;
  readonly PrefixListIds?: readonly {
    readonly PrefixListId?: string | undefined;
    readonly Description?: string | undefined;
  }[] | undefined;
}

export interface NatGateway {
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly natGatewayId?: string | undefined;
  readonly createTime?: Date | undefined;
  readonly deleteTime?: Date | undefined;
  readonly natGatewayAddressSet: readonly {
    readonly publicIp?: string | undefined;
    readonly allocationId?: string | undefined;
    readonly privateIp?: string | undefined;
    readonly networkInterfaceId?: string | undefined;
  }[];
  readonly state?: string | undefined;
  readonly failureCode?: string | undefined;
  readonly failureMessage?: string | undefined;
  readonly provisionedBandwidth?: {
    readonly provisioned?: string | undefined;
    readonly requested?: string | undefined;
    readonly requestTime?: Date | undefined;
    readonly provisionTime?: Date | undefined;
    readonly status?: string | undefined;
  } | undefined;
}

export interface NetworkAcl {
  readonly networkAclId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly default?: boolean | undefined;
  readonly entrySet: readonly {
    readonly ruleNumber?: number | undefined;
    readonly protocol?: string | undefined;
    readonly ruleAction?: string | undefined;
    readonly egress?: boolean | undefined;
    readonly cidrBlock?: string | undefined;
    readonly icmpTypeCode?: {
      readonly type?: number | undefined;
      readonly code?: number | undefined;
    } | undefined;
    readonly portRange?: {
      readonly from?: number | undefined;
      readonly to?: number | undefined;
    } | undefined;
  }[];
  readonly associationSet: readonly {
    readonly networkAclAssociationId?: string | undefined;
    readonly networkAclId?: string | undefined;
    readonly subnetId?: string | undefined;
  }[];
  readonly tagSet: readonly Tag[];
}

export interface NetworkInterface {
  readonly networkInterfaceId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly description?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly requesterManaged?: boolean | undefined;
  readonly status?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly privateDnsName?: string | undefined;
  readonly sourceDestCheck?: boolean | undefined;
  readonly groupSet: readonly GroupIdentifier[];
  readonly attachment?: NetworkInterfaceAttachment | undefined;
  readonly association?: NetworkInterfaceAssociation | undefined;
  readonly tagSet: readonly Tag[];
  readonly privateIpAddressesSet: readonly {
    readonly privateIpAddress?: string | undefined;
    readonly privateDnsName?: string | undefined;
    readonly primary?: boolean | undefined;
    readonly association?: NetworkInterfaceAssociation | undefined;
  }[];
  readonly interfaceType?: string | undefined;
}

export interface NetworkInterfaceAssociation {
  readonly publicIp?: string | undefined;
  readonly publicDnsName?: string | undefined;
  readonly ipOwnerId?: string | undefined;
  readonly allocationId?: string | undefined;
  readonly associationId?: string | undefined;
}

export interface NetworkInterfaceAttachment {
  readonly attachmentId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly instanceOwnerId?: string | undefined;
  readonly deviceIndex?: number | undefined;
  readonly status?: string | undefined;
  readonly attachTime?: Date | undefined;
  readonly deleteOnTermination?: boolean | undefined;
}

export interface NetworkInterfaceParameter {
  readonly NetworkInterfaceId?: string | undefined;
  readonly DeviceIndex?: number | undefined;
  readonly SubnetId?: string | undefined;
  readonly Description?: string | undefined;
  readonly PrivateIpAddress?: string | undefined;
  readonly SecurityGroupId?: readonly string[] | undefined;
  readonly DeleteOnTermination?: boolean | undefined;
  readonly PrivateIpAddresses?: readonly {
    readonly PrivateIpAddress: string;
    readonly Primary?: boolean | undefined;
  }[] | undefined;
  readonly SecondaryPrivateIpAddressCount?: number | undefined;
  readonly AssociatePublicIpAddress?: boolean | undefined;
}

export interface Reservation {
  readonly reservationId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly groupSet: readonly GroupIdentifier[];
  readonly instancesSet: readonly Instance[];
}

export interface ReservedInstances {
  readonly reservedInstancesId?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
  readonly duration?: number | undefined;
  readonly fixedPrice?: number | undefined;
  readonly usagePrice?: number | undefined;
  readonly instanceCount?: number | undefined;
  readonly productDescription?: string | undefined;
  readonly state?: string | undefined;
  readonly instanceTenancy?: string | undefined;
  readonly currencyCode?: string | undefined;
  readonly offeringType?: string | undefined;
  readonly recurringCharges: readonly {
    readonly frequency?: string | undefined;
    readonly amount?: number | undefined;
  }[];
  readonly tagSet: readonly Tag[];
}

export interface ReservedInstancesListing {
  readonly reservedInstancesListingId?: string | undefined;
  readonly reservedInstancesId?: string | undefined;
  readonly createDate?: Date | undefined;
  readonly updateDate?: Date | undefined;
  readonly status?: string | undefined;
  readonly statusMessage?: string | undefined;
  readonly instanceCounts: readonly {
    readonly state?: string | undefined;
    readonly instanceCount?: number | undefined;
  }[];
  readonly priceSchedules: readonly {
    readonly term?: number | undefined;
    readonly price?: number | undefined;
    readonly currencyCode?: string | undefined;
    readonly active?: boolean | undefined;
  }[];
  readonly tagSet: readonly Tag[];
  readonly clientToken?: string | undefined;
}

export interface RouteTable {
  readonly routeTableId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly routeSet: readonly {
    readonly destinationCidrBlock?: string | undefined;
    readonly destinationPrefixListId?: string | undefined;
    readonly gatewayId?: string | undefined;
    readonly instanceId?: string | undefined;
    readonly instanceOwnerId?: string | undefined;
    readonly networkInterfaceId?: string | undefined;
    readonly vpcPeeringConnectionId?: string | undefined;
    readonly natGatewayId?: string | undefined;
    readonly state?: string | undefined;
    readonly origin?: string | undefined;
  }[];
  readonly associationSet: readonly {
    readonly routeTableAssociationId?: string | undefined;
    readonly routeTableId?: string | undefined;
    readonly subnetId?: string | undefined;
    readonly main?: boolean | undefined;
  }[];
  readonly tagSet: readonly Tag[];
  readonly propagatingVgwSet: readonly {
    readonly gatewayId?: string | undefined;
  }[];
}

export interface Snapshot {
  readonly snapshotId?: string | undefined;
  readonly volumeId?: string | undefined;
  readonly status?: string | undefined;
  readonly statusMessage?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly progress?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly description?: string | undefined;
  readonly volumeSize?: number | undefined;
  readonly ownerAlias?: string | undefined;
  readonly tagSet: readonly Tag[];
  readonly encrypted?: boolean | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly dataEncryptionKeyId?: string | undefined;
}

export interface SpotInstanceRequest {
  readonly spotInstanceRequestId?: string | undefined;
  readonly spotPrice?: string | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  readonly fault?: {
    readonly code?: string | undefined;
    readonly message?: string | undefined;
  } | undefined;
  readonly status?: {
    readonly code?: string | undefined;
    readonly updateTime?: Date | undefined;
    readonly message?: string | undefined;
  } | undefined;
  readonly validFrom?: Date | undefined;
  readonly validUntil?: Date | undefined;
  readonly launchGroup?: string | undefined;
  readonly availabilityZoneGroup?: string | undefined;
  readonly launchSpecification?: {
    readonly imageId?: string | undefined;
    readonly keyName?: string | undefined;
    readonly groupSet: readonly GroupIdentifier[];
    readonly userData?: string | undefined;
    readonly addressingType?: string | undefined;
    readonly instanceType?: string | undefined;
    readonly placement?: {
      readonly availabilityZone?: string | undefined;
      readonly groupName?: string | undefined;
    } | undefined;
    readonly kernelId?: string | undefined;
    readonly ramdiskId?: string | undefined;
    readonly blockDeviceMapping: readonly BlockDeviceMapping[];
    readonly subnetId?: string | undefined;
    readonly networkInterfaceSet: readonly {
      readonly networkInterfaceId?: string | undefined;
      readonly deviceIndex?: number | undefined;
      readonly subnetId?: string | undefined;
      readonly description?: string | undefined;
      readonly privateIpAddress?: string | undefined;
      readonly SecurityGroupId: readonly string[];
      readonly deleteOnTermination?: boolean | undefined;
      readonly privateIpAddressesSet: readonly {
        readonly privateIpAddress?: string | undefined;
        readonly primary?: boolean | undefined;
      }[];
      readonly secondaryPrivateIpAddressCount?: number | undefined;
      readonly associatePublicIpAddress?: boolean | undefined;
    }[];
    readonly iamInstanceProfile?: {
      readonly arn?: string | undefined;
      readonly name?: string | undefined;
    } | undefined;
    readonly ebsOptimized?: boolean | undefined;
    readonly monitoring?: {
      readonly enabled?: boolean | undefined;
    } | undefined;
  } | undefined;
  readonly instanceId?: string | undefined;
  readonly createTime?: Date | undefined;
  readonly productDescription?: string | undefined;
  readonly blockDurationMinutes?: number | undefined;
  readonly actualBlockHourlyPrice?: string | undefined;
  readonly tagSet: readonly Tag[];
  readonly launchedAvailabilityZone?: string | undefined;
}

export interface Subnet {
  readonly ownerId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly state?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly cidrBlock?: string | undefined;
  readonly availableIpAddressCount?: number | undefined;
  readonly availabilityZone?: string | undefined;
  readonly defaultForAz?: boolean | undefined;
  readonly mapPublicIpOnLaunch?: boolean | undefined;
  readonly tagSet: readonly Tag[];
}

export interface Tag {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

export interface TagParameter {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export interface TagSpecification {
  readonly ResourceType: string;
  readonly Tag: readonly TagParameter[];
}

export interface Volume {
  readonly multiAttachEnabled?: boolean | undefined;
  readonly throughput?: number | undefined;
  readonly volumeId?: string | undefined;
  readonly size?: number | undefined;
  readonly snapshotId?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly status?: string | undefined;
  readonly createTime?: Date | undefined;
  readonly attachmentSet: readonly VolumeAttachment[];
  readonly tagSet: readonly Tag[];
  readonly volumeType?: string | undefined;
  readonly iops?: number | undefined;
  readonly encrypted?: boolean | undefined;
  readonly kmsKeyId?: string | undefined;
}

export interface VolumeAttachment {
  readonly volumeId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly device?: string | undefined;
  readonly status?: string | undefined;
  readonly attachTime?: Date | undefined;
  readonly deleteOnTermination?: boolean | undefined;
}

export interface VolumeModification {
  readonly volumeId?: string | undefined;
  readonly modificationState?: string | undefined;
  readonly statusMessage?: string | undefined;
  readonly targetSize?: number | undefined;
  readonly targetIops?: number | undefined;
  readonly targetVolumeType?: string | undefined;
  readonly targetThroughput?: number | undefined;
  readonly originalSize?: number | undefined;
  readonly originalIops?: number | undefined;
  readonly originalVolumeType?: string | undefined;
  readonly originalThroughput?: number | undefined;
  readonly progress?: number | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
}

export interface Vpc {
  readonly ownerId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly state?: string | undefined;
  readonly cidrBlock?: string | undefined;
  readonly dhcpOptionsId?: string | undefined;
  readonly tagSet: readonly Tag[];
  readonly instanceTenancy?: string | undefined;
  readonly isDefault?: boolean | undefined;
}

export interface VpcPeeringConnection {
  readonly accepterVpcInfo?: VpcPeeringConnectionVpcInfo | undefined;
  readonly expirationTime?: Date | undefined;
  readonly requesterVpcInfo?: VpcPeeringConnectionVpcInfo | undefined;
  readonly status?: {
    readonly code?: string | undefined;
    readonly message?: string | undefined;
  } | undefined;
  readonly tagSet: readonly Tag[];
  readonly vpcPeeringConnectionId?: string | undefined;
}

export interface VpcPeeringConnectionVpcInfo {
  readonly cidrBlock?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly peeringOptions?: {
    readonly allowEgressFromLocalClassicLinkToRemoteVpc?: boolean | undefined;
    readonly allowEgressFromLocalVpcToRemoteClassicLink?: boolean | undefined;
    readonly allowDnsResolutionFromRemoteVpc?: boolean | undefined;
  } | undefined;
}

export interface VpnConnection {
  readonly vpnConnectionId?: string | undefined;
  readonly state?: string | undefined;
  readonly customerGatewayConfiguration?: string | undefined;
  readonly type?: string | undefined;
  readonly customerGatewayId?: string | undefined;
  readonly vpnGatewayId?: string | undefined;
  readonly category?: string | undefined;
  readonly options?: {
    readonly staticRoutesOnly?: boolean | undefined;
  } | undefined;
  readonly routes: readonly {
    readonly destinationCidrBlock?: string | undefined;
    readonly source?: string | undefined;
    readonly state?: string | undefined;
  }[];
  readonly vgwTelemetry: readonly {
    readonly outsideIpAddress?: string | undefined;
    readonly lastStatusChange?: Date | undefined;
    readonly status?: string | undefined;
    readonly statusMessage?: string | undefined;
    readonly acceptedRouteCount?: number | undefined;
  }[];
  readonly tagSet: readonly Tag[];
}

export interface VpnGateway {
  readonly vpnGatewayId?: string | undefined;
  readonly state?: string | undefined;
  readonly type?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly attachments: readonly {
    readonly vpcId?: string | undefined;
    readonly state?: string | undefined;
  }[];
  readonly amazonSideAsn?: number | undefined;
  readonly tagSet: readonly Tag[];
}
