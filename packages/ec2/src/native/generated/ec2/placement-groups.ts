// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { TagSpecification } from './shapes.ts';

export interface CreatePlacementGroupParameters {
  readonly GroupName: string;
  readonly Strategy: string;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface CreatePlacementGroupResult {
  readonly return?: boolean | undefined;
}

export interface DescribePlacementGroupsParameters {
  readonly GroupName?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
}

export interface DescribePlacementGroupsResult {
  readonly placementGroupSet: readonly {
    readonly groupName?: string | undefined;
    readonly strategy?: string | undefined;
    readonly state?: string | undefined;
  }[];
}

export interface DeletePlacementGroupParameters {
  readonly GroupName: string;
}

export interface DeletePlacementGroupResult {
  readonly return?: boolean | undefined;
}

/** placement groups */
export interface PlacementGroupsActions {
  /** CreatePlacementGroup */
  createPlacementGroup(parameters: CreatePlacementGroupParameters, options?: QueryCallOptions): Promise<CreatePlacementGroupResult>;
  /** DescribePlacementGroups */
  describePlacementGroups(parameters?: DescribePlacementGroupsParameters, options?: QueryCallOptions): List<DescribePlacementGroupsResult['placementGroupSet'][number]>;
  /** DeletePlacementGroup */
  deletePlacementGroup(parameters: DeletePlacementGroupParameters, options?: QueryCallOptions): Promise<DeletePlacementGroupResult>;
}
