// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Cdrom } from '../types/storage.ts';

export interface VmCdromGetParameters {
  readonly current?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmCdromUpdateParameters {
  readonly cdrom: Cdrom;
  readonly current?: boolean | undefined;
}

export interface VmCdromService extends Service {
  get(parameters?: VmCdromGetParameters, options?: SdkCallOptions): Promise<Cdrom>;
  update(parameters: VmCdromUpdateParameters, options?: SdkCallOptions): Promise<Cdrom>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'current:boolean follow', gives: 'cdrom:Cdrom' },
  update: { kind: 'update', takes: 'cdrom:Cdrom current:boolean', document: 'cdrom', gives: 'cdrom:Cdrom' },
};
