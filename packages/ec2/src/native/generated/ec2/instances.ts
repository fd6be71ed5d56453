// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { BlockDeviceParameter, BundleTask, ConversionTask, GroupIdentifier, Instance, NetworkInterfaceParameter, Reservation, TagSpecification } from './shapes.ts';

export interface RunInstancesParameters {
  readonly ImageId: string;
  readonly MinCount: number;
  readonly MaxCount: number;
  readonly KeyName?: string | undefined;
  readonly SecurityGroup?: readonly string[] | undefined;
  readonly SecurityGroupId?: readonly string[] | undefined;
  readonly UserData?: Uint8Array | string | undefined;
  readonly InstanceType?: string | undefined;
  readonly AddressingType?: string | undefined;
  readonly Placement?: {
    readonly AvailabilityZone?: string | undefined;
    readonly GroupName?: string | undefined;
    readonly Tenancy?: string | undefined;
    readonly HostId?: string | undefined;
    readonly Affinity?: string | undefined;
  } | undefined;
  readonly KernelId?: string | undefined;
  readonly RamdiskId?: string | undefined;
  readonly BlockDeviceMapping?: readonly BlockDeviceParameter[] | undefined;
  readonly Monitoring?: {
    readonly Enabled: boolean;
  } | undefined;
  readonly SubnetId?: string | undefined;
  readonly DisableApiTermination?: boolean | undefined;
  readonly InstanceInitiatedShutdownBehavior?: string | undefined;
  readonly PrivateIpAddress?: string | undefined;
  readonly ClientToken?: string | undefined;
  readonly AdditionalInfo?: string | undefined;
  readonly NetworkInterface?: readonly NetworkInterfaceParameter[] | undefined;
  readonly IamInstanceProfile?: {
    readonly Arn?: string | undefined;
    readonly Name?: string | undefined;
  } | undefined;
  readonly EbsOptimized?: boolean | undefined;
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
  /** Amazon's alone. */
  readonly LaunchTemplate?: {
    readonly LaunchTemplateId?: string | undefined;
    readonly LaunchTemplateName?: string | undefined;
    readonly Version?: string | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly InstanceMarketOptions?: {
    readonly MarketType?: string | undefined;
    readonly SpotOptions?: {
      readonly MaxPrice?: string | undefined;
      readonly SpotInstanceType?: string | undefined;
      readonly BlockDurationMinutes?: number | undefined;
      readonly ValidUntil?: Date | undefined;
      readonly InstanceInterruptionBehavior?: string | undefined;
    } | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly CreditSpecification?: {
    readonly CpuCredits?: string | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly CpuOptions?: {
    readonly CoreCount?: number | undefined;
    readonly ThreadsPerCore?: number | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly HibernationOptions?: {
    readonly Configured?: boolean | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly MetadataOptions?: {
    readonly HttpTokens?: string | undefined;
    readonly HttpPutResponseHopLimit?: number | undefined;
    readonly HttpEndpoint?: string | undefined;
    readonly InstanceMetadataTags?: string | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly Ipv6AddressCount?: number | undefined;
  /** Amazon's alone. */
  readonly Ipv6Address?: readonly {
    readonly Ipv6Address?: string | undefined;
  }[] | undefined;
  /** Amazon's alone. */
  readonly DisableApiStop?: boolean | undefined;
  /** Amazon's alone. */
  readonly EnclaveOptions?: {
    readonly Enabled?: boolean | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly PrivateDnsNameOptions?: {
    readonly HostnameType?: string | undefined;
    readonly EnableResourceNameDnsARecord?: boolean | undefined;
    readonly EnableResourceNameDnsAAAARecord?: boolean | undefined;
  } | undefined;
  /** Amazon's alone. */
  readonly MaintenanceOptions?: {
    readonly AutoRecovery?: string | undefined;
  } | undefined;
}

export interface RunInstancesResult {
  readonly reservationId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly groupSet: readonly GroupIdentifier[];
  readonly instancesSet: readonly Instance[];
}

export interface DescribeInstancesParameters {
  readonly InstanceId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeInstancesResult {
  readonly reservationSet: readonly Reservation[];
  readonly nextToken?: string | undefined;
}

export interface DescribeInstanceStatusParameters {
  readonly InstanceId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly IncludeAllInstances?: boolean | undefined;
}

export interface DescribeInstanceStatusResult {
  readonly instanceStatusSet: readonly {
    readonly instanceId?: string | undefined;
    readonly availabilityZone?: string | undefined;
    readonly eventsSet: readonly {
      readonly code?: string | undefined;
      readonly description?: string | undefined;
      readonly notBefore?: Date | undefined;
      readonly notAfter?: Date | undefined;
    }[];
    readonly instanceState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
    readonly systemStatus?: {
      readonly status?: string | undefined;
      readonly details: readonly {
        readonly name?: string | undefined;
        readonly status?: string | undefined;
        readonly impairedSince?: Date | undefined;
      }[];
    } | undefined;
    readonly instanceStatus?: {
      readonly status?: string | undefined;
      readonly details: readonly {
        readonly name?: string | undefined;
        readonly status?: string | undefined;
        readonly impairedSince?: Date | undefined;
      }[];
    } | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

export interface StartInstancesParameters {
  readonly InstanceId: readonly string[];
  readonly AdditionalInfo?: string | undefined;
}

export interface StartInstancesResult {
  readonly instancesSet: readonly {
    readonly instanceId?: string | undefined;
    readonly currentState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
    readonly previousState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
  }[];
}

export interface StopInstancesParameters {
  readonly InstanceId: readonly string[];
  readonly Force?: boolean | undefined;
  /** Amazon's alone. */
  readonly Hibernate?: boolean | undefined;
  /** Amazon's alone. */
  readonly SkipOsShutdown?: boolean | undefined;
}

export interface StopInstancesResult {
  readonly instancesSet: readonly {
    readonly instanceId?: string | undefined;
    readonly currentState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
    readonly previousState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
  }[];
}

export interface RebootInstancesParameters {
  readonly InstanceId: readonly string[];
}

export interface RebootInstancesResult {
  readonly return?: boolean | undefined;
}

export interface TerminateInstancesParameters {
  readonly InstanceId: readonly string[];
  /** Amazon's alone. */
  readonly Force?: boolean | undefined;
  /** Amazon's alone. */
  readonly SkipOsShutdown?: boolean | undefined;
}

export interface TerminateInstancesResult {
  readonly instancesSet: readonly {
    readonly instanceId?: string | undefined;
    readonly currentState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
    readonly previousState?: {
      readonly code?: number | undefined;
      readonly name?: string | undefined;
    } | undefined;
  }[];
}

export interface ModifyInstanceAttributeParameters {
  readonly InstanceId: string;
  readonly Attribute?: string | undefined;
  readonly Value?: string | undefined;
  readonly BlockDeviceMapping?: readonly {
    readonly DeviceName?: string | undefined;
    readonly Ebs?: {
      readonly VolumeId?: string | undefined;
      readonly DeleteOnTermination?: boolean | undefined;
    } | undefined;
    readonly VirtualName?: string | undefined;
    readonly NoDevice?: string | undefined;
  }[] | undefined;
  readonly SourceDestCheck?: {
    readonly Value?: boolean | undefined;
  } | undefined;
  readonly DisableApiTermination?: {
    readonly Value?: boolean | undefined;
  } | undefined;
  readonly InstanceType?: {
    readonly Value?: string | undefined;
  } | undefined;
  readonly Kernel?: {
    readonly Value?: string | undefined;
  } | undefined;
  readonly Ramdisk?: {
    readonly Value?: string | undefined;
  } | undefined;
  readonly UserData?: {
    readonly Value?: Uint8Array | string | undefined;
  } | undefined;
  readonly InstanceInitiatedShutdownBehavior?: {
    readonly Value?: string | undefined;
  } | undefined;
  readonly GroupId?: readonly string[] | undefined;
  readonly EbsOptimized?: {
    readonly Value?: boolean | undefined;
  } | undefined;
  readonly SriovNetSupport?: {
    readonly Value?: string | undefined;
  } | undefined;
  readonly EnaSupport?: {
    readonly Value?: boolean | undefined;
  } | undefined;
}

export interface ModifyInstanceAttributeResult {
  readonly return?: boolean | undefined;
}

export interface DescribeInstanceAttributeParameters {
  readonly InstanceId: string;
  readonly Attribute: string;
}

export interface DescribeInstanceAttributeResult {
  readonly instanceId?: string | undefined;
  readonly instanceType?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly kernel?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly ramdisk?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly userData?: {
    readonly value?: Uint8Array | undefined;
  } | undefined;
  readonly disableApiTermination?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly instanceInitiatedShutdownBehavior?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly rootDeviceName?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly blockDeviceMapping: readonly {
    readonly deviceName?: string | undefined;
    readonly ebs?: {
      readonly volumeId?: string | undefined;
      readonly status?: string | undefined;
      readonly attachTime?: Date | undefined;
      readonly deleteOnTermination?: boolean | undefined;
    } | undefined;
  }[];
  readonly productCodes: readonly {
    readonly productCode?: string | undefined;
    readonly type?: string | undefined;
  }[];
  readonly ebsOptimized?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly sriovNetSupport?: {
    readonly value?: string | undefined;
  } | undefined;
  readonly enaSupport?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly sourceDestCheck?: {
    readonly value?: boolean | undefined;
  } | undefined;
  readonly groupSet: readonly GroupIdentifier[];
}

export interface ResetInstanceAttributeParameters {
  readonly InstanceId: string;
  readonly Attribute: string;
}

export interface ResetInstanceAttributeResult {
  readonly return?: boolean | undefined;
}

export interface GetConsoleOutputParameters {
  readonly InstanceId: string;
  /** Amazon's alone. */
  readonly Latest?: boolean | undefined;
}

export interface GetConsoleOutputResult {
  readonly instanceId?: string | undefined;
  readonly timestamp?: Date | undefined;
  readonly output?: Uint8Array | undefined;
}

export interface GetPasswordDataParameters {
  readonly InstanceId: string;
}

export interface GetPasswordDataResult {
  readonly instanceId?: string | undefined;
  readonly timestamp?: Date | undefined;
  readonly passwordData?: Uint8Array | undefined;
}

export interface MonitorInstancesParameters {
  readonly InstanceId: readonly string[];
}

export interface MonitorInstancesResult {
  readonly instancesSet: readonly {
    readonly instanceId?: string | undefined;
    readonly monitoring?: {
      readonly state?: string | undefined;
    } | undefined;
  }[];
}

export interface UnmonitorInstancesParameters {
  readonly InstanceId: readonly string[];
}

export interface UnmonitorInstancesResult {
  readonly instancesSet: readonly {
    readonly instanceId?: string | undefined;
    readonly monitoring?: {
      readonly state?: string | undefined;
    } | undefined;
  }[];
}

export interface ReportInstanceStatusParameters {
  readonly InstanceId: readonly string[];
  readonly Status: string;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  readonly ReasonCode: readonly string[];
  readonly Description?: string | undefined;
}

export interface ReportInstanceStatusResult {
  readonly return?: boolean | undefined;
}

export interface BundleInstanceParameters {
  readonly InstanceId: string;
  readonly Storage: {
    readonly S3?: {
      readonly Bucket?: string | undefined;
      readonly Prefix?: string | undefined;
      readonly AWSAccessKeyId?: string | undefined;
      readonly UploadPolicy?: Uint8Array | string | undefined;
      readonly UploadPolicySignature?: string | undefined;
    } | undefined;
  };
}

export interface BundleInstanceResult {
  readonly bundleInstanceTask?: BundleTask | undefined;
}

export interface DescribeBundleTasksParameters {
  readonly BundleId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeBundleTasksResult {
  readonly bundleInstanceTasksSet: readonly BundleTask[];
}

export interface CancelBundleTaskParameters {
  readonly BundleId: string;
}

export interface CancelBundleTaskResult {
  readonly bundleInstanceTask?: BundleTask | undefined;
}

export interface ConfirmProductInstanceParameters {
  readonly ProductCode: string;
  readonly InstanceId: string;
}

export interface ConfirmProductInstanceResult {
  readonly ownerId?: string | undefined;
  readonly return?: boolean | undefined;
}

export interface ModifyInstanceMetadataOptionsParameters {
  readonly InstanceId: string;
  readonly HttpTokens?: string | undefined;
  readonly HttpPutResponseHopLimit?: number | undefined;
  readonly HttpEndpoint?: string | undefined;
  readonly InstanceMetadataTags?: string | undefined;
}

export interface ModifyInstanceMetadataOptionsResult {
  readonly instanceId?: string | undefined;
  readonly instanceMetadataOptions?: {
    readonly state?: string | undefined;
    readonly httpTokens?: string | undefined;
    readonly httpPutResponseHopLimit?: number | undefined;
    readonly httpEndpoint?: string | undefined;
    readonly instanceMetadataTags?: string | undefined;
  } | undefined;
}

export interface GetConsoleScreenshotParameters {
  readonly InstanceId: string;
  readonly WakeUp?: boolean | undefined;
}

export interface GetConsoleScreenshotResult {
  readonly instanceId?: string | undefined;
  readonly imageData?: Uint8Array | undefined;
}

export interface ImportInstanceParameters {
  readonly Description?: string | undefined;
  readonly Platform: string;
  readonly LaunchSpecification?: {
    readonly Architecture?: string | undefined;
    readonly GroupName?: readonly string[] | undefined;
    readonly AdditionalInfo?: string | undefined;
    readonly UserData?: {
      readonly Data?: Uint8Array | string | undefined;
    } | undefined;
    readonly InstanceType?: string | undefined;
    readonly Placement?: {
      readonly AvailabilityZone?: string | undefined;
    } | undefined;
    readonly Monitoring?: boolean | undefined;
    readonly SubnetId?: string | undefined;
    readonly InstanceInitiatedShutdownBehavior?: string | undefined;
    readonly PrivateIpAddress?: string | undefined;
  } | undefined;
  readonly DiskImage?: readonly {
    readonly Image?: {
      readonly Format: string;
      readonly Bytes: number;
      readonly ImportManifestUrl: string;
    } | undefined;
    readonly Description?: string | undefined;
    readonly Volume?: {
      readonly Size: number;
    } | undefined;
  }[] | undefined;
}

export interface ImportInstanceResult {
  readonly conversionTask?: ConversionTask | undefined;
}

export interface ImportVolumeParameters {
  readonly AvailabilityZone: string;
  readonly Image: {
    readonly Format: string;
    readonly Bytes: number;
    readonly ImportManifestUrl: string;
  };
  readonly Description?: string | undefined;
  readonly Volume: {
    readonly Size: number;
  };
}

export interface ImportVolumeResult {
  readonly conversionTask?: ConversionTask | undefined;
}

export interface DescribeConversionTasksParameters {
  readonly ConversionTaskId?: readonly string[] | undefined;
}

export interface DescribeConversionTasksResult {
  readonly conversionTasks: readonly ConversionTask[];
}

export interface CancelConversionTaskParameters {
  readonly ConversionTaskId: string;
  readonly ReasonMessage?: string | undefined;
}

export interface CancelConversionTaskResult {
  readonly return?: boolean | undefined;
}

/** instances */
export interface InstancesActions {
  /** RunInstances */
  runInstances(parameters: RunInstancesParameters, options?: QueryCallOptions): Promise<RunInstancesResult>;
  /** DescribeInstances */
  describeInstances(parameters?: DescribeInstancesParameters, options?: QueryCallOptions): List<DescribeInstancesResult['reservationSet'][number]>;
  /** DescribeInstanceStatus */
  describeInstanceStatus(parameters?: DescribeInstanceStatusParameters, options?: QueryCallOptions): List<DescribeInstanceStatusResult['instanceStatusSet'][number]>;
  /** StartInstances */
  startInstances(parameters: StartInstancesParameters, options?: QueryCallOptions): Promise<StartInstancesResult>;
  /** StopInstances */
  stopInstances(parameters: StopInstancesParameters, options?: QueryCallOptions): Promise<StopInstancesResult>;
  /** RebootInstances */
  rebootInstances(parameters: RebootInstancesParameters, options?: QueryCallOptions): Promise<RebootInstancesResult>;
  /** TerminateInstances */
  terminateInstances(parameters: TerminateInstancesParameters, options?: QueryCallOptions): Promise<TerminateInstancesResult>;
  /** ModifyInstanceAttribute */
  modifyInstanceAttribute(parameters: ModifyInstanceAttributeParameters, options?: QueryCallOptions): Promise<ModifyInstanceAttributeResult>;
  /** DescribeInstanceAttribute */
  describeInstanceAttribute(parameters: DescribeInstanceAttributeParameters, options?: QueryCallOptions): Promise<DescribeInstanceAttributeResult>;
  /** ResetInstanceAttribute */
  resetInstanceAttribute(parameters: ResetInstanceAttributeParameters, options?: QueryCallOptions): Promise<ResetInstanceAttributeResult>;
  /** GetConsoleOutput */
  getConsoleOutput(parameters: GetConsoleOutputParameters, options?: QueryCallOptions): Promise<GetConsoleOutputResult>;
  /** GetPasswordData */
  getPasswordData(parameters: GetPasswordDataParameters, options?: QueryCallOptions): Promise<GetPasswordDataResult>;
  /** MonitorInstances */
  monitorInstances(parameters: MonitorInstancesParameters, options?: QueryCallOptions): Promise<MonitorInstancesResult>;
  /** UnmonitorInstances */
  unmonitorInstances(parameters: UnmonitorInstancesParameters, options?: QueryCallOptions): Promise<UnmonitorInstancesResult>;
  /** ReportInstanceStatus */
  reportInstanceStatus(parameters: ReportInstanceStatusParameters, options?: QueryCallOptions): Promise<ReportInstanceStatusResult>;
  /** BundleInstance */
  bundleInstance(parameters: BundleInstanceParameters, options?: QueryCallOptions): Promise<BundleInstanceResult>;
  /** DescribeBundleTasks */
  describeBundleTasks(parameters?: DescribeBundleTasksParameters, options?: QueryCallOptions): List<DescribeBundleTasksResult['bundleInstanceTasksSet'][number]>;
  /** CancelBundleTask */
  cancelBundleTask(parameters: CancelBundleTaskParameters, options?: QueryCallOptions): Promise<CancelBundleTaskResult>;
  /** ConfirmProductInstance */
  confirmProductInstance(parameters: ConfirmProductInstanceParameters, options?: QueryCallOptions): Promise<ConfirmProductInstanceResult>;
  /** ModifyInstanceMetadataOptions, Amazon’s alone */
  modifyInstanceMetadataOptions(parameters: ModifyInstanceMetadataOptionsParameters, options?: QueryCallOptions): Promise<ModifyInstanceMetadataOptionsResult>;
  /** GetConsoleScreenshot */
  getConsoleScreenshot(parameters: GetConsoleScreenshotParameters, options?: QueryCallOptions): Promise<GetConsoleScreenshotResult>;
  /** ImportInstance */
  importInstance(parameters: ImportInstanceParameters, options?: QueryCallOptions): Promise<ImportInstanceResult>;
  /** ImportVolume */
  importVolume(parameters: ImportVolumeParameters, options?: QueryCallOptions): Promise<ImportVolumeResult>;
  /** DescribeConversionTasks */
  describeConversionTasks(parameters?: DescribeConversionTasksParameters, options?: QueryCallOptions): List<DescribeConversionTasksResult['conversionTasks'][number]>;
  /** CancelConversionTask */
  cancelConversionTask(parameters: CancelConversionTaskParameters, options?: QueryCallOptions): Promise<CancelConversionTaskResult>;
}
