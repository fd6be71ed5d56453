// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Bookmark } from '../types/infrastructure.ts';

export interface BookmarkGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface BookmarkRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface BookmarkUpdateParameters {
  readonly bookmark: Bookmark;
  readonly async?: boolean | undefined;
}

export interface BookmarkService extends Service {
  get(parameters?: BookmarkGetParameters, options?: SdkCallOptions): Promise<Bookmark>;
  remove(parameters?: BookmarkRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: BookmarkUpdateParameters, options?: SdkCallOptions): Promise<Bookmark>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'bookmark:Bookmark' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'bookmark:Bookmark async:boolean', document: 'bookmark', gives: 'bookmark:Bookmark' },
};
