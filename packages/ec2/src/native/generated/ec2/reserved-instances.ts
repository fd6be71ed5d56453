// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { ReservedInstances, ReservedInstancesListing } from './shapes.ts';

export interface DescribeReservedInstancesParameters {
  readonly ReservedInstancesId?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  readonly OfferingType?: string | undefined;
}

export interface DescribeReservedInstancesResult {
  readonly reservedInstancesSet: readonly ReservedInstances[];
}

export interface DescribeReservedInstancesOfferingsParameters {
  readonly ReservedInstancesOfferingId?: readonly string[] | undefined;
  readonly InstanceType?: string | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly ProductDescription?: string | undefined;
  readonly Filter?: Filters | undefined;
  readonly InstanceTenancy?: string | undefined;
  readonly OfferingType?: string | undefined;
  readonly IncludeMarketplace?: boolean | undefined;
  readonly MinDuration?: number | undefined;
  readonly MaxDuration?: number | undefined;
  readonly MaxInstanceCount?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface DescribeReservedInstancesOfferingsResult {
  readonly reservedInstancesOfferingsSet: readonly {
    readonly reservedInstancesOfferingId?: string | undefined;
    readonly instanceType?: string | undefined;
    readonly availabilityZone?: string | undefined;
    readonly duration?: number | undefined;
    readonly fixedPrice?: number | undefined;
    readonly usagePrice?: number | undefined;
    readonly productDescription?: string | undefined;
    readonly instanceTenancy?: string | undefined;
    readonly currencyCode?: string | undefined;
    readonly offeringType?: string | undefined;
    readonly recurringCharges: readonly {
      readonly frequency?: string | undefined;
      readonly amount?: number | undefined;
    }[];
    readonly marketplace?: boolean | undefined;
    readonly pricingDetailsSet: readonly {
      readonly price?: number | undefined;
      readonly count?: number | undefined;
    }[];
  }[];
  readonly nextToken?: string | undefined;
}

export interface PurchaseReservedInstancesOfferingParameters {
  readonly ReservedInstancesOfferingId: string;
  readonly InstanceCount: number;
  readonly LimitPrice?: {
    readonly Amount?: number | undefined;
    readonly CurrencyCode?: string | undefined;
  } | undefined;
}

export interface PurchaseReservedInstancesOfferingResult {
  readonly reservedInstancesId?: string | undefined;
}

export interface CreateReservedInstancesListingParameters {
  readonly ReservedInstancesId: string;
  readonly InstanceCount: number;
  readonly PriceSchedules: readonly {
    readonly Term?: number | undefined;
    readonly Price?: number | undefined;
    readonly CurrencyCode?: string | undefined;
  }[];
  readonly ClientToken: string;
}

export interface CreateReservedInstancesListingResult {
  readonly reservedInstancesListingsSet: readonly ReservedInstancesListing[];
}

export interface CancelReservedInstancesListingParameters {
  readonly ReservedInstancesListingId: string;
}

export interface CancelReservedInstancesListingResult {
  readonly reservedInstancesListingsSet: readonly ReservedInstancesListing[];
}

export interface ModifyReservedInstancesParameters {
  readonly ClientToken?: string | undefined;
  readonly ReservedInstancesId: readonly string[];
  readonly ReservedInstancesConfigurationSetItemType: readonly {
    readonly AvailabilityZone?: string | undefined;
    readonly Platform?: string | undefined;
    readonly InstanceCount?: number | undefined;
    readonly InstanceType?: string | undefined;
  }[];
}

export interface ModifyReservedInstancesResult {
  readonly reservedInstancesModificationId?: string | undefined;
}

export interface DescribeReservedInstancesModificationsParameters {
  readonly ReservedInstancesModificationId?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribeReservedInstancesModificationsResult {
  readonly reservedInstancesModificationsSet: readonly {
    readonly reservedInstancesModificationId?: string | undefined;
    readonly reservedInstancesSet: readonly {
      readonly reservedInstancesId?: string | undefined;
    }[];
    readonly createDate?: Date | undefined;
    readonly updateDate?: Date | undefined;
    readonly effectiveDate?: Date | undefined;
    readonly status?: string | undefined;
    readonly statusMessage?: string | undefined;
    readonly clientToken?: string | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

/** reserved instances */
export interface ReservedInstancesActions {
  /** DescribeReservedInstances */
  describeReservedInstances(parameters?: DescribeReservedInstancesParameters, options?: QueryCallOptions): List<DescribeReservedInstancesResult['reservedInstancesSet'][number]>;
  /** DescribeReservedInstancesOfferings */
  describeReservedInstancesOfferings(parameters?: DescribeReservedInstancesOfferingsParameters, options?: QueryCallOptions): List<DescribeReservedInstancesOfferingsResult['reservedInstancesOfferingsSet'][number]>;
  /** PurchaseReservedInstancesOffering */
  purchaseReservedInstancesOffering(parameters: PurchaseReservedInstancesOfferingParameters, options?: QueryCallOptions): Promise<PurchaseReservedInstancesOfferingResult>;
  /** CreateReservedInstancesListing */
  createReservedInstancesListing(parameters: CreateReservedInstancesListingParameters, options?: QueryCallOptions): Promise<CreateReservedInstancesListingResult>;
  /** CancelReservedInstancesListing */
  cancelReservedInstancesListing(parameters: CancelReservedInstancesListingParameters, options?: QueryCallOptions): Promise<CancelReservedInstancesListingResult>;
  /** ModifyReservedInstances */
  modifyReservedInstances(parameters: ModifyReservedInstancesParameters, options?: QueryCallOptions): Promise<ModifyReservedInstancesResult>;
  /** DescribeReservedInstancesModifications */
  describeReservedInstancesModifications(parameters?: DescribeReservedInstancesModificationsParameters, options?: QueryCallOptions): List<DescribeReservedInstancesModificationsResult['reservedInstancesModificationsSet'][number]>;
}
