// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Tag } from '../types/infrastructure.ts';

export interface AssignedTagGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface AssignedTagRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface AssignedTagService extends Service {
  get(parameters?: AssignedTagGetParameters, options?: SdkCallOptions): Promise<Tag>;
  remove(parameters?: AssignedTagRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'tag:Tag' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
