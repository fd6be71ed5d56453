import type { Sequenced } from '../query/paging.ts';
import type { MetadataOptions } from './metadata-options.ts';

/** Anything with an id in the emulated region. */
export interface Resource extends Sequenced {
  readonly id: string;
  readonly ownerId: string;
  /** Describe and all else answer “not found” until then: eventual consistency. */
  readonly visibleAt: number;
  readonly tags: Map<string, string>;
}

export type InstanceStateName = 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped';

export const STATE_CODES: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export interface BlockDevice {
  readonly deviceName: string;
  readonly virtualName?: string;
  readonly ebs?: {
    readonly snapshotId?: string;
    readonly volumeSize: number;
    readonly deleteOnTermination: boolean;
    readonly volumeType: string;
    readonly encrypted: boolean;
  };
}

export interface Image extends Resource {
  state: 'pending' | 'available' | 'failed' | 'deregistered';
  readonly kind: 'machine' | 'kernel' | 'ramdisk';
  readonly name: string;
  description: string;
  readonly location: string;
  readonly architecture: string;
  readonly platform?: 'windows';
  readonly rootDeviceType: 'ebs' | 'instance-store';
  readonly rootDeviceName: string;
  readonly virtualizationType: 'hvm' | 'paravirtual';
  readonly ownerAlias?: string;
  readonly blockDevices: readonly BlockDevice[];
  readonly createdAt: number;
  isPublic: boolean;
}

export interface Instance extends Resource {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly imageId: string;
  state: InstanceStateName;
  reason: string;
  stateReason: { readonly code: string; readonly message: string } | undefined;
  instanceType: string;
  readonly keyName: string | undefined;
  readonly zone: string;
  readonly subnetId: string | undefined;
  readonly vpcId: string | undefined;
  readonly privateAddress: string;
  readonly wantsPublicAddress: boolean;
  publicAddress: string | undefined;
  groupIds: readonly string[];
  readonly clientToken: string;
  userData: Buffer;
  launchedAt: number;
  readonly firstLaunchedAt: number;
  readonly architecture: string;
  readonly platform: 'windows' | undefined;
  readonly rootDeviceType: 'ebs' | 'instance-store';
  readonly rootDeviceName: string;
  readonly virtualizationType: 'hvm' | 'paravirtual';
  monitoring: boolean;
  terminationProtected: boolean;
  shutdownBehavior: 'stop' | 'terminate';
  readonly addressingType: 'public' | 'private';
  reboots: number;
  passwordData: string;
  metadataOptions?: MetadataOptions;
}

export type VolumeState = 'creating' | 'available' | 'in-use' | 'deleting' | 'deleted' | 'error';

export interface Attachment {
  readonly instanceId: string;
  readonly device: string;
  state: 'attaching' | 'attached' | 'detaching';
  readonly attachedAt: number;
  deleteOnTermination: boolean;
}

export interface Volume extends Resource {
  state: VolumeState;
  sizeGiB: number;
  readonly zone: string;
  readonly snapshotId: string;
  readonly volumeType: string;
  readonly encrypted: boolean;
  readonly createdAt: number;
  attachment: Attachment | undefined;
}

export interface Snapshot extends Resource {
  state: 'pending' | 'completed' | 'error';
  readonly volumeId: string;
  readonly volumeSizeGiB: number;
  readonly description: string;
  readonly startedAt: number;
  isPublic: boolean;
}

export interface KeyPair extends Resource {
  readonly name: string;
  readonly fingerprint: string;
  readonly keyType: 'rsa' | 'ed25519';
  /** OpenSSH text. */
  readonly publicKey: string;
  readonly createdAt: number;
}

export interface RuleTarget {
  readonly cidr?: string;
  readonly cidrIpv6?: string;
  readonly group?: { readonly userId: string; readonly groupId: string; readonly groupName: string };
  readonly description?: string;
}

/** One protocol and port range with all it lets in: Describe merges rules so. */
export interface Permission {
  readonly protocol: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly targets: readonly RuleTarget[];
}

export interface SecurityGroup extends Resource {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string | undefined;
  ingress: Permission[];
  egress: Permission[];
}

export interface ElasticAddress extends Resource {
  /** `id` is the allocation in a VPC, the address itself in classic networking. */
  readonly publicIp: string;
  readonly domain: 'vpc' | 'standard';
  association: { readonly id: string; readonly instanceId: string } | undefined;
}

export interface Vpc extends Resource {
  state: 'pending' | 'available';
  readonly cidr: string;
  readonly isDefault: boolean;
  dhcpOptionsId?: string;
  dnsSupport?: boolean;
  dnsHostnames?: boolean;
}

export interface Subnet extends Resource {
  state: 'pending' | 'available';
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
  readonly isDefault: boolean;
  mapPublicIp: boolean;
}
