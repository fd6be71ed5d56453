// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Tag } from '../types/infrastructure.ts';

export interface TagGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TagRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface TagUpdateParameters {
  readonly tag: Tag;
  readonly async?: boolean | undefined;
}

export interface TagService extends Service {
  get(parameters?: TagGetParameters, options?: SdkCallOptions): Promise<Tag>;
  remove(parameters?: TagRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: TagUpdateParameters, options?: SdkCallOptions): Promise<Tag>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'tag:Tag' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'tag:Tag async:boolean', document: 'tag', gives: 'tag:Tag' },
};
