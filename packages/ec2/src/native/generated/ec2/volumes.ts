// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { Tag, TagSpecification, Volume, VolumeAttachment, VolumeModification } from './shapes.ts';

export interface CreateVolumeParameters {
  readonly Size?: number | undefined;
  readonly SnapshotId?: string | undefined;
  readonly AvailabilityZone: string;
  readonly VolumeType?: string | undefined;
  readonly Iops?: number | undefined;
  readonly Encrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
  /** Amazon's alone. */
  readonly Throughput?: number | undefined;
  /** Amazon's alone. */
  readonly MultiAttachEnabled?: boolean | undefined;
  /** Amazon's alone. */
  readonly ClientToken?: string | undefined;
  /** Amazon's alone. */
  readonly OutpostArn?: string | undefined;
}

export interface CreateVolumeResult {
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
  readonly multiAttachEnabled?: boolean | undefined;
  readonly throughput?: number | undefined;
}

export interface DescribeVolumesParameters {
  readonly VolumeId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeVolumesResult {
  readonly volumeSet: readonly Volume[];
  readonly nextToken?: string | undefined;
}

export interface DeleteVolumeParameters {
  readonly VolumeId: string;
}

export interface DeleteVolumeResult {
  readonly return?: boolean | undefined;
}

export interface AttachVolumeParameters {
  readonly VolumeId: string;
  readonly InstanceId: string;
  readonly Device: string;
}

export interface AttachVolumeResult {
  readonly volumeId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly device?: string | undefined;
  readonly status?: string | undefined;
  readonly attachTime?: Date | undefined;
  readonly deleteOnTermination?: boolean | undefined;
}

export interface DetachVolumeParameters {
  readonly VolumeId: string;
  readonly InstanceId?: string | undefined;
  readonly Device?: string | undefined;
  readonly Force?: boolean | undefined;
}

export interface DetachVolumeResult {
  readonly volumeId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly device?: string | undefined;
  readonly status?: string | undefined;
  readonly attachTime?: Date | undefined;
  readonly deleteOnTermination?: boolean | undefined;
}

export interface DescribeVolumeStatusParameters {
  readonly VolumeId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeVolumeStatusResult {
  readonly volumeStatusSet: readonly {
    readonly volumeId?: string | undefined;
    readonly availabilityZone?: string | undefined;
    readonly volumeStatus?: {
      readonly status?: string | undefined;
      readonly details: readonly {
        readonly name?: string | undefined;
        readonly status?: string | undefined;
      }[];
    } | undefined;
    readonly eventsSet: readonly {
      readonly eventType?: string | undefined;
      readonly description?: string | undefined;
      readonly notBefore?: Date | undefined;
      readonly notAfter?: Date | undefined;
      readonly eventId?: string | undefined;
    }[];
    readonly actionsSet: readonly {
      readonly code?: string | undefined;
      readonly description?: string | undefined;
      readonly eventType?: string | undefined;
      readonly eventId?: string | undefined;
    }[];
  }[];
  readonly nextToken?: string | undefined;
}

export interface DescribeVolumeAttributeParameters {
  readonly VolumeId: string;
  readonly Attribute?: string | undefined;
}

export interface DescribeVolumeAttributeResult {
  readonly volumeId?: string | undefined;
  readonly autoEnableIO?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly productCodes: readonly {
    readonly productCode?: string | undefined;
    readonly type?: string | undefined;
  }[];
}

export interface ModifyVolumeAttributeParameters {
  readonly VolumeId: string;
  readonly AutoEnableIO?: {
    readonly Value?: boolean | undefined;
  } | undefined;
}

export interface ModifyVolumeAttributeResult {
  readonly return?: boolean | undefined;
}

export interface EnableVolumeIOParameters {
  readonly VolumeId: string;
}

export interface EnableVolumeIOResult {
  readonly return?: boolean | undefined;
}

export interface ModifyVolumeParameters {
  readonly VolumeId: string;
  readonly Size?: number | undefined;
  readonly VolumeType?: string | undefined;
  readonly Iops?: number | undefined;
  readonly Throughput?: number | undefined;
  readonly MultiAttachEnabled?: boolean | undefined;
}

export interface ModifyVolumeResult {
  readonly volumeModification?: VolumeModification | undefined;
}

export interface DescribeVolumesModificationsParameters {
  readonly VolumeId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeVolumesModificationsResult {
  readonly volumeModificationSet: readonly VolumeModification[];
  readonly nextToken?: string | undefined;
}

/** volumes */
export interface VolumesActions {
  /** CreateVolume */
  createVolume(parameters: CreateVolumeParameters, options?: QueryCallOptions): Promise<CreateVolumeResult>;
  /** DescribeVolumes */
  describeVolumes(parameters?: DescribeVolumesParameters, options?: QueryCallOptions): List<DescribeVolumesResult['volumeSet'][number]>;
  /** DeleteVolume */
  deleteVolume(parameters: DeleteVolumeParameters, options?: QueryCallOptions): Promise<DeleteVolumeResult>;
  /** AttachVolume */
  attachVolume(parameters: AttachVolumeParameters, options?: QueryCallOptions): Promise<AttachVolumeResult>;
  /** DetachVolume */
  detachVolume(parameters: DetachVolumeParameters, options?: QueryCallOptions): Promise<DetachVolumeResult>;
  /** DescribeVolumeStatus */
  describeVolumeStatus(parameters?: DescribeVolumeStatusParameters, options?: QueryCallOptions): List<DescribeVolumeStatusResult['volumeStatusSet'][number]>;
  /** DescribeVolumeAttribute */
  describeVolumeAttribute(parameters: DescribeVolumeAttributeParameters, options?: QueryCallOptions): Promise<DescribeVolumeAttributeResult>;
  /** ModifyVolumeAttribute */
  modifyVolumeAttribute(parameters: ModifyVolumeAttributeParameters, options?: QueryCallOptions): Promise<ModifyVolumeAttributeResult>;
  /** EnableVolumeIO */
  enableVolumeIO(parameters: EnableVolumeIOParameters, options?: QueryCallOptions): Promise<EnableVolumeIOResult>;
  /** ModifyVolume, Amazon’s alone */
  modifyVolume(parameters: ModifyVolumeParameters, options?: QueryCallOptions): Promise<ModifyVolumeResult>;
  /** DescribeVolumesModifications, Amazon’s alone */
  describeVolumesModifications(parameters?: DescribeVolumesModificationsParameters, options?: QueryCallOptions): List<DescribeVolumesModificationsResult['volumeModificationSet'][number]>;
}
