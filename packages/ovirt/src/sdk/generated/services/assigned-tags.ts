// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Tag } from '../types/infrastructure.ts';
import type { AssignedTagService } from './assigned-tag.ts';

export interface AssignedTagsAddParameters {
  readonly tag: Tag;
}

export interface AssignedTagsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedTagsService extends Service {
  tagService(id: string): AssignedTagService;
  /** Required: `tag.id` or `tag.name`. */
  add(parameters: AssignedTagsAddParameters, options?: SdkCallOptions): Promise<Tag>;
  list(parameters?: AssignedTagsListParameters, options?: SdkCallOptions): Promise<ListOf<Tag>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'tag:Tag', document: 'tag', gives: 'tag:Tag' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'tags:Tag[]' },
};
