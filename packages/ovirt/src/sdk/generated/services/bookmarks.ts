// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Bookmark } from '../types/infrastructure.ts';
import type { BookmarkService } from './bookmark.ts';

export interface BookmarksAddParameters {
  readonly bookmark: Bookmark;
}

export interface BookmarksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface BookmarksService extends Service {
  bookmarkService(id: string): BookmarkService;
  /** Required: `bookmark.name`, `bookmark.value`. */
  add(parameters: BookmarksAddParameters, options?: SdkCallOptions): Promise<Bookmark>;
  list(parameters?: BookmarksListParameters, options?: SdkCallOptions): Promise<ListOf<Bookmark>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'bookmark:Bookmark', document: 'bookmark', gives: 'bookmark:Bookmark' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'bookmarks:Bookmark[]' },
};
