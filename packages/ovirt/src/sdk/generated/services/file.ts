// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { File } from '../types/virtualization.ts';

export interface FileGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface FileService extends Service {
  get(parameters?: FileGetParameters, options?: SdkCallOptions): Promise<File>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'file:File' },
};
