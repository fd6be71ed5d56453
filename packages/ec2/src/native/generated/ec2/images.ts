// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { BlockDeviceMapping, BlockDeviceParameter, Tag, TagSpecification } from './shapes.ts';

export interface DescribeImagesParameters {
  readonly ImageId?: readonly string[] | undefined;
  readonly Owner?: readonly string[] | undefined;
  readonly ExecutableBy?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly IncludeDeprecated?: boolean | undefined;
  /** Amazon's alone. */
  readonly IncludeDisabled?: boolean | undefined;
  /** Amazon's alone. */
  readonly MaxResults?: number | undefined;
  /** Amazon's alone. */
  readonly NextToken?: string | undefined;
}

export interface DescribeImagesResult {
  readonly imagesSet: readonly {
    readonly imageId?: string | undefined;
    readonly imageLocation?: string | undefined;
    readonly imageState?: string | undefined;
    readonly imageOwnerId?: string | undefined;
    readonly creationDate?: string | undefined;
    readonly isPublic?: boolean | undefined;
    readonly productCodes: readonly {
      readonly productCode?: string | undefined;
      readonly type?: string | undefined;
    }[];
    readonly architecture?: string | undefined;
    readonly imageType?: string | undefined;
    readonly kernelId?: string | undefined;
    readonly ramdiskId?: string | undefined;
    readonly platform?: string | undefined;
    readonly sriovNetSupport?: string | undefined;
    readonly enaSupport?: boolean | undefined;
    readonly stateReason?: {
      readonly code?: string | undefined;
      readonly message?: string | undefined;
    } | undefined;
    readonly imageOwnerAlias?: string | undefined;
    readonly name?: string | undefined;
    readonly description?: string | undefined;
    readonly rootDeviceType?: string | undefined;
    readonly rootDeviceName?: string | undefined;
    readonly blockDeviceMapping: readonly BlockDeviceMapping[];
    readonly virtualizationType?: string | undefined;
    readonly tagSet: readonly Tag[];
    readonly hypervisor?: string | undefined;
    readonly platformDetails?: string | undefined;
    readonly deprecationTime?: string | undefined;
    readonly bootMode?: string | undefined;
    readonly imdsSupport?: string | undefined;
    readonly lastLaunchedTime?: string | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

export interface RegisterImageParameters {
  readonly ImageLocation?: string | undefined;
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly Architecture?: string | undefined;
  readonly KernelId?: string | undefined;
  readonly RamdiskId?: string | undefined;
  readonly RootDeviceName?: string | undefined;
  readonly BlockDeviceMapping?: readonly BlockDeviceParameter[] | undefined;
  readonly VirtualizationType?: string | undefined;
  readonly SriovNetSupport?: string | undefined;
  readonly EnaSupport?: boolean | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface RegisterImageResult {
  readonly imageId?: string | undefined;
}

export interface CreateImageParameters {
  readonly InstanceId: string;
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly NoReboot?: boolean | undefined;
  readonly BlockDeviceMapping?: readonly BlockDeviceParameter[] | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreateImageResult {
  readonly imageId?: string | undefined;
}

export interface CopyImageParameters {
  readonly SourceRegion: string;
  readonly SourceImageId: string;
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly ClientToken?: string | undefined;
  readonly Encrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CopyImageResult {
  readonly imageId?: string | undefined;
}

export interface DeregisterImageParameters {
  readonly ImageId: string;
  /** Amazon's alone. */
  readonly DeleteAssociatedSnapshots?: boolean | undefined;
}

export interface DeregisterImageResult {
  readonly return?: boolean | undefined;
}

export interface DescribeImageAttributeParameters {
  readonly ImageId: string;
  readonly Attribute: string;
}

export interface DescribeImageAttributeResult {
  readonly imageId?: string | undefined;
  readonly launchPermission: readonly {
    readonly userId?: string | undefined;
    readonly group?: string | undefined;
  }[];
  readonly productCodes: readonly {
    readonly productCode?: string | undefined;
    readonly type?: string | undefined;
  }[];
  readonly kernel?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly ramdisk?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly description?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly sriovNetSupport?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly blockDeviceMapping: readonly BlockDeviceMapping[];
}

export interface ModifyImageAttributeParameters {
  readonly ImageId: string;
  readonly Attribute?: string | undefined;
  readonly OperationType?: string | undefined;
  readonly UserId?: readonly string[] | undefined;
  readonly UserGroup?: readonly string[] | undefined;
  readonly ProductCode?: readonly string[] | undefined;
  readonly Value?: string | undefined;
  readonly LaunchPermission?: {
    readonly Add?: readonly {
      readonly UserId?: string | undefined;
      readonly Group?: string | undefined;
    }[] | undefined;
    readonly Remove?: readonly {
      readonly UserId?: string | undefined;
      readonly Group?: string | undefined;
    }[] | undefined;
  } | undefined;
  readonly Description?: {
    readonly Value?: string | undefined;
  } | undefined;
}

export interface ModifyImageAttributeResult {
  readonly return?: boolean | undefined;
}

export interface ResetImageAttributeParameters {
  readonly ImageId: string;
  readonly Attribute: string;
}

export interface ResetImageAttributeResult {
  readonly return?: boolean | undefined;
}

/** images */
export interface ImagesActions {
  /** DescribeImages */
  describeImages(parameters?: DescribeImagesParameters, options?: QueryCallOptions): List<DescribeImagesResult['imagesSet'][number]>;
  /** RegisterImage */
  registerImage(parameters: RegisterImageParameters, options?: QueryCallOptions): Promise<RegisterImageResult>;
  /** CreateImage */
  createImage(parameters: CreateImageParameters, options?: QueryCallOptions): Promise<CreateImageResult>;
  /** CopyImage */
  copyImage(parameters: CopyImageParameters, options?: QueryCallOptions): Promise<CopyImageResult>;
  /** DeregisterImage */
  deregisterImage(parameters: DeregisterImageParameters, options?: QueryCallOptions): Promise<DeregisterImageResult>;
  /** DescribeImageAttribute */
  describeImageAttribute(parameters: DescribeImageAttributeParameters, options?: QueryCallOptions): Promise<DescribeImageAttributeResult>;
  /** ModifyImageAttribute */
  modifyImageAttribute(parameters: ModifyImageAttributeParameters, options?: QueryCallOptions): Promise<ModifyImageAttributeResult>;
  /** ResetImageAttribute */
  resetImageAttribute(parameters: ResetImageAttributeParameters, options?: QueryCallOptions): Promise<ResetImageAttributeResult>;
}
