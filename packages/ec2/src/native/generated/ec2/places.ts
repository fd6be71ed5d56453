// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';

export interface DescribeRegionsParameters {
  readonly RegionName?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly AllRegions?: boolean | undefined;
}

export interface DescribeRegionsResult {
  readonly regionInfo: readonly {
    readonly regionName?: string | undefined;
    readonly regionEndpoint?: string | undefined;
    readonly optInStatus?: string | undefined;
  }[];
}

export interface DescribeAvailabilityZonesParameters {
  readonly ZoneName?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly ZoneId?: readonly string[] | undefined;
  /** Amazon's alone. */
  readonly AllAvailabilityZones?: boolean | undefined;
}

export interface DescribeAvailabilityZonesResult {
  readonly availabilityZoneInfo: readonly {
    readonly zoneId?: string | undefined;
    readonly zoneType?: string | undefined;
    readonly optInStatus?: string | undefined;
    readonly groupName?: string | undefined;
    readonly networkBorderGroup?: string | undefined;
    readonly zoneName?: string | undefined;
    readonly zoneState?: string | undefined;
    readonly regionName?: string | undefined;
    readonly messageSet: readonly {
      readonly message?: string | undefined;
    }[];
  }[];
}

export interface DescribeAccountAttributesParameters {
  readonly AttributeName?: readonly string[] | undefined;
}

export interface DescribeAccountAttributesResult {
  readonly accountAttributeSet: readonly {
    readonly attributeName?: string | undefined;
    readonly attributeValueSet: readonly {
      readonly attributeValue?: string | undefined;
    }[];
  }[];
}

/** places */
export interface PlacesActions {
  /** DescribeRegions */
  describeRegions(parameters?: DescribeRegionsParameters, options?: QueryCallOptions): List<DescribeRegionsResult['regionInfo'][number]>;
  /** DescribeAvailabilityZones */
  describeAvailabilityZones(parameters?: DescribeAvailabilityZonesParameters, options?: QueryCallOptions): List<DescribeAvailabilityZonesResult['availabilityZoneInfo'][number]>;
  /** DescribeAccountAttributes */
  describeAccountAttributes(parameters?: DescribeAccountAttributesParameters, options?: QueryCallOptions): List<DescribeAccountAttributesResult['accountAttributeSet'][number]>;
}
