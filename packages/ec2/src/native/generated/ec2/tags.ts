// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { TagParameter } from './shapes.ts';

export interface CreateTagsParameters {
  readonly ResourceId: readonly string[];
  readonly Tag: readonly TagParameter[];
}

export interface CreateTagsResult {
  readonly return?: boolean | undefined;
}

export interface DescribeTagsParameters {
  readonly Filter?: Filters | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeTagsResult {
  readonly tagSet: readonly {
    readonly resourceId?: string | undefined;
    readonly resourceType?: string | undefined;
    readonly key?: string | undefined;
    readonly value?: string | undefined;
  }[];
  readonly nextToken?: string | undefined;
}

export interface DeleteTagsParameters {
  readonly ResourceId: readonly string[];
  readonly Tag?: readonly TagParameter[] | undefined;
}

export interface DeleteTagsResult {
  readonly return?: boolean | undefined;
}

/** tags */
export interface TagsActions {
  /** CreateTags */
  createTags(parameters: CreateTagsParameters, options?: QueryCallOptions): Promise<CreateTagsResult>;
  /** DescribeTags */
  describeTags(parameters?: DescribeTagsParameters, options?: QueryCallOptions): List<DescribeTagsResult['tagSet'][number]>;
  /** DeleteTags */
  deleteTags(parameters: DeleteTagsParameters, options?: QueryCallOptions): Promise<DeleteTagsResult>;
}
