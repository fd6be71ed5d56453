// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';

export interface DescribeInstanceTypesParameters {
  readonly InstanceType?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeInstanceTypesResult {
  readonly instanceTypeSet: readonly {
    readonly instanceType?: string | undefined;
    readonly currentGeneration?: boolean | undefined;
    readonly freeTierEligible?: boolean | undefined;
    readonly bareMetal?: boolean | undefined;
    readonly hypervisor?: string | undefined;
    readonly supportedUsageClasses: readonly string[];
    readonly supportedRootDeviceTypes: readonly string[];
    readonly supportedVirtualizationTypes: readonly string[];
    readonly processorInfo?: {
      readonly supportedArchitectures: readonly string[];
      readonly sustainedClockSpeedInGhz?: number | undefined;
    } | undefined;
    readonly vCpuInfo?: {
      readonly defaultVCpus?: number | undefined;
      readonly defaultCores?: number | undefined;
      readonly defaultThreadsPerCore?: number | undefined;
    } | undefined;
    readonly memoryInfo?: {
      readonly sizeInMiB?: number | undefined;
    } | undefined;
    readonly instanceStorageSupported?: boolean | undefined;
    readonly instanceStorageInfo?: {
      readonly totalSizeInGB?: number | undefined;
      readonly disks: readonly {
        readonly sizeInGB?: number | undefined;
        readonly count?: number | undefined;
        readonly type?: string | undefined;
      }[];
    } | undefined;
    readonly ebsInfo?: {
      readonly ebsOptimizedSupport?: string | undefined;
      readonly encryptionSupport?: string | undefined;
      readonly nvmeSupport?: string | undefined;
    } | undefined;
    readonly networkInfo?: {
      readonly networkPerformance?: string | undefined;
      readonly maximumNetworkInterfaces?: number | undefined;
      readonly ipv4AddressesPerInterface?: number | undefined;
      readonly ipv6Supported?: boolean | undefined;
      readonly enaSupport?: string | undefined;
    } | undefined;
    readonly gpuInfo?: {
      readonly gpus: readonly {
        readonly name?: string | undefined;
        readonly manufacturer?: string | undefined;
        readonly count?: number | undefined;
        readonly memoryInfo?: {
          readonly sizeInMiB?: number | undefined;
        } | undefined;
      }[];
      readonly totalGpuMemoryInMiB?: number | undefined;
    } | undefined;
    readonly hibernationSupported?: boolean | undefined;
    readonly burstablePerformanceSupported?: boolean | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

export interface DescribeInstanceTypeOfferingsParameters {
  readonly LocationType?: string | undefined;
  readonly Filter?: Filters | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeInstanceTypeOfferingsResult {
  readonly instanceTypeOfferingSet: readonly {
    readonly instanceType?: string | undefined;
    readonly locationType?: string | undefined;
    readonly location?: string | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

export interface DescribeVmTypesParameters {
  readonly Verbose?: boolean | undefined;
  readonly Availability?: boolean | undefined;
  readonly InstanceType?: readonly string[] | undefined;
}

export interface DescribeVmTypesResult {
  readonly instanceTypeDetails: readonly {
    readonly name?: string | undefined;
    readonly cpu?: number | undefined;
    readonly disk?: number | undefined;
    readonly memory?: number | undefined;
    readonly networkInterfaces?: number | undefined;
    readonly availability: readonly {
      readonly name?: string | undefined;
      readonly zoneName?: string | undefined;
      readonly max?: number | undefined;
      readonly available?: number | undefined;
    }[];
    readonly ephemeralDisk: readonly {
      readonly virtualDeviceName?: string | undefined;
      readonly deviceName?: string | undefined;
      readonly size?: number | undefined;
      readonly format?: string | undefined;
    }[];
  }[];
}

export interface ModifyVmTypeParameters {
  readonly Name: string;
  readonly Cpu?: number | undefined;
  readonly Disk?: number | undefined;
  readonly Memory?: number | undefined;
  readonly NetworkInterfaces?: number | undefined;
  readonly Reset?: boolean | undefined;
  readonly Force?: boolean | undefined;
}

export interface ModifyVmTypeResult {
  readonly instanceType?: {
    readonly name?: string | undefined;
    readonly cpu?: number | undefined;
    readonly disk?: number | undefined;
    readonly memory?: number | undefined;
    readonly networkInterfaces?: number | undefined;
  } | undefined;
}

export interface MigrateInstancesParameters {
  readonly InstanceId?: string | undefined;
  readonly SourceHost?: string | undefined;
  readonly AllowHosts?: boolean | undefined;
  readonly DestinationHost?: readonly string[] | undefined;
}

export interface MigrateInstancesResult {
  readonly return?: boolean | undefined;
}

/** instance types */
export interface InstanceTypesActions {
  /** DescribeInstanceTypes, Amazon’s alone */
  describeInstanceTypes(parameters?: DescribeInstanceTypesParameters, options?: QueryCallOptions): List<DescribeInstanceTypesResult['instanceTypeSet'][number]>;
  /** DescribeInstanceTypeOfferings, Amazon’s alone */
  describeInstanceTypeOfferings(parameters?: DescribeInstanceTypeOfferingsParameters, options?: QueryCallOptions): List<DescribeInstanceTypeOfferingsResult['instanceTypeOfferingSet'][number]>;
  /** DescribeInstanceTypes */
  describeVmTypes(parameters?: DescribeVmTypesParameters, options?: QueryCallOptions): List<DescribeVmTypesResult['instanceTypeDetails'][number]>;
  /** ModifyInstanceTypeAttribute */
  modifyVmType(parameters: ModifyVmTypeParameters, options?: QueryCallOptions): Promise<ModifyVmTypeResult>;
  /** MigrateInstances */
  migrateInstances(parameters?: MigrateInstancesParameters, options?: QueryCallOptions): Promise<MigrateInstancesResult>;
}
