// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Tag } from '../types/infrastructure.ts';
import type { TagService } from './tag.ts';

export interface TagsAddParameters {
  readonly tag: Tag;
}

export interface TagsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TagsService extends Service {
  tagService(id: string): TagService;
  /** Required: `tag.name`. */
  add(parameters: TagsAddParameters, options?: SdkCallOptions): Promise<Tag>;
  list(parameters?: TagsListParameters, options?: SdkCallOptions): Promise<ListOf<Tag>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'tag:Tag', document: 'tag', gives: 'tag:Tag' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'tags:Tag[]' },
};
