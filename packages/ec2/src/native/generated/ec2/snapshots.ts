// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { Snapshot, Tag, TagSpecification } from './shapes.ts';

export interface CreateSnapshotParameters {
  readonly VolumeId: string;
  readonly Description?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateSnapshotResult {
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

export interface DescribeSnapshotsParameters {
  readonly SnapshotId?: readonly string[] | undefined;
  readonly Owner?: readonly string[] | undefined;
  readonly RestorableBy?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeSnapshotsResult {
  readonly snapshotSet: readonly Snapshot[];
  readonly nextToken?: string | undefined;
}

export interface DeleteSnapshotParameters {
  readonly SnapshotId: string;
}

export interface DeleteSnapshotResult {
  readonly return?: boolean | undefined;
}

export interface CopySnapshotParameters {
  readonly SourceRegion: string;
  readonly SourceSnapshotId: string;
  readonly Description?: string | undefined;
  readonly DestinationRegion?: string | undefined;
  readonly PresignedUrl?: string | undefined;
  readonly Encrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
}

export interface CopySnapshotResult {
  readonly snapshotId?: string | undefined;
}

export interface DescribeSnapshotAttributeParameters {
  readonly SnapshotId: string;
  readonly Attribute: string;
}

export interface DescribeSnapshotAttributeResult {
  readonly snapshotId?: string | undefined;
  readonly createVolumePermission: readonly {
    readonly userId?: string | undefined;
    readonly group?: string | undefined;
  }[];
  readonly productCodes: readonly {
    readonly productCode?: string | undefined;
    readonly type?: string | undefined;
  }[];
}

export interface ModifySnapshotAttributeParameters {
  readonly SnapshotId: string;
  readonly Attribute?: string | undefined;
  readonly OperationType?: string | undefined;
  readonly UserId?: readonly string[] | undefined;
  readonly UserGroup?: readonly string[] | undefined;
  readonly CreateVolumePermission?: {
    readonly Add?: readonly {
      readonly UserId?: string | undefined;
      readonly Group?: string | undefined;
    }[] | undefined;
    readonly Remove?: readonly {
      readonly UserId?: string | undefined;
      readonly Group?: string | undefined;
    }[] | undefined;
  } | undefined;
}

export interface ModifySnapshotAttributeResult {
  readonly return?: boolean | undefined;
}

export interface ResetSnapshotAttributeParameters {
  readonly SnapshotId: string;
  readonly Attribute: string;
}

export interface ResetSnapshotAttributeResult {
  readonly return?: boolean | undefined;
}

/** snapshots */
export interface SnapshotsActions {
  /** CreateSnapshot */
  createSnapshot(parameters: CreateSnapshotParameters, options?: QueryCallOptions): Promise<CreateSnapshotResult>;
  /** DescribeSnapshots */
  describeSnapshots(parameters?: DescribeSnapshotsParameters, options?: QueryCallOptions): List<DescribeSnapshotsResult['snapshotSet'][number]>;
  /** DeleteSnapshot */
  deleteSnapshot(parameters: DeleteSnapshotParameters, options?: QueryCallOptions): Promise<DeleteSnapshotResult>;
  /** CopySnapshot */
  copySnapshot(parameters: CopySnapshotParameters, options?: QueryCallOptions): Promise<CopySnapshotResult>;
  /** DescribeSnapshotAttribute */
  describeSnapshotAttribute(parameters: DescribeSnapshotAttributeParameters, options?: QueryCallOptions): Promise<DescribeSnapshotAttributeResult>;
  /** ModifySnapshotAttribute */
  modifySnapshotAttribute(parameters: ModifySnapshotAttributeParameters, options?: QueryCallOptions): Promise<ModifySnapshotAttributeResult>;
  /** ResetSnapshotAttribute */
  resetSnapshotAttribute(parameters: ResetSnapshotAttributeParameters, options?: QueryCallOptions): Promise<ResetSnapshotAttributeResult>;
}
