// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Cdrom } from '../types/storage.ts';

export interface TemplateCdromGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateCdromService extends Service {
  get(parameters?: TemplateCdromGetParameters, options?: SdkCallOptions): Promise<Cdrom>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'cdrom:Cdrom' },
};
